//! `earnest draw verify`

use super::frame_file::{self, Columns};
use crate::{failure::Failure, table_file::name_unread};
use clap::Args;
use earnest_app::anchor::{Note, Trust, VerifierKey};
use earnest_draw::{StandsOn, verify};
use serde_json::json;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Args)]
pub struct Verify {
    /// The certificate.
    certificate: PathBuf,
    /// A frame that must be the one that was drawn from: `stratum,id`, unless --id and --stratum say otherwise.
    #[arg(long, value_name = "FILE")]
    frame: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    /// The public key of the register, as `earnest journal key` printed it: the checkpoint beside the certificate must be
    /// signed with it, and cover the act.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let file = std::fs::read(&self.certificate).map_err(|why| Failure::file(&self.certificate, why))?;
        let verified = verify(&file).map_err(|why| Failure::file(&self.certificate, why))?;
        if let Some(path) = &self.frame {
            let id = self.columns.id.as_deref().unwrap_or("id");
            // A certificate without strata was drawn from a frame without that column.
            let one = verified.drawn.len() == 1 && verified.drawn.contains_key("");
            let stratum = self.columns.stratum.as_deref().or((!one).then_some("stratum"));
            let (frame, unread) = frame_file::read(path, id, stratum)?;
            name_unread(&path.display().to_string(), &unread);
            if frame != verified.frame {
                let (said, found) = (&verified.frame_hash, frame.hash());
                return Err(Failure::file(
                    path,
                    format!("this is not the frame that was drawn from: hash {found}, not {said}"),
                ));
            }
        }
        let signed_by =
            self.key.as_deref().map(|key| self.signed(key, verified.checkpoint.as_ref())).transpose()?;
        let drawn: usize = verified.drawn.values().map(Vec::len).sum();
        if self.json {
            let strata: Vec<_> = verified
                .drawn
                .iter()
                .map(|(stratum, ids)| json!({ "stratum": stratum, "drawn": ids }))
                .collect();
            let answer = json!({
                "valid": true,
                "seed": verified.seed.as_str(),
                "frame_hash": verified.frame_hash,
                "frame": verified.frame.len(),
                "drawn": drawn,
                "strata": strata,
                "about": verified.about,
                "checkpoint": verified.checkpoint.map(|it| json!({
                    "act": it.act,
                    "note": it.note,
                    "signed_by": signed_by,
                })),
            });
            writeln!(out, "{answer}")?;
        } else {
            writeln!(
                out,
                "The draw holds: {drawn} of {} units, seed {}.",
                verified.frame.len(),
                verified.seed.as_str()
            )?;
            writeln!(out, "Frame {}", verified.frame_hash)?;
            if let Some(StandsOn { act, note }) = &verified.checkpoint {
                let signature = match &signed_by {
                    Some(name) => format!("which {name} signed"),
                    None => "whose signature is looked at with --key alone".to_owned(),
                };
                writeln!(out, "Act {act} of the journal with this checkpoint, {signature}:")?;
                write!(out, "{note}")?;
            }
        }
        Ok(())
    }
    /// Who signed the checkpoint beside the certificate: the register of this key, over a tree that has the act.
    fn signed(&self, key: &str, stands_on: Option<&StandsOn>) -> Result<String, Failure> {
        let refused = |why: &dyn std::fmt::Display| Failure::file(&self.certificate, why);
        let key = VerifierKey::parse(key).map_err(Failure::new)?;
        let name = key.name().to_owned();
        let StandsOn { act, note } = stands_on.ok_or_else(|| refused(&"there is no checkpoint beside it"))?;
        let note = Note::parse(note.as_bytes()).map_err(|why| refused(&why))?;
        let trust = Trust::new(&name, vec![key], Vec::new(), 0).map_err(Failure::new)?;
        let size = trust.open(&note).map_err(|why| refused(&why))?.checkpoint.head().size;
        let covered = u64::try_from(*act).is_ok_and(|act| (1..=size).contains(&act));
        match covered {
            true => Ok(name),
            false => Err(refused(&format!("the checkpoint of {size} acts does not cover act {act}"))),
        }
    }
}
