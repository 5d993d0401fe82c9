//! Verify, and sign only what holds: what is signed is signed for good. What came of it is noted for whoever looks after the
//! register.

use super::checkpoint_sign::sign_up_to;
use crate::{AppError, Context, Result, journal_verify::verify_journal, permit_at};
use earnest_anchor::note::SigningKey;
use earnest_model::{contents::ContentsFault, permit::ReadJobs};
pub use earnest_store::SigningNote;
use earnest_store::{SignedCheckpoint, Verified};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// The register holds, and this covers it.
    Signed(SignedCheckpoint),
    /// The register has faults, the first of them in words, and nothing was signed.
    Faults(String),
}

/// Whether something happened that no checkpoint covers yet: there is something to verify and to sign.
pub fn is_behind(context: &Context<'_>) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let signed = reader.last_checkpoint()?.map_or(0, |last| last.size);
    Ok(reader.entry_count()? != signed)
}

/// Verifies chain and contents, and signs the acts that were verified unless something is wrong with them.
pub fn sign_if_sound(context: &Context<'_>, key: &SigningKey, chance: &[u8; 32]) -> Result<Signing> {
    let verified = verify_journal(context)?;
    let entries = verified.chain.checked();
    let signed = match first_fault(&verified) {
        Some(fault) => Ok(Signing::Faults(fault)),
        None => sign_up_to(context, (key, chance), u64::try_from(entries).ok()).map(Signing::Signed),
    };
    let fault = match &signed {
        Ok(Signing::Signed(_)) => None,
        Ok(Signing::Faults(fault)) => Some(fault.clone()),
        Err(AppError::Refused(why)) => Some(why.to_string()),
        // It passes, or has nothing to do with what the register holds.
        Err(_) => return signed,
    };
    context.store.note_signing(&SigningNote { at: context.now.to_string(), entries, fault })?;
    signed
}

/// The first fault that keeps one from signing. Kept hashes of the tree only follow from the journal, and are made anew.
pub fn first_fault(verified: &Verified) -> Option<String> {
    let weighs = |fault: &&ContentsFault| !matches!(fault, ContentsFault::TreeHash { .. });
    let first = verified.broken.as_ref().map(ToString::to_string);
    first.or_else(|| verified.faults.iter().find(weighs).map(ToString::to_string))
}

/// How it stands with checkpoints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signings {
    /// The newest.
    pub last: Option<SignedCheckpoint>,
    /// What came of it when the register was last verified to be signed.
    pub note: Option<SigningNote>,
}

/// Tells whoever administers the whole.
pub fn show_signings(context: &Context<'_>) -> Result<Signings> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match (reader.root()?, context.actor) {
        // Whoever runs the program may always look, also where no unit can be read any more.
        (_, actor) if actor.is_operator() => {}
        (Some(root), _) => {
            permit_at::<ReadJobs>(context, root)?;
        }
        (None, _) => return Err(AppError::NotFound),
    }
    Ok(Signings { last: reader.last_checkpoint()?, note: reader.last_signing()? })
}

impl Signings {
    /// What is said of them in one line, and what is wrong.
    pub fn standing(&self) -> (String, Option<String>) {
        let said = self.last.as_ref().map_or_else(
            || "none was signed yet".to_owned(),
            |last| format!("the last covers {} acts and was signed {}", last.size, last.made_at),
        );
        let fault = self.note.as_ref().and_then(|note| {
            let fault = note.fault.as_ref()?;
            Some(format!("nothing was signed {}, since the register has faults, the first: {fault}", note.at))
        });
        (said, fault)
    }
}
