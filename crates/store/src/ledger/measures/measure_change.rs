//! Requests for a later day or for the long term.

use crate::{
    Reader, Work,
    batch::next_id,
    desk::owed::{MOST, Waiting},
    error::{Result, StoreError},
    figures::standing,
    ledger::findings::problem::seen,
    schema::{measure, measure_change, problem, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, MeasureChangeId, MeasureId},
    ledger::measures::{
        measure::Measure,
        measure_change::{Change, ChangeKind, ChangeState, MeasureChange, granted_class},
    },
    permit::{Action, ApproveChange, DecideChange, Permit, ReadDesk, RequestChange},
    text::{Line, Prose},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = measure_change)]
struct ChangeRow {
    id: i64,
    measure_id: i64,
    kind: String,
    old_due_on: Option<String>,
    new_due_on: String,
    stage_goal: Option<String>,
    ends_on: Option<String>,
    reason: String,
    state: String,
    requested_by: Option<i64>,
    requested_on: String,
    approved_by: Option<i64>,
    remarks: Option<String>,
    decided_on: Option<String>,
}

impl TryFrom<ChangeRow> for MeasureChange {
    type Error = StoreError;
    fn try_from(row: ChangeRow) -> Result<Self> {
        let broken = || StoreError::meaningless(row.kind.clone(), "a whole request for a change");
        let kind = ChangeKind::parse(&row.kind).map_err(|_| broken())?;
        let new = read_date(&row.new_due_on)?;
        let change = match kind {
            ChangeKind::Extension => {
                let from = row.old_due_on.as_deref().ok_or_else(broken)?;
                Change::Extension { from: read_date(from)?, to: new }
            }
            ChangeKind::LongTerm => {
                let goal = Line::parse(row.stage_goal.as_deref().unwrap_or_default());
                let ends_on = row.ends_on.as_deref().ok_or_else(broken)?;
                let (stage_goal, ends_on) = (goal.map_err(|_| broken())?, read_date(ends_on)?);
                Change::LongTerm { stage_goal, review_on: new, ends_on }
            }
        };
        Ok(Self {
            id: MeasureChangeId(row.id),
            measure: MeasureId(row.measure_id),
            change,
            state: ChangeState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a request"))?,
            reason: row.reason,
            requested_by: row.requested_by.map(AccountId),
            requested_on: read_date(&row.requested_on)?,
            approved_by: row.approved_by.map(AccountId),
            remarks: row.remarks,
            decided_on: row.decided_on.as_deref().map(read_date).transpose()?,
        })
    }
}

