//! Show the ledger: lines within a unit's subtree, a measure with its history, a problem with its measures.

use crate::{
    AppError, Context, Result,
    home::permit_or_home,
    ledger::{
        findings::owners::owners_at,
        look_backs::look_back_show::{StayedClosed, latest_share},
        measures::measure_edit::is_early,
    },
    permit_at,
};
use earnest_model::{
    actor::Role,
    id::{AccountId, MeasureId, ProblemId},
    ledger::{
        findings::problem::{Level, ProblemState},
        measures::{
            measure::{Measure, MeasureState},
            measure_change::{MeasureChange, takes_change},
        },
    },
    permit::{
        Action, AddMeasure, ApproveChange, ApproveClosure, CorrectProblem, DecideChange, EditMeasure,
        LookBack, Permit, ReadLedger, ReadProgramme, ReportProgress, RequestChange, RequestClosure,
        ReturnProblem, SettleProblem, Target, VerifyClosure,
    },
    units::unit::Unit,
};
use earnest_store::{LedgerFilter, LedgerLine, Problem, TakenStep};

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
    LookBack,
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

/// Shows a measure.
pub fn show_measure(context: &Context<'_>, id: MeasureId) -> Result<MeasureView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadLedger>(context, target)?;
    let measure = reader.measure(&permit, id)?;
    let may = may(context, &permit, &measure);
    let changes = reader.changes_of(&permit, id)?;
    let problem = reader.problem(&permit, measure.problem)?;
    let may_edit =
        is_early(measure.state, problem.state) && permit_at::<EditMeasure>(context, target).is_ok();
    Ok(MeasureView {
        owners: if may_edit { owners_at(context, &mut reader, target)? } else { Vec::new() },
        may_edit,
        may_change: may_change(context, target, &measure, &changes),
        look_back: reader.look_back_waits(&permit, id)?,
        changes,
        problem,
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
        state
            if state.is_open()
                && has::<ReportProgress>(context, permit)
                && has::<RequestClosure>(context, permit) =>
        {
            May::Work
        }
        S::ClosureRequested if has::<ApproveClosure>(context, permit) => May::Approve,
        S::UnitApproved if has::<VerifyClosure>(context, permit) => May::Verify,
        S::Closed | S::Held | S::ClosedForPeriod if has::<LookBack>(context, permit) => May::LookBack,
        _ => May::Nothing,
    }
}

fn may_change(
    context: &Context<'_>,
    target: Target,
    measure: &Measure,
    changes: &[MeasureChange],
) -> MayChange {
    let account = context.actor.account();
    match changes.iter().find(|change| change.state.waits()) {
        None => {
            let may = permit_at::<RequestChange>(context, target).is_ok();
            if may && takes_change(measure, changes).is_ok() {
                MayChange::Request
            } else {
                MayChange::Nothing
            }
        }
        Some(asked)
            if asked.after_head(account, true).is_ok()
                && permit_at::<ApproveChange>(context, target).is_ok() =>
        {
            MayChange::Approve
        }
        Some(asked)
            if asked.after_office(account, true).is_ok()
                && permit_at::<DecideChange>(context, target).is_ok() =>
        {
            MayChange::Decide
        }
        Some(_) => MayChange::Nothing,
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
    /// Whether the actor may set one more measure against it.
    pub may_add: bool,
    /// Posts that may own that measure.
    pub owners: Vec<String>,
    /// Whether the actor may merge it or find it not substantiated.
    pub may_settle: bool,
    /// Of whom the actor may say that it is about them; empty where it is of no person or the actor may not.
    pub people: Vec<(AccountId, String)>,
}

/// Shows a problem.
pub fn show_problem(context: &Context<'_>, id: ProblemId) -> Result<ProblemView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadLedger>(context, target)?;
    let problem = reader.problem(&permit, id)?;
    let naming = permit_at::<CorrectProblem>(context, target).ok();
    let people = match naming.filter(|_| problem.level == Level::Person && !problem.state.is_settled()) {
        Some(permit) => reader.people_of_unit(&permit)?,
        None => Vec::new(),
    };
    let may_add = !problem.state.is_settled()
        && permit_at::<AddMeasure>(context, target).is_ok_and(|permit| {
            problem.state != ProblemState::Signed || permit.roles().contains(&Role::UnitHead)
        });
    Ok(ProblemView {
        people,
        owners: if may_add { owners_at(context, &mut reader, target)? } else { Vec::new() },
        may_add,
        may_settle: !problem.state.is_settled() && permit_at::<SettleProblem>(context, target).is_ok(),
        may_return: problem.state != ProblemState::Returned
            && !problem.state.is_settled()
            && permit_at::<ReturnProblem>(context, target).is_ok(),
        may_correct: !problem.state.is_settled() && permit_at::<CorrectProblem>(context, target).is_ok(),
        problem,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        measures: reader.measures_of(&permit, id)?,
    })
}

/// The catalogues of manifestations within the actor's home: key, unit, aspect, text.
pub fn show_catalogue(context: &Context<'_>) -> Result<Vec<(i64, String, String, String)>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadLedger>(context, &mut reader, None)?;
    Ok(reader.manifestations(&permit)?)
}
