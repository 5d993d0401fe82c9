//! Decide an appeal: by somebody who neither rated nor marked. The rating stays; a new one may stand beside it.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    assessing::appeal::{may_decide, parse_decision},
    event::Subject,
    id::AppealId,
    permit::{DecideAppeal, ReadAssessments},
};
use serde_json::json;

/// Decides it; `score` out of 100 where the outcome is `changed`.
pub fn decide_appeal(
    context: &Context<'_>,
    id: AppealId,
    outcome: &str,
    reason: &str,
    score: &str,
) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let (target, rating) = work.reader().locate_appeal(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<DecideAppeal>(context, target)?;
    let (rated_by, marked_by) = work.reader().raters(&permit, rating)?;
    may_decide(permit.account(), rated_by, &marked_by)?;
    let reading = permit_at::<ReadAssessments>(context, target)?;
    let appeal = work.reader().appeal_of(&permit, rating)?.ok_or(AppError::NotFound)?;
    let decision = parse_decision(outcome, reason, score).map_err(AppError::Form)?;
    appeal.state.decided(decision.outcome)?;
    let stored = work.reader().rating(&reading, rating)?;
    let standard = work.reader().standard(stored.standard)?.standard;
    let grade = decision.score.and_then(|score| standard.grade(score)).map(|grade| grade.key.as_str());
    work.appeal_decide(&permit, id, &decision, grade)?;
    let detail = json!({
        "from": appeal.state.key(), "to": decision.outcome.key(), "score": decision.score,
        "grade": grade, "reason": decision.reason,
    });
    Ok(work.commit(&permit.event(Subject::new("appeal", id.0), detail))?)
}
