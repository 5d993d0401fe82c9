//! Show the ledger: lines within a unit's subtree, a measure with its history, a problem with its measures.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    id::{MeasureId, ProblemId},
    measure::{Measure, MeasureState},
    permit::{
        Action, ApproveClosure, CorrectProblem, LookBack, Permit, ReadLedger, ReadProgramme, ReportProgress,
        RequestClosure, ReturnProblem, VerifyClosure,
    },
    problem::ProblemState,
    unit::Unit,
};
use earnest_store::{LedgerFilter, LedgerLine, Problem, Reader, TakenStep};

/// A page of the ledger.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The unit whose subtree it is of.
    pub unit: Unit,
    /// Its lines.
    pub lines: Vec<LedgerLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// How many lines the filter finds in all.
    pub total: i64,
}

fn ledger_permit(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    unit: Option<&str>,
) -> Result<Permit<ReadLedger>> {
    match unit {
        Some(code) => permit(context, reader, code),
        None => permit_at(context, home(context, reader)?.ok_or(AppError::NotFound)?),
    }
}

/// Shows lines of the ledger of a unit, or of the actor's home.
pub fn show_ledger(context: &Context<'_>, unit: Option<&str>, mut filter: LedgerFilter) -> Result<Ledger> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = ledger_permit(context, &mut reader, unit)?;
    let limit = filter.limit;
    filter.limit = limit + 1;
    let mut lines = reader.ledger(&permit, &filter)?;
    let more = lines.len() as i64 > limit;
    lines.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(Ledger {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        total: reader.ledger_length(&permit, &filter)?,
        next: lines.last().filter(|_| more).map(|line| line.measure.id.0),
        lines,
    })
}

/// What the actor may do with a measure now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Report progress or ask for closure.
    Work,
    /// Approve or decline the request, as head.
    Approve,
    /// Verify and close, or return.
    Verify,
    /// Look back.
    LookBack,
    /// Look only.
    Nothing,
}

/// A measure with all that concerns it.
#[derive(Debug, Clone)]
pub struct MeasureView {
    /// The measure.
    pub measure: Measure,
    /// The problem.
    pub problem: Problem,
    /// The unit.
    pub unit: Unit,
    /// What happened to it, the oldest first.
    pub steps: Vec<TakenStep>,
    /// What the actor may do now.
    pub may: May,
}

/// Shows a measure.
pub fn show_measure(context: &Context<'_>, id: MeasureId) -> Result<MeasureView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadLedger>(context, target)?;
    let measure = reader.measure(&permit, id)?;
    let may = may(context, &permit, &measure);
    Ok(MeasureView {
        problem: reader.problem(&permit, measure.problem)?,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        steps: reader.measure_steps(&permit, id)?,
        measure,
        may,
    })
}

fn may(context: &Context<'_>, permit: &Permit<ReadLedger>, measure: &Measure) -> May {
    fn has<A: Action>(context: &Context<'_>, permit: &Permit<ReadLedger>) -> bool {
        permit_at::<A>(context, permit.target()).is_ok()
    }
    use MeasureState as S;
    match measure.state {
        S::Registered | S::InProgress | S::Returned | S::Reopened
            if has::<ReportProgress>(context, permit) && has::<RequestClosure>(context, permit) =>
        {
            May::Work
        }
        S::ClosureRequested if has::<ApproveClosure>(context, permit) => May::Approve,
        S::UnitApproved if has::<VerifyClosure>(context, permit) => May::Verify,
        S::Closed if has::<LookBack>(context, permit) => May::LookBack,
        _ => May::Nothing,
    }
}

/// A problem with its measures.
#[derive(Debug, Clone)]
pub struct ProblemView {
    /// The problem.
    pub problem: Problem,
    /// The unit.
    pub unit: Unit,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Whether the actor may return it with what is missing.
    pub may_return: bool,
    /// Whether the actor may correct it.
    pub may_correct: bool,
}

/// Shows a problem.
pub fn show_problem(context: &Context<'_>, id: ProblemId) -> Result<ProblemView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadLedger>(context, target)?;
    let problem = reader.problem(&permit, id)?;
    Ok(ProblemView {
        may_return: problem.state != ProblemState::Returned
            && permit_at::<ReturnProblem>(context, target).is_ok(),
        may_correct: permit_at::<CorrectProblem>(context, target).is_ok(),
        problem,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        measures: reader.measures_of(&permit, id)?,
    })
}

/// The catalogues of manifestations within the actor's home: key, unit, aspect, text.
pub fn show_catalogue(context: &Context<'_>) -> Result<Vec<(i64, String, String, String)>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = ledger_permit(context, &mut reader, None)?;
    Ok(reader.manifestations(&permit)?)
}
