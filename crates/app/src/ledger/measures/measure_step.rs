//! The steps of a measure: progress, request, approval, verification, look-back. One rule for all of them, one
//! permit for each.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    event::Subject,
    id::MeasureId,
    ledger::{
        attachments::attachment::{Holder, current},
        findings::problem::TimeClass,
        measures::measure::{MeasureState, Step, check_remarks},
    },
    message::{FieldErrors, Message},
    permit::{Action, ApproveClosure, LookBack, ReportProgress, RequestClosure, VerifyClosure},
    text::date,
};
use earnest_store::NewStep;
use serde_json::json;

/// What a person says with a step.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// Remarks; a return and a reopening need at least ten characters.
    pub remarks: &'a str,
    /// Evidence; a request needs some.
    pub evidence: &'a str,
    /// Progress in percent, for a report.
    pub progress: &'a str,
}

/// The unit reports progress.
pub fn report_progress(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<ReportProgress>(context, id, Step::Progress, said)
}

/// The unit asks for closure, with evidence.
pub fn request_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<RequestClosure>(context, id, Step::Request, said)
}

/// The unit's head stands behind the request.
pub fn approve_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<ApproveClosure>(context, id, Step::Approve, said)
}

/// The unit's head sends the request back.
pub fn decline_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<ApproveClosure>(context, id, Step::Return, said)
}

/// Somebody from above verifies the closure and closes the measure.
pub fn close_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<VerifyClosure>(context, id, Step::Close, said)
}

/// Somebody from above verifies the closure of a standing measure for the period, and says when it is reviewed next.
pub fn close_period(
    context: &Context<'_>,
    id: MeasureId,
    said: Said<'_>,
    review_on: &str,
) -> Result<MeasureState> {
    let day = date(review_on)
        .and_then(|day| if day > context.today { Ok(day) } else { Err(Message::new("error-change-later")) });
    let day = day.map_err(|message| AppError::field("review_on", message))?;
    taken::<VerifyClosure>(context, id, Step::ClosePeriod, said, Some(day))
}

/// Somebody from above sends the request back with what is still required.
pub fn return_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<VerifyClosure>(context, id, Step::Return, said)
}

/// A look-back found that the measure had held.
pub fn hold_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<LookBack>(context, id, Step::Hold, said)
}

/// A look-back found that it had not: it is on the ledger again.
pub fn reopen_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    step::<LookBack>(context, id, Step::Reopen, said)
}

fn step<A: Action>(context: &Context<'_>, id: MeasureId, step: Step, said: Said<'_>) -> Result<MeasureState> {
    taken::<A>(context, id, step, said, None)
}

fn taken<A: Action>(
    context: &Context<'_>,
    id: MeasureId,
    step: Step,
    said: Said<'_>,
    review_on: Option<Date>,
) -> Result<MeasureState> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<A>(context, target)?;
    let measure = work.reader().measure(&permit, id)?;
    let mut errors = FieldErrors::new();
    let remarks = errors.take("remarks", check_remarks(step, said.remarks));
    let progress =
        if step == Step::Progress { errors.take("progress", percent(said.progress)) } else { None };
    let evidence = Some(said.evidence.trim()).filter(|text| !text.is_empty());
    if evidence.is_some_and(|text| text.chars().count() > 2_000) {
        errors.add(
            "evidence",
            Message::new("error-text-long").with("length", 2_001_i64).with("limit", 2_000_i64),
        );
    }
    let files = work.reader().attachments(&permit, Holder::Measure, id.0)?;
    let files: Vec<_> = current(&files).into_iter().map(|file| file.sha256.clone()).collect();
    if step == Step::Close && measure.time_class == TimeClass::Standing {
        // A long term ends on its day at the earliest; before, the period is closed.
        if measure.ends_on.is_some_and(|day| day > context.today) {
            return Err(AppError::refused("error-measure-standing"));
        }
    }
    let proven = evidence.is_some() || !files.is_empty();
    let state = match measure.after(step, context.actor.account(), proven) {
        Err(message) if message.key == "error-measure-evidence" => {
            errors.add("evidence", message);
            measure.state
        }
        other => other?,
    };
    let (Some(remarks), true) = (remarks, errors.is_empty()) else { return Err(AppError::Form(errors)) };
    work.measure_step_insert(
        &permit,
        &measure,
        &NewStep { step, state, progress, remarks: &remarks, evidence, review_on },
    )?;
    let files = if step == Step::Request { files } else { Vec::new() };
    let detail = json!({
        "serial": measure.serial, "from": measure.state.key(), "to": state.key(), "evidence-sha256": files,
        "review": review_on.map(|day| day.to_string()),
    });
    work.commit(&permit.event(Subject::new("measure", id.0), detail))?;
    Ok(state)
}

fn percent(text: &str) -> std::result::Result<i32, Message> {
    let number = text.trim().parse().ok().filter(|number| (0..=100).contains(number));
    number.ok_or_else(|| Message::new("error-number").with("least", 0_i64).with("most", 100_i64))
}
