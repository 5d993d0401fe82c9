//! Lessons that speakers drew for units beneath.

use crate::{
    Reader, Work,
    batch::next_id,
    desk::owed::Waiting,
    error::{Result, StoreError},
    schema::{seminar, suggestion, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{RoundId, SeminarId, SuggestionId, UnitId},
    permit::{AnswerSuggestion, Permit, ReadAssessments, ReadDesk, SuggestProblem, Target},
    sessions::suggestion::SuggestionState,
    span::Span,
};

/// The most of one kind that a desk shows.
const MOST: i64 = 20;

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

type Columns = (i64, i64, Option<i64>, i32, String, i64, String, String, String, Option<String>);

impl Reader<'_> {
    /// Where the unit stands that a suggestion is for.
    pub fn locate_suggestion(&mut self, id: SuggestionId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = suggestion::table
            .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
            .filter(suggestion::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A suggestion for the permit's unit.
    pub fn suggestion(&mut self, permit: &Permit<AnswerSuggestion>, id: SuggestionId) -> Result<Suggestion> {
        let found = self.suggestions_where(Some((permit.unit(), id)), None, None)?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// What speakers of a session suggested to units within the permit's subtree.
    pub fn suggestions_of(
        &mut self,
        permit: &Permit<ReadAssessments>,
        id: SeminarId,
    ) -> Result<Vec<Suggestion>> {
        self.suggestions_where(None, Some(id), Some(permit.span()))
    }

    fn suggestions_where(
        &mut self,
        one: Option<(UnitId, SuggestionId)>,
        of: Option<SeminarId>,
        span: Option<Span>,
    ) -> Result<Vec<Suggestion>> {
        let from = diesel::alias!(unit as from_unit);
        let mut query = suggestion::table
            .inner_join(seminar::table)
            .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
            .inner_join(from.on(from.field(unit::id).eq(suggestion::from_unit_id)))
            .order(suggestion::id.asc())
            .select((
                (
                    suggestion::id,
                    suggestion::seminar_id,
                    seminar::round_id,
                    suggestion::place,
                    suggestion::body,
                    suggestion::unit_id,
                    suggestion::state,
                    suggestion::offered_on,
                    from.field(unit::name),
                    suggestion::answer,
                ),
                unit::code,
                unit::name,
            ))
            .into_boxed();
        if let Some((at, id)) = one {
            query = query.filter(suggestion::id.eq(id.0).and(suggestion::unit_id.eq(at.0)));
        }
        if let Some(id) = of {
            query = query.filter(suggestion::seminar_id.eq(id.0));
        }
        if let Some(span) = span {
            query = query.filter(unit::lo.between(span.lo, span.hi));
        }
        let rows: Vec<(Columns, String, String)> = query.load(self.connection)?;
        let read = |(columns, code, name): (Columns, String, String)| {
            let (id, seminar, round, place, body, _, state, offered_on, from, answer) = columns;
            let state = SuggestionState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a suggestion"))?;
            Ok(Suggestion {
                id: SuggestionId(id),
                seminar: SeminarId(seminar),
                round: round.map(RoundId),
                place,
                from,
                code,
                name,
                body,
                state,
                offered_on: read_date(&offered_on)?,
                answer,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Suggestions that wait for the permit's unit.
    pub fn suggestions_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String)> = suggestion::table
            .inner_join(unit::table.on(unit::id.eq(suggestion::unit_id)))
            .filter(suggestion::unit_id.eq(permit.unit().0))
            .filter(suggestion::state.eq(SuggestionState::Offered.key()))
            .order(suggestion::id.asc())
            .limit(MOST)
            .select((suggestion::id, suggestion::body, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, body, code, name)| (id, 0, body, None, code, name)).collect())
    }
}

impl Work<'_> {
    /// Writes a suggestion for the permit's unit.
    pub fn suggestion_insert(
        &mut self,
        permit: &Permit<SuggestProblem>,
        from: UnitId,
        (seminar, place): (SeminarId, i32),
        body: &str,
    ) -> Result<SuggestionId> {
        let id = next_id!(self.connection, suggestion);
        diesel::insert_into(suggestion::table)
            .values((
                suggestion::id.eq(id),
                suggestion::seminar_id.eq(seminar.0),
                suggestion::place.eq(place),
                suggestion::from_unit_id.eq(from.0),
                suggestion::unit_id.eq(permit.unit().0),
                suggestion::body.eq(body),
                suggestion::state.eq(SuggestionState::Offered.key()),
                suggestion::offered_on.eq(permit.on().to_string()),
            ))
            .execute(&mut *self.connection)?;
        Ok(SuggestionId(id))
    }

    /// Writes the answer of the permit's unit.
    pub fn suggestion_answer(
        &mut self,
        permit: &Permit<AnswerSuggestion>,
        id: SuggestionId,
        state: SuggestionState,
        answer: Option<&str>,
    ) -> Result<()> {
        let own =
            suggestion::table.filter(suggestion::id.eq(id.0).and(suggestion::unit_id.eq(permit.unit().0)));
        let set = (
            suggestion::state.eq(state.key()),
            suggestion::answer.eq(answer),
            suggestion::answered_on.eq(Some(permit.on().to_string())),
        );
        let rows = diesel::update(own).set(set).execute(&mut *self.connection)?;
        if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
