//! Drafts of plans: of a unit for a round one at a time, gone once the head has signed.

use crate::{
    Reader, Work,
    batch::next_id,
    desk::owed::{MOST, Waiting},
    error::{Result, StoreError},
    schema::{plan_draft, round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, RoundId, UnitId},
    permit::{Action, DraftPlan, Permit, ReadDesk, SendPlanBack, SignPlan, SubmitPlan},
    plans::plan_draft::{DraftState, PlanDraft, PlanTexts},
};

/// A draft as it is selected: state, revision, body, words, changed at, sent by.
type Selected = (String, i32, String, Option<String>, String, Option<i64>);

impl Work<'_> {
    /// Keeps the draft of the permit's unit for a round.
    pub fn plan_draft_write(
        &mut self,
        permit: &Permit<DraftPlan>,
        round: RoundId,
        (state, revision): (DraftState, i32),
        texts: &PlanTexts,
    ) -> Result<()> {
        let at = self.at().to_string();
        let connection = &mut *self.connection;
        let unit = permit.unit().0;
        let body = serde_json::to_string(texts)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a draft of a plan"))?;
        let own =
            plan_draft::table.filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(unit)));
        let by = permit.account().map(|account| account.0);
        let changed = diesel::update(own)
            .set((
                plan_draft::state.eq(state.key()),
                plan_draft::revision.eq(revision),
                plan_draft::body.eq(&body),
                plan_draft::changed_at.eq(&at),
                plan_draft::changed_by.eq(by),
            ))
            .execute(connection)?;
        if changed == 0 {
            let id = next_id!(connection, plan_draft);
            diesel::insert_into(plan_draft::table)
                .values((
                    plan_draft::id.eq(id),
                    plan_draft::round_id.eq(round.0),
                    plan_draft::unit_id.eq(unit),
                    plan_draft::state.eq(state.key()),
                    plan_draft::revision.eq(revision),
                    plan_draft::body.eq(&body),
                    plan_draft::changed_at.eq(&at),
                    plan_draft::changed_by.eq(by),
                ))
                .execute(connection)?;
        }
        Ok(())
    }

    /// Notes that the draft of the permit's unit waits for the head.
    pub fn plan_draft_send(
        &mut self,
        permit: &Permit<SubmitPlan>,
        round: RoundId,
        state: DraftState,
    ) -> Result<()> {
        let (at, by) = (self.at().to_string(), permit.account().map(|account| account.0));
        let own = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(permit.unit().0)));
        let changed = diesel::update(own)
            .set((
                plan_draft::state.eq(state.key()),
                plan_draft::sent_by.eq(by),
                plan_draft::words.eq(None::<String>),
                plan_draft::changed_at.eq(at),
            ))
            .execute(&mut *self.connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Notes that the head sent the draft back, with which words.
    pub fn plan_draft_send_back(
        &mut self,
        permit: &Permit<SendPlanBack>,
        round: RoundId,
        (state, words): (DraftState, &str),
    ) -> Result<()> {
        let at = self.at().to_string();
        let own = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(permit.unit().0)));
        let changed = diesel::update(own)
            .set((
                plan_draft::state.eq(state.key()),
                plan_draft::words.eq(words),
                plan_draft::changed_at.eq(at),
            ))
            .execute(&mut *self.connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Takes the draft away: it became a version.
    pub fn plan_draft_delete(&mut self, permit: &Permit<SignPlan>, round: RoundId) -> Result<()> {
        let own = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(permit.unit().0)));
        diesel::delete(own).execute(&mut *self.connection)?;
        Ok(())
    }
}

/// The permits with which a unit's own people read its draft. Nobody above it has one.
pub trait ReadsDraft: Action {}
impl ReadsDraft for DraftPlan {}
impl ReadsDraft for SubmitPlan {}
impl ReadsDraft for SignPlan {}
impl ReadsDraft for SendPlanBack {}

impl Reader<'_> {
    /// The draft of the permit's unit for a round.
    pub fn plan_draft<A: ReadsDraft>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<Option<PlanDraft>> {
        let unit = permit.unit();
        let row: Option<Selected> = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(unit.0)))
            .select((
                plan_draft::state,
                plan_draft::revision,
                plan_draft::body,
                plan_draft::words,
                plan_draft::changed_at,
                plan_draft::sent_by,
            ))
            .first(self.connection)
            .optional()?;
        row.map(|row| read_draft(round, unit, row)).transpose()
    }

    /// Drafts of the permit's unit that wait for the head's signature, for rounds that take plans; the key is the round's.
    pub fn plans_to_sign(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, i32, String, String, String, String)> = plan_draft::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(plan_draft::unit_id)))
            .filter(plan_draft::unit_id.eq(permit.unit().0))
            .filter(plan_draft::state.eq(DraftState::WithHead.key()).and(round::state.eq("open")))
            .order(round::number.asc())
            .limit(MOST)
            .select((
                round::id,
                round::number,
                plan_draft::state,
                round::plans_due_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        let waiting = |(id, number, label, due, code, name)| (id, number, label, Some(due), code, name);
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// How the draft of the permit's unit stands in each of these rounds.
    pub fn draft_states(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<(i64, String)>> {
        Ok(plan_draft::table
            .filter(plan_draft::unit_id.eq(permit.unit().0))
            .select((plan_draft::round_id, plan_draft::state))
            .load(self.connection)?)
    }
}

fn read_draft(
    round: RoundId,
    unit: UnitId,
    (state, revision, body, words, changed_at, sent_by): Selected,
) -> Result<PlanDraft> {
    Ok(PlanDraft {
        round,
        unit,
        state: DraftState::parse(&state).map_err(|_| StoreError::meaningless(state, "a state of a draft"))?,
        revision,
        texts: serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "a draft of a plan"))?,
        words,
        changed_at,
        sent_by: sent_by.map(AccountId),
    })
}
