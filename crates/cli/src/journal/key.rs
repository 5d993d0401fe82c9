//! Keys that sign checkpoints. They are kept in files of their own, outside the register.

use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::anchor::{Kind, SigningKey};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// `earnest journal key`
#[derive(Debug, Args)]
pub struct Key {
    /// Who signs: the name of the register, such as an address that it is served under, or of the witness.
    #[arg(long)]
    name: String,
    /// The file that keeps the secret key. One that is there is never overwritten.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A key of a witness, who cosigns what others signed.
    #[arg(long)]
    witness: bool,
}

impl Key {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let kind = if self.witness { Kind::Witness } else { Kind::Log };
        let key = make(&self.out, &self.name, kind)?;
        writeln!(out, "{}", key.public())?;
        Ok(())
    }
}

/// Makes a key and keeps it in a new file that its owner alone may read.
pub fn make(path: &Path, name: &str, kind: Kind) -> Result<SigningKey, Failure> {
    let key = SigningKey::from_seed(name, kind, &clock::random()?).map_err(Failure::new)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|fault| Failure::file(path, fault))?;
    writeln!(file, "{}", key.secret_text()).map_err(|fault| Failure::file(path, fault))?;
    file.sync_all().map_err(|fault| Failure::file(path, fault))?;
    Ok(key)
}

/// Reads a key from its file.
pub fn read(path: &Path) -> Result<SigningKey, Failure> {
    let text = fs::read_to_string(path).map_err(|fault| Failure::file(path, fault))?;
    SigningKey::parse(text.trim()).map_err(|fault| Failure::file(path, fault))
}
