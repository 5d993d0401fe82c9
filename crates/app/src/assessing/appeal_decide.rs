//! Decide an appeal: by somebody who neither rated nor marked. The rating stays; a new one may stand beside it.

use crate::{AppError, Context, Result, permit_of, permit_on};
use earnest_model::{
    assessing::{
        acts::AssessingAct,
        appeal::{AppealState, may_decide, parse_decision},
    },
    id::{AppealId, RatingId},
    permit::{DecideAppeal, ReadAssessments},
    record::At,
};
use earnest_store::Reader;

/// Refuses whoever may not decide on the rating: from above, and neither having rated nor having marked.
pub(crate) fn ready(context: &Context<'_>, reader: &mut Reader<'_>, rating: At<RatingId>) -> Result<()> {
    let permit = permit_of::<DecideAppeal, _>(context, rating)?;
    let raters = reader.raters(&permit)?;
    Ok(may_decide(permit.account(), raters.rated_by, &raters.marked_by)?)
}

/// Decides it; `score` out of 100 where the outcome is `changed`.
pub fn decide_appeal(
    context: &Context<'_>,
    id: AppealId,
    outcome: &str,
    reason: &str,
    score: &str,
) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<DecideAppeal, _>(context, &mut work.reader(), id)?;
    let appeal = work.reader().appeal(&permit)?;
    let rating = work.reader().at(appeal.rating)?.ok_or(AppError::NotFound)?;
    ready(context, &mut work.reader(), rating)?;
    let decision = parse_decision(outcome, reason, score).map_err(AppError::Form)?;
    appeal.state.decided(decision.outcome)?;
    let stored = work.reader().rating(&permit_of::<ReadAssessments, _>(context, rating)?)?;
    let standard = work.reader().standard(stored.standard)?.standard;
    let grade = decision.score.and_then(|score| standard.grade(score)).map(|grade| grade.key.clone());
    work.appeal_decide(&permit, &decision, grade.as_deref())?;
    let (from, to) = (appeal.state.key(), decision.outcome.key());
    let (score, reason) = (decision.score, decision.reason);
    let told = match decision.outcome {
        AppealState::Changed => AssessingAct::AppealChanged { from, to, score, grade, reason },
        AppealState::Upheld | AppealState::Lodged => {
            AssessingAct::AppealUpheld { from, to, score, grade, reason }
        }
    };
    Ok(work.commit(&permit.act(told))?)
}
