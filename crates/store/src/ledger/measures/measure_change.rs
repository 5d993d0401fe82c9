//! Requests for a later day or for the long term.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    ledger::{
        findings::problem::seen,
        measures::measure::{OpensMeasure, check_measure},
        standing,
    },
    opens::opens,
    schema::{measure, measure_change, problem, unit},
    waiting::{Backlog, backlog, measure_line},
};
use diesel::prelude::*;
use earnest_model::{
    id::{AccountId, MeasureChangeId, MeasureId},
    ledger::measures::measure_change::{Change, ChangeKind, ChangeState, MeasureChange, Running},
    permit::{ApproveChange, DecideChange, Permit, ReadDesk, RequestChange},
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

opens! {
    /// Opens the requests about a measure: to read them, to make one, to decide one.
    OpensChanges: ReadLedger, RequestChange, ApproveChange, DecideChange
}

/// Requests that wait for somebody's word.
#[diesel::dsl::auto_type(no_type_alias)]
fn change_waits() -> _ {
    let waiting: Vec<&'static str> = ChangeState::keys_where(ChangeState::waits);
    measure_change::state.eq_any(waiting)
}

/// A word on the request that waits.
#[derive(Debug, Clone, Copy)]
pub struct ChangeWord<'a> {
    /// The state after it.
    pub state: ChangeState,
    /// What was said.
    pub remarks: &'a str,
}

impl Work<'_> {
    /// Writes a request about the permit's measure.
    pub fn change_insert(
        &mut self,
        permit: &Permit<RequestChange, MeasureId>,
        change: &Change,
        reason: &Prose,
    ) -> Result<MeasureChangeId> {
        let connection = self.under(permit);
        check_measure(connection, permit)?;
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
                measure_change::measure_id.eq(permit.key().0),
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

    /// Writes the head's word on the request that waits about the permit's measure.
    pub fn change_approve(
        &mut self,
        permit: &Permit<ApproveChange, MeasureId>,
        word: ChangeWord<'_>,
    ) -> Result<()> {
        let set = (
            measure_change::state.eq(word.state.key()),
            measure_change::approved_by.eq(permit.account().map(|account| account.0)),
            measure_change::remarks.eq(Some(word.remarks)),
        );
        let connection = self.under(permit);
        check_measure(connection, permit)?;
        let row = measure_change::table
            .filter(measure_change::measure_id.eq(permit.key().0))
            .filter(measure_change::unit_id.eq(permit.unit().0).and(change_waits()));
        one(diesel::update(row).set(set).execute(connection)?)
    }

    /// Writes the supervising office's word on the request that waits about the permit's measure, and by what the measure
    /// runs from then on, if it was granted.
    pub fn change_decide(
        &mut self,
        permit: &Permit<DecideChange, MeasureId>,
        word: ChangeWord<'_>,
        granted: Option<&Running>,
    ) -> Result<()> {
        let set = (
            measure_change::state.eq(word.state.key()),
            measure_change::decided_by.eq(permit.account().map(|account| account.0)),
            measure_change::decided_on.eq(Some(permit.on().to_string())),
            measure_change::remarks.eq(Some(word.remarks)),
        );
        let connection = self.under(permit);
        check_measure(connection, permit)?;
        let row = measure_change::table
            .filter(measure_change::measure_id.eq(permit.key().0))
            .filter(measure_change::unit_id.eq(permit.unit().0).and(change_waits()));
        one(diesel::update(row).set(set).execute(connection)?)?;
        let Some(running) = granted else { return Ok(()) };
        let set = (
            measure::due_on.eq(Some(running.due_on.to_string())),
            measure::time_class.eq(running.time_class.key()),
            measure::stage_goal.eq(running.stage_goal.as_deref()),
            measure::ends_on.eq(running.ends_on.map(|day| day.to_string())),
        );
        let own = measure::id.eq(permit.key().0).and(measure::unit_id.eq(permit.unit().0));
        one(diesel::update(measure::table.filter(own)).set(set).execute(connection)?)?;
        standing::measures(connection, &[permit.key().0], permit.on())
    }
}

impl Reader<'_> {
    /// The requests about the permit's measure, the oldest first.
    pub fn changes_of<A: OpensChanges + OpensMeasure>(
        &mut self,
        permit: &Permit<A, MeasureId>,
    ) -> Result<Vec<MeasureChange>> {
        check_measure(self.connection, permit)?;
        let rows: Vec<ChangeRow> = measure_change::table
            .filter(measure_change::measure_id.eq(permit.key().0))
            .filter(measure_change::unit_id.eq(permit.unit().0))
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
        most: i64,
    ) -> Result<Backlog> {
        let span = permit.span();
        let mut query = measure_change::table
            .inner_join(measure::table.on(measure::id.eq(measure_change::measure_id)))
            .inner_join(unit::table.on(unit::id.eq(measure_change::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(seen(permit.sight()))
            .filter(measure_change::state.eq(state.key()))
            .order((measure_change::requested_on.asc(), measure_change::id.asc()))
            .select(measure_line!(measure_change::requested_on.nullable()))
            .into_boxed();
        query = if own {
            query.filter(unit::id.eq(permit.unit().0))
        } else {
            query.filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
        };
        backlog(self.connection, query, most)
    }
}
