//! The life of programmes: corrected, closed, ended early, archived; and what stands in them before such a step.

use crate::{
    Reader, Work,
    assessing::observation::observation_owed,
    contents::pairs,
    day::read_date,
    draws::check_state::spot_check_waiting,
    error::{Result, StoreError, one},
    ledger::measures::measure::measure_open,
    plans::plan::{plan_approved, plan_returned, plan_waiting},
    programmes::{
        going::programme_going,
        programme::{NewRound, round_insert, step_write},
        round::{round_assessable, round_open, round_planned, round_running},
    },
    schema::{
        circular_draft, measure, observation, plan, problem, programme, programme_step, round, round_end,
        round_owing, seminar, session_excuse, spot_check,
    },
    sessions::standing::session_stands,
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    circulars::circular_check::DraftState,
    id::{ProgrammeId, RoundId},
    permit::{ManageProgramme, Permit, ReadProgramme},
    programmes::{
        life::ProgrammeState,
        round::{Round, RoundState},
    },
    sessions::seminar::SessionKind,
};

/// Every table that names a round by a column `round_id`. A test holds the list against the tables.
pub const NAMING_ROUNDS: &[&str] = &[
    "activity_plan",
    "appeal",
    "assessor_lot",
    "circular",
    "circular_draft",
    "draw",
    "gate_opening",
    "observation",
    "plan",
    "plan_draft",
    "problem",
    "problem_counted",
    "rating",
    "recount",
    "round_activity",
    "round_again",
    "round_end",
    "round_owing",
    "round_step",
    "second_mark",
    "self_evaluation",
    "seminar",
    "session_excuse",
    "sheet",
    "spot_check",
];

/// A step in the life of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeStep {
    /// The state into which it came.
    pub state: ProgrammeState,
    /// On which day.
    pub on: Date,
    /// Why, where it was ended early.
    pub reason: Option<String>,
}

/// What stands in a programme: what is owed in its rounds that are not over, and what goes on after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StandsIn {
    /// Plans that units owe, or owe anew.
    pub plans_owed: i64,
    /// Plans that wait for their review.
    pub plans_waiting: i64,
    /// Sessions that units owe.
    pub sessions_owed: i64,
    /// Sheets that observers owe.
    pub sheets_owed: i64,
    /// Drawn units whose materials nobody looked at.
    pub checks_waiting: i64,
    /// Drafts of circulars.
    pub drafts: i64,
    /// Measures that are open: they go on.
    pub measures_open: i64,
    /// Programmes beneath that carry it out and run: they go on.
    pub carried_out: i64,
}

