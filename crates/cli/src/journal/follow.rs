//! `earnest journal follow`: a witness elsewhere. It remembers the last checkpoint that it saw and cosigned, asks for the
//! newest, and says what was rewritten if the one does not begin with the other.

use super::{key, leaves::Leaves, source::Source};
use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::anchor::{
    Checkpoint, Head, Kind, Note, Refused, Request, SigningKey, Trust, VerifierKey, Witness,
};
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
    /// The folder in which the witness keeps its own key and what it saw; made if it is not there. A file `checkpoint` that
    /// somebody kept may lie in it to begin from.
    #[arg(long, value_name = "FOLDER")]
    state: PathBuf,
    /// A checkpoint to begin from as a paper prints it: the number of acts, a colon, the root. Quote what was broken into
    /// lines there.
    #[arg(long, value_name = "SIZE:ROOT")]
    printed: Option<String>,
    /// The name under which it cosigns; for the first time.
    #[arg(long, default_value = "witness")]
    name: String,
}

impl Follow {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let log = VerifierKey::parse(&self.key).map_err(Failure::new)?;
        let origin = log.name().to_owned();
        let printed = self.printed.as_deref().map(|text| printed(&origin, text)).transpose()?;
        let trust = Trust::new(&origin, vec![log.clone()], Vec::new(), 0).map_err(Failure::new)?;
        fs::create_dir_all(&self.state).map_err(|fault| Failure::file(&self.state, fault))?;
        let seen = self.state.join("checkpoint");
        let kept = match fs::read(&seen) {
            Ok(bytes) => Some(Note::parse(&bytes).map_err(|fault| Failure::file(&seen, fault))?),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
            Err(fault) => return Err(Failure::file(&seen, fault)),
        };
        let is_cosigned = kept.as_ref().is_some_and(|note| is_cosigned(note, &log));
        let remembered = match &kept {
            None => None,
            Some(note) if is_cosigned => Some(Checkpoint::parse(note.text()).map_err(Failure::new)?),
            // Somebody put it there: it counts if the register signed it.
            Some(note) => Some(trust.open(note).map_err(|fault| Failure::file(&seen, fault))?.checkpoint),
        };
        let witness = Witness::new(trust, self.own_key(remembered.as_ref().filter(|_| is_cosigned))?)
            .map_err(Failure::new)?;
        let source = Source::of(&self.source);
        let shown = Shown::read(&source)?;
        let time = u64::try_from(clock::now().as_second()).unwrap_or_default();
        let mut leaves = Leaves::read(self.state.join("leaves"))?;
        // What stands on a paper holds beside what this witness saw itself.
        let grounds = match (&printed, &remembered) {
            (None, seen) => vec![seen.as_ref()],
            (printed, None) => vec![printed.as_ref()],
            (printed, seen) => vec![printed.as_ref(), seen.as_ref()],
        };
        let mut accepted = None;
        for ground in grounds {
            let old = ground.map_or(0, |last| last.head().size);
            let proof = source.consistency(old, shown.head.size)?;
            let request = Request { old, proof, note: shown.note.clone() };
            let judged = witness.judge(ground, &request, time).map_err(|refused| {
                if !matches!(refused, Refused::Rewritten(_)) {
                    return Failure::new(refused);
                }
                // What contradicts is kept as evidence beside what was seen before.
                let _ = self.keep_evidence(&shown.bytes);
                let which = leaves.rewritten(&source, shown.head);
                Failure::new(format!("{refused}. {}", which.unwrap_or_else(|fault| fault.to_string())))
            })?;
            accepted = Some((old, judged));
        }
        let (old, accepted) = accepted.ok_or_else(|| Failure::new("nothing was judged"))?;
        leaves.hold(&source, shown.head)?;
        let mut signed = shown.note;
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
    /// witness trusts its key. A checkpoint that somebody put there as it was kept, with the register's signature alone, was
    /// cosigned by nobody.
    fn own_key(&self, cosigned: Option<&Checkpoint>) -> Result<SigningKey, Failure> {
        let path = self.state.join("key");
        match cosigned {
            _ if path.exists() => key::read(&path),
            Some(cosigned) => Err(Failure::new(format!(
                "{} is gone, and this witness has cosigned with it; put it back, or begin in another folder with \
                 --printed {}",
                path.display(),
                cosigned.short()
            ))),
            None => key::make(&path, &self.name, Kind::Witness),
        }
    }
}

/// Whether somebody signed a checkpoint besides the register, whatever key it had then.
fn is_cosigned(note: &Note, log: &VerifierKey) -> bool {
    let own = format!("{}+", log.name());
    note.signatures().iter().any(|line| !line.key().starts_with(&own))
}

/// The newest checkpoint as it is shown.
struct Shown {
    bytes: Vec<u8>,
    note: Note,
    head: Head,
}

impl Shown {
    fn read(source: &Source) -> Result<Self, Failure> {
        let bytes = source.read("checkpoint")?;
        let note = Note::parse(&bytes).map_err(Failure::new)?;
        let head = Checkpoint::parse(note.text()).map_err(Failure::new)?.head();
        Ok(Self { bytes, note, head })
    }
}

/// The checkpoint of a log as a paper prints it.
pub fn printed(origin: &str, text: &str) -> Result<Checkpoint, Failure> {
    Checkpoint::of_short(origin, text).map_err(|fault| {
        Failure::new(format!("{text}: {fault}; give number of acts and root as they are printed, SIZE:ROOT"))
    })
}
