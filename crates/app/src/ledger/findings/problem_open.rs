//! Open a problem that a record asks for, with its measure, in the same unit of work as whatever asked.

use crate::{
    AppError, Context, Result,
    ledger::findings::doubles::{double_of, recorded},
    permit,
};
use earnest_model::{
    event::Event,
    id::{ProblemId, RoundId},
    ledger::{
        acts::LedgerAct,
        findings::problem::{ProblemForm, parse_problems},
    },
    permit::{Permit, ReportProblems},
    twice::once,
};
use earnest_store::{OriginOf, Reader, Work};

/// A problem to open.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// The problem with its measures; the fields of faults begin with `0-`.
    pub form: ProblemForm<'a>,
    /// Keys of the aspects.
    pub aspects: &'a [String],
    /// Whether one more is meant than what was opened of the same record before.
    pub another: bool,
}

/// Refuses to open a problem of a record of which one was opened, unless one more is meant: a fault at `again`.
pub(crate) fn opened_once(
    reader: &mut Reader<'_>,
    permit: &Permit<ReportProblems>,
    origin: OriginOf,
    opening: &Opening<'_>,
) -> Result<()> {
    let before = opened_of(reader, permit, origin)?;
    once("error-take-up-twice", &before, opening.another).map_err(|message| AppError::field("again", message))
}

/// The problems that were opened of a record, by their serials.
fn opened_of(
    reader: &mut Reader<'_>,
    permit: &Permit<ReportProblems>,
    origin: OriginOf,
) -> Result<Vec<String>> {
    Ok(reader.put_into(permit, origin)?.into_iter().map(|(_, serial)| serial).collect())
}

/// Registers it on the list of a unit and writes from which record it came, unless whoever asked writes that; gives its key and
/// the event of the report. Of one record it is opened once, and not where the list has what may be the same, unless whoever
/// opens it says that one more is meant: a fault at `again`.
pub(crate) fn open_problem(
    context: &Context<'_>,
    work: &mut Work<'_>,
    unit: &str,
    round: Option<RoundId>,
    opening: &Opening<'_>,
    origin: Option<OriginOf>,
) -> Result<(ProblemId, Event)> {
    let forms = std::slice::from_ref(&opening.form);
    let problems = parse_problems(forms, opening.aspects, context.today).map_err(AppError::Form)?;
    let permit = permit::<ReportProblems>(context, &mut work.reader(), unit)?;
    if let Some(origin) = origin {
        opened_once(&mut work.reader(), &permit, origin, opening)?;
    }
    // The same thing found twice, at a check and at a visit, is one problem: it is named, or another one is meant.
    if !opening.another {
        let mut reader = work.reader();
        let new: Vec<_> = problems.iter().map(|problem| recorded(problem, round)).collect();
        if let Some(question) = double_of(&mut reader, &permit, &new, &[])? {
            return Err(AppError::field("again", question));
        }
    }
    let ids = work.problems_insert(&permit, round, &problems)?;
    let id = *ids.first().ok_or(AppError::NotFound)?;
    if let Some(origin) = origin {
        work.origin_insert(&permit, id, origin)?;
    }
    let measures: usize = problems.iter().map(|problem| problem.measures.len()).sum();
    let levels = problems.iter().map(|problem| problem.level.key()).collect();
    Ok((id, permit.act_on(id, LedgerAct::ProblemsReported { problems: 1, measures, levels })))
}
