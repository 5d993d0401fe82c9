//! What others did that overtook an act: told to whoever is asked again.

use crate::{Context, Result};
use earnest_model::{event::Entry, seen::Seen};

/// An act that came between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActSince {
    /// The act as the journal has it.
    pub entry: Entry,
    /// Under which title; empty for whoever has none.
    pub title: String,
    /// Whether the actor did it themselves, in another window.
    pub own: bool,
}

/// The places of acts of others on these records (table and key), or on what is shown with them, after they were seen.
pub fn overtakers(context: &Context<'_>, records: &[(&str, String)], seen: &Seen) -> Result<Vec<i64>> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    Ok(context.store.snapshot()?.reader().overtakers(records, seen)?)
}

/// These acts, the oldest first. Who may write a record may know who wrote it last.
pub fn acts_since(context: &Context<'_>, places: &[i64]) -> Result<Vec<ActSince>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let own = context.actor.account().map(|account| format!("account:{}", account.0));
    let acts = context.store.snapshot()?.reader().acts_at(places)?;
    let told = acts.into_iter().map(|(entry, title)| ActSince {
        own: own.as_ref() == Some(&entry.actor),
        entry,
        title,
    });
    Ok(told.collect())
}
