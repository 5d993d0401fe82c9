//! Correct a problem of one's own list. What it said before stands in the journal; it waits for the head anew.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        owners::{check_owner, owners_at},
        problem_return::{private, told},
    },
    permit_on,
};
use earnest_model::{
    id::ProblemId,
    ledger::{
        acts::LedgerAct,
        findings::problem::{Correction, Level, ProblemForm, ProblemState},
    },
    message::FieldErrors,
    permit::{CorrectProblem, Permit},
};
use earnest_store::{Problem, Reader};

/// The permit to correct a problem now, and the problem.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: ProblemId,
) -> Result<(Permit<CorrectProblem, ProblemId>, Problem)> {
    let permit = permit_on(context, reader, id)?;
    let problem = reader.problem(&permit)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    Ok((permit, problem))
}

/// Corrects aspect, wording, instance and the customary columns.
pub fn correct_problem(
    context: &Context<'_>,
    id: ProblemId,
    form: &ProblemForm<'_>,
    aspects: &[String],
) -> Result<()> {
    let mut work = context.begin()?;
    let (permit, before) = ready(context, &mut work.reader(), id)?;
    let new = Correction::parse(form, aspects).map_err(AppError::Form)?;
    new.customary.names_portfolio(before.level).map_err(|fault| AppError::field("leader", fault))?;
    if let (Level::Portfolio, Some(leader)) = (before.level, &new.customary.leader) {
        let posts = owners_at(context, &mut work.reader(), permit.target())?;
        let mut errors = FieldErrors::new();
        check_owner(&posts, leader.as_str(), "leader".to_owned(), &mut errors);
        if !errors.is_empty() {
            return Err(AppError::Form(errors));
        }
    }
    work.problem_correct(&permit, &new)?;
    let act = LedgerAct::ProblemCorrected {
        problem: told(&before, ProblemState::Reported),
        before: private(&before, &before.body),
        instance: private(&before, &before.instance),
    };
    Ok(work.commit(&permit.act(act))?)
}
