//! What waits for a person: one query per kind of work, each within what the person holds.

use crate::{
    Reader,
    assessing::{observation::observation_owed, second_mark::owed_by, spot_check::for_anybody_or},
    draws::check_state::spot_check_waiting,
    error::Result,
    ledger::{findings::problem::seen, measures::measure::measure_open},
    plans::plan::{plan_returned, plan_waiting},
    programmes::round::{round_assessable, round_open},
    schema::{
        circular, duty, first_mark, measure, observation, plan, problem, receipt, round, second_mark,
        spot_check, unit,
    },
    waiting::{MOST, Waiting},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    duties::duty::DutyKind,
    ledger::{findings::problem::ProblemState, measures::measure::MeasureState},
    permit::{Permit, ReadDesk},
};

impl Reader<'_> {
    /// Rounds in which the permit's unit owes a plan: open, of the organiser directly above, without a plan or with a
    /// returned one (label `returned`).
    pub fn plans_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let target = permit.unit().0;
        let rows: Vec<(i64, i32, Option<String>, String, String, String)> =
            round::table
                .inner_join(unit::table.on(unit::parent_id.eq(round::organiser_id.nullable())))
                .left_join(plan::table.on(
                    plan::round_id.eq(round::id).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true)),
                ))
                .filter(unit::id.eq(target).and(round_open()))
                .filter(plan::id.is_null().or(plan_returned()))
                .order(round::number.asc())
                .limit(MOST)
                .select((
                    round::id,
                    round::number,
                    plan::state.nullable(),
                    round::plans_due_on,
                    unit::code,
                    unit::name,
                ))
                .load(self.connection)?;
        let row = |(id, number, state, due, code, name)| {
            (id, number, Option::unwrap_or_default(state), Some(due), code, name)
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Plans of direct subordinates of the permit's unit that wait for their review.
    pub fn plans_to_review(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, i32, String, String, String, String)> = plan::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
            .filter(unit::parent_id.eq(permit.unit().0))
            .filter(plan_waiting())
            .order((round::plans_due_on.asc(), plan::id.asc()))
            .limit(MOST)
            .select((plan::id, round::number, plan::state, round::plans_due_on, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows
            .into_iter()
            .map(|(id, number, label, due, code, name)| (id, number, label, Some(due), code, name))
            .collect())
    }

    /// Duties of the permit's unit that are not acknowledged: the one that is due first.
    pub fn duties_open(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, Option<String>, String, String)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(duty::unit_id.eq(permit.unit().0).and(duty::acknowledged_on.is_null()))
            .filter(duty::ended_on.is_null())
            .order((duty::due_on.is_null().asc(), duty::due_on.asc(), duty::id.asc()))
            .limit(1)
            .select((duty::id, duty::kind, duty::due_on, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, kind, due, code, name)| (id, 0, kind, due, code, name)).collect())
    }

    /// Whether the permit's unit took its own duty up and has units beneath it on which none is laid: the unit, once.
    pub fn duties_to_pass(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let here = permit.unit().0;
        let in_force = || duty::table.filter(duty::ended_on.is_null());
        let taken: i64 = in_force()
            .filter(duty::unit_id.eq(here).and(duty::acknowledged_on.is_not_null()))
            .filter(duty::kind.eq_any([DutyKind::Principal.key(), DutyKind::First.key()]))
            .count()
            .first(self.connection)?;
        let without: i64 = unit::table
            .filter(unit::parent_id.eq(here).and(unit::closed_on.is_null()))
            .filter(not(exists(in_force().filter(duty::unit_id.eq(unit::id)))))
            .count()
            .first(self.connection)?;
        if taken == 0 || without == 0 {
            return Ok(Vec::new());
        }
        let (code, name): (String, String) =
            unit::table.find(here).select((unit::code, unit::name)).first(self.connection)?;
        Ok(vec![(here, i32::try_from(without).unwrap_or(i32::MAX), String::new(), None, code, name)])
    }

    /// Sessions to which the permit's account was sent and of which no sheet is handed in.
    pub fn sheets_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let Some(account) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<(i64, i32, String, Option<String>, String, String)> = observation::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(observation::unit_id)))
            .filter(observation::assessor_id.eq(account.0).and(observation_owed()))
            .filter(round_assessable())
            .order((observation::session_on.asc(), observation::id.asc()))
            .limit(MOST)
            .select((
                observation::id,
                round::number,
                observation::state,
                observation::session_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        Ok(rows)
    }

    /// Sheets that the permit's account owes beside the first on materials.
    pub fn second_sheets_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let Some(account) = permit.account() else { return Ok(Vec::new()) };
        let rows: Vec<(i64, i32, String, String, String, String)> = second_mark::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .filter(owed_by(account))
            .filter(round_assessable())
            .order(second_mark::id.asc())
            .limit(MOST)
            .select((
                second_mark::spot_check_id,
                round::number,
                second_mark::reason,
                round::ends_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        let waiting = |(id, number, reason, due, code, name)| (id, number, reason, Some(due), code, name);
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Spot checks beneath the permit's unit whose materials are not assessed.
    pub fn materials_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let span = permit.span();
        let rows: Vec<(i64, i32, String, String, String, String)> = spot_check::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(spot_check::unit_id)))
            .filter(
                unit::lo.gt(span.lo).and(unit::lo.le(span.hi)).and(round::organiser_id.eq(permit.unit().0)),
            )
            .left_join(first_mark::table)
            .filter(for_anybody_or(permit.account()))
            .filter(spot_check_waiting().and(round_assessable()))
            .order((spot_check::class.asc(), spot_check::place.asc()))
            .limit(MOST)
            .select((
                spot_check::id,
                round::number,
                spot_check::class,
                round::ends_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        Ok(rows
            .into_iter()
            .map(|(id, number, label, due, code, name)| (id, number, label, Some(due), code, name))
            .collect())
    }

    /// Measures in a state: of the permit's unit itself, or of the units strictly beneath it.
    pub fn measures_waiting(
        &mut self,
        permit: &Permit<ReadDesk>,
        state: MeasureState,
        own: bool,
    ) -> Result<Vec<Waiting>> {
        let span = permit.span();
        let mut query = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(measure::state.eq(state.key()))
            .order((measure::due_on.asc(), measure::id.asc()))
            .limit(MOST)
            .select((measure::id, measure::serial, measure::due_on, unit::code, unit::name))
            .into_boxed();
        query = if own {
            query.filter(unit::id.eq(permit.unit().0))
        } else {
            query.filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
        };
        let rows: Vec<(i64, String, Option<String>, String, String)> = query.load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial, due, code, name)| (id, 0, serial, due, code, name)).collect())
    }

    /// Open measures of the permit's unit that are due by a day.
    pub fn measures_due(&mut self, permit: &Permit<ReadDesk>, by: &str) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, Option<String>, String, String)> = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(unit::id.eq(permit.unit().0).and(measure::due_on.le(by)))
            .filter(measure_open())
            .order((measure::due_on.asc(), measure::id.asc()))
            .limit(MOST)
            .select((measure::id, measure::serial, measure::due_on, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial, due, code, name)| (id, 0, serial, due, code, name)).collect())
    }

    /// Problems of the permit's unit that wait in a state.
    pub fn problems_owed(&mut self, permit: &Permit<ReadDesk>, state: ProblemState) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String)> = problem::table
            .inner_join(unit::table)
            .filter(unit::id.eq(permit.unit().0).and(problem::state.eq(state.key())))
            .filter(seen(permit.sight()))
            .order(problem::id.asc())
            .limit(MOST)
            .select((problem::id, problem::serial, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial, code, name)| (id, 0, serial, None, code, name)).collect())
    }

    /// Circulars that the permit's unit has not confirmed.
    pub fn circulars_unread(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        // Whoever was reminded owes it since that day.
        Ok(receipt::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(receipt::unit_id)))
            .filter(receipt::unit_id.eq(permit.unit().0).and(receipt::read_at.is_null()))
            .order(circular::id.asc())
            .limit(MOST)
            .select((
                circular::id,
                circular::version,
                circular::title,
                receipt::reminded_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?)
    }
}
