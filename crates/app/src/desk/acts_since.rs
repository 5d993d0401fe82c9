//! What others did that overtook an act: told to whoever is asked again.

use crate::{Context, Result};
use earnest_model::event::Entry;

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
