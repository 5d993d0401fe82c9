//! Measures: the ledger, and the steps by which one is closed.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    figures::standing,
    ledger::{
        book::{keys, lower, pattern},
        findings::problem::seen,
        look_backs::look_back_due::note_found,
    },
    schema::{account, measure, measure_step, problem, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{AccountId, MeasureId, ProblemId, UnitId},
    ledger::{
        findings::problem::{Level, ProblemState, Source, TimeClass},
        look_backs::look_back::LookBackState,
        measures::measure::{Measure, MeasureState, Step},
    },
    permit::{Action, Permit, ReadLedger, Target},
    span::Span,
};

/// What is asked of the ledger. Empty means all.
#[derive(Debug, Clone, Default)]
pub struct LedgerFilter {
    /// In these states.
    pub states: Vec<MeasureState>,
    /// Under this aspect.
    pub aspect: Option<String>,
    /// Past their day and not closed, as of this day.
    pub overdue_on: Option<Date>,
    /// Of problems in these states.
    pub problem_states: Vec<ProblemState>,
    /// Of problems at this level.
    pub level: Option<Level>,
    /// Of problems found there.
    pub source: Option<Source>,
    /// Owned by a post in whose title this stands.
    pub owner: Option<String>,
    /// With this somewhere in the problem, its instance, the measure or a serial.
    pub text: Option<String>,
    /// After this measure.
    pub after: Option<i64>,
    /// At most so many.
    pub limit: i64,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// The measure.
    pub measure: Measure,
    /// What is wrong.
    pub problem: String,
    /// Under which aspect.
    pub aspect: String,
    /// How far the problem has come: its measures count once it is signed.
    pub problem_state: ProblemState,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
}

/// A step as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenStep {
    /// Which.
    pub step: Step,
    /// When.
    pub taken_on: Date,
    /// Role title of who took it.
    pub by: Option<String>,
    /// Remarks.
    pub remarks: String,
    /// Evidence.
    pub evidence: Option<String>,
}

/// A step to be written.
#[derive(Debug, Clone)]
pub struct NewStep<'a> {
    /// Which.
    pub step: Step,
    /// The state after it.
    pub state: MeasureState,
    /// Reported progress, where it changes.
    pub progress: Option<i32>,
    /// Remarks.
    pub remarks: &'a str,
    /// Evidence, where there is some.
    pub evidence: Option<&'a str>,
    /// The day of the next review, with a closure for the period.
    pub review_on: Option<Date>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = measure)]
pub(crate) struct MeasureRow {
    id: i64,
    serial: String,
    problem_id: i64,
    unit_id: i64,
    body: String,
    owner: String,
    deliverable: String,
    time_class: String,
    due_on: Option<String>,
    state: String,
    progress: i32,
    evidence: Option<String>,
    requested_by: Option<i64>,
    approved_by: Option<i64>,
    closed_on: Option<String>,
    stage_goal: Option<String>,
    ends_on: Option<String>,
}

impl TryFrom<MeasureRow> for Measure {
    type Error = StoreError;
    fn try_from(row: MeasureRow) -> Result<Self> {
        Ok(Self {
            id: MeasureId(row.id),
            serial: row.serial,
            problem: ProblemId(row.problem_id),
            unit: UnitId(row.unit_id),
            body: row.body,
            owner: row.owner,
            deliverable: row.deliverable,
            time_class: TimeClass::parse(&row.time_class)
                .map_err(|_| StoreError::meaningless(row.time_class, "a time class"))?,
            due_on: row.due_on.as_deref().map(read_date).transpose()?,
            state: MeasureState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a measure"))?,
            progress: row.progress,
            evidence: row.evidence,
            requested_by: row.requested_by.map(AccountId),
            approved_by: row.approved_by.map(AccountId),
            closed_on: row.closed_on.as_deref().map(read_date).transpose()?,
            stage_goal: row.stage_goal,
            ends_on: row.ends_on.as_deref().map(read_date).transpose()?,
        })
    }
}

