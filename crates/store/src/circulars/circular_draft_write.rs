//! Writing drafts of circulars, their passages, and what is said of these.

use crate::{
    Work,
    batch::{insert_batch, next_id},
    circulars::{
        circular_draft::{NewPassage, PassageStored},
        row_check::{NewRow, rows_insert},
    },
    connection::AnyConnection,
    error::{Result, StoreError, any, one},
    schema::{circular_draft, passage},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::{
        circular::Draft,
        circular_check::{DraftState, PassageState, PassageStep},
    },
    id::{CircularDraftId, PassageId, RoundId},
    permit::{AnswerPassage, CheckPassage, DraftCircular, Permit, PublishCircular},
};

#[derive(Insertable)]
#[diesel(table_name = passage)]
struct PassageRow<'a> {
    id: i64,
    draft_id: i64,
    unit_id: i64,
    polarity: &'static str,
    place: i32,
    body: &'a str,
    state: &'static str,
    beside: bool,
}

fn write(draft: &Draft) -> Result<String> {
    serde_json::to_string(draft)
        .map_err(|fault| StoreError::meaningless(fault.to_string(), "a draft of a circular"))
}

/// A draft that goes to the check.
#[derive(Debug, Clone, Copy)]
pub struct DraftSent<'a> {
    /// How far it has come by it.
    pub state: DraftState,
    /// The last day for an answer.
    pub due_on: Date,
    /// What the units named are asked.
    pub passages: &'a [NewPassage],
    /// Who else is told of its row in the table of results.
    pub rows: &'a [NewRow],
}

/// What a unit says of its passage.
#[derive(Debug, Clone, Copy)]
pub struct PassageAnswer<'a> {
    /// How far the check has come by it.
    pub state: PassageState,
    /// What it says.
    pub said: Option<&'a str>,
    /// Whether that stands beside the passage.
    pub beside: bool,
}

/// What the office answers to that.
#[derive(Debug, Clone, Copy)]
pub struct PassageDecision<'a> {
    /// The passage as it is.
    pub before: &'a PassageStored,
    /// The step.
    pub step: PassageStep,
    /// Why.
    pub decision: Option<&'a str>,
    /// The words anew, where the correction is taken.
    pub body: Option<&'a str>,
}

/// Drafts that nobody was asked about yet.
#[diesel::dsl::auto_type(no_type_alias)]
fn circular_draft_open() -> _ {
    let writing: &'static str = DraftState::Writing.key();
    circular_draft::state.eq(writing)
}

/// Passages that wait for their unit.
#[diesel::dsl::auto_type(no_type_alias)]
fn passage_silent() -> _ {
    let sent: &'static str = PassageState::Sent.key();
    passage::state.eq(sent)
}

/// Drafts of a key and an organiser.
#[diesel::dsl::auto_type(no_type_alias)]
fn own_draft(draft: i64, organiser: i64) -> _ {
    circular_draft::id.eq(draft).and(circular_draft::organiser_id.eq(organiser))
}