impl Work<'_> {
    /// Writes a request about a measure of the permit's unit.
    pub fn change_insert(
        &mut self,
        permit: &Permit<RequestChange>,
        about: MeasureId,
        change: &Change,
        reason: &Prose,
    ) -> Result<MeasureChangeId> {
        let connection = &mut *self.connection;
        let id = next_id!(connection, measure_change);
        let (old, goal, ends) = match change {
            Change::Extension { from, .. } => (Some(from.to_string()), None, None),
            Change::LongTerm { stage_goal, ends_on, .. } => {
                (None, Some(stage_goal.as_str()), Some(ends_on.to_string()))
            }
        };
        diesel::insert_into(measure_change::table)
            .values((
                measure_change::id.eq(id),
                measure_change::measure_id.eq(about.0),
                measure_change::unit_id.eq(permit.unit().0),
                measure_change::kind.eq(change.kind().key()),
                measure_change::old_due_on.eq(old),
                measure_change::new_due_on.eq(change.due_on().to_string()),
                measure_change::stage_goal.eq(goal),
                measure_change::ends_on.eq(ends),
                measure_change::reason.eq(reason.as_str()),
                measure_change::state.eq(ChangeState::Requested.key()),
                measure_change::requested_by.eq(permit.account().map(|account| account.0)),
                measure_change::requested_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(MeasureChangeId(id))
    }

    /// Writes the head's word.
    pub fn change_approve(
        &mut self,
        permit: &Permit<ApproveChange>,
        id: MeasureChangeId,
        state: ChangeState,
        remarks: &str,
    ) -> Result<()> {
        let account = permit.account().map(|account| account.0);
        let set = (
            measure_change::state.eq(state.key()),
            measure_change::approved_by.eq(account),
            measure_change::remarks.eq(Some(remarks)),
        );
        let row = measure_change::table
            .filter(measure_change::id.eq(id.0).and(measure_change::unit_id.eq(permit.unit().0)));
        one(diesel::update(row).set(set).execute(&mut *self.connection)?)
    }

    /// Writes the supervising office's word, and what it changes of the measure.
    pub fn change_decide(
        &mut self,
        permit: &Permit<DecideChange>,
        about: &Measure,
        asked: &MeasureChange,
        (state, remarks): (ChangeState, &str),
    ) -> Result<()> {
        let set = (
            measure_change::state.eq(state.key()),
            measure_change::decided_by.eq(permit.account().map(|account| account.0)),
            measure_change::decided_on.eq(Some(permit.on().to_string())),
            measure_change::remarks.eq(Some(remarks)),
        );
        let row = measure_change::table
            .filter(measure_change::id.eq(asked.id.0).and(measure_change::unit_id.eq(permit.unit().0)));
        one(diesel::update(row).set(set).execute(&mut *self.connection)?)?;
        if state != ChangeState::Granted {
            return Ok(());
        }
        let (goal, ends) = match &asked.change {
            Change::Extension { .. } => (about.stage_goal.clone(), about.ends_on.map(|day| day.to_string())),
            Change::LongTerm { stage_goal, ends_on, .. } => {
                (Some(stage_goal.as_str().to_owned()), Some(ends_on.to_string()))
            }
        };
        let set = (
            measure::due_on.eq(Some(asked.change.due_on().to_string())),
            measure::time_class.eq(granted_class(&asked.change, about.time_class).key()),
            measure::stage_goal.eq(goal),
            measure::ends_on.eq(ends),
        );
        let row = measure::table.filter(measure::id.eq(about.id.0).and(measure::unit_id.eq(permit.unit().0)));
        one(diesel::update(row).set(set).execute(&mut *self.connection)?)?;
        standing::measures(&mut self.connection, &[about.id.0], permit.on())
    }
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

impl Reader<'_> {
    /// The requests about a measure of the permit's unit, the oldest first.
    pub fn changes_of<A: Action>(&mut self, permit: &Permit<A>, id: MeasureId) -> Result<Vec<MeasureChange>> {
        let rows: Vec<ChangeRow> = measure_change::table
            .filter(measure_change::measure_id.eq(id.0).and(measure_change::unit_id.eq(permit.unit().0)))
            .order(measure_change::id.asc())
            .select(ChangeRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(MeasureChange::try_from).collect()
    }

    /// Measures of which a request waits in a state: of the permit's unit itself, or of the units strictly beneath it.
    pub fn changes_waiting(
        &mut self,
        permit: &Permit<ReadDesk>,
        state: ChangeState,
        own: bool,
    ) -> Result<Vec<Waiting>> {
        let span = permit.span();
        let mut query = measure_change::table
            .inner_join(measure::table.on(measure::id.eq(measure_change::measure_id)))
            .inner_join(unit::table.on(unit::id.eq(measure_change::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(measure_change::state.eq(state.key()))
            .order(measure_change::id.asc())
            .limit(MOST)
            .select((measure::id, measure::serial, measure::due_on, unit::code, unit::name))
            .into_boxed();
        query = if own {
            query.filter(unit::id.eq(permit.unit().0))
        } else {
            query.filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
        };
        let rows: Vec<(i64, String, Option<String>, String, String)> = query.load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial, due, code, name)| (id, 0, serial, due, code, name)).collect())
    }
}
