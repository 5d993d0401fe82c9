//! Show a unit with what concerns it.

use crate::{Context, Result, permit, permit_at, units::changes_show::may_change};
use earnest_model::{
    id::{RoundId, UnitId},
    permit::{
        ReadAssessments, ReadDuties, ReadFigures, ReadLedger, ReadPlans, ReadProgramme, ReadVisits, Target,
    },
    plans::plan::Plan,
    units::unit::Unit,
};
use earnest_store::{Duty, Leader, ObservationLine, ProgressSeen, Reader, RoundName, UnitChange, VisitLine};
use std::collections::HashMap;

/// A unit's page.
#[derive(Debug, Clone)]
pub struct UnitView {
    /// The unit.
    pub unit: Unit,
    /// The units above, from the root down; without key where the actor may not open them.
    pub path: Vec<Unit>,
    /// How many units of each class stand directly beneath.
    pub beneath: Vec<(String, i64)>,
    /// Its duties.
    pub duties: Vec<Duty>,
    /// Its plans, the newest first.
    pub plans: Vec<Plan>,
    /// Who comes, or came, to listen in.
    pub observers: Vec<ObservationLine>,
    /// Its ratings: round number, key, grade, exact score, key of the round.
    pub ratings: Vec<(i32, i64, String, Option<String>, i64)>,
    /// Whose the rounds of its plans and ratings are.
    pub rounds: HashMap<RoundId, RoundName>,
    /// Its own measures by state.
    pub measures:
        Vec<(String, earnest_model::figures::count::Count<earnest_model::figures::count::OfRecord>)>,
    /// Visits to it.
    pub visits: Vec<VisitLine>,
    /// How far the items of the programme had come when a visit looked at each last.
    pub progress: Vec<ProgressSeen>,
    /// The leaders in whose charge it is.
    pub leaders: Vec<Leader>,
    /// What was changed of it, the newest first.
    pub changes: Vec<UnitChange>,
    /// Whether the actor may change it.
    pub may_change: bool,
}

/// Shows it.
pub fn show_unit(context: &Context<'_>, code: &str) -> Result<UnitView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = permit::<ReadFigures>(context, &mut reader, code)?.target();
    let programme = permit_at::<ReadProgramme>(context, target)?;
    let mut path = reader.path(&programme)?;
    for unit in &mut path {
        if permit_at::<ReadFigures>(context, unit.target()).is_err() {
            unit.id = UnitId(0);
        }
    }
    let unit = reader.unit(&programme)?;
    let reading = permit_at::<ReadVisits>(context, target)?;
    let visits = reader.visits_of_unit(&reading, 200)?;
    let progress = reader.progress_of_unit(&reading)?;
    let plans = reader.plans_of_unit(&permit_at::<ReadPlans>(context, target)?)?;
    let ratings = reader.ratings_of_unit(&permit_at::<ReadAssessments>(context, target)?)?;
    let mut rounds: Vec<RoundId> = plans.iter().map(|plan| plan.round).collect();
    rounds.extend(ratings.iter().map(|rating| RoundId(rating.4)));
    let rounds = reader.round_names(&programme, &rounds)?;
    Ok(UnitView {
        path,
        rounds: rounds.into_iter().map(|round| (round.id, round)).collect(),
        beneath: reader.children_by_class(&programme)?,
        duties: reader.duties(&permit_at::<ReadDuties>(context, target)?, false)?,
        plans,
        observers: reader.observers_of(&permit_at::<ReadAssessments>(context, target)?, 20)?,
        ratings,
        measures: reader.measures_by_state(&permit_at::<ReadLedger>(context, target)?)?,
        visits,
        progress,
        leaders: leaders_of(context, &mut reader, target)?,
        changes: reader.changes_of_unit(&programme)?,
        may_change: may_change(context, target),
        unit,
    })
}

/// The leaders in whose charge a unit is today; without their key where the actor may not open them.
fn leaders_of(context: &Context<'_>, reader: &mut Reader<'_>, unit: Target) -> Result<Vec<Leader>> {
    let mut leaders = reader.leaders_of(&permit_at::<ReadDuties>(context, unit)?)?;
    for leader in &mut leaders {
        let at = match leader.post {
            Some(post) => reader.at(post)?,
            None => None,
        };
        leader.post = leader
            .post
            .filter(|_| at.is_some_and(|at| permit_at::<ReadDuties>(context, at.target()).is_ok()));
    }
    Ok(leaders)
}
