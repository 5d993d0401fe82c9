//! The steps by which a measure is closed: each action takes its own.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    ledger::{
        measures::{
            looked_back::{note_found, note_not_found},
            measure::{OpensMeasure, check_measure},
        },
        standing,
    },
    schema::{account, measure, measure_step},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::MeasureId,
    ledger::{
        look_backs::look_back::LookBackState,
        measures::measure::{MeasureState, Step},
    },
    permit::{Permit, Writes},
};

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
    /// The day of the closure that stands again, with a restoration.
    pub closed_on: Option<Date>,
}

/// An action that takes steps with a measure, and which.
pub trait StepsMeasure: OpensMeasure + Writes {
    /// The steps that it takes.
    const STEPS: &'static [Step];
}

macro_rules! steps {
    ($($action:ident: $($step:ident),+;)+) => {$(
        impl StepsMeasure for earnest_model::action::$action {
            const STEPS: &'static [Step] = &[$(Step::$step),+];
        }
    )+};
}

steps! {
    ReportProgress: Progress;
    RequestClosure: Request;
    ApproveClosure: Approve, Return;
    VerifyClosure: Close, ClosePeriod, Return;
    LookBack: Hold, Reopen, Checked, Doubted, Refute, Withdraw, Restore;
}

impl Work<'_> {
    /// Writes a step of the permit's measure and what it changes. A permit takes the steps of its action alone.
    pub fn measure_step_insert<A: StepsMeasure>(
        &mut self,
        permit: &Permit<A, MeasureId>,
        new: &NewStep<'_>,
    ) -> Result<()> {
        if !A::STEPS.contains(&new.step) {
            return Err(StoreError::NotFound);
        }
        let connection = self.under(permit);
        check_measure(connection, permit)?;
        let taken = Taken {
            measure: permit.key().0,
            unit: permit.unit().0,
            account: permit.account().map(|account| account.0),
            day: permit.on().to_string(),
        };
        let own =
            || measure::table.filter(measure::id.eq(taken.measure).and(measure::unit_id.eq(taken.unit)));
        one(diesel::update(own()).set(measure::state.eq(new.state.key())).execute(connection)?)?;
        if let Some(progress) = new.progress {
            one(diesel::update(own()).set(measure::progress.eq(progress)).execute(connection)?)?;
        }
        step_change(connection, &taken, new)?;
        let id = next_id!(connection, measure_step);
        diesel::insert_into(measure_step::table)
            .values((
                measure_step::id.eq(id),
                measure_step::measure_id.eq(taken.measure),
                measure_step::unit_id.eq(taken.unit),
                measure_step::step.eq(new.step.key()),
                measure_step::taken_on.eq(taken.day),
                measure_step::account_id.eq(taken.account),
                measure_step::remarks.eq(new.remarks),
                measure_step::evidence.eq(new.evidence),
            ))
            .execute(connection)?;
        standing::measures(connection, &[permit.key().0], permit.on())
    }
}

/// With which measure of which unit a step is taken, by whom and when.
struct Taken {
    measure: i64,
    unit: i64,
    account: Option<i64>,
    day: String,
}

/// What a step changes of a measure besides its state and progress.
fn step_change(connection: &mut AnyConnection, taken: &Taken, new: &NewStep<'_>) -> Result<()> {
    let own = measure::table.filter(measure::id.eq(taken.measure).and(measure::unit_id.eq(taken.unit)));
    let changed = match new.step {
        Step::Request => diesel::update(own)
            .set((
                measure::evidence.eq(new.evidence),
                measure::requested_by.eq(taken.account),
                measure::approved_by.eq(None::<i64>),
            ))
            .execute(connection)?,
        Step::Approve => {
            diesel::update(own).set(measure::approved_by.eq(taken.account)).execute(connection)?
        }
        Step::Close => diesel::update(own)
            .set((measure::closed_on.eq(Some(&taken.day)), measure::progress.eq(100)))
            .execute(connection)?,
        Step::ClosePeriod => diesel::update(own)
            .set((
                measure::closed_on.eq(Some(&taken.day)),
                measure::due_on.eq(new.review_on.map(|day| day.to_string())),
            ))
            .execute(connection)?,
        Step::Hold => {
            note_found(connection, (taken.measure, taken.unit), LookBackState::Held, &taken.day)?;
            return Ok(());
        }
        // A drawn measure that a visit reopened did not stay closed either: nobody looks back at it any more.
        Step::Reopen | Step::Refute => {
            note_found(connection, (taken.measure, taken.unit), LookBackState::Reopened, &taken.day)?;
            diesel::update(own).set(measure::closed_on.eq(None::<String>)).execute(connection)?
        }
        Step::Restore => {
            note_not_found(connection, (taken.measure, taken.unit))?;
            diesel::update(own)
                .set(measure::closed_on.eq(new.closed_on.map(|day| day.to_string())))
                .execute(connection)?
        }
        Step::Progress | Step::Return | Step::Checked | Step::Doubted | Step::Withdraw => return Ok(()),
    };
    one(changed)
}

#[derive(Queryable)]
pub(crate) struct StepRow {
    pub of: i64,
    step: String,
    taken_on: String,
    by: Option<String>,
    remarks: String,
    evidence: Option<String>,
}

impl TryFrom<StepRow> for TakenStep {
    type Error = StoreError;
    fn try_from(row: StepRow) -> Result<Self> {
        Ok(Self {
            step: Step::parse(&row.step).map_err(|_| StoreError::meaningless(row.step, "a step"))?,
            taken_on: read_date(&row.taken_on)?,
            by: row.by,
            remarks: row.remarks,
            evidence: row.evidence,
        })
    }
}

/// The steps of measures, each with the role title of who took it.
macro_rules! steps_taken {
    () => {
        measure_step::table.left_join(account::table).order(measure_step::id.asc()).select((
            measure_step::measure_id,
            measure_step::step,
            measure_step::taken_on,
            account::title.nullable(),
            measure_step::remarks,
            measure_step::evidence,
        ))
    };
}
pub(crate) use steps_taken;

impl Reader<'_> {
    /// The steps of the permit's measure, the oldest first.
    pub fn measure_steps<A: OpensMeasure>(
        &mut self,
        permit: &Permit<A, MeasureId>,
    ) -> Result<Vec<TakenStep>> {
        check_measure(self.connection, permit)?;
        let rows: Vec<StepRow> = steps_taken!()
            .filter(measure_step::measure_id.eq(permit.key().0))
            .filter(measure_step::unit_id.eq(permit.unit().0))
            .load(self.connection)?;
        rows.into_iter().map(TakenStep::try_from).collect()
    }
}
