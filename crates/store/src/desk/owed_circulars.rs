//! What waits about circulars: passages to check, answers that the office owes, appeals to decide.

use crate::{
    Reader,
    error::Result,
    schema::{appeal, circular_draft, passage, rating, round, sheet, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::{dsl::exists, dsl::not, prelude::*};
use earnest_model::{
    assessing::appeal::AppealState,
    circulars::circular_check::{DraftState, PassageState},
    permit::{Permit, ReadDesk},
};

impl Reader<'_> {
    /// Passages on the permit's unit on which it may say something in time: in `states`.
    pub fn passages_owed(
        &mut self,
        permit: &Permit<ReadDesk>,
        states: &[PassageState],
        most: i64,
    ) -> Result<Backlog> {
        let states: Vec<&str> = states.iter().map(|state| state.key()).collect();
        let query = passage::table
            .inner_join(circular_draft::table)
            .inner_join(unit::table)
            .filter(passage::unit_id.eq(permit.unit().0))
            .filter(passage::state.eq_any(states))
            .filter(circular_draft::state.eq(DraftState::Checking.key()))
            .filter(circular_draft::due_on.ge(permit.on().to_string()))
            .order((circular_draft::due_on.asc(), passage::id.asc()))
            .select((
                passage::id,
                no_number(),
                circular_draft::title.nullable(),
                no_words(),
                circular_draft::due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Drafts of the permit's unit in which a named unit waits for an answer of the office: one visit to a draft answers
    /// all of them, so it stands here once.
    pub fn passage_answers_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let waits = passage::table
            .filter(passage::draft_id.eq(circular_draft::id))
            .filter(passage::state.eq_any([PassageState::Disputed.key(), PassageState::Replied.key()]));
        let query = circular_draft::table
            .inner_join(unit::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq(DraftState::Checking.key()))
            .filter(exists(waits))
            .order((circular_draft::due_on.asc(), circular_draft::id.asc()))
            .select((
                circular_draft::id,
                no_number(),
                circular_draft::title.nullable(),
                no_words(),
                circular_draft::due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Drafts of the permit's unit that can be published now: every unit named answered or let its day pass, and the
    /// office answered every unit ([`may_publish`](earnest_model::circulars::circular_check::may_publish)).
    pub fn circulars_ready(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let in_states = |states: &'static [PassageState]| {
            passage::table
                .filter(passage::draft_id.eq(circular_draft::id))
                .filter(passage::state.eq_any(states.iter().map(|state| state.key())))
        };
        let unanswered = in_states(&[PassageState::Disputed, PassageState::Replied]);
        let silent = in_states(&[PassageState::Sent]);
        let query = circular_draft::table
            .inner_join(unit::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq(DraftState::Checking.key()))
            .filter(not(exists(unanswered)))
            .filter(
                not(exists(silent)).or(circular_draft::due_on.lt(permit.on().to_string()).assume_not_null()),
            )
            .order(circular_draft::id.asc())
            .select((
                circular_draft::id,
                no_number(),
                circular_draft::title.nullable(),
                no_words(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// Appeals in rounds of the permit's unit that the permit's account may decide: it neither rated nor marked there.
    pub fn appeals_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let Some(account) = permit.account() else { return Ok(Backlog::default()) };
        let marked = sheet::table
            .filter(sheet::round_id.eq(appeal::round_id).and(sheet::unit_id.eq(appeal::unit_id)))
            .filter(sheet::assessor_id.eq(account.0));
        let query = appeal::table
            .inner_join(rating::table)
            .inner_join(round::table)
            .inner_join(unit::table)
            .filter(round::organiser_id.eq(permit.unit().0))
            .filter(appeal::state.eq(AppealState::Lodged.key()))
            .filter(rating::rated_by.is_null().or(rating::rated_by.ne(account.0)))
            .filter(not(exists(marked)))
            .order(appeal::id.asc())
            .select((
                rating::id,
                round::number.nullable(),
                no_words(),
                round::topic.nullable(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}
