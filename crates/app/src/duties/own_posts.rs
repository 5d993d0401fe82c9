//! The posts that somebody holds as a person, with what they promised in sessions and is not closed yet: what the desk leads to.

use super::charge_show::{Commitment, commitments_of};
use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    id::PostId,
    permit::{ReadAssessments, ReadDesk, ReadDuties, ReadLedger, Target},
};

/// A post of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPost {
    /// The post.
    pub id: PostId,
    /// Its title.
    pub title: String,
    /// Name of its unit.
    pub unit: String,
    /// What it promised in sessions of its unit and the ledger still follows, the newest session first.
    pub open: Vec<Commitment>,
}

/// The posts that the actor holds today, where they are tied to the account and its page can be read.
pub fn own_posts(context: &Context<'_>) -> Result<Vec<OwnPost>> {
    context.actor.account().ok_or(AppError::NotFound)?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut found: Vec<OwnPost> = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let at = Target { unit: holding.unit, span: holding.span };
        let Ok(ledger) = permit_at::<ReadLedger>(context, at) else { continue };
        for (id, title, unit) in reader.own_leading_posts(&permit_at::<ReadDesk>(context, at)?)? {
            if found.iter().any(|own| own.id == id) {
                continue;
            }
            let posts = reader.posts(&permit_at::<ReadDuties>(context, at)?)?;
            let post = posts.into_iter().find(|post| post.id == id).ok_or(AppError::NotFound)?;
            let sessions = permit_at::<ReadAssessments>(context, at)?;
            let mut open = commitments_of(&mut reader, (&ledger, &sessions), &post)?;
            open.retain(|one| !one.problem.is_closed());
            found.push(OwnPost { id, title, unit, open });
        }
    }
    Ok(found)
}
