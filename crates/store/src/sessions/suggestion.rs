//! Lessons that speakers drew for units beneath.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{seminar, suggestion, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::{dsl::Eq, prelude::*};
use earnest_model::{
    Date,
    id::{RoundId, SeminarId, SuggestionId},
    permit::{AnswerSuggestion, Permit, ReadAssessments, ReadDesk, SuggestProblem},
    sessions::suggestion::SuggestionState,
};

/// A suggestion as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its key.
    pub id: SuggestionId,
    /// The session.
    pub seminar: SeminarId,
    /// The round of the session.
    pub round: Option<RoundId>,
    /// The place of the speech.
    pub place: i32,
    /// Name of the unit whose speaker drew the lesson.
    pub from: String,
    /// Code of the unit that it is for.
    pub code: String,
    /// Name of the unit that it is for.
    pub name: String,
    /// The lesson.
    pub body: String,
    /// How far it has come.
    pub state: SuggestionState,
    /// When it was offered.
    pub offered_on: Date,
    /// Why it was declined.
    pub answer: Option<String>,
}

/// A suggestion to write.
#[derive(Debug, Clone, Copy)]
pub struct NewSuggestion<'a> {
    /// The session.
    pub seminar: SeminarId,
    /// The place of the speech.
    pub place: i32,
    /// The lesson.
    pub body: &'a str,
}

located!(SuggestionId, |id| suggestion::table
    .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
    .filter(suggestion::id.eq(id))
    .select((unit::id, unit::lo, unit::hi)));

/// A suggestion with the session's round and the names of both units.
#[derive(Queryable)]
struct SuggestionRow {
    id: i64,
    seminar: i64,
    round: Option<i64>,
    place: i32,
    body: String,
    state: String,
    offered_on: String,
    answer: Option<String>,
    from: String,
    code: String,
    name: String,
}

impl TryFrom<SuggestionRow> for Suggestion {
    type Error = StoreError;
    fn try_from(row: SuggestionRow) -> Result<Self> {
        let state = SuggestionState::parse(&row.state)
            .map_err(|_| StoreError::meaningless(row.state, "a state of a suggestion"))?;
        Ok(Self {
            id: SuggestionId(row.id),
            seminar: SeminarId(row.seminar),
            round: row.round.map(RoundId),
            place: row.place,
            from: row.from,
            code: row.code,
            name: row.name,
            body: row.body,
            state,
            offered_on: read_date(&row.offered_on)?,
            answer: row.answer,
        })
    }
}

/// Suggestions with their sessions and both units, the oldest first.
macro_rules! suggestions {
    () => {{
        let from = diesel::alias!(unit as from_unit);
        suggestion::table
            .inner_join(seminar::table)
            .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
            .inner_join(from.on(from.field(unit::id).eq(suggestion::from_unit_id)))
            .order(suggestion::id.asc())
            .select((
                suggestion::id,
                suggestion::seminar_id,
                seminar::round_id,
                suggestion::place,
                suggestion::body,
                suggestion::state,
                suggestion::offered_on,
                suggestion::answer,
                from.field(unit::name),
                unit::code,
                unit::name,
            ))
    }};
}

/// Whether a suggestion waits for its unit.
fn suggestion_open() -> Eq<suggestion::state, &'static str> {
    suggestion::state.eq(SuggestionState::Offered.key())
}

impl Reader<'_> {
    /// The permit's suggestion.
    pub fn suggestion(&mut self, permit: &Permit<AnswerSuggestion, SuggestionId>) -> Result<Suggestion> {
        let row: Option<SuggestionRow> = suggestions!()
            .filter(suggestion::id.eq(permit.key().0).and(suggestion::unit_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// What speakers of the permit's session suggested to units within its subtree.
    pub fn suggestions_of(&mut self, permit: &Permit<ReadAssessments, SeminarId>) -> Result<Vec<Suggestion>> {
        let span = permit.span();
        let rows: Vec<SuggestionRow> = suggestions!()
            .filter(suggestion::seminar_id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .filter(unit::lo.between(span.lo, span.hi))
            .load(self.connection)?;
        rows.into_iter().map(Suggestion::try_from).collect()
    }

    /// Suggestions that wait for the permit's unit.
    pub fn suggestions_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = suggestion::table
            .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
            .filter(suggestion::unit_id.eq(permit.unit().0))
            .filter(suggestion_open())
            .order(suggestion::id.asc())
            .select((
                suggestion::id,
                no_number(),
                no_words(),
                suggestion::body.nullable(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes a suggestion for the permit's unit: by a speaker of a session of a unit above it.
    pub fn suggestion_insert(
        &mut self,
        permit: &Permit<SuggestProblem>,
        new: &NewSuggestion<'_>,
    ) -> Result<SuggestionId> {
        let connection = self.under(permit);
        let span = permit.span();
        let from: Option<i64> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::id.eq(new.seminar.0))
            .filter(unit::lo.lt(span.lo).and(unit::hi.ge(span.hi)))
            .select(unit::id)
            .first(connection)
            .optional()?;
        let id = next_id!(connection, suggestion);
        diesel::insert_into(suggestion::table)
            .values((
                suggestion::id.eq(id),
                suggestion::seminar_id.eq(new.seminar.0),
                suggestion::place.eq(new.place),
                suggestion::from_unit_id.eq(from.ok_or(StoreError::NotFound)?),
                suggestion::unit_id.eq(permit.unit().0),
                suggestion::body.eq(new.body),
                suggestion::state.eq(SuggestionState::Offered.key()),
                suggestion::offered_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(SuggestionId(id))
    }

    /// Writes the answer of the permit's unit; a suggestion is answered once.
    pub fn suggestion_answer(
        &mut self,
        permit: &Permit<AnswerSuggestion, SuggestionId>,
        state: SuggestionState,
        answer: Option<&str>,
    ) -> Result<()> {
        let own = suggestion::table
            .filter(suggestion::id.eq(permit.key().0).and(suggestion::unit_id.eq(permit.unit().0)))
            .filter(suggestion_open());
        let set = (
            suggestion::state.eq(state.key()),
            suggestion::answer.eq(answer),
            suggestion::answered_on.eq(Some(permit.on().to_string())),
        );
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}
