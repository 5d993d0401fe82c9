//! What waits for a person: one query per kind of work, each within what the person holds.

use crate::{
    Reader,
    assessing::{observation::observation_awaited, second_mark::owed_by, spot_check::for_anybody_or},
    draws::check_state::spot_check_waiting,
    error::Result,
    in_force::duty_in_force,
    ledger::{findings::problem::seen, measures::measure::measure_open},
    plans::plan::{plan_approved, plan_returned, plan_waiting},
    programmes::{
        going::duty_asked,
        round::{round_assessable, round_open, round_running},
    },
    schema::{
        call_up, duty, first_mark, measure, measure_step, observation, plan, problem, programme, round,
        round_owing, second_mark, seminar, session_excuse, spot_check, unit,
    },
    sessions::standing::session_stands,
    waiting::{Backlog, Waiting, backlog, measure_line, no_number, no_words, plan_line},
};
use diesel::{
    dsl::{exists, max, not},
    prelude::*,
};
use earnest_model::{
    duties::duty::DutyKind,
    ledger::{findings::problem::ProblemState, measures::measure::MeasureState},
    permit::{Permit, ReadDesk},
    sessions::seminar::SessionKind,
};

impl Reader<'_> {
    /// Rounds in which the permit's unit owes a plan: open, of the organiser directly above, or its own where its leading group
    /// takes part; without a plan or with a returned one (label `returned`).
    pub fn plans_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let leads = round_owing::table
            .filter(round_owing::round_id.eq(round::id).and(round_owing::unit_id.eq(unit::id)))
            .filter(round_owing::unit_id.eq(round::organiser_id));
        let beneath =
            unit::parent_id.is_not_null().and(unit::parent_id.assume_not_null().eq(round::organiser_id));
        let query =
            round::table
                .inner_join(unit::table.on(beneath.or(unit::id.eq(round::organiser_id).and(exists(leads)))))
                .left_join(plan::table.on(
                    plan::round_id.eq(round::id).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true)),
                ))
                .filter(unit::id.eq(permit.unit().0).and(round_open()))
                .filter(plan::id.is_null().or(plan_returned()))
                .order((round::plans_due_on.asc(), round::id.asc()))
                .select(plan_line!(round::id, round::plans_due_on));
        backlog(self.connection, query, most)
    }

    /// Rounds whose session the permit's unit owes: its plan is approved, it held none and is not excused. Due on the day that
    /// the plan names.
    pub fn sessions_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let target = permit.unit().0;
        let held = seminar::table
            .filter(seminar::unit_id.eq(target).and(seminar::kind.eq(SessionKind::Seminar.key())))
            .filter(seminar::round_id.eq(round::id.nullable()).and(session_stands()));
        let excused = session_excuse::table
            .filter(session_excuse::unit_id.eq(target).and(session_excuse::round_id.eq(round::id)));
        let query =
            round_owing::table
                .inner_join(round::table)
                .inner_join(unit::table)
                .inner_join(plan::table.on(
                    plan::round_id.eq(round::id).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true)),
                ))
                .filter(round_owing::unit_id.eq(target).and(round_open()).and(plan_approved()))
                .filter(not(exists(held)).and(not(exists(excused))))
                .order((plan::session_on.asc(), round::id.asc()))
                .select((
                    round::id,
                    round::number.nullable(),
                    no_words(),
                    round::topic.nullable(),
                    plan::session_on,
                    unit::code,
                    unit::name,
                ));
        backlog(self.connection, query, most)
    }

    /// Plans of direct subordinates of the permit's unit that wait for their review.
    pub fn plans_to_review(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = plan::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
            .filter(unit::parent_id.eq(permit.unit().0))
            .filter(plan_waiting().and(round_running()))
            .order((plan::entered_on.asc(), plan::id.asc()))
            .select(plan_line!(plan::id, plan::entered_on));
        backlog(self.connection, query, most)
    }

    /// Plans of the leading group of the permit's unit that wait for its own office: of rounds of its own that carry out nobody
    /// else's programme, so that nobody above would review them.
    pub fn leaders_plans_to_review(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let own = permit.unit().0;
        let query = plan::table
            .inner_join(round::table.inner_join(programme::table))
            .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
            .filter(unit::id.eq(own).and(round::organiser_id.eq(own)))
            .filter(programme::superior_id.is_null().and(plan_waiting()))
            .order((plan::entered_on.asc(), plan::id.asc()))
            .select(plan_line!(plan::id, plan::entered_on));
        backlog(self.connection, query, most)
    }

    /// Duties of the permit's unit that are not acknowledged: the one that is due first. For a programme that is over nobody takes
    /// one up any more.
    pub fn duties_open(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let query = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(duty::unit_id.eq(permit.unit().0).and(duty::acknowledged_on.is_null()))
            .filter(duty_in_force(&permit.on().to_string()))
            .filter(duty_asked!())
            .order((duty::due_on.is_null().asc(), duty::due_on.asc(), duty::id.asc()))
            .limit(1)
            .select((
                duty::id,
                no_number(),
                duty::kind.nullable(),
                no_words(),
                duty::due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, 1)
    }

    /// Whether the permit's unit took its own duty up and has units beneath it on which none is laid: the unit, once. At the
    /// top, where nobody lays a duty on it, it is whoever began to lay them on.
    pub fn duties_to_pass(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let here = permit.unit().0;
        let day = permit.on().to_string();
        let in_force = || duty::table.filter(duty_in_force(&day));
        let taken: i64 = in_force()
            .filter(duty::unit_id.eq(here).and(duty::acknowledged_on.is_not_null()))
            .filter(duty::kind.eq_any([DutyKind::Principal.key(), DutyKind::First.key()]))
            .count()
            .first(self.connection)?;
        let begun: i64 = in_force()
            .inner_join(unit::table.on(unit::id.eq(here)))
            .filter(duty::laid_by.eq(here).and(unit::parent_id.is_null()))
            .count()
            .first(self.connection)?;
        let without: i64 = unit::table
            .filter(unit::parent_id.eq(here).and(unit::closed_on.is_null()))
            .filter(not(exists(in_force().filter(duty::unit_id.eq(unit::id)))))
            .count()
            .first(self.connection)?;
        if taken + begun == 0 || without == 0 {
            return Ok(Backlog::default());
        }
        let (code, unit): (String, String) =
            unit::table.find(here).select((unit::code, unit::name)).first(self.connection)?;
        let number = Some(i32::try_from(without).unwrap_or(i32::MAX));
        Ok(Backlog::whole(vec![Waiting { id: here, number, label: None, text: None, due: None, code, unit }]))
    }

    /// Sessions to which the permit's account was sent and of which no sheet is handed in.
    pub fn sheets_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let Some(account) = permit.account() else { return Ok(Backlog::default()) };
        let query = observation::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(observation::unit_id)))
            .filter(observation::assessor_id.eq(account.0).and(observation_awaited()))
            .filter(round_assessable())
            .order((observation::session_on.asc(), observation::id.asc()))
            .select((
                observation::id,
                round::number.nullable(),
                observation::state.nullable(),
                round::topic.nullable(),
                observation::session_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Sheets that the permit's account owes beside the first on materials.
    pub fn second_sheets_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let Some(account) = permit.account() else { return Ok(Backlog::default()) };
        let query = second_mark::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .filter(owed_by(account))
            .filter(round_assessable())
            .order((round::ends_on.asc(), second_mark::id.asc()))
            .select((
                second_mark::spot_check_id,
                round::number.nullable(),
                second_mark::reason.nullable(),
                round::topic.nullable(),
                round::ends_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Spot checks beneath the permit's unit whose materials are called up and not assessed: as soon as the unit said where
    /// they are, its day passed, or at once where all of them are in the register and nothing is asked of it.
    pub fn materials_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let span = permit.span();
        let query = spot_check::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(spot_check::unit_id)))
            .filter(
                unit::lo.gt(span.lo).and(unit::lo.le(span.hi)).and(round::organiser_id.eq(permit.unit().0)),
            )
            .inner_join(call_up::table)
            .left_join(first_mark::table)
            .filter(for_anybody_or(permit.account()))
            .filter(
                call_up::answer
                    .is_not_null()
                    .or(call_up::due_on.lt(permit.on().to_string()))
                    .or(call_up::minutes.eq(0)),
            )
            .filter(spot_check_waiting().and(round_assessable()))
            .order((round::ends_on.asc(), spot_check::class.asc(), spot_check::place.asc()))
            .select((
                spot_check::id,
                round::number.nullable(),
                spot_check::class.nullable(),
                round::topic.nullable(),
                round::ends_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Measures in a state: of the permit's unit itself, or of the units strictly beneath it.
    pub fn measures_waiting(
        &mut self,
        permit: &Permit<ReadDesk>,
        state: MeasureState,
        own: bool,
        most: i64,
    ) -> Result<Backlog> {
        let span = permit.span();
        // Each step of a measure is dated; the last one is that with which it came to whoever has it now.
        let since = || {
            measure_step::table
                .filter(measure_step::measure_id.eq(measure::id))
                .select(max(measure_step::taken_on))
                .single_value()
        };
        let mut query = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(measure::state.eq(state.key()))
            .order((since().asc(), measure::id.asc()))
            .select(measure_line!(since()))
            .into_boxed();
        query = if own {
            query.filter(unit::id.eq(permit.unit().0))
        } else {
            query.filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
        };
        backlog(self.connection, query, most)
    }

    /// Open measures of the permit's unit that are due by a day.
    pub fn measures_due(&mut self, permit: &Permit<ReadDesk>, by: &str, most: i64) -> Result<Backlog> {
        let query = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(unit::id.eq(permit.unit().0).and(measure::due_on.le(by.to_owned())))
            .filter(measure_open())
            .order((measure::due_on.asc(), measure::id.asc()))
            .select(measure_line!(measure::due_on));
        backlog(self.connection, query, most)
    }

    /// Problems of the permit's unit that wait in a state.
    pub fn problems_owed(
        &mut self,
        permit: &Permit<ReadDesk>,
        state: ProblemState,
        most: i64,
    ) -> Result<Backlog> {
        let query = problem::table
            .inner_join(unit::table)
            .filter(unit::id.eq(permit.unit().0).and(problem::state.eq(state.key())))
            .filter(seen(permit.sight()))
            .order(problem::id.asc())
            .select((
                problem::id,
                no_number(),
                problem::serial.nullable(),
                problem::body.nullable(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}
