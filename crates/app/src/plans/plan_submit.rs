//! Send the draft of a plan to the unit's head: complete, and as it was kept last.

use crate::{AppError, Context, Result, permit, permit_at, plans::plan_ask::may_write};
use earnest_model::{
    event::Subject,
    id::RoundId,
    message::Message,
    permit::{ReadProgramme, SubmitPlan},
    plans::{
        acts::PlansAct,
        checklist::Checklist,
        plan::parse_plan,
        plan_draft::{Became, DraftStep},
    },
    record::RecordKind,
};

/// A draft to send.
#[derive(Debug, Clone, Copy)]
pub struct Send<'a> {
    /// The round.
    pub round: RoundId,
    /// Code of the unit.
    pub unit: &'a str,
    /// The revision that is meant.
    pub revision: i32,
    /// The sections of a plan.
    pub checklist: &'a Checklist,
}

/// Sends it. What is missing is told at its field; nothing is sent then.
pub fn send_plan(context: &Context<'_>, request: &Send<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<SubmitPlan>(context, &mut work.reader(), request.unit)?;
    let (round, _) = may_write(context, &mut work.reader(), &permit, request.round)?;
    let draft = work.reader().plan_draft(&permit, round.id)?.ok_or(AppError::NotFound)?;
    let Became::Still(state) = draft.state.after(DraftStep::Send)? else { return Err(AppError::NotFound) };
    if draft.revision != request.revision {
        return Err(AppError::field("revision", Message::new("error-draft-changed")));
    }
    let tier = work.reader().unit(&permit_at::<ReadProgramme>(context, permit.target())?)?.tier;
    parse_plan(&draft.texts.form(), request.checklist, (tier, round.opens_on)).map_err(AppError::Form)?;
    work.plan_draft_send(&permit, round.id, state)?;
    let act = PlansAct::PlanSent { round: round.number, revision: draft.revision };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Plan), act))?)
}