impl Work<'_> {
    /// Writes a step and what it changes. Which actions lead to a step is the use case's affair.
    pub fn measure_step_insert<A: Action>(
        &mut self,
        permit: &Permit<A>,
        measured: &Measure,
        new: &NewStep<'_>,
    ) -> Result<()> {
        if measured.unit != permit.unit() {
            return Err(StoreError::NotFound);
        }
        let connection = &mut *self.connection;
        let account = permit.account().map(|account| account.0);
        let day = permit.on().to_string();
        let row = measure::table.find(measured.id.0);
        diesel::update(row).set(measure::state.eq(new.state.key())).execute(connection)?;
        if let Some(progress) = new.progress {
            diesel::update(row).set(measure::progress.eq(progress)).execute(connection)?;
        }
        match new.step {
            Step::Request => {
                let set = (
                    measure::evidence.eq(new.evidence),
                    measure::requested_by.eq(account),
                    measure::approved_by.eq(None::<i64>),
                );
                diesel::update(row).set(set).execute(connection)?;
            }
            Step::Approve => {
                diesel::update(row).set(measure::approved_by.eq(account)).execute(connection)?;
            }
            Step::Close => {
                diesel::update(row)
                    .set((measure::closed_on.eq(Some(&day)), measure::progress.eq(100)))
                    .execute(connection)?;
            }
            Step::ClosePeriod => {
                let review = new.review_on.map(|day| day.to_string());
                diesel::update(row)
                    .set((measure::closed_on.eq(Some(&day)), measure::due_on.eq(review)))
                    .execute(connection)?;
            }
            Step::Hold => note_found(connection, measured.id.0, LookBackState::Held, &day)?,
            Step::Reopen => {
                diesel::update(row).set(measure::closed_on.eq(None::<String>)).execute(connection)?;
                note_found(connection, measured.id.0, LookBackState::Reopened, &day)?;
            }
            Step::Progress | Step::Return => {}
        }
        let id = next_id!(connection, measure_step);
        diesel::insert_into(measure_step::table)
            .values((
                measure_step::id.eq(id),
                measure_step::measure_id.eq(measured.id.0),
                measure_step::unit_id.eq(measured.unit.0),
                measure_step::step.eq(new.step.key()),
                measure_step::taken_on.eq(day),
                measure_step::account_id.eq(account),
                measure_step::remarks.eq(new.remarks),
                measure_step::evidence.eq(new.evidence),
            ))
            .execute(connection)?;
        standing::measures(connection, &[measured.id.0], permit.on())
    }
}

/// A step as it is selected: step, day, who, remarks, evidence.
type StepRow = (String, String, Option<String>, String, Option<String>);

/// Measures with their problems and units.
pub(crate) type Joined = diesel::helper_types::InnerJoinOn<
    diesel::helper_types::InnerJoin<measure::table, problem::table>,
    unit::table,
    diesel::helper_types::Eq<unit::id, measure::unit_id>,
>;

/// A filter over them.
pub(crate) type LedgerQuery = diesel::helper_types::IntoBoxed<'static, Joined, crate::connection::Backend>;

