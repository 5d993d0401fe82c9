//! `earnest journal follow`: a witness elsewhere. It remembers the last checkpoint that it saw and cosigned, asks for the
//! newest, and says what was rewritten if the one does not begin with the other.

use super::{key, leaves::Leaves, source::Source};
use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::anchor::{Checkpoint, Kind, Note, Refused, Request, Trust, VerifierKey, Witness};
use std::{fs, io::Write, path::PathBuf};

#[derive(Debug, Args)]
pub struct Follow {
    /// Where the register shows its checkpoint and tiles: an address such as https://example.org/journal, or a folder
    /// that `earnest journal checkpoint --tiles` wrote.
    #[arg(value_name = "URL|FOLDER")]
    source: String,
    /// The public key of the register, as `earnest journal key` printed it.
    #[arg(long, value_name = "KEY")]
    key: String,
    /// The folder in which the witness keeps its own key and what it saw; made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    state: PathBuf,
    /// The name under which it cosigns; for the first time.
    #[arg(long, default_value = "witness")]
    name: String,
}

impl Follow {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let log = VerifierKey::parse(&self.key).map_err(Failure::new)?;
        let origin = log.name().to_owned();
        let trust = Trust::new(&origin, vec![log], Vec::new(), 0).map_err(Failure::new)?;
        fs::create_dir_all(&self.state).map_err(|fault| Failure::file(&self.state, fault))?;
        let seen = self.state.join("checkpoint");
        let witness = Witness::new(trust, self.own_key(seen.exists())?).map_err(Failure::new)?;
        let remembered = match fs::read(&seen) {
            Ok(bytes) => Some(checkpoint_of(&bytes)?),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
            Err(fault) => return Err(Failure::file(&seen, fault)),
        };
        let source = Source::of(&self.source);
        let shown = source.read("checkpoint")?;
        let note = Note::parse(&shown).map_err(Failure::new)?;
        let newest = checkpoint_of(&shown)?;
        let old = remembered.as_ref().map_or(0, |last| last.head().size);
        let proof = source.consistency(old, newest.head().size)?;
        let request = Request { old, proof, note };
        let time = u64::try_from(clock::now().as_second()).unwrap_or_default();
        let mut leaves = Leaves::read(self.state.join("leaves"))?;
        let accepted = witness.judge(remembered.as_ref(), &request, time).map_err(|refused| {
            if !matches!(refused, Refused::Rewritten(_)) {
                return Failure::new(refused);
            }
            // What contradicts is kept as evidence beside what was seen before.
            let _ = self.keep_evidence(&shown);
            let which = leaves.rewritten(&source, newest.head());
            Failure::new(format!("{refused}. {}", which.unwrap_or_else(|fault| fault.to_string())))
        })?;
        leaves.hold(&source, newest.head())?;
        let mut signed = request.note;
        signed.add(accepted.cosignature).map_err(Failure::new)?;
        let beside = self.state.join("checkpoint.new");
        fs::write(&beside, signed.to_string()).map_err(|fault| Failure::file(&beside, fault))?;
        fs::rename(&beside, &seen).map_err(|fault| Failure::file(&seen, fault))?;
        let size = accepted.checkpoint.head().size;
        writeln!(out, "{size} acts, of which {old} were seen before and stand as they stood.")?;
        write!(out, "{signed}")?;
        Ok(())
    }

    /// Keeps a checkpoint that contradicts what was seen before, beside those that did so earlier.
    fn keep_evidence(&self, shown: &[u8]) -> std::io::Result<()> {
        let names = (2..100_u8).map(|number| format!("contradicts-{number}"));
        for name in std::iter::once("contradicts".to_owned()).chain(names) {
            let path = self.state.join(name);
            match fs::read(&path) {
                Ok(kept) if kept == shown => return Ok(()),
                Ok(_) => {}
                Err(_) => return fs::write(&path, shown),
            }
        }
        Ok(())
    }

    /// The witness's own key, made for the first time. One that went astray is not replaced in silence: whoever trusts this
    /// witness trusts its key.
    fn own_key(&self, has_cosigned: bool) -> Result<earnest_app::anchor::SigningKey, Failure> {
        let path = self.state.join("key");
        match path.exists() {
            true => key::read(&path),
            false if has_cosigned => Err(Failure::new(format!(
                "{} is gone, and this witness has cosigned with it; put it back, or begin anew in an empty folder",
                path.display()
            ))),
            false => key::make(&path, &self.name, Kind::Witness),
        }
    }
}

fn checkpoint_of(bytes: &[u8]) -> Result<Checkpoint, Failure> {
    let note = Note::parse(bytes).map_err(Failure::new)?;
    Checkpoint::parse(note.text()).map_err(Failure::new)
}
