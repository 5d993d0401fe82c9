//! Drafts of circulars and the passages that the units named in them are shown.

use crate::{
    Reader,
    error::{Result, StoreError},
    schema::{circular_draft, passage, round, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::{
        circular::{Draft, Polarity},
        circular_check::{DraftState, PassageState},
    },
    id::{CircularDraftId, CircularId, PassageId, RoundId, UnitId},
    permit::{CheckPassage, DraftCircular, Permit, Target},
    span::Span,
};

/// A draft as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftStored {
    /// Its key.
    pub id: CircularDraftId,
    /// Its round.
    pub round: RoundId,
    /// How far it has come.
    pub state: DraftState,
    /// What was written.
    pub draft: Draft,
    /// The last day for answers, once it was sent.
    pub due_on: Option<Date>,
    /// When it was begun.
    pub drafted_on: Date,
    /// The version as which it was published.
    pub circular: Option<CircularId>,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBrief {
    /// Its key.
    pub id: CircularDraftId,
    /// Number of the round.
    pub round: i32,
    /// How far it has come.
    pub state: DraftState,
    /// Its title.
    pub title: String,
    /// The last day for answers.
    pub due_on: Option<Date>,
}

/// A passage with the unit that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageStored {
    /// Its key.
    pub id: PassageId,
    /// Its draft.
    pub draft: CircularDraftId,
    /// The unit.
    pub unit: UnitId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// For what the unit is named.
    pub polarity: Polarity,
    /// The place of the point among those of its polarity.
    pub place: i32,
    /// The words.
    pub body: String,
    /// The words before a correction was taken.
    pub was: Option<String>,
    /// How far the check has come.
    pub state: PassageState,
    /// What the unit said.
    pub said: Option<String>,
    /// Whether its reply stands beside the passage.
    pub beside: bool,
    /// When.
    pub answered_on: Option<Date>,
    /// What the office answered.
    pub decision: Option<String>,
    /// When.
    pub decided_on: Option<Date>,
}

/// A passage to be sent: the unit, for what, the place of the point, the words.
pub type NewPassage = (UnitId, Polarity, i32, String);

#[derive(Queryable, Selectable)]
#[diesel(table_name = passage)]
struct Row {
    id: i64,
    draft_id: i64,
    unit_id: i64,
    polarity: String,
    place: i32,
    body: String,
    was: Option<String>,
    state: String,
    said: Option<String>,
    beside: bool,
    answered_on: Option<String>,
    decision: Option<String>,
    decided_on: Option<String>,
}

fn read((row, code, name): (Row, String, String)) -> Result<PassageStored> {
    let day = |text: Option<String>| text.as_deref().map(read_date).transpose();
    Ok(PassageStored {
        id: PassageId(row.id),
        draft: CircularDraftId(row.draft_id),
        unit: UnitId(row.unit_id),
        code,
        name,
        polarity: Polarity::parse(&row.polarity)
            .map_err(|_| StoreError::meaningless(row.polarity, "the polarity of a passage"))?,
        place: row.place,
        body: row.body,
        was: row.was,
        state: PassageState::parse(&row.state)
            .map_err(|_| StoreError::meaningless(row.state, "a state of a passage"))?,
        said: row.said,
        beside: row.beside,
        answered_on: day(row.answered_on)?,
        decision: row.decision,
        decided_on: day(row.decided_on)?,
    })
}

fn read_state(text: &str) -> Result<DraftState> {
    DraftState::parse(text).map_err(|_| StoreError::meaningless(text, "a state of a draft"))
}

impl Reader<'_> {
    /// Where the organiser of a draft stands, to ask for a permit.
    pub fn locate_circular_draft(&mut self, id: CircularDraftId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = circular_draft::table
            .inner_join(unit::table)
            .filter(circular_draft::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// Where the unit of a passage stands, to ask for a permit.
    pub fn locate_passage(&mut self, id: PassageId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = passage::table
            .inner_join(unit::table)
            .filter(passage::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A draft of the permit's unit.
    pub fn circular_draft(
        &mut self,
        permit: &Permit<DraftCircular>,
        id: CircularDraftId,
    ) -> Result<DraftStored> {
        type Columns = (i64, String, String, Option<String>, String, Option<i64>);
        let row: Option<Columns> = circular_draft::table
            .filter(circular_draft::id.eq(id.0).and(circular_draft::organiser_id.eq(permit.unit().0)))
            .select((
                circular_draft::round_id,
                circular_draft::state,
                circular_draft::body,
                circular_draft::due_on,
                circular_draft::drafted_on,
                circular_draft::circular_id,
            ))
            .first(self.connection)
            .optional()?;
        let (round, state, body, due_on, drafted_on, circular) = row.ok_or(StoreError::NotFound)?;
        let draft = serde_json::from_str(&body)
            .map_err(|_| StoreError::meaningless(body, "a draft of a circular"))?;
        Ok(DraftStored {
            id,
            round: RoundId(round),
            state: read_state(&state)?,
            draft,
            due_on: due_on.as_deref().map(read_date).transpose()?,
            drafted_on: read_date(&drafted_on)?,
            circular: circular.map(CircularId),
        })
    }

    /// Drafts of the permit's unit that are neither published nor given up, the newest first.
    pub fn circular_drafts(&mut self, permit: &Permit<DraftCircular>) -> Result<Vec<DraftBrief>> {
        let rows: Vec<(i64, i32, String, String, Option<String>)> = circular_draft::table
            .inner_join(round::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq_any([DraftState::Writing.key(), DraftState::Checking.key()]))
            .order(circular_draft::id.desc())
            .limit(100)
            .select((
                circular_draft::id,
                round::number,
                circular_draft::state,
                circular_draft::title,
                circular_draft::due_on,
            ))
            .load(self.connection)?;
        let brief = |(id, round, state, title, due_on): (i64, i32, String, String, Option<String>)| {
            let due_on = due_on.as_deref().map(read_date).transpose()?;
            Ok(DraftBrief { id: CircularDraftId(id), round, state: read_state(&state)?, title, due_on })
        };
        rows.into_iter().map(brief).collect()
    }

    /// The passages of a draft of the permit's unit, point by point.
    pub fn passages(
        &mut self,
        permit: &Permit<DraftCircular>,
        draft: CircularDraftId,
    ) -> Result<Vec<PassageStored>> {
        let rows: Vec<(Row, String, String)> = passage::table
            .inner_join(unit::table)
            .inner_join(circular_draft::table)
            .filter(passage::draft_id.eq(draft.0))
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .order((passage::polarity.asc(), passage::place.asc(), unit::lo.asc()))
            .select((Row::as_select(), unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// A passage of the permit's unit with the title of its draft, the draft's state and the last day for an answer.
    pub fn passage(
        &mut self,
        permit: &Permit<CheckPassage>,
        id: PassageId,
    ) -> Result<(PassageStored, String, DraftState, Option<Date>)> {
        type Columns = (Row, String, String, String, String, Option<String>);
        let row: Option<Columns> = passage::table
            .inner_join(unit::table)
            .inner_join(circular_draft::table)
            .filter(passage::id.eq(id.0).and(passage::unit_id.eq(permit.unit().0)))
            .select((
                Row::as_select(),
                unit::code,
                unit::name,
                circular_draft::title,
                circular_draft::state,
                circular_draft::due_on,
            ))
            .first(self.connection)
            .optional()?;
        let (row, code, name, title, state, due_on) = row.ok_or(StoreError::NotFound)?;
        Ok((
            read((row, code, name))?,
            title,
            read_state(&state)?,
            due_on.as_deref().map(read_date).transpose()?,
        ))
    }
}
