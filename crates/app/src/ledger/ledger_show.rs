//! Show the ledger: lines within a unit's subtree, a measure with its history, a problem with its measures.

use crate::{
    Context, Result,
    home::permit_or_home,
    ledger::{
        findings::{owners::owners_at, person_name, problem_correct, problem_return, problem_settle},
        look_backs::look_back_show::{StayedClosed, latest_share},
        measures::{
            change_decide::{ready_to_approve, ready_to_decide},
            change_request, measure_add, measure_edit,
            measure_step::ready,
        },
    },
    permit_at, permit_on,
};
use earnest_model::{
    id::{AccountId, MeasureId, ProblemId},
    ledger::measures::{
        measure::{Measure, MeasureState, Step},
        measure_change::MeasureChange,
    },
    permit::{
        ApproveClosure, LookBack, ReadLedger, ReadProgramme, ReportProgress, RequestClosure, VerifyClosure,
    },
    units::unit::Unit,
};
use earnest_store::{
    CameFrom, LedgerFilter, LedgerLine, Problem, Proposal, Reader, SeenAt, StepsMeasure, TakenStep,
};

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
    /// The share that stayed closed, of the unit's latest look-back by lot.
    pub stayed_closed: Option<StayedClosed>,
}

/// Shows lines of the ledger of a unit, or of the actor's home.
pub fn show_ledger(context: &Context<'_>, unit: Option<&str>, mut filter: LedgerFilter) -> Result<Ledger> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadLedger>(context, &mut reader, unit)?;
    let limit = filter.limit;
    filter.limit = limit + 1;
    let mut lines = reader.ledger(&permit, &filter)?;
    let more = lines.len() as i64 > limit;
    lines.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(Ledger {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        total: reader.ledger_length(&permit, &filter)?,
        stayed_closed: latest_share(&mut reader, &permit)?,
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
    LookBack {
        /// Whether it can be found that the measure held: not of one that is closed for the period alone.
        may_hold: bool,
    },
    /// Look only.
    Nothing,
}

/// What the actor may say about a change of the measure's days now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayChange {
    /// Ask for one.
    Request,
    /// Stand behind the one that waits, as head.
    Approve,
    /// Grant or decline it.
    Decide,
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
    /// What visits saw of it.
    pub checks: Vec<SeenAt>,
    /// What the actor may do now.
    pub may: May,
    /// Requests for a later day or for the long term, the oldest first.
    pub changes: Vec<MeasureChange>,
    /// What the actor may say about them now.
    pub may_change: MayChange,
    /// Whether the actor may still mend it.
    pub may_edit: bool,
    /// Posts that may own it, for whoever may mend it.
    pub owners: Vec<String>,
    /// Whether it was drawn for a look-back that is still to be made, and whether the actor is to make it.
    pub look_back: Option<bool>,
}

/// The unit above that of a measure, which follows it up; none at the root.
pub fn measure_above(context: &Context<'_>, id: MeasureId) -> Result<Option<String>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadLedger, _>(context, &mut reader, id)?;
    let path = reader.path(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(path.into_iter().rev().nth(1).map(|unit| unit.name))
}

/// Shows a measure.
pub fn show_measure(context: &Context<'_>, id: MeasureId) -> Result<MeasureView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadLedger, _>(context, &mut reader, id)?;
    let measure = reader.measure(&permit)?;
    let changes = reader.changes_of(&permit)?;
    let may_edit = measure_edit::ready(context, &mut reader, id).is_ok();
    let target = permit.target();
    Ok(MeasureView {
        owners: if may_edit { owners_at(context, &mut reader, target)? } else { Vec::new() },
        may_edit,
        may: may(context, &mut reader, &measure),
        may_change: may_change(context, &mut reader, id),
        look_back: reader.look_back_waits(&permit)?,
        changes,
        problem: reader.problem_of(&permit)?,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        steps: reader.measure_steps(&permit)?,
        checks: reader.measure_checks(&permit)?,
        measure,
    })
}

fn may(context: &Context<'_>, reader: &mut Reader<'_>, measure: &Measure) -> May {
    use MeasureState as S;
    fn can<A: StepsMeasure>(
        context: &Context<'_>,
        reader: &mut Reader<'_>,
        measure: &Measure,
        step: Step,
    ) -> bool {
        ready::<A>(context, reader, measure.id, step).is_ok()
    }
    match measure.state {
        state
            if state.is_open()
                && can::<ReportProgress>(context, reader, measure, Step::Progress)
                && can::<RequestClosure>(context, reader, measure, Step::Request) =>
        {
            May::Work
        }
        S::ClosureRequested if can::<ApproveClosure>(context, reader, measure, Step::Return) => May::Approve,
        S::UnitApproved if can::<VerifyClosure>(context, reader, measure, Step::Return) => May::Verify,
        _ if can::<LookBack>(context, reader, measure, Step::Reopen) => {
            May::LookBack { may_hold: can::<LookBack>(context, reader, measure, Step::Hold) }
        }
        _ => May::Nothing,
    }
}

fn may_change(context: &Context<'_>, reader: &mut Reader<'_>, id: MeasureId) -> MayChange {
    if change_request::ready(context, reader, id).is_ok() {
        MayChange::Request
    } else if ready_to_approve(context, reader, id).is_ok() {
        MayChange::Approve
    } else if ready_to_decide(context, reader, id).is_ok() {
        MayChange::Decide
    } else {
        MayChange::Nothing
    }
}

/// A problem with its measures.
#[derive(Debug, Clone)]
pub struct ProblemView {
    /// The problem.
    pub problem: Problem,
    /// What is proposed in place of its signed words, and is not signed yet.
    pub proposal: Option<Proposal>,
    /// The unit.
    pub unit: Unit,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Whether the actor may return it with what is missing.
    pub may_return: bool,
    /// Whether the actor may correct it.
    pub may_correct: bool,
    /// Whether the actor may set one more measure against it.
    pub may_add: bool,
    /// Posts that may own that measure.
    pub owners: Vec<String>,
    /// Whether the actor may merge it or find it not substantiated.
    pub may_settle: bool,
    /// The records that it came from.
    pub came_from: Vec<CameFrom>,
    /// Of whom the actor may say that it is about them; empty where it is of no person or the actor may not.
    pub people: Vec<(AccountId, String)>,
}

/// Shows a problem.
pub fn show_problem(context: &Context<'_>, id: ProblemId) -> Result<ProblemView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadLedger, _>(context, &mut reader, id)?;
    let people = match person_name::ready(context, &mut reader, id) {
        Ok((naming, _)) => reader.people_of_unit(&naming)?,
        Err(_) => Vec::new(),
    };
    let may_add = measure_add::ready(context, &mut reader, id).is_ok();
    let target = permit.target();
    Ok(ProblemView {
        people,
        owners: if may_add { owners_at(context, &mut reader, target)? } else { Vec::new() },
        may_add,
        may_settle: problem_settle::ready(context, &mut reader, id).is_ok(),
        may_return: problem_return::ready(context, &mut reader, id).is_ok(),
        may_correct: problem_correct::ready(context, &mut reader, id).is_ok(),
        came_from: reader.came_from(&permit)?,
        proposal: reader.proposals_of(&permit.of_unit(), &[id])?.pop(),
        problem: reader.problem(&permit)?,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        measures: reader.measures_of(&permit)?,
    })
}

/// The catalogues of manifestations within the actor's home: key, unit, aspect, text.
pub fn show_catalogue(context: &Context<'_>) -> Result<Vec<(i64, String, String, String)>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadLedger>(context, &mut reader, None)?;
    Ok(reader.manifestations(&permit)?)
}
