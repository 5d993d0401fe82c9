//! The head's gate on a plan: sign it, and it is at the superior; or send it back to its writer with words.

use crate::{AppError, Context, Result, permit, permit_at, plans::plan_ask::may_write};
use earnest_model::{
    event::Subject,
    id::{PlanId, RoundId},
    permit::{ReadProgramme, SendPlanBack, SignPlan},
    plans::{
        acts::PlansAct,
        checklist::Checklist,
        plan::{Plan, parse_plan},
        plan_draft::{Became, DraftStep, PlanDraft},
    },
    programmes::round::Round,
    record::RecordKind,
    text::Prose,
    units::unit::Unit,
};
use earnest_store::SignedPlan;

/// A draft that waits for its head.
#[derive(Debug, Clone)]
pub struct ToSign {
    /// The round.
    pub round: Round,
    /// Whose plan it is.
    pub unit: Unit,
    /// The draft.
    pub draft: PlanDraft,
    /// The version before it, if one was returned.
    pub before: Option<Plan>,
}

/// Shows it. A draft that does not wait is shown as well, so that the head knows how it stands.
pub fn show_to_sign(context: &Context<'_>, round: RoundId, unit: &str) -> Result<ToSign> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<SignPlan>(context, &mut reader, unit)?;
    let (round, before) = may_write(context, &mut reader, &permit, round)?;
    let draft = reader.plan_draft(&permit, round.id)?.ok_or(AppError::NotFound)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(ToSign { round, unit, draft, before })
}

/// What the head saw and signs.
#[derive(Debug, Clone, Copy)]
pub struct Sign<'a> {
    /// The round.
    pub round: RoundId,
    /// Code of the unit.
    pub unit: &'a str,
    /// The sections of a plan.
    pub checklist: &'a Checklist,
}

/// Signs it: the draft becomes the next version, submitted to the superior.
pub fn sign_plan(context: &Context<'_>, request: &Sign<'_>) -> Result<PlanId> {
    let mut work = context.begin()?;
    let permit = permit::<SignPlan>(context, &mut work.reader(), request.unit)?;
    let (round, last) = may_write(context, &mut work.reader(), &permit, request.round)?;
    let draft = work.reader().plan_draft(&permit, round.id)?.ok_or(AppError::NotFound)?;
    draft.check_signer(permit.account())?;
    if draft.state.after(DraftStep::Sign)? != Became::Submitted {
        return Err(AppError::NotFound);
    }
    let tier = work.reader().unit(&permit_at::<ReadProgramme>(context, permit.target())?)?.tier;
    let (body, session_on) =
        parse_plan(&draft.texts.form(), request.checklist, (tier, round.opens_on)).map_err(AppError::Form)?;
    let version = last.map_or(Ok(1), |last| last.may_follow())?;
    let signed = SignedPlan { version, body: &body, session_on, submitted_by: draft.sent_by };
    let id = work.plan_insert(&permit, round.id, &signed)?;
    work.plan_draft_delete(&permit, round.id)?;
    let late = context.today > round.plans_due_on;
    let act = PlansAct::PlanSigned { round: round.number, version, late, theme: body.theme };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// Sends it back to its writer with words, told at the field `words` if they say too little.
pub fn send_plan_back(context: &Context<'_>, round: RoundId, unit: &str, words: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<SendPlanBack>(context, &mut work.reader(), unit)?;
    let words = Prose::parse_reason(words).map_err(|message| AppError::field("words", message))?;
    let (round, _) = may_write(context, &mut work.reader(), &permit, round)?;
    let draft = work.reader().plan_draft(&permit, round.id)?.ok_or(AppError::NotFound)?;
    let Became::Still(state) = draft.state.after(DraftStep::SendBack)? else {
        return Err(AppError::NotFound);
    };
    work.plan_draft_send_back(&permit, round.id, (state, words.as_str()))?;
    let act = PlansAct::PlanSentBack { round: round.number, reason: words };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Plan), act))?)
}
