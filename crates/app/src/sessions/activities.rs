//! Activities that units owe to a round besides the seminar: what is owed, planned and held; and for which day one is planned.

use super::seminar_record::still_takes;
use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    id::{ActivityPlanId, RoundId},
    permit::{ReadAssessments, ReadProgramme, RecordSeminar},
    sessions::{activity::parse_activity_day, acts::SessionsAct, seminar::SessionKind},
};
pub use earnest_store::OwedActivity;

/// The most that are listed at once.
const MOST: i64 = 2_000;

/// Activities of the actor's scope.
#[derive(Debug, Clone)]
pub struct Activities {
    /// By round and unit.
    pub owed: Vec<OwedActivity>,
    /// Codes of the units for which the actor plans.
    pub own: Vec<String>,
}

/// Lists what units of the actor's scope owe to rounds that take sessions.
pub fn list_activities(context: &Context<'_>) -> Result<Activities> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let home = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let owed = reader.activities(&permit_at::<ReadAssessments>(context, home)?, MOST)?;
    let mut own = Vec::new();
    for target in context.places::<RecordSeminar>() {
        own.push(reader.unit_words(&permit_at::<ReadProgramme>(context, target)?)?.0);
    }
    Ok(Activities { owed, own })
}

/// What is planned.
#[derive(Debug, Clone, Copy)]
pub struct PlanActivity<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// The round.
    pub round: RoundId,
    /// The kind of activity.
    pub kind: SessionKind,
    /// The day, `YYYY-MM-DD`.
    pub planned_on: &'a str,
}

/// Says for which day a unit plans an activity that it owes and has not held; the day may be said anew.
pub fn plan_activity(context: &Context<'_>, request: &PlanActivity<'_>) -> Result<ActivityPlanId> {
    let mut work = context.begin()?;
    let permit = permit::<RecordSeminar>(context, &mut work.reader(), request.unit)?;
    let (round, _) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    let planned = work.reader().activity_of(&permit, (round.id, request.kind))?.ok_or(AppError::NotFound)?;
    if !planned {
        return Err(AppError::refused("error-activity-unplanned"));
    }
    still_takes(&mut work.reader(), &permit, (&round, request.kind))?;
    let day = parse_activity_day(request.planned_on, (round.opens_on, round.ends_on), context.today)
        .map_err(AppError::Form)?;
    let id = work.activity_plan_insert(&permit, (round.id, request.kind, day))?;
    let told =
        SessionsAct::ActivityPlanned { round: round.number, kind: request.kind.key(), planned_on: day };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}