impl Reader<'_> {
    /// Where the unit of a measure stands, to ask for a permit.
    pub fn locate_measure(&mut self, id: MeasureId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = measure::table
            .inner_join(unit::table)
            .filter(measure::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// A measure of the permit's unit.
    pub fn measure<A: Action>(&mut self, permit: &Permit<A>, id: MeasureId) -> Result<Measure> {
        let row: Option<MeasureRow> = measure::table
            .inner_join(problem::table)
            .filter(measure::id.eq(id.0).and(measure::unit_id.eq(permit.unit().0)))
            .filter(seen(permit.sight()))
            .select(MeasureRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The measures set against a problem of the permit's unit.
    pub fn measures_of<A: Action>(&mut self, permit: &Permit<A>, id: ProblemId) -> Result<Vec<Measure>> {
        let rows: Vec<MeasureRow> = measure::table
            .inner_join(problem::table)
            .filter(seen(permit.sight()))
            .filter(measure::problem_id.eq(id.0).and(measure::unit_id.eq(permit.unit().0)))
            .order(measure::id.asc())
            .select(MeasureRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Measure::try_from).collect()
    }

    /// The steps of a measure of the permit's unit, the oldest first.
    pub fn measure_steps<A: Action>(&mut self, permit: &Permit<A>, id: MeasureId) -> Result<Vec<TakenStep>> {
        let rows: Vec<StepRow> = measure_step::table
            .left_join(account::table)
            .filter(measure_step::measure_id.eq(id.0).and(measure_step::unit_id.eq(permit.unit().0)))
            .order(measure_step::id.asc())
            .select((
                measure_step::step,
                measure_step::taken_on,
                account::title.nullable(),
                measure_step::remarks,
                measure_step::evidence,
            ))
            .load(self.connection)?;
        let read = |(step, taken_on, by, remarks, evidence): (String, String, _, _, _)| {
            Ok(TakenStep {
                step: Step::parse(&step).map_err(|_| StoreError::meaningless(step, "a step"))?,
                taken_on: read_date(&taken_on)?,
                by,
                remarks,
                evidence,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Lines of the ledger within the permit's subtree, in the order in which they were registered.
    pub fn ledger(&mut self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> Result<Vec<LedgerLine>> {
        let mut query = self.ledger_query(permit, filter);
        if let Some(after) = filter.after {
            query = query.filter(measure::id.gt(after));
        }
        type Line = (MeasureRow, String, String, String, String, String);
        let columns =
            (MeasureRow::as_select(), problem::body, problem::aspect, problem::state, unit::code, unit::name);
        let rows: Vec<Line> =
            query.order(measure::id.asc()).limit(filter.limit).select(columns).load(self.connection)?;
        let line = |(row, problem, aspect, state, unit_code, unit_name): Line| {
            let problem_state = ProblemState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a problem"))?;
            Ok(LedgerLine { measure: row.try_into()?, problem, aspect, problem_state, unit_code, unit_name })
        };
        rows.into_iter().map(line).collect()
    }

    /// How many lines a filter finds in all.
    pub fn ledger_length(&mut self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> Result<i64> {
        Ok(self.ledger_query(permit, filter).count().first(self.connection)?)
    }
}

impl Reader<'_> {
    pub(crate) fn ledger_query(&self, permit: &Permit<ReadLedger>, filter: &LedgerFilter) -> LedgerQuery {
        let span = permit.span();
        let mut query = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .into_boxed()
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(seen(permit.sight()));
        if !filter.states.is_empty() {
            query = query.filter(
                measure::state.eq_any(filter.states.iter().map(|state| state.key()).collect::<Vec<_>>()),
            );
        }
        if let Some(aspect) = &filter.aspect {
            query = query.filter(problem::aspect.eq(aspect.clone()));
        }
        if !filter.problem_states.is_empty() {
            query = query.filter(problem::state.eq_any(keys(&filter.problem_states)));
        }
        if let Some(level) = filter.level {
            query = query.filter(problem::level.eq(level.key()));
        }
        if let Some(source) = filter.source {
            query = query.filter(problem::source.eq(source.key()));
        }
        if let Some(owner) = &filter.owner {
            query = query.filter(lower(measure::owner).like(pattern(owner)).escape('!'));
        }
        if let Some(text) = &filter.text {
            let wanted = pattern(text);
            query = query.filter(
                lower(problem::body)
                    .like(wanted.clone())
                    .escape('!')
                    .or(lower(problem::instance).like(wanted.clone()).escape('!'))
                    .or(lower(measure::body).like(wanted.clone()).escape('!'))
                    .or(lower(measure::serial).like(wanted).escape('!')),
            );
        }
        if let Some(day) = filter.overdue_on {
            query = query
                .filter(measure::due_on.lt(day.to_string()))
                .filter(measure::state.ne_all(["closed", "held"]));
        }
        query
    }
}
