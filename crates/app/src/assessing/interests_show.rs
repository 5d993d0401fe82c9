//! Declared interests: one's own, and for an office those in the units beneath it.

use crate::{AppError, Context, Result, home::home, permit_at};
use earnest_model::{
    id::AccountId,
    permit::{DeclareInterest, DrawAssessors, ReadAssessors},
};
pub use earnest_store::InterestLine;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Interests {
    /// The actor's own, the newest first.
    pub own: Vec<InterestLine>,
    /// For an office or auditor: those in its units. `None` for everybody else.
    pub others: Option<Vec<InterestLine>>,
    /// For an office: assessors for whom it may note one.
    pub assessors: Vec<(AccountId, String)>,
}

/// The most that a list shows.
const MOST: i64 = 200;

/// Shows them.
pub fn show_interests(context: &Context<'_>) -> Result<Interests> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let mut shown = Interests::default();
    if let Ok(permit) = permit_at::<DeclareInterest>(context, at) {
        shown.own = reader.own_interests(&permit, MOST)?;
    }
    if let Ok(permit) = permit_at::<ReadAssessors>(context, at) {
        let mut others = reader.interests_within(&permit, MOST)?;
        others.retain(|line| Some(line.interest.account) != context.actor.account());
        shown.others = Some(others);
    }
    // Whoever draws assessors of an organiser notes their interests.
    for place in context.places::<DrawAssessors>() {
        shown.assessors.extend(reader.pool_titles(&permit_at::<ReadAssessors>(context, place)?)?);
    }
    shown.assessors.dedup();
    Ok(shown)
}
