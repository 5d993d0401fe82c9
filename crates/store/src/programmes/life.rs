//! The life of programmes: corrected, closed, ended early, archived.

use crate::{
    Reader, Work,
    contents::pairs,
    day::read_date,
    error::{Result, StoreError, one},
    programmes::{
        programme::{NewRound, round_insert, step_write},
        round::round_planned,
    },
    schema::{programme, programme_step, round, round_end},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ProgrammeId, RoundId},
    permit::{ManageProgramme, Permit, ReadProgramme},
    programmes::{
        life::ProgrammeState,
        round::{Round, RoundState},
    },
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
}
