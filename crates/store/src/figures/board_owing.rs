//! Who owes the round that a board shows, and who of them went since.

use super::board::BoardColumns;
use crate::{
    Reader,
    error::{Result, StoreError},
    schema::{plan, plan_review, round, round_owing, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{RoundId, UnitId},
    permit::{Permit, ReadFigures},
    plans::plan::{Outcome, PlanState},
    units::change::PastTree,
};
use std::collections::BTreeSet;

/// A unit that owes: key, code, name, the unit above today, the day of its closing.
type OwingRow = (i64, String, String, Option<i64>, Option<String>);

impl Reader<'_> {
    /// Who owes a round of the permit's unit, who of them went since, and the latest plan of each by a day, in the state in which
    /// its last review by that day left it. Nobody owes a plan but to the unit that organises the round.
    pub(super) fn board_owing(
        &mut self,
        permit: &Permit<ReadFigures>,
        (round, day, tree): (RoundId, &str, &PastTree),
        columns: &mut BoardColumns,
    ) -> Result<()> {
        let plans = plan::round_id
            .eq(round_owing::round_id)
            .and(plan::unit_id.eq(round_owing::unit_id))
            .and(plan::entered_on.le(day.to_owned()));
        let reviews = plan_review::plan_id
            .nullable()
            .eq(plan::id.nullable())
            .and(plan_review::entered_on.le(day.to_owned()));
        let rows: Vec<(OwingRow, Option<i64>, Option<String>)> = round_owing::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .left_join(plan::table.on(plans))
            .left_join(plan_review::table.on(reviews))
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(round_owing::from_on.le(day.to_owned()))
            .order((unit::lo.asc(), plan::version.desc(), plan_review::id.desc()))
            .select((
                (unit::id, unit::code, unit::name, unit::parent_id, unit::closed_on),
                plan::id.nullable(),
                plan_review::outcome.nullable(),
            ))
            .load(self.connection)?;
        let mut owing: BTreeSet<UnitId> = BTreeSet::new();
        for ((id, code, name, parent, closed), plan, outcome) in rows {
            // The first row of a unit is of its latest plan and the last review of it.
            if !owing.insert(UnitId(id)) {
                continue;
            }
            let above = tree.above(UnitId(id)).or(parent.map(UnitId));
            let beneath = UnitId(id) != permit.unit();
            if (beneath && above != Some(permit.unit()))
                || closed.as_deref().is_some_and(|closed| closed <= day)
            {
                columns.gone.push((code, name));
            }
            if plan.is_some() {
                let state = match outcome.as_deref().map(Outcome::parse) {
                    None => PlanState::Submitted,
                    Some(Ok(outcome)) => outcome.leads_to(),
                    Some(Err(_)) => return Err(StoreError::meaningless(id.to_string(), "a review")),
                };
                columns.plans.push((UnitId(id), state));
            }
        }
        columns.owing = (!owing.is_empty()).then_some(owing);
        Ok(())
    }
}
