//! Files that a command writes: whole or not at all, and over nothing that nobody asked to replace.

use crate::failure::Failure;
use clap::Args;
use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

/// Where to write.
#[derive(Debug, Args)]
pub struct OutFile {
    /// Where to write. A file that is there is not written over.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over the file if it is there.
    #[arg(long, requires = "out")]
    pub replace: bool,
}

impl OutFile {
    /// Refuses early if the file is there.
    pub fn check(&self) -> Result<(), Failure> {
        match &self.out {
            Some(path) if !self.replace && path.exists() => Err(Failure::file(
                path,
                "the file is there already; name another one, or add --replace to write over it",
            )),
            Some(path) if path.exists() => must_be_nobodys(path),
            _ => Ok(()),
        }
    }

    /// Refuses to write over what the command itself reads.
    pub fn is_not(&self, input: &Path) -> Result<(), Failure> {
        let Some(path) = &self.out else { return Ok(()) };
        match (path.canonicalize(), input.canonicalize()) {
            (Ok(one), Ok(other)) if one == other => {
                Err(Failure::file(path, "this is the file that is read; name another one"))
            }
            _ => Ok(()),
        }
    }

    /// Writes the file, if one is named; gives whether it is.
    pub fn write(&self, bytes: &[u8]) -> Result<bool, Failure> {
        self.check()?;
        let Some(path) = &self.out else { return Ok(false) };
        write_whole(path, bytes, self.replace)?;
        Ok(true)
    }
}

/// A register or a backup is never written over, whoever asks for it: what was to be replaced was something else.
fn must_be_nobodys(path: &Path) -> Result<(), Failure> {
    let name = path.to_string_lossy();
    let beside = ["-wal", "-shm", "-journal"].iter().find_map(|end| name.strip_suffix(end));
    if beside.is_some_and(|register| Path::new(register).exists()) {
        let why = "this belongs to a register and is not written over; name another file";
        return Err(Failure::file(path, why));
    }
    let mut begins = [0; 32];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut begins));
    let read = read.map_err(|why| Failure::file(path, why))?;
    let begins = begins.get(..read).unwrap_or_default();
    let kinds: [(&[u8], &str); 4] = [
        (b"PRIVATE+KEY+", "a secret key"),
        (b"SQLite format 3\0", "a register"),
        (b"\x1f\x8b", "a backup or another packed file"),
        (b"age-encryption.org/", "a locked backup"),
    ];
    match kinds.iter().find(|(sign, _)| begins.starts_with(sign)) {
        None => Ok(()),
        Some((_, kind)) => {
            Err(Failure::file(path, format!("this is {kind} and is not written over; name another file")))
        }
    }
}

fn write_whole(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    if !replace {
        // The name is taken first: between the look and the writing nobody's file is lost.
        let new = fs::OpenOptions::new().write(true).create_new(true).open(path);
        new.map_err(|why| Failure::file(path, why))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let done = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    done.map_err(|why| {
        // What is half written is of no use to anyone; if it can't be removed, the first fault is the one to tell.
        let _ = fs::remove_file(&beside);
        if !replace {
            let _ = fs::remove_file(path);
        }
        Failure::file(path, why)
    })
}
