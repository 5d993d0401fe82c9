//! Prove that an act is in the journal: a file that its holder keeps and checks without asking anybody.

use super::tree::{Acts, act, salt};
use crate::{AppError, Context, Result, permit, permit_at};
use earnest_anchor::{Hash, note::Note, proof::Proof, tree::inclusion};
use earnest_model::{event::Entry, message::Message, permit::ReadJournal};
use earnest_store::{Reader, SignedCheckpoint};

/// The act, and the proof that the checkpoint covers it.
#[derive(Debug, Clone)]
pub struct Proven {
    /// The journal's entry.
    pub entry: Entry,
    /// The salt with which the entry's hash is hashed into the tree; nobody else has use for it.
    pub salt: String,
    /// The proof, a file of c2sp.org/tlog-proof.
    pub proof: String,
}

/// Proves the act at a place of the journal: by the newest checkpoint, or by that of so many acts, as a paper prints it.
pub fn prove(context: &Context<'_>, place: i64, by: Option<i64>) -> Result<Proven> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadJournal>(context, root)?;
    let entry = reader.entry_at(&permit, place)?.ok_or(AppError::NotFound)?;
    let checkpoint = covering(&mut reader, by)?;
    proof_of(&mut reader, &checkpoint, entry)
}

/// Whether there are proofs of a unit for whoever asks.
pub fn may_prove(context: &Context<'_>, code: &str) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match permit::<ReadJournal>(context, &mut reader, code) {
        Ok(_) => Ok(reader.last_checkpoint()?.is_some()),
        Err(AppError::Denied(_) | AppError::NotFound) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// Proves all acts about a unit that the newest checkpoint covers, or that of so many acts, after a place, at most `limit`:
/// those that were done there, and those of others that wrote a record of it.
pub fn prove_unit(
    context: &Context<'_>,
    code: &str,
    by: Option<i64>,
    (after, limit): (i64, i64),
) -> Result<Vec<Proven>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<ReadJournal>(context, &mut reader, code)?;
    let checkpoint = covering(&mut reader, by)?;
    let mut proven = Vec::new();
    for entry in reader.entries_about(&permit, after, limit)? {
        if entry.place <= checkpoint.size {
            proven.push(proof_of(&mut reader, &checkpoint, entry)?);
        }
    }
    Ok(proven)
}

fn covering(reader: &mut Reader<'_>, by: Option<i64>) -> Result<SignedCheckpoint> {
    match by {
        None => reader.last_checkpoint()?.ok_or_else(|| AppError::refused("error-anchor-none")),
        Some(size) => reader
            .checkpoint_at(size)?
            .ok_or_else(|| AppError::Refused(Message::new("error-anchor-no-such").with("size", size))),
    }
}

fn proof_of(reader: &mut Reader<'_>, checkpoint: &SignedCheckpoint, entry: Entry) -> Result<Proven> {
    let unread = |fault: String| AppError::Refused(Message::new("error-anchor-note").with("why", fault));
    let secret = reader.tree_secret()?.ok_or(AppError::NotFound)?;
    let size = u64::try_from(checkpoint.size).unwrap_or_default();
    if entry.place > checkpoint.size {
        return Err(AppError::Refused(Message::new("error-anchor-later").with("size", checkpoint.size)));
    }
    let index = u64::try_from(entry.place - 1).unwrap_or_default();
    let salt = salt(&secret, entry.place);
    let act: Hash = act(&salt, &entry.hash);
    let mut acts = Acts { reader, secret: &secret };
    let path =
        inclusion(index, size, |node| acts.node(node, size)).map_err(|fault| unread(fault.to_string()))?;
    let note = Note::parse(checkpoint.note.as_bytes()).map_err(|fault| unread(fault.to_string()))?;
    let proof = Proof { act, index, path, note }.to_string();
    Ok(Proven { entry, salt, proof })
}
