//! Drafts of circulars and the passages that the units named in them are shown.

use crate::{
    Reader,
    day::read_date,
    error::{Result, StoreError},
    locate::located,
    opens::opens,
    schema::{circular_draft, passage, round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::{
        circular::{Draft, Polarity},
        circular_check::{DraftState, PassageState, answer_until},
    },
    id::{CircularDraftId, CircularId, PassageId, RoundId, UnitId},
    permit::{CheckPassage, DraftCircular, Permit},
    programmes::round::RoundState,
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
    /// Why it was given up, where that was said.
    pub given_up: Option<String>,
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

/// A passage as its unit is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageToCheck {
    /// The passage.
    pub passage: PassageStored,
    /// The title of its draft.
    pub title: String,
    /// How far the draft has come.
    pub state: DraftState,
    /// Why it was given up, where that was said.
    pub given_up: Option<String>,
    /// The last day for an answer.
    pub due_on: Option<Date>,
    /// How far the round of the draft has come.
    pub round: RoundState,
}

impl PassageToCheck {
    /// The last day for an answer, with what the office answered.
    pub fn until(&self) -> Option<Date> {
        self.due_on.map(|due| answer_until(due, self.passage.decided_on))
    }
}

/// A passage to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPassage {
    /// The unit.
    pub unit: UnitId,
    /// For what it is named.
    pub polarity: Polarity,
    /// The place of the point.
    pub place: i32,
    /// The words.
    pub body: String,
}

located!(CircularDraftId, circular_draft);
located!(PassageId, passage);

opens! {
    /// What shows a draft: reading it, writing it, answering the units that it names, publishing it.
    OpensCircularDraft: ReadCircularDrafts, DraftCircular, AnswerPassage, PublishCircular
}

/// Drafts that are neither published nor given up.
#[diesel::dsl::auto_type(no_type_alias)]
fn circular_draft_pending() -> _ {
    let states: Vec<&'static str> = DraftState::keys_where(DraftState::is_pending);
    circular_draft::state.eq_any(states)
}

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

/// A passage with code and name of its unit.
#[derive(Queryable)]
struct PassageRow {
    passage: Row,
    code: String,
    name: String,
}

/// A passage with what its draft says.
#[derive(Queryable)]
struct CheckRow {
    passage: Row,
    code: String,
    name: String,
    title: String,
    state: String,
    given_up: Option<String>,
    due_on: Option<String>,
    round: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = circular_draft)]
struct DraftRow {
    id: i64,
    round_id: i64,
    state: String,
    body: String,
    due_on: Option<String>,
    drafted_on: String,
    circular_id: Option<i64>,
    given_up: Option<String>,
}

impl TryFrom<DraftRow> for DraftStored {
    type Error = StoreError;
    fn try_from(row: DraftRow) -> Result<Self> {
        Ok(Self {
            id: CircularDraftId(row.id),
            round: RoundId(row.round_id),
            state: read_state(&row.state)?,
            draft: serde_json::from_str(&row.body)
                .map_err(|_| StoreError::meaningless(row.body, "a draft of a circular"))?,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
            drafted_on: read_date(&row.drafted_on)?,
            circular: row.circular_id.map(CircularId),
            given_up: row.given_up,
        })
    }
}

#[derive(Queryable)]
struct BriefRow {
    id: i64,
    round: i32,
    state: String,
    title: String,
    due_on: Option<String>,
}

impl TryFrom<BriefRow> for DraftBrief {
    type Error = StoreError;
    fn try_from(row: BriefRow) -> Result<Self> {
        let due_on = row.due_on.as_deref().map(read_date).transpose()?;
        let (id, state) = (CircularDraftId(row.id), read_state(&row.state)?);
        Ok(Self { id, round: row.round, state, title: row.title, due_on })
    }
}

fn read(PassageRow { passage: row, code, name }: PassageRow) -> Result<PassageStored> {
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
    /// The permit's draft.
    pub fn circular_draft<A: OpensCircularDraft>(
        &mut self,
        permit: &Permit<A, CircularDraftId>,
    ) -> Result<DraftStored> {
        let own = circular_draft::id.eq(permit.key().0).and(circular_draft::organiser_id.eq(permit.unit().0));
        let row: Option<DraftRow> = circular_draft::table
            .filter(own)
            .select(DraftRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Drafts of the permit's unit that are neither published nor given up, the newest first.
    pub fn circular_drafts(&mut self, permit: &Permit<DraftCircular>) -> Result<Vec<DraftBrief>> {
        let rows: Vec<BriefRow> = circular_draft::table
            .inner_join(round::table)
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft_pending())
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
        rows.into_iter().map(DraftBrief::try_from).collect()
    }

    /// The draft of a round of the permit's unit that is neither published nor given up.
    pub fn circular_draft_pending(
        &mut self,
        permit: &Permit<DraftCircular>,
        round: RoundId,
    ) -> Result<Option<CircularDraftId>> {
        let found: Option<i64> = circular_draft::table
            .filter(circular_draft::round_id.eq(round.0))
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft_pending())
            .order(circular_draft::id.asc())
            .select(circular_draft::id)
            .first(self.connection)
            .optional()?;
        Ok(found.map(CircularDraftId))
    }

    /// The passages of the permit's draft, point by point.
    pub fn passages<A: OpensCircularDraft>(
        &mut self,
        permit: &Permit<A, CircularDraftId>,
    ) -> Result<Vec<PassageStored>> {
        let rows: Vec<PassageRow> = passage::table
            .inner_join(unit::table)
            .inner_join(circular_draft::table)
            .filter(circular_draft::id.eq(permit.key().0))
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .order((passage::polarity.asc(), passage::place.asc(), unit::lo.asc()))
            .select((Row::as_select(), unit::code, unit::name))
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// The permit's passage with what its draft says.
    pub fn passage(&mut self, permit: &Permit<CheckPassage, PassageId>) -> Result<PassageToCheck> {
        let row: Option<CheckRow> = passage::table
            .inner_join(unit::table)
            .inner_join(circular_draft::table.inner_join(round::table))
            .filter(passage::id.eq(permit.key().0).and(passage::unit_id.eq(permit.unit().0)))
            .select((
                Row::as_select(),
                unit::code,
                unit::name,
                circular_draft::title,
                circular_draft::state,
                circular_draft::given_up,
                circular_draft::due_on,
                round::state,
            ))
            .first(self.connection)
            .optional()?;
        let row = row.ok_or(StoreError::NotFound)?;
        Ok(PassageToCheck {
            passage: read(PassageRow { passage: row.passage, code: row.code, name: row.name })?,
            title: row.title,
            state: read_state(&row.state)?,
            given_up: row.given_up,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
            round: RoundState::parse(&row.round)
                .ok_or_else(|| StoreError::meaningless(row.round, "a state of a round"))?,
        })
    }
}