impl Work<'_> {
    /// Corrects what the permit's programme is called and what it is for.
    pub fn programme_words_write(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        (title, goal): (&str, &str),
    ) -> Result<()> {
        let changed = diesel::update(programme::table.find(permit.key().0))
            .set((programme::title.eq(title), programme::goal.eq(goal)))
            .execute(self.under(permit))?;
        one(changed)
    }

    /// Corrects topic and days of a planned round of the permit's programme.
    pub fn planned_round_write(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        id: RoundId,
        new: &NewRound<'_>,
    ) -> Result<()> {
        let own = round::table
            .filter(round::id.eq(id.0).and(round::programme_id.eq(permit.key().0)).and(round_planned()));
        let changed = diesel::update(own)
            .set((
                round::topic.eq(new.topic),
                round::opens_on.eq(new.opens_on.to_string()),
                round::plans_due_on.eq(new.plans_due_on.to_string()),
                round::ends_on.eq(new.ends_on.to_string()),
            ))
            .execute(self.under(permit))?;
        one(changed)
    }

    /// Adds a round to the permit's programme.
    pub fn round_add(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        new: &NewRound<'_>,
    ) -> Result<RoundId> {
        round_insert(self.under(permit), permit.key().0, permit.unit(), new)
    }

    /// Takes a planned round off the permit's programme. One on which something hangs is refused by the register itself.
    pub fn planned_round_drop(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        id: RoundId,
    ) -> Result<()> {
        let own = round::table
            .filter(round::id.eq(id.0).and(round::programme_id.eq(permit.key().0)).and(round_planned()));
        one(diesel::delete(own).execute(self.under(permit))?)
    }

    /// Brings the permit's programme into a state.
    pub fn programme_state_write(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        state: ProgrammeState,
        reason: Option<&str>,
    ) -> Result<()> {
        let (id, on) = (permit.key().0, permit.on().to_string());
        let connection = self.under(permit);
        let changed = diesel::update(programme::table.find(id))
            .set(programme::state.eq(state.key()))
            .execute(connection)?;
        one(changed)?;
        let step = (
            programme_step::programme_id.eq(id),
            programme_step::state.eq(state.key()),
            programme_step::taken_on.eq(on),
            programme_step::reason.eq(reason),
        );
        one(diesel::insert_into(programme_step::table).values(step).execute(connection)?)
    }

    /// Ends rounds of the permit's programme before they are over, each in a state.
    pub fn rounds_end(
        &mut self,
        permit: &Permit<ManageProgramme, ProgrammeId>,
        ended: &[(&Round, RoundState)],
        reason: &str,
    ) -> Result<()> {
        let (programme, on) = (permit.key().0, permit.on().to_string());
        let connection = self.under(permit);
        for (before, state) in ended {
            let own = round::table.filter(round::id.eq(before.id.0).and(round::programme_id.eq(programme)));
            one(diesel::update(own).set(round::state.eq(state.key())).execute(connection)?)?;
            step_write(connection, before.id, *state, &on)?;
            let end = (
                round_end::round_id.eq(before.id.0),
                round_end::state_before.eq(before.state.key()),
                round_end::reason.eq(reason),
                round_end::ended_on.eq(on.clone()),
            );
            one(diesel::insert_into(round_end::table).values(end).execute(connection)?)?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// The steps in the life of the permit's programme, in order.
    pub fn programme_steps(
        &mut self,
        permit: &Permit<ReadProgramme, ProgrammeId>,
    ) -> Result<Vec<ProgrammeStep>> {
        let rows: Vec<(String, String, Option<String>)> = programme_step::table
            .filter(programme_step::programme_id.eq(permit.key().0))
            .select((programme_step::state, programme_step::taken_on, programme_step::reason))
            .load(self.connection)?;
        let step = |(state, on, reason): (String, String, Option<String>)| -> Result<ProgrammeStep> {
            let state = ProgrammeState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a programme"))?;
            Ok(ProgrammeStep { state, on: read_date(&on)?, reason })
        };
        let mut steps = rows.into_iter().map(step).collect::<Result<Vec<_>>>()?;
        steps.sort_by_key(|step| step.state);
        Ok(steps)
    }

    /// The rounds of the permit's programme on which something hangs: these stay.
    pub fn rounds_hung(&mut self, permit: &Permit<ManageProgramme, ProgrammeId>) -> Result<Vec<RoundId>> {
        let programme = permit.key().0;
        let parts = NAMING_ROUNDS.iter().map(|table| {
            format!(
                "SELECT CAST(t.round_id AS TEXT) AS one, '' AS two FROM \"{table}\" t JOIN round r ON r.id = t.round_id \
                 WHERE r.programme_id = {programme}"
            )
        });
        let rows = pairs(self.connection, &parts.collect::<Vec<_>>().join(" UNION "))?;
        Ok(rows.into_iter().filter_map(|row| row.one.parse().ok().map(RoundId)).collect())
    }

    /// What stands in the permit's programme.
    pub fn stands_in(&mut self, permit: &Permit<ManageProgramme, ProgrammeId>) -> Result<StandsIn> {
        let connection = &mut *self.connection;
        let of = round::programme_id.eq(permit.key().0);
        let writing = [DraftState::Writing.key(), DraftState::Checking.key()];
        let held =
            seminar::table.filter(seminar::unit_id.eq(round_owing::unit_id).and(session_stands())).filter(
                seminar::kind.eq(SessionKind::Seminar.key()).and(seminar::round_id.eq(round::id.nullable())),
            );
        let excused = session_excuse::table.filter(
            session_excuse::unit_id.eq(round_owing::unit_id).and(session_excuse::round_id.eq(round::id)),
        );
        let planned = plan::table
            .filter(plan::round_id.eq(round::id).and(plan::unit_id.eq(round_owing::unit_id)))
            .filter(plan::latest.eq(true).and(plan_approved()));
        Ok(StandsIn {
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
            sessions_owed: round_owing::table
                .inner_join(round::table)
                .filter(of.and(round_open()).and(exists(planned)))
                .filter(not(exists(held)).and(not(exists(excused))))
                .count()
                .get_result(connection)?,
            sheets_owed: observation::table
                .inner_join(round::table)
                .filter(of.and(round_assessable()).and(observation_owed()))
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
