//! Work beneath an office that nobody can do: a unit owes it, and nobody holds the post in which it is done.

use crate::{
    Reader,
    error::Result,
    ledger::measures::measure::measure_open,
    plans::plan::plan_returned,
    programmes::round::round_open,
    schema::{
        account, burden_request, call_up, holding, inquiry, measure, measure_change, obligation, plan,
        plan_draft, problem, round, round_owing, task, unit,
    },
    tasks::task::task_waits_for_recipient,
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{Nullable, Text},
};
use earnest_model::{
    actor::Role,
    ledger::{
        findings::problem::ProblemState,
        measures::{measure::MeasureState, measure_change::ChangeState},
    },
    permit::{Permit, ReadDesk},
    plans::plan_draft::DraftState,
};

/// Whether somebody who may sign in holds a role at the unit on a day.
#[diesel::dsl::auto_type(no_type_alias)]
fn held(role: &'static str, (first, last): (String, String)) -> _ {
    exists(
        holding::table
            .inner_join(account::table)
            .filter(holding::unit_id.eq(unit::id).and(holding::role.eq(role)))
            .filter(holding::from_on.le(first))
            .filter(holding::until_on.is_null().or(holding::until_on.ge(last)))
            .filter(account::disabled.eq(false)),
    )
}

impl Reader<'_> {
    /// Units that owe an open round of the permit's unit a plan, where nobody is an officer; and units beneath, where
    /// something waits for the head's signature and nobody is the head, or something else waits and nobody is an officer. Label:
    /// the role that is missing; of a unit that owes a plan, the number of the round.
    pub fn unmanned(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let today = permit.on().to_string();
        let lacks = |role: Role| role.key().into_sql::<Nullable<Text>>();
        let officers =
            round_owing::table
                .inner_join(round::table)
                .inner_join(unit::table)
                .left_join(plan::table.on(
                    plan::round_id.eq(round::id).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true)),
                ))
                .filter(round::organiser_id.eq(permit.unit().0).and(round_open()))
                .filter(unit::closed_on.is_null().and(plan::id.is_null().or(plan_returned())))
                .filter(not(held(Role::UnitOfficer.key(), (today.clone(), today.clone()))))
                .order((round::plans_due_on.asc(), round::id.asc(), unit::lo.asc()))
                .select((
                    round::id,
                    round::number.nullable(),
                    lacks(Role::UnitOfficer),
                    round::topic.nullable(),
                    round::plans_due_on.nullable(),
                    unit::code,
                    unit::name,
                ));
        let mut waiting = backlog(self.connection, officers, most)?;
        let plans = plan_draft::table
            .filter(plan_draft::unit_id.eq(unit::id).and(plan_draft::state.eq(DraftState::WithHead.key())));
        let findings = problem::table
            .filter(problem::unit_id.eq(unit::id).and(problem::state.eq(ProblemState::Reported.key())));
        let closures = measure::table.filter(
            measure::unit_id.eq(unit::id).and(measure::state.eq(MeasureState::ClosureRequested.key())),
        );
        let changes = measure_change::table.filter(
            measure_change::unit_id.eq(unit::id).and(measure_change::state.eq(ChangeState::Requested.key())),
        );
        let heads = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .filter(exists(plans).or(exists(findings)).or(exists(closures)).or(exists(changes)))
            .filter(not(held(Role::UnitHead.key(), (today.clone(), today.clone()))))
            .order(unit::lo.asc())
            .select((
                unit::id,
                no_number(),
                lacks(Role::UnitHead),
                no_words(),
                no_words(),
                unit::code,
                unit::name,
            ));
        waiting.append(backlog(self.connection, heads, most)?);
        waiting.append(self.without_officer(permit, most)?);
        Ok(waiting)
    }

    /// Units beneath, where something else than a plan waits for an officer and nobody is one.
    fn without_officer(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let today = permit.on().to_string();
        let returned = problem::table
            .filter(problem::unit_id.eq(unit::id).and(problem::state.eq(ProblemState::Returned.key())));
        let due = measure::table
            .filter(measure::unit_id.eq(unit::id).and(measure::due_on.lt(today.clone())))
            .filter(measure_open());
        let asked = inquiry::table.filter(inquiry::unit_id.eq(unit::id).and(inquiry::replied_on.is_null()));
        let materials =
            call_up::table.filter(call_up::unit_id.eq(unit::id).and(call_up::answered_on.is_null()));
        let questions = burden_request::table
            .filter(burden_request::unit_id.eq(unit::id).and(burden_request::answered_on.is_null()));
        // What an officer or a head may answer waits for nobody where there is neither.
        let directed = task::table.filter(task::unit_id.eq(unit::id)).filter(task_waits_for_recipient());
        let owed =
            obligation::table.filter(obligation::unit_id.eq(unit::id).and(obligation::answered_on.is_null()));
        let no_officer = || not(held(Role::UnitOfficer.key(), (today.clone(), today.clone())));
        let no_head = not(held(Role::UnitHead.key(), (today.clone(), today.clone())));
        let others = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .filter(no_officer())
            .filter(
                exists(returned)
                    .or(exists(due))
                    .or(exists(asked))
                    .or(exists(materials))
                    .or(exists(questions))
                    .or(exists(directed).or(exists(owed)).and(no_head)),
            )
            .order(unit::lo.asc())
            .select((
                unit::id,
                no_number(),
                Role::UnitOfficer.key().into_sql::<Nullable<Text>>(),
                no_words(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, others, most)
    }
}
