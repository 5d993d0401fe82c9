//! Answer a criticism of a circular in the unit's own ledger: open a problem for it, or name one that is there.

use crate::{
    AppError, Context, Result,
    ledger::findings::problem_open::{Opening, open_problem, opened_once},
    permit_of, permit_on,
};
use earnest_model::{
    circulars::acts::CircularsAct,
    id::{MentionId, ProblemId},
    ledger::findings::{origin::OriginKind, problem::ProblemState},
    permit::{FollowUpCircular, ReadLedger, ReportProblems},
};
pub use earnest_store::{Criticism, Problem};

/// A criticism as its unit answers it.
#[derive(Debug, Clone)]
pub struct CriticismShown {
    /// The criticism.
    pub criticism: Criticism,
    /// Problems of the unit that may be named as the answer.
    pub problems: Vec<Problem>,
    /// Key and serial of the problems that answer it already.
    pub answered: Vec<(ProblemId, String)>,
}

/// Shows it to its unit.
pub fn show_criticism(context: &Context<'_>, id: MentionId) -> Result<CriticismShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<FollowUpCircular, _>(context, at)?;
    let reading = permit_of::<ReadLedger, _>(context, at.at_unit())?;
    let mut problems = reader.problems_in(&reading, ProblemState::Signed)?;
    problems.extend(reader.problems_in(&reading, ProblemState::Reported)?);
    let answering = reader.answering(&reading, OriginKind::Mention, &[id.0])?;
    let answered = answering.into_iter().map(|(_, _, problem)| (problem.id, problem.serial));
    Ok(CriticismShown { criticism: reader.criticism(&permit)?, problems, answered: answered.collect() })
}

/// Opens a problem for it.
pub fn open_for_criticism(context: &Context<'_>, id: MentionId, opening: &Opening<'_>) -> Result<ProblemId> {
    let mut work = context.begin()?;
    let permit = permit_on::<FollowUpCircular, _>(context, &mut work.reader(), id)?;
    let criticism = work.reader().criticism(&permit)?;
    let origin = (OriginKind::Mention, id.0, 0);
    let reporting = crate::permit::<ReportProblems>(context, &mut work.reader(), &criticism.code)?;
    opened_once(&mut work.reader(), &reporting, origin, opening)?;
    let (problem, report) =
        open_problem(context, &mut work, &criticism.code, Some(criticism.round), opening, None)?;
    work.origin_insert(&permit, problem, origin)?;
    let told = CircularsAct::CriticismOpened { title: criticism.title, problems: 1 };
    work.commit_all(&report, &[permit.act_on(criticism.circular, told)])?;
    Ok(problem)
}

/// Names a problem of the unit that answers it.
pub fn link_to_criticism(context: &Context<'_>, id: MentionId, problem: Option<ProblemId>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<FollowUpCircular, _>(context, &mut work.reader(), id)?;
    let criticism = work.reader().criticism(&permit)?;
    let choose = || earnest_model::message::Message::new("error-criticism-problem");
    let problem = problem.ok_or_else(|| AppError::field("problem", choose()))?;
    let named = permit_on::<ReadLedger, _>(context, &mut work.reader(), problem)?;
    let named = work.reader().problem(&named)?;
    work.origin_insert(&permit, problem, (OriginKind::Mention, id.0, 0))?;
    let told = CircularsAct::CriticismLinked { title: criticism.title, serial: named.serial };
    Ok(work.commit(&permit.act_on(criticism.circular, told))?)
}
