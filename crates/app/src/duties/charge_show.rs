//! Show a leader by post: the units in the leader's charge and how each stands, beside the leader's own example.

use crate::{AppError, Context, Result, duties::laying::laying_permit, permit_at};
use earnest_model::{
    id::{PostId, UnitId},
    permit::{ReadAssessments, ReadDuties, ReadFigures, ReadProgramme, ReadVisits},
    sessions::lead_by_example::{Example, Whose, example_of},
    units::unit::Unit,
};
use earnest_store::{Charge, PlannedVisit, Post, UnitStand};
use std::collections::HashMap;

/// A leader's page.
#[derive(Debug, Clone)]
pub struct LeaderView {
    /// The unit of the post.
    pub unit: Unit,
    /// The post.
    pub post: Post,
    /// Units in its charge, past ones included.
    pub charges: Vec<Charge>,
    /// How each stands.
    pub stands: HashMap<UnitId, UnitStand>,
    /// The leader's own record.
    pub example: Example,
    /// Visits that are planned under this leader.
    pub planned: Vec<PlannedVisit>,
    /// Whether the actor may change the contact list.
    pub may_charge: bool,
}

/// The most sessions that a record is read from.
const SESSIONS: i64 = 200;

/// Shows it.
pub fn show_leader(context: &Context<'_>, id: PostId) -> Result<LeaderView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.at(id)?.ok_or(AppError::NotFound)?.target();
    let duties = permit_at::<ReadDuties>(context, target)?;
    let figures = permit_at::<ReadFigures>(context, target)?;
    let post = reader.posts(&duties)?.into_iter().find(|post| post.id == id).ok_or(AppError::NotFound)?;
    let charges = reader.charges(&duties, Some(id))?;
    let units: Vec<UnitId> = charges.iter().map(|charge| charge.unit).collect();
    let sessions = reader.sessions_of_unit(&permit_at::<ReadAssessments>(context, target)?, SESSIONS)?;
    let held: Vec<_> = sessions.iter().map(|(_, session)| session).collect();
    let roll = reader.roll(&duties)?;
    let whose = roll.with(id).map_or_else(|| Whose::titled(&post.title), Whose::of);
    let mut planned = reader.visits_planned(&permit_at::<ReadVisits>(context, target)?, 300)?;
    planned.retain(|visit| visit.organiser == target.unit && visit.leader == post.title);
    Ok(LeaderView {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        stands: reader.stands(&figures, &units)?,
        example: example_of(&whose, &held),
        post,
        charges,
        planned,
        may_charge: laying_permit(context, target).is_ok(),
    })
}
