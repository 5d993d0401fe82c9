//! `earnest archive …`: what is kept for years, made here and checked anywhere.

use crate::{
    database::Database,
    failure::Failure,
    files::FilesFolder,
    fonts::FontFolders,
    journal::{printed_head, read_key, trusted},
    out_file::OutFile,
    serve::state,
};
use clap::{Args, Subcommand};
use earnest_anchor::note::{SigningKey, VerifierKey};
use earnest_app::anchor::{
    archive_check::{Checked, SIGNED, SUMS, check_archive, check_signed_list, sign_list},
    proof_check::Ground,
};
use earnest_model::{
    hash::sha256_hex,
    id::{CircularId, RoundId},
};
use earnest_papers::{packed, unpacked};
use earnest_web::{
    Settings,
    archive::{Wanted, archive},
};
use serde_json::json;
use std::{fs, io::Write, path::PathBuf, sync::Arc};

/// The largest file of an archive that is read.
const LARGEST: usize = 512 * 1024 * 1024;

#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Make the file of a round that is closed: papers, records, its part of the journal with proofs. Prints its SHA-256.
    Create(Create),
    /// Make the public bundle of a version of a circular. Prints its SHA-256.
    Bundle(Bundle),
    /// Check an archive that somebody kept. Needs no register.
    Verify(Verify),
}

impl ArchiveCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Create(command) => command.making.make(Wanted::Round(command.round), out),
            Self::Bundle(command) => command.making.make(Wanted::Circular(command.circular), out),
            Self::Verify(command) => command.run(out),
        }
    }
}

#[derive(Debug, Args)]
pub struct Create {
    /// The round, as it stands in the address of its page.
    round: RoundId,
    #[command(flatten)]
    making: Making,
}

#[derive(Debug, Args)]
pub struct Bundle {
    /// The version, as it stands in the address of its page.
    circular: CircularId,
    #[command(flatten)]
    making: Making,
}

/// What an archive is made of and where to.
#[derive(Debug, Args)]
struct Making {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    files: FilesFolder,
    #[command(flatten)]
    fonts: FontFolders,
    /// Where to write. A file that is there is not written over.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write over the file if it is there.
    #[arg(long)]
    replace: bool,
    /// The file of the register's key (see: earnest journal key): its list of contents is signed, so that one that was changed is
    /// found by `archive verify --key`.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

/// The archive with a signed note on its list of contents behind it.
fn signed(archive: &[u8], key: &SigningKey) -> Result<Vec<u8>, Failure> {
    let mut files = unpacked(archive, LARGEST, |_| true).map_err(Failure::new)?;
    let list = files.iter().find(|(name, _)| name == SUMS).map(|(_, bytes)| bytes.as_slice());
    let note = sign_list(list.unwrap_or_default(), key).map_err(Failure::new)?;
    files.push((SIGNED.to_owned(), note.into_bytes()));
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&files).map_err(Failure::new)
}

impl Making {
    fn make(&self, wanted: Wanted, out: &mut dyn Write) -> Result<(), Failure> {
        let to = OutFile { out: Some(self.out.clone()), replace: self.replace };
        to.check()?;
        let key = self.key.as_deref().map(read_key).transpose()?;
        let open = self.database.open()?;
        let files = self.files.open(&open.context(), &self.database.database)?;
        let settings = Settings { secure: true, proxied: false, today: open.held, idle: 3_600 };
        let mut state = state((open.store, open.loaded), files, settings, None, None)?;
        state.faces = Arc::new(self.fonts.faces()?);
        let mut bytes = archive(&state, wanted).map_err(Failure::new)?;
        if let Some(key) = &key {
            bytes = signed(&bytes, key)?;
        }
        to.write(&bytes)?;
        writeln!(out, "{}  {}", sha256_hex(&bytes), self.out.display())?;
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Verify {
    /// The archive.
    file: PathBuf,
    /// The public key of the register, as `earnest journal key` printed it.
    #[arg(long, value_name = "KEY", required_unless_present_any = ["printed", "unsigned"])]
    key: Option<String>,
    /// The checkpoint on which it must stand, as a paper prints it: the number of acts, a colon, the root. It takes the place of
    /// the key, or stands beside it.
    #[arg(long, value_name = "SIZE:ROOT")]
    printed: Option<String>,
    /// Look at no signature: of an archive of a register that signs no checkpoints, or whose key is not at hand.
    #[arg(long, conflicts_with_all = ["key", "printed"])]
    unsigned: bool,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl Verify {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let ground = Ground {
            trust: self.key.as_deref().map(trusted).transpose()?,
            printed: self.printed.as_deref().map(printed_head).transpose()?,
        };
        let bytes = fs::read(&self.file).map_err(|fault| Failure::file(&self.file, fault))?;
        let files = unpacked(&bytes, LARGEST, |_| true).map_err(|fault| Failure::file(&self.file, fault))?;
        let mut checked = check_archive(&files, &ground);
        if checked.checkpoint.is_none() && !self.unsigned {
            let why = "there is no checkpoint in it that could be held against what was given; --unsigned checks the rest";
            checked.fault("journal/checkpoint", why);
        }
        let key = self.key.as_deref().map(VerifierKey::parse).transpose().map_err(Failure::new)?;
        let list = key.and_then(|key| check_signed_list(&files, &key));
        let list_signed = list.is_some();
        if let Some(Err(fault)) = list {
            checked.faults.push(fault);
        }
        let hash = sha256_hex(&bytes);
        if self.json {
            let faults: Vec<_> =
                checked.faults.iter().map(|fault| json!({ "file": fault.file, "why": fault.why })).collect();
            let answer = json!({
                "valid": faults.is_empty(), "sha256": hash, "files": checked.files, "acts": checked.acts,
                "unproven": checked.unproven, "certificates": checked.certificates,
                "checkpoint": checked.checkpoint, "signature": !self.unsigned, "list_signed": list_signed,
                "faults": faults,
            });
            writeln!(out, "{answer}")?;
        } else if checked.faults.is_empty() {
            said(&checked, self.unsigned, out)?;
            let told = match list_signed {
                true => "The list of contents is the one that the register signed.",
                false => {
                    "No signature on the list of contents was looked at: what was changed together with it is found by the SHA-256 alone."
                }
            };
            writeln!(out, "{told}")?;
            writeln!(out, "SHA-256 {hash}")?;
        }
        match checked.faults.len() {
            0 => Ok(()),
            count => {
                let told: Vec<_> =
                    checked.faults.iter().map(|fault| format!("{}: {}", fault.file, fault.why)).collect();
                let file = self.file.display();
                Err(Failure::new(format!("{file}: faults: {count}\n{}", told.join("\n"))))
            }
        }
    }
}

fn said(checked: &Checked, unsigned: bool, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{} files, each as it is listed.", checked.files)?;
    writeln!(out, "{} acts, {} certificates of draws; all hold.", checked.acts, checked.certificates)?;
    if let Some(checkpoint) = &checked.checkpoint {
        writeln!(out, "Checkpoint {checkpoint}")?;
    }
    if checked.unproven > 0 {
        let count = checked.unproven;
        writeln!(
            out,
            "Of {count} acts nothing proves that they are in the journal: no checkpoint covers them."
        )?;
    }
    if unsigned {
        writeln!(
            out,
            "No signature was looked at: whoever made the archive may have made the checkpoint, too."
        )?;
    }
    Ok(())
}
