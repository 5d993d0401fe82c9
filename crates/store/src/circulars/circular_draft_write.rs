//! Writing drafts of circulars, their passages, and what is said of these.

use crate::{
    Work,
    batch::{insert_batch, next_id},
    circulars::circular_draft::{NewPassage, PassageStored},
    error::{Result, StoreError},
    schema::{circular_draft, passage},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    circulars::{
        circular::Draft,
        circular_check::{DraftState, PassageState, PassageStep},
    },
    id::{CircularDraftId, CircularId, PassageId, RoundId},
    permit::{AnswerPassage, CheckPassage, DraftCircular, Permit, PublishCircular},
};

#[derive(Insertable)]
#[diesel(table_name = passage)]
struct NewRow<'a> {
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

impl Work<'_> {
    /// Begins a draft of the permit's unit.
    pub fn circular_draft_insert(
        &mut self,
        permit: &Permit<DraftCircular>,
        round: RoundId,
        draft: &Draft,
    ) -> Result<CircularDraftId> {
        let id = next_id!(self.connection, circular_draft);
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
            .execute(&mut *self.connection)?;
        Ok(CircularDraftId(id))
    }

    /// Writes an open draft of the permit's unit anew.
    pub fn circular_draft_write(
        &mut self,
        permit: &Permit<DraftCircular>,
        id: CircularDraftId,
        draft: &Draft,
    ) -> Result<()> {
        let own = circular_draft::table
            .filter(circular_draft::id.eq(id.0).and(circular_draft::organiser_id.eq(permit.unit().0)))
            .filter(circular_draft::state.eq(DraftState::Writing.key()));
        let set = (circular_draft::title.eq(draft.title.as_str()), circular_draft::body.eq(write(draft)?));
        one(diesel::update(own).set(set).execute(&mut *self.connection)?)
    }

    /// Moves a draft of the permit's unit on; a day is set when it is sent.
    pub fn circular_draft_state(
        &mut self,
        permit: &Permit<DraftCircular>,
        id: CircularDraftId,
        state: DraftState,
        due_on: Option<Date>,
    ) -> Result<()> {
        let own = circular_draft::table
            .filter(circular_draft::id.eq(id.0).and(circular_draft::organiser_id.eq(permit.unit().0)));
        let due_on = due_on.map(|day| day.to_string());
        let set = (circular_draft::state.eq(state.key()), circular_draft::due_on.eq(due_on));
        one(diesel::update(own).set(set).execute(&mut *self.connection)?)
    }

    /// Writes that a draft was published, and that whoever said nothing said nothing.
    pub fn circular_draft_published(
        &mut self,
        permit: &Permit<PublishCircular>,
        id: CircularDraftId,
        circular: CircularId,
    ) -> Result<()> {
        let silent = passage::table
            .filter(passage::draft_id.eq(id.0).and(passage::state.eq(PassageState::Sent.key())));
        diesel::update(silent)
            .set(passage::state.eq(PassageState::Lapsed.key()))
            .execute(&mut *self.connection)?;
        let own = circular_draft::table
            .filter(circular_draft::id.eq(id.0).and(circular_draft::organiser_id.eq(permit.unit().0)));
        let set = (
            circular_draft::state.eq(DraftState::Published.key()),
            circular_draft::circular_id.eq(Some(circular.0)),
        );
        one(diesel::update(own).set(set).execute(&mut *self.connection)?)
    }

    /// Writes the passages of a draft of the permit's unit; each waits for its unit.
    pub fn passages_insert(
        &mut self,
        _: &Permit<DraftCircular>,
        draft: CircularDraftId,
        new: &[NewPassage],
    ) -> Result<()> {
        let first = next_id!(self.connection, passage);
        let rows: Vec<_> = (first..)
            .zip(new)
            .map(|(id, (unit, polarity, place, body))| NewRow {
                id,
                draft_id: draft.0,
                unit_id: unit.0,
                polarity: polarity.key(),
                place: *place,
                body,
                state: PassageState::Sent.key(),
                beside: false,
            })
            .collect();
        insert_batch!(self.connection, passage::table, &rows, 8);
        Ok(())
    }

    /// Writes what the permit's unit says of its passage.
    pub fn passage_answer(
        &mut self,
        permit: &Permit<CheckPassage>,
        id: PassageId,
        state: PassageState,
        said: Option<&str>,
        beside: bool,
    ) -> Result<()> {
        let own = passage::table.filter(passage::id.eq(id.0).and(passage::unit_id.eq(permit.unit().0)));
        let set = (
            passage::state.eq(state.key()),
            passage::said.eq(said),
            passage::beside.eq(beside),
            passage::answered_on.eq(Some(permit.on().to_string())),
            passage::answered_by.eq(permit.account().map(|account| account.0)),
        );
        one(diesel::update(own).set(set).execute(&mut *self.connection)?)
    }

    /// Writes what the office answers; where the correction is taken, the words anew beside those before.
    pub fn passage_decide(
        &mut self,
        permit: &Permit<AnswerPassage>,
        before: &PassageStored,
        step: PassageStep,
        decision: Option<&str>,
        body: Option<&str>,
    ) -> Result<()> {
        let state = before
            .state
            .after(step)
            .map_err(|_| StoreError::meaningless(before.state.key(), "a passage that waits"))?;
        let organiser = circular_draft::table
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
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
        one(diesel::update(own).set(set).execute(&mut *self.connection)?)
    }
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}
