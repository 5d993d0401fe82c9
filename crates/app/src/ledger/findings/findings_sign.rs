//! Sign a findings list as the unit's head: only then its problems and measures count.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::{
    id::ProblemId,
    ledger::{acts::LedgerAct, findings::problem::ProblemState, measures::measure::Measure},
    permit::{ReadLedger, ReadProgramme, ReturnProblem, SignFindings},
    units::unit::Unit,
};
use earnest_store::{Problem, Proposal};

/// A unit's problems that wait for its head.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The unit.
    pub unit: Unit,
    /// Its problems, the oldest first.
    pub problems: Vec<Problem>,
    /// The measures against them, which are signed with them.
    pub measures: Vec<Measure>,
    /// What is proposed in place of the signed words of some of them.
    pub proposals: Vec<Proposal>,
    /// Whether the actor may sign them.
    pub may_sign: bool,
    /// Whether the actor may return them.
    pub may_return: bool,
}

/// Shows what waits for the head of a unit; without a code, of the unit that the actor heads, or of the actor's home.
pub fn show_waiting(context: &Context<'_>, unit: Option<&str>) -> Result<Waiting> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = match unit {
        Some(code) => reader.locate(code)?,
        None => {
            let headed = context.places::<SignFindings>().into_iter().next();
            if headed.is_some() { headed } else { home(context, &mut reader)? }
        }
    };
    let target = target.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadLedger>(context, target)?;
    let problems = reader.problems_in(&permit, ProblemState::Reported)?;
    let ids: Vec<ProblemId> = problems.iter().map(|problem| problem.id).collect();
    Ok(Waiting {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        proposals: reader.proposals_of(&permit, &ids)?,
        measures: reader.measures_against(&permit, &ids)?,
        problems,
        may_sign: permit_at::<SignFindings>(context, target).is_ok(),
        may_return: permit_at::<ReturnProblem>(context, target).is_ok(),
    })
}

/// Signs the problems that the head was shown: all of them, or none if one is no longer as it was shown.
pub fn sign_findings(context: &Context<'_>, unit: &str, ids: &[ProblemId]) -> Result<usize> {
    let Some(first) = ids.first() else { return Err(AppError::refused("error-findings-none")) };
    let mut work = context.begin()?;
    let permit = permit::<SignFindings>(context, &mut work.reader(), unit)?;
    work.findings_sign(&permit, ids)?;
    work.commit(&permit.act_on(*first, LedgerAct::FindingsSigned { problems: ids.len() }))?;
    Ok(ids.len())
}
