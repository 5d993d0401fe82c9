//! Sign a checkpoint of the tree over the acts. The key lies outside the register; whoever rewrites the register without
//! it is found by whoever kept one checkpoint.

use super::tree::{Acts, grow};
use crate::{AppError, Context, Result, permit_at};
use earnest_anchor::{
    checkpoint::Checkpoint,
    note::{Note, SigningKey},
    tree::Head,
};
use earnest_model::{hash::hex, message::Message, permit::ReadJournal};
use earnest_store::SignedCheckpoint;

/// Signs the tree as it is now, or gives the last checkpoint if nothing happened since. `chance` is what the salts of
/// the leaves are made of, if the register has none yet. A register whose tree does not begin with its own last
/// checkpoint is signed for no more.
pub fn sign_checkpoint(
    context: &Context<'_>,
    key: &SigningKey,
    chance: &[u8; 32],
) -> Result<SignedCheckpoint> {
    sign_up_to(context, (key, chance), None)
}

/// The same of so many acts at most: what came after them was not looked at yet.
pub(super) fn sign_up_to(
    context: &Context<'_>,
    (key, chance): (&SigningKey, &[u8; 32]),
    most: Option<u64>,
) -> Result<SignedCheckpoint> {
    let store = context.store;
    let root = store.snapshot()?.reader().root()?.ok_or(AppError::NotFound)?;
    permit_at::<ReadJournal>(context, root)?;
    let secret = store.tree_secret_keep(&hex(chance))?;
    if store.snapshot()?.reader().last_checkpoint()?.is_none() {
        // Hashes that were kept for no checkpoint are nobody's word.
        store.tile_roots_forget()?;
    }
    let mut size = grow(store, &secret)?;
    if !begins_with_last(context, &secret, size)? {
        // The kept hashes of the tree only follow from the journal; that they are wrong says nothing of it.
        store.tile_roots_forget()?;
        size = grow(store, &secret)?;
    }
    let size = most.map_or(size, |most| size.min(most));
    let mut snapshot = store.snapshot()?;
    let mut reader = snapshot.reader();
    let last = reader.last_checkpoint()?;
    let mut acts = Acts::new(&mut reader, &secret);
    if let Some(last) = last {
        let head = head_of(&last.note)?;
        if head.size > size || acts.root(head.size)? != head.root {
            return Err(AppError::Refused(
                Message::new("error-anchor-rewritten")
                    .with("size", i64::try_from(head.size).unwrap_or(i64::MAX)),
            ));
        }
        if head.size == size {
            return Ok(last);
        }
    }
    let head = Head { size, root: acts.root(size)? };
    drop(snapshot);
    let note =
        Checkpoint::new(key.public().name(), head).and_then(|checkpoint| checkpoint.sign(key)).map_err(
            |fault| AppError::Refused(Message::new("error-anchor-key").with("why", fault.to_string())),
        )?;
    let made = SignedCheckpoint {
        size: i64::try_from(size).unwrap_or(i64::MAX),
        note: note.to_string(),
        made_at: context.now.to_string(),
    };
    store.checkpoint_keep(&made)?;
    Ok(made)
}

/// Whether the tree as it is kept begins with the last checkpoint.
fn begins_with_last(context: &Context<'_>, secret: &str, size: u64) -> Result<bool> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(last) = reader.last_checkpoint()? else { return Ok(true) };
    let head = head_of(&last.note)?;
    let mut acts = Acts::new(&mut reader, secret);
    Ok(head.size <= size && acts.root(head.size).is_ok_and(|root| root == head.root))
}

/// The checkpoint of exactly so many acts, which everybody may have as well: what was printed stays to be had.
pub fn checkpoint_at(context: &Context<'_>, size: i64) -> Result<Option<SignedCheckpoint>> {
    Ok(context.store.snapshot()?.reader().checkpoint_at(size)?)
}

/// The newest checkpoint, which everybody may have: it says nothing of any act.
pub fn last_checkpoint(context: &Context<'_>) -> Result<Option<SignedCheckpoint>> {
    Ok(context.store.snapshot()?.reader().last_checkpoint()?)
}

pub(super) fn head_of(note: &str) -> Result<Head> {
    let unread = |fault: String| AppError::Refused(Message::new("error-anchor-note").with("why", fault));
    let note = Note::parse(note.as_bytes()).map_err(|fault| unread(fault.to_string()))?;
    Ok(Checkpoint::parse(note.text()).map_err(|fault| unread(fault.to_string()))?.head())
}