impl Work<'_> {
    /// Begins a draft of the permit's unit.
    pub fn circular_draft_insert(
        &mut self,
        permit: &Permit<DraftCircular>,
        round: RoundId,
        draft: &Draft,
    ) -> Result<CircularDraftId> {
        let connection = self.under(permit);
        let id = next_id!(connection, circular_draft);
        diesel::insert_into(circular_draft::table)
            .values((
                circular_draft::id.eq(id),
                circular_draft::round_id.eq(round.0),
                circular_draft::organiser_id.eq(permit.unit().0),
                circular_draft::state.eq(DraftState::Writing.key()),
                circular_draft::title.eq(draft.title.as_str()),
                circular_draft::body.eq(write(draft)?),
                circular_draft::drafted_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(CircularDraftId(id))
    }

    /// Writes the permit's draft anew, as long as it is open.
    pub fn circular_draft_write(
        &mut self,
        permit: &Permit<DraftCircular, CircularDraftId>,
        draft: &Draft,
    ) -> Result<()> {
        let own = circular_draft::table
            .filter(own_draft(permit.key().0, permit.unit().0))
            .filter(circular_draft_open());
        let set = (circular_draft::title.eq(draft.title.as_str()), circular_draft::body.eq(write(draft)?));
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }

    /// Gives the permit's draft up, with the reason where one is said.
    pub fn circular_draft_give_up(
        &mut self,
        permit: &Permit<DraftCircular, CircularDraftId>,
        state: DraftState,
        reason: Option<&str>,
    ) -> Result<()> {
        let own = circular_draft::table.filter(own_draft(permit.key().0, permit.unit().0));
        let set = (circular_draft::state.eq(state.key()), circular_draft::given_up.eq(reason));
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }

    /// Sends the passages of the permit's draft, with the last day for an answer; each waits for its unit. Whoever stands in
    /// the table of results alone is told.
    pub fn circular_draft_send(
        &mut self,
        permit: &Permit<DraftCircular, CircularDraftId>,
        sent: &DraftSent<'_>,
    ) -> Result<()> {
        let DraftSent { state, due_on, passages, rows: told } = *sent;
        let connection = self.under(permit);
        let own = circular_draft::table.filter(own_draft(permit.key().0, permit.unit().0));
        let due_on = Some(due_on.to_string());
        let set = (circular_draft::state.eq(state.key()), circular_draft::due_on.eq(due_on));
        one(diesel::update(own).set(set).execute(connection)?)?;
        let first = next_id!(connection, passage);
        let rows: Vec<_> = (first..)
            .zip(passages)
            .map(|(id, new)| PassageRow {
                id,
                draft_id: permit.key().0,
                unit_id: new.unit.0,
                polarity: new.polarity.key(),
                place: new.place,
                body: &new.body,
                state: PassageState::Sent.key(),
                beside: false,
            })
            .collect();
        insert_batch!(connection, passage::table, &rows, 8);
        rows_insert(connection, permit, told)
    }

    /// Writes what the permit's unit says of the permit's passage.
    pub fn passage_answer(
        &mut self,
        permit: &Permit<CheckPassage, PassageId>,
        answer: PassageAnswer<'_>,
    ) -> Result<()> {
        let own =
            passage::table.filter(passage::id.eq(permit.key().0).and(passage::unit_id.eq(permit.unit().0)));
        let set = (
            passage::state.eq(answer.state.key()),
            passage::said.eq(answer.said),
            passage::beside.eq(answer.beside),
            passage::answered_on.eq(Some(permit.on().to_string())),
            passage::answered_by.eq(permit.account().map(|account| account.0)),
        );
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }

    /// Writes what the office answers to a passage of the permit's draft; where the correction is taken, the words anew
    /// beside those before.
    pub fn passage_decide(
        &mut self,
        permit: &Permit<AnswerPassage, CircularDraftId>,
        answer: PassageDecision<'_>,
    ) -> Result<()> {
        let PassageDecision { before, step, decision, body } = answer;
        let state = before
            .state
            .after(step)
            .map_err(|_| StoreError::meaningless(before.state.key(), "a passage that waits"))?;
        let organiser = circular_draft::table
            .filter(own_draft(permit.key().0, permit.unit().0))
            .select(circular_draft::id);
        let own = passage::table.filter(passage::id.eq(before.id.0).and(passage::draft_id.eq_any(organiser)));
        let was = body.map(|_| before.body.as_str()).or(before.was.as_deref());
        let set = (
            passage::state.eq(state.key()),
            passage::decision.eq(decision),
            passage::decided_on.eq(Some(permit.on().to_string())),
            passage::body.eq(body.unwrap_or(&before.body)),
            passage::was.eq(was),
        );
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}

/// Writes that the permit's draft is published, and that whoever said nothing said nothing; gives its round.
pub(super) fn draft_published(
    connection: &mut AnyConnection,
    permit: &Permit<PublishCircular, CircularDraftId>,
) -> Result<i64> {
    let own = circular_draft::table.filter(own_draft(permit.key().0, permit.unit().0));
    let set = circular_draft::state.eq(DraftState::Published.key());
    one(diesel::update(own).set(set).execute(connection)?)?;
    let silent = passage::table.filter(passage::draft_id.eq(permit.key().0)).filter(passage_silent());
    any(diesel::update(silent).set(passage::state.eq(PassageState::Lapsed.key())).execute(connection)?);
    Ok(circular_draft::table.find(permit.key().0).select(circular_draft::round_id).first(connection)?)
}
