//! Bring a ledger back: keep it, show what it would do, do it all or nothing.

use crate::{
    AppError, Context, Result,
    home::permit_or_home,
    ledger::{
        book_import::{Corrected, Examined, Progressed, examine, kept},
        findings::problems_report::report_within,
        measures::measure_step::ready,
    },
    permit_at, permit_on,
};
use earnest_model::{
    event::Event,
    id::AccountId,
    ledger::{
        acts::{LedgerAct, ProblemTold},
        book::{CellFault, Change, LedgerKind, SentTable},
        findings::problem::{Level, ProblemState},
        measures::measure::Step,
    },
    permit::{CorrectProblem, ReadLedger, ReportProblems, ReportProgress},
    units::unit::Unit,
};
use earnest_store::{KeptImport, NewStep, Work};

pub use crate::ledger::book_import::{Added, Alike};

/// What a ledger that came back would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Which ledger it is.
    pub kind: LedgerKind,
    /// The unit whose ledger it was.
    pub unit: Unit,
    /// What the file was called.
    pub name: String,
    /// The table as it was sent.
    pub table: SentTable,
    /// Cells that would change.
    pub changes: Vec<Change>,
    /// Problems that would be reported.
    pub added: Vec<Added>,
    /// What is wrong; while something is, nothing is done.
    pub faults: Vec<CellFault>,
    /// Cells of rows that others changed since the file went out: what stands there now, and what the file says.
    pub overtaken: Vec<Change>,
    /// Rows that say what the register says.
    pub same: usize,
    /// Rows that nobody touched, but that the register has changed since.
    pub moved: usize,
    /// The hash of what would be done.
    pub digest: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// Which ledger it was.
    pub kind: LedgerKind,
    /// Problems that were corrected.
    pub corrected: usize,
    /// Measures whose progress was reported.
    pub progressed: usize,
    /// Problems that were reported.
    pub reported: usize,
}

fn own(context: &Context<'_>) -> Result<AccountId> {
    context.actor.account().ok_or(AppError::NotFound)
}

/// Whether the actor may bring back a ledger of this unit, or of their home; whoever may not learns that there is none.
pub fn ask_ledger(context: &Context<'_>, unit: Option<&str>) -> Result<()> {
    permit_or_home::<ReadLedger>(context, &mut context.store.snapshot()?.reader(), unit).map(|_| ())
}

/// Keeps a table until its sender says yes; nothing is changed by it.
pub fn keep_ledger(context: &Context<'_>, unit: Option<&str>, name: &str, table: &SentTable) -> Result<i64> {
    let account = own(context)?;
    ask_ledger(context, unit)?;
    let body = serde_json::to_string(table).map_err(|_| AppError::refused("error-table-workbook"))?;
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(120).collect();
    let new = KeptImport { unit: unit.map(str::to_owned), name, body };
    Ok(context.store.ledger_import_keep(account, &new, context.now)?)
}

/// Shows what a kept table would do now.
pub fn preview_ledger(context: &Context<'_>, id: i64, aspects: &[String]) -> Result<Preview> {
    let mut snapshot = context.store.snapshot()?;
    let examined = examine(context, &mut snapshot.reader(), id, aspects)?;
    let digest = examined.digest();
    let Examined { kind, unit, name, table, compared, added, .. } = examined;
    Ok(Preview {
        kind,
        unit,
        name,
        table,
        changes: compared.changes,
        added,
        faults: compared.faults,
        overtaken: compared.overtaken,
        same: compared.same,
        moved: compared.moved,
        digest,
    })
}

/// The yes to what was shown.
#[derive(Debug, Clone, Copy)]
pub struct Yes<'y> {
    /// The hash of what was shown.
    pub digest: &'y str,
    /// Whether new problems that are said already are meant so.
    pub again: bool,
}

/// Does what a kept table would do: exactly what was shown (its digest says so), all of it or nothing.
pub fn bring_ledger(context: &Context<'_>, id: i64, yes: Yes<'_>, aspects: &[String]) -> Result<Brought> {
    let account = own(context)?;
    let mut work = context.begin()?;
    let examined = examine(context, &mut work.reader(), id, aspects)?;
    if !examined.compared.faults.is_empty() {
        return Err(AppError::refused("error-ledger-faults"));
    }
    if examined.digest() != yes.digest {
        return Err(AppError::refused("error-ledger-moved"));
    }
    if examined.says_again() && !yes.again {
        return Err(AppError::refused("error-ledger-again"));
    }
    let (kind, plan) = (examined.kind, examined.plan);
    let mut events = Vec::new();
    for one in &plan.corrections {
        events.push(correct(context, &mut work, one)?);
    }
    for one in &plan.progress {
        events.push(progress(context, &mut work, one)?);
    }
    for one in &plan.reports {
        let permit = permit_at::<ReportProblems>(context, one.target)?;
        events.push(report_within(&mut work, &permit, None, &one.problems)?.1);
    }
    let Some((first, rest)) = events.split_first() else {
        return Err(AppError::refused("error-ledger-nothing"));
    };
    work.commit_all(first, rest)?;
    context.store.ledger_import_forget(account, id)?;
    Ok(Brought {
        kind,
        corrected: plan.corrections.len(),
        progressed: plan.progress.len(),
        reported: plan.reports.iter().map(|one| one.problems.len()).sum(),
    })
}

/// Forgets a kept table.
pub fn drop_ledger(context: &Context<'_>, id: i64) -> Result<()> {
    let account = own(context)?;
    kept(context, &mut context.store.snapshot()?.reader(), id)?;
    Ok(context.store.ledger_import_forget(account, id)?)
}

fn correct(context: &Context<'_>, work: &mut Work<'_>, one: &Corrected) -> Result<Event> {
    let permit = permit_on::<CorrectProblem, _>(context, &mut work.reader(), one.id)?;
    work.problem_correct(&permit, &one.new)?;
    let before = &one.before;
    let is_private = before.level == Level::Person.key();
    let said = |text: &String| (!is_private).then(|| text.clone());
    let (serial, from) = (before.serial.clone(), before.state.clone());
    Ok(permit.act(LedgerAct::ProblemCorrected {
        problem: ProblemTold { serial, from, to: ProblemState::Reported.key() },
        before: said(&before.body),
        instance: said(&before.instance),
    }))
}

fn progress(context: &Context<'_>, work: &mut Work<'_>, one: &Progressed) -> Result<Event> {
    let (permit, measure) =
        ready::<ReportProgress>(context, &mut work.reader(), one.measure.id, Step::Progress)?;
    let state = measure.after(Step::Progress, context.actor.account(), false)?;
    let step = NewStep {
        step: Step::Progress,
        state,
        progress: Some(one.percent),
        remarks: &one.note,
        evidence: None,
        review_on: None,
        closed_on: None,
    };
    work.measure_step_insert(&permit, &step)?;
    let (from, to) = (measure.state.key(), state.key());
    Ok(permit.act(LedgerAct::ProgressBrought { serial: measure.serial, from, to }))
}
