//! What waits about circulars: passages to check, answers that the office owes, appeals to decide.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    programmes::round::round_tells,
    schema::{appeal, circular_draft, passage, rating, round, row_check, sheet, unit},
    waiting::{Backlog, Waiting, backlog, no_number, no_words},
};
use diesel::{dsl::exists, dsl::not, prelude::*};
use earnest_model::{
    Date,
    assessing::appeal::AppealState,
    circulars::circular_check::{DraftState, PassageState, answer_until},
    permit::{Permit, ReadDesk},
};

/// A passage that waits for its unit.
#[derive(Queryable)]
struct PassageRow {
    id: i64,
    title: String,
    due_on: Option<String>,
    decided_on: Option<String>,
    code: String,
    name: String,
}

fn day(text: Option<String>) -> Result<Option<Date>> {
    text.as_deref().map(read_date).transpose()
}

/// Passages of a draft on which a unit may still say something on a day, as [`answer_until`] says.
#[diesel::dsl::auto_type(no_type_alias)]
fn has_turn(on: Date) -> _ {
    let (today, yesterday): (String, String) = (on.to_string(), on.yesterday().unwrap_or(on).to_string());
    let in_time = circular_draft::due_on.assume_not_null().ge(today);
    let heard = passage::decided_on.assume_not_null().ge(yesterday);
    in_time.or(passage::decided_on.is_not_null().and(heard))
}

impl Reader<'_> {
    /// Passages on the permit's unit on which it may say something in time: in `states`.
    pub fn passages_owed(&mut self, permit: &Permit<ReadDesk>, states: &[PassageState]) -> Result<Backlog> {
        let rows: Vec<PassageRow> = passage::table
            .inner_join(circular_draft::table.inner_join(round::table))
            .inner_join(unit::table)
            .filter(passage::unit_id.eq(permit.unit().0))
            .filter(passage::state.eq_any(states.iter().map(|state| state.key())))
            .filter(circular_draft::state.eq(DraftState::Checking.key()).and(round_tells()))
            .filter(has_turn(permit.on()))
            .order((circular_draft::due_on.asc(), passage::id.asc()))
            .select((
                passage::id,
                circular_draft::title,
                circular_draft::due_on,
                passage::decided_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        let waiting = |row: PassageRow| -> Result<Waiting> {
            let (due, decided) = (day(row.due_on)?, day(row.decided_on)?);
            let due = due.map(|due| answer_until(due, decided).to_string());
            let (label, code, unit) = (Some(row.title), row.code, row.name);
            Ok(Waiting { id: row.id, number: None, label, text: None, due, code, unit })
        };
        Ok(Backlog::whole(rows.into_iter().map(waiting).collect::<Result<_>>()?))
    }

    /// Drafts of the permit's unit in which a named unit waits for an answer of the office: one visit to a draft answers
    /// all of them, so it stands here once.
    pub fn passage_answers_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let waits = passage::table
            .filter(passage::draft_id.eq(circular_draft::id))
            .filter(passage::state.eq_any([PassageState::Disputed.key(), PassageState::Replied.key()]));
        let query = circular_draft::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq(DraftState::Checking.key()).and(round_tells()))
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

    /// Drafts of the permit's unit that can be published now: no unit named has its turn, the office answered every unit,
    /// and whoever stands in the table of results alone had its day ([`may_publish`](earnest_model::circulars::circular_check::may_publish)).
    pub fn circulars_ready(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let of_draft = || passage::table.filter(passage::draft_id.eq(circular_draft::id));
        let in_states = |holds: fn(PassageState) -> bool| {
            let states: Vec<&'static str> =
                PassageState::ALL.iter().filter(|state| holds(**state)).map(|state| state.key()).collect();
            passage::state.eq_any(states)
        };
        let unanswered = of_draft().filter(in_states(PassageState::waits_for_office));
        let turns = of_draft().filter(in_states(PassageState::takes_answer)).filter(has_turn(permit.on()));
        let rows = row_check::table
            .filter(row_check::draft_id.eq(circular_draft::id))
            .filter(circular_draft::due_on.assume_not_null().ge(permit.on().to_string()));
        let query = circular_draft::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq(DraftState::Checking.key()).and(round_tells()))
            .filter(not(exists(unanswered)).and(not(exists(turns))).and(not(exists(rows))))
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
