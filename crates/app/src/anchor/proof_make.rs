//! Prove that an act is in the journal: a file that its holder keeps and checks without asking anybody.

use super::tree::{Acts, act, salt};
use crate::{
    AppError, Context, Result, permit, permit_at, permit_on,
    published::{Published, must_be_open},
};
use earnest_anchor::{Hash, note::Note, proof::Proof, tree::inclusion};
use earnest_model::{
    event::Entry,
    id::{CircularId, FrozenReportId, RoundId, VisitId},
    message::Message,
    permit::{ReadJournal, ReadPublished, ReadRoundFile},
};
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
    proofs_of(&mut reader, &checkpoint, vec![entry])?.pop().ok_or(AppError::NotFound)
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
    let mut entries = reader.entries_about(&permit, after, limit)?;
    entries.retain(|entry| entry.place <= checkpoint.size);
    proofs_of(&mut reader, &checkpoint, entries)
}

/// A round's part of the journal as its file keeps it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The acts in order. One that no checkpoint covers yet has neither salt nor proof.
    pub acts: Vec<Proven>,
    /// The first checkpoint that covers them all; the newest where none does; none in a register that signs none.
    pub checkpoint: Option<SignedCheckpoint>,
}

/// The most acts of a file.
const MOST: i64 = 200_000;

/// Keeps the acts about a round's records, about these visits and these frozen reports.
///
/// # Errors
/// Whoever asks may not take the round's file, or there are more acts than a file takes.
pub fn keep_round(
    context: &Context<'_>,
    id: RoundId,
    besides: (&[VisitId], &[FrozenReportId]),
) -> Result<Kept> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadRoundFile, _>(context, &mut reader, id)?;
    let entries = reader.entries_of_round(&permit, besides, (0, MOST + 1))?;
    if entries.len() as i64 > MOST {
        return Err(AppError::Refused(Message::new("error-round-file-acts").with("most", MOST)));
    }
    kept(&mut reader, entries)
}

/// Keeps the act by which a circular was published, for whoever may read it.
///
/// # Errors
/// There is no such circular for them.
pub fn keep_circular(context: &Context<'_>, id: CircularId) -> Result<Kept> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadPublished, _>(context, &mut reader, id)?;
    must_be_open(context, &mut reader, (Published::Circulars, permit.target()))?;
    let entry = reader.entry_of_circular(&permit)?.ok_or(AppError::NotFound)?;
    kept(&mut reader, vec![entry])
}

fn kept(reader: &mut Reader<'_>, mut entries: Vec<Entry>) -> Result<Kept> {
    let last = entries.last().map_or(0, |entry| entry.place);
    let checkpoint = match reader.checkpoint_of(last)? {
        Some(covering) => Some(covering),
        None => reader.last_checkpoint()?,
    };
    let size = checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let later = entries.split_off(entries.partition_point(|entry| entry.place <= size));
    let mut acts = match &checkpoint {
        Some(checkpoint) => proofs_of(reader, checkpoint, entries)?,
        None => Vec::new(),
    };
    acts.extend(later.into_iter().map(|entry| Proven { entry, salt: String::new(), proof: String::new() }));
    Ok(Kept { acts, checkpoint })
}

fn covering(reader: &mut Reader<'_>, by: Option<i64>) -> Result<SignedCheckpoint> {
    match by {
        None => reader.last_checkpoint()?.ok_or_else(|| AppError::refused("error-anchor-none")),
        Some(size) => reader
            .checkpoint_at(size)?
            .ok_or_else(|| AppError::Refused(Message::new("error-anchor-no-such").with("size", size))),
    }
}

/// The proofs of entries by a checkpoint.
fn proofs_of(
    reader: &mut Reader<'_>,
    checkpoint: &SignedCheckpoint,
    entries: Vec<Entry>,
) -> Result<Vec<Proven>> {
    let unread = |fault: String| AppError::Refused(Message::new("error-anchor-note").with("why", fault));
    let secret = reader.tree_secret()?.ok_or(AppError::NotFound)?;
    let size = u64::try_from(checkpoint.size).unwrap_or_default();
    let note = Note::parse(checkpoint.note.as_bytes()).map_err(|fault| unread(fault.to_string()))?;
    let mut acts = Acts::new(reader, &secret);
    let mut proven = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.place > checkpoint.size {
            return Err(AppError::Refused(Message::new("error-anchor-later").with("size", checkpoint.size)));
        }
        let index = u64::try_from(entry.place - 1).unwrap_or_default();
        let salt = salt(&secret, entry.place);
        let act: Hash = act(&salt, &entry.hash);
        let path = inclusion(index, size, |node| acts.node(node, size))
            .map_err(|fault| unread(fault.to_string()))?;
        let proof = Proof { act, index, path, note: note.clone() }.to_string();
        proven.push(Proven { entry, salt, proof });
    }
    Ok(proven)
}
