//! Drafts of plans: of a unit for a round one at a time, gone once the head has signed.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    opens::opens,
    programmes::round::round_open,
    schema::{plan_draft, round, unit},
    waiting::{Backlog, backlog},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, RoundId, UnitId},
    permit::{DraftPlan, Permit, ReadDesk, SendPlanBack, SignPlan, SubmitPlan},
    plans::plan_draft::{DraftState, PlanDraft, PlanTexts},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_draft)]
struct DraftRow {
    round_id: i64,
    unit_id: i64,
    state: String,
    revision: i32,
    body: String,
    words: Option<String>,
    changed_at: String,
    sent_by: Option<i64>,
}

impl TryFrom<DraftRow> for PlanDraft {
    type Error = StoreError;
    fn try_from(row: DraftRow) -> Result<Self> {
        Ok(Self {
            round: RoundId(row.round_id),
            unit: UnitId(row.unit_id),
            state: DraftState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a draft"))?,
            revision: row.revision,
            texts: serde_json::from_str(&row.body)
                .map_err(|_| StoreError::meaningless(row.body, "a draft of a plan"))?,
            words: row.words,
            changed_at: row.changed_at,
            sent_by: row.sent_by.map(AccountId),
        })
    }
}

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
        let connection = self.under(permit);
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
            .execute(self.under(permit))?;
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
            .execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Takes the draft away: it became a version.
    pub fn plan_draft_delete(&mut self, permit: &Permit<SignPlan>, round: RoundId) -> Result<()> {
        let own = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(permit.unit().0)));
        let changed = diesel::delete(own).execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}

opens! {
    /// Opens a unit's draft, for its own people. Nobody above it has such a permit.
    ReadsDraft: DraftPlan, SubmitPlan, SignPlan, SendPlanBack
}

impl Reader<'_> {
    /// The draft of the permit's unit for a round.
    pub fn plan_draft<A: ReadsDraft>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<Option<PlanDraft>> {
        let row: Option<DraftRow> = plan_draft::table
            .filter(plan_draft::round_id.eq(round.0).and(plan_draft::unit_id.eq(permit.unit().0)))
            .select(DraftRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(PlanDraft::try_from).transpose()
    }

    /// Drafts of the permit's unit that wait for the head's signature, for rounds that take plans; the key is the round's.
    pub fn plans_to_sign(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = plan_draft::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(plan_draft::unit_id)))
            .filter(plan_draft::unit_id.eq(permit.unit().0))
            .filter(plan_draft::state.eq(DraftState::WithHead.key()).and(round_open()))
            .order((round::plans_due_on.asc(), round::id.asc()))
            .select((
                round::id,
                round::number.nullable(),
                plan_draft::state.nullable(),
                round::topic.nullable(),
                round::plans_due_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }

    /// How the draft of the permit's unit stands in each of these rounds.
    pub fn draft_states(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<(i64, String)>> {
        Ok(plan_draft::table
            .filter(plan_draft::unit_id.eq(permit.unit().0))
            .select((plan_draft::round_id, plan_draft::state))
            .load(self.connection)?)
    }
}
