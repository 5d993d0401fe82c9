//! Keep the draft of a plan: as it is, complete or not; nobody's writing is lost when two write at once.

use crate::{AppError, Context, Result, permit, plans::plan_ask::may_write};
use earnest_model::{
    event::Subject,
    id::RoundId,
    permit::DraftPlan,
    plans::{
        acts::PlansAct,
        plan::PlanForm,
        plan_draft::{Became, DraftState, DraftStep, PlanTexts},
    },
    record::RecordKind,
};

/// A draft to keep.
#[derive(Debug, Clone)]
pub struct Keep<'a> {
    /// The round.
    pub round: RoundId,
    /// Code of the unit.
    pub unit: &'a str,
    /// The revision that the writer saw; 0 if there was none.
    pub revision: &'a str,
    /// The form.
    pub form: PlanForm<'a>,
}

/// Keeps it; gives its new revision. If somebody else kept theirs in the meantime nothing is written, and every
/// difference is told at its field, and `revision` names the conflict.
pub fn keep_plan(context: &Context<'_>, request: &Keep<'_>) -> Result<i32> {
    let texts = PlanTexts::of(&request.form).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<DraftPlan>(context, &mut work.reader(), request.unit)?;
    let (round, _) = may_write(context, &mut work.reader(), &permit, request.round)?;
    let draft = work.reader().plan_draft(&permit, round.id)?;
    let state = draft.as_ref().map_or(DraftState::Draft, |draft| draft.state);
    let Became::Still(state) = state.after(DraftStep::Keep)? else { return Err(AppError::NotFound) };
    let revision = draft.as_ref().map_or(0, |draft| draft.revision);
    if let Some(theirs) = draft.filter(|draft| request.revision != draft.revision.to_string()) {
        return Err(AppError::Form(texts.overtaken_by(&theirs.texts)));
    }
    work.plan_draft_write(&permit, round.id, (state, revision + 1), &texts)?;
    let act = PlansAct::PlanKept { round: round.number, revision: revision + 1 };
    work.commit(&permit.act_on(Subject::many(RecordKind::Plan), act))?;
    Ok(revision + 1)
}
