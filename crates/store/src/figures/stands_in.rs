//! What stands in a programme before it is over: what is owed in its rounds, and what goes on.

use crate::{
    Reader,
    assessing::observation::observation_awaited,
    connection::AnyConnection,
    draws::check_state::spot_check_waiting,
    error::Result,
    ledger::measures::measure::measure_open,
    plans::plan::{plan_returned, plan_waiting},
    programmes::{
        going::programme_going,
        round::{round_assessable, round_open, round_running, round_takes_activities},
    },
    schema::{
        circular, circular_draft, measure, observation, plan, problem, programme, rating, round,
        round_activity, round_owing, seminar, session_excuse, spot_check,
    },
    sessions::{activity::activity_owed, standing::session_stands},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    circulars::circular_check::DraftState,
    id::ProgrammeId,
    permit::{ManageProgramme, Permit},
    programmes::round::RoundState,
    sessions::seminar::SessionKind,
};

/// What stands in a programme: what is owed in its rounds that are not over, and what goes on after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StandsIn {
    /// Plans that units owe, or owe anew.
    pub plans_owed: i64,
    /// Plans that wait for their review.
    pub plans_waiting: i64,
    /// Sessions that units owe: of the rounds that have opened, whatever became of their plans.
    pub sessions_owed: i64,
    /// Activities besides the seminar that units owe.
    pub activities_owed: i64,
    /// Sheets that observers owe.
    pub sheets_owed: i64,
    /// Drawn units whose materials nobody looked at.
    pub checks_waiting: i64,
    /// Units that owe a session and were not rated.
    pub unrated: i64,
    /// Rounds that have opened and of which no circular was published.
    pub untold: i64,
    /// Drafts of circulars.
    pub drafts: i64,
    /// Measures that are open: they go on.
    pub measures_open: i64,
    /// Programmes beneath that carry it out and run: they go on.
    pub carried_out: i64,
}

impl Reader<'_> {
    /// What stands in the permit's programme.
    pub fn stands_in(&mut self, permit: &Permit<ManageProgramme, ProgrammeId>) -> Result<StandsIn> {
        let connection = &mut *self.connection;
        let of = round::programme_id.eq(permit.key().0);
        let writing = [DraftState::Writing.key(), DraftState::Checking.key()];
        let told = circular::table.filter(circular::round_id.eq(round::id));
        let begun = RoundState::keys_where(|state| state.has_begun() && state.is_running());
        let [sessions_owed, activities_owed, unrated] = owing(connection, permit)?;
        Ok(StandsIn {
            sessions_owed,
            activities_owed,
            unrated,
            plans_owed: round_owing::table
                .inner_join(round::table)
                .left_join(
                    plan::table.on(plan::round_id
                        .eq(round::id)
                        .and(plan::unit_id.eq(round_owing::unit_id))
                        .and(plan::latest.eq(true))),
                )
                .filter(of.and(round_open()))
                .filter(plan::id.is_null().or(plan_returned()))
                .count()
                .get_result(connection)?,
            plans_waiting: plan::table
                .inner_join(round::table)
                .filter(of.and(round_running()).and(plan_waiting()))
                .count()
                .get_result(connection)?,
            untold: round::table
                .filter(of.and(round::state.eq_any(begun)).and(not(exists(told))))
                .count()
                .get_result(connection)?,
            sheets_owed: observation::table
                .inner_join(round::table)
                .filter(of.and(round_assessable()).and(observation_awaited()))
                .count()
                .get_result(connection)?,
            checks_waiting: spot_check::table
                .inner_join(round::table)
                .filter(of.and(round_assessable()).and(spot_check_waiting()))
                .count()
                .get_result(connection)?,
            drafts: circular_draft::table
                .inner_join(round::table)
                .filter(of.and(round_running()).and(circular_draft::state.eq_any(writing)))
                .count()
                .get_result(connection)?,
            measures_open: measure::table
                .inner_join(problem::table.inner_join(round::table))
                .filter(of.and(measure_open()))
                .count()
                .get_result(connection)?,
            carried_out: programme::table
                .filter(programme::superior_id.eq(permit.key().0).and(programme_going()))
                .count()
                .get_result(connection)?,
        })
    }
}

/// What the units that take part in the permit's programme owe: sessions, activities besides, and to be rated.
fn owing(connection: &mut AnyConnection, permit: &Permit<ManageProgramme, ProgrammeId>) -> Result<[i64; 3]> {
    let of = round::programme_id.eq(permit.key().0);
    let held = seminar::table
        .filter(seminar::unit_id.eq(round_owing::unit_id).and(session_stands()))
        .filter(seminar::kind.eq(SessionKind::Seminar.key()).and(seminar::round_id.eq(round::id.nullable())));
    let excused = session_excuse::table
        .filter(session_excuse::unit_id.eq(round_owing::unit_id).and(session_excuse::round_id.eq(round::id)));
    let rated =
        rating::table.filter(rating::round_id.eq(round::id).and(rating::unit_id.eq(round_owing::unit_id)));
    let sessions: i64 = round_owing::table
        .inner_join(round::table)
        .filter(of.and(round_assessable()))
        .filter(not(exists(held)).and(not(exists(excused))))
        .count()
        .get_result(connection)?;
    let activities: i64 = round_owing::table
        .inner_join(round::table)
        .inner_join(round_activity::table.on(round_activity::round_id.eq(round_owing::round_id)))
        .filter(of.and(activity_owed()))
        .filter(round_takes_activities(permit.on().to_string()))
        .count()
        .get_result(connection)?;
    let unrated: i64 = round_owing::table
        .inner_join(round::table)
        .filter(of.and(round_assessable()).and(not(exists(rated))))
        .count()
        .get_result(connection)?;
    Ok([sessions, activities, unrated])
}
