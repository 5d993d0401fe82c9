//! What somebody has just done, and the next thing of its kind on their desk.

use super::{
    desk_show::pile,
    owed::{Owed, OwedKind},
};
use crate::{Context, Result};
use earnest_model::event::Entry;

/// For so many seconds after it an act is said to have just been done.
const JUST: i64 = 120;

/// Among so many the next thing is looked for that nobody else took.
const LOOKED_AT: i64 = 200;
/// So many next things are told: one of them may be the page that is read.
const NEXT: usize = 2;

/// What the actor did after an entry of the journal: the first of it, by its place.
pub fn did_after(context: &Context<'_>, after: i64) -> Result<Option<i64>> {
    if context.actor.account().is_none() {
        return Ok(None);
    }
    Ok(context.store.snapshot()?.reader().own_act_after(context.actor, after)?)
}

/// What was just done.
#[derive(Debug, Clone)]
pub struct Did {
    /// The act as the journal has it.
    pub entry: Entry,
    /// Name of the unit of the act.
    pub unit: String,
    /// The kind of work that it is, with the next things of it, the first one first: none that a colleague took.
    pub next: Option<(OwedKind, Vec<Owed>)>,
    /// How many of the kind are left, those that colleagues took among them.
    pub left: i64,
}

/// The actor's own act at a place, if it was just done.
pub fn just_did(context: &Context<'_>, place: i64) -> Result<Option<Did>> {
    let Some((entry, unit)) = context.store.snapshot()?.reader().own_act(context.actor, place)? else {
        return Ok(None);
    };
    let at: Option<earnest_model::Timestamp> = entry.at.parse().ok();
    let just = at.is_some_and(|at| (context.now.as_second() - at.as_second()).abs() <= JUST);
    if !just {
        return Ok(None);
    }
    let kind = OwedKind::done_with(&entry.action);
    let pile = kind.map(|kind| pile(context, kind, LOOKED_AT)).transpose()?;
    let left = pile.as_ref().map_or(0, |pile| pile.all);
    let next = pile.map(|pile| {
        let free = pile.first.into_iter().filter(|owed| owed.taken.as_ref().is_none_or(|taken| taken.own));
        (pile.kind, free.take(NEXT).collect())
    });
    Ok(Some(Did { entry, unit, next, left }))
}
