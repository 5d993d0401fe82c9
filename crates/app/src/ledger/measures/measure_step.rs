//! The steps of a measure: progress, request, approval, verification, look-back. One rule for all of them, one
//! permit for each.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    Date,
    action::ActionKind,
    event::Event,
    id::MeasureId,
    ledger::{
        acts::{LedgerAct as Act, StepTold},
        attachments::attachment::current,
        measures::{
            measure::{Measure, MeasureState, Step, check_remarks},
            measure_form::day_ahead,
        },
    },
    message::{FieldErrors, Message},
    permit::{ApproveClosure, LookBack, Permit, ReportProgress, RequestClosure, VerifyClosure, Writes},
};
use earnest_store::{NewStep, OpensFiles, Reader, StepsMeasure, Work};

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
    take::<ReportProgress>(
        context,
        id,
        said,
        Taking::of(Step::Progress, |step| Act::ProgressReported { step }),
    )
}

/// The unit asks for closure, with evidence.
pub fn request_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<RequestClosure>(
        context,
        id,
        said,
        Taking::of(Step::Request, |step| Act::ClosureRequested { step }),
    )
}

/// The unit's head stands behind the request.
pub fn approve_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<ApproveClosure>(context, id, said, Taking::of(Step::Approve, |step| Act::ClosureApproved { step }))
}

/// The unit's head sends the request back.
pub fn decline_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<ApproveClosure>(context, id, said, Taking::of(Step::Return, |step| Act::ClosureDeclined { step }))
}

/// Somebody from above verifies the closure and closes the measure.
pub fn close_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<VerifyClosure>(context, id, said, Taking::of(Step::Close, |step| Act::MeasureClosed { step }))
}

/// Somebody from above verifies the closure of a standing measure for the period, and says when it is reviewed next.
pub fn close_period(
    context: &Context<'_>,
    id: MeasureId,
    said: Said<'_>,
    review_on: &str,
) -> Result<MeasureState> {
    let day = day_ahead(review_on, context.today).map_err(|message| AppError::field("review_on", message))?;
    let taking = Taking::of(Step::ClosePeriod, |step| Act::MeasureClosedForPeriod { step });
    take::<VerifyClosure>(context, id, said, Taking { review_on: Some(day), ..taking })
}

/// Somebody from above sends the request back with what is still required.
pub fn return_closure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<VerifyClosure>(context, id, said, Taking::of(Step::Return, |step| Act::ClosureReturned { step }))
}

/// A look-back found that the measure had held.
pub fn hold_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<LookBack>(context, id, said, Taking::of(Step::Hold, |step| Act::MeasureHeld { step }))
}

/// A look-back found that it had not: it is on the ledger again.
pub fn reopen_measure(context: &Context<'_>, id: MeasureId, said: Said<'_>) -> Result<MeasureState> {
    take::<LookBack>(context, id, said, Taking::of(Step::Reopen, |step| Act::MeasureReopened { step }))
}

/// A step that is taken, and how it is told.
#[derive(Clone, Copy)]
struct Taking {
    step: Step,
    review_on: Option<Date>,
    act: fn(StepTold) -> Act,
}

impl Taking {
    fn of(step: Step, act: fn(StepTold) -> Act) -> Self {
        Self { step, review_on: None, act }
    }
}

/// The permit to take a step with a measure now, and the measure; or why the step can't be taken. Evidence is asked for
/// when the step is taken.
pub(crate) fn ready<A: StepsMeasure>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: MeasureId,
    step: Step,
) -> Result<(Permit<A, MeasureId>, Measure)> {
    let permit = permit_on::<A, _>(context, reader, id)?;
    let measure = reader.measure(&permit)?;
    if step == Step::Close && !measure.closes_for_good(context.today) {
        return Err(AppError::refused("error-measure-standing"));
    }
    if step == Step::Return {
        measure.sent_back_by(A::KIND == ActionKind::ApproveClosure)?;
    }
    measure.after(step, context.actor.account(), true)?;
    Ok((permit, measure))
}

fn take<A: StepsMeasure + OpensFiles + Writes>(
    context: &Context<'_>,
    id: MeasureId,
    said: Said<'_>,
    taking: Taking,
) -> Result<MeasureState> {
    let mut work = context.begin()?;
    let (state, event) = take_in::<A>(context, &mut work, id, said, taking)?;
    work.commit(&event)?;
    Ok(state)
}

/// Closes several measures, or sends their requests back, with the same words: all of them or none, with an act for each.
///
/// # Errors
/// None is chosen: at `measure`. One can't be closed or sent back now: at `measure-KEY`.
pub fn verify_many(
    context: &Context<'_>,
    measures: &[MeasureId],
    close: bool,
    remarks: &str,
) -> Result<usize> {
    let taking = if close {
        Taking::of(Step::Close, |step| Act::MeasureClosed { step })
    } else {
        Taking::of(Step::Return, |step| Act::ClosureReturned { step })
    };
    let said = Said { remarks, ..Said::default() };
    let mut work = context.begin()?;
    let (mut events, mut errors) = (Vec::new(), FieldErrors::new());
    for id in measures {
        match take_in::<VerifyClosure>(context, &mut work, *id, said, taking) {
            Ok((_, event)) => events.push(event),
            Err(AppError::Refused(why)) => errors.add(format!("measure-{id}"), why),
            Err(AppError::Form(faults)) => {
                for (field, fault) in
                    faults.iter().filter(|(field, _)| errors.at(field).is_none()).collect::<Vec<_>>()
                {
                    errors.add(field.to_owned(), fault.clone());
                }
            }
            Err(fault) => return Err(fault),
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let Some((first, rest)) = events.split_first() else {
        return Err(AppError::field("measure", Message::new("error-measure-none")));
    };
    work.commit_all(first, rest)?;
    Ok(events.len())
}

/// Takes a step with a measure within a unit of work.
fn take_in<A: StepsMeasure + OpensFiles + Writes>(
    context: &Context<'_>,
    work: &mut Work<'_>,
    id: MeasureId,
    said: Said<'_>,
    taking: Taking,
) -> Result<(MeasureState, Event)> {
    let Taking { step, review_on, act } = taking;
    let (permit, measure) = ready::<A>(context, &mut work.reader(), id, step)?;
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
    let files = work.reader().attachments(&permit)?;
    let files: Vec<_> = current(&files).into_iter().map(|file| file.sha256.clone()).collect();
    let proven = evidence.is_some() || !files.is_empty();
    // Nothing but the evidence can be missing: all else was asked before.
    let state = errors.take("evidence", measure.after(step, context.actor.account(), proven));
    let (Some(remarks), Some(state), true) = (remarks, state, errors.is_empty()) else {
        return Err(AppError::Form(errors));
    };
    let new = NewStep { step, state, progress, remarks: &remarks, evidence, review_on, closed_on: None };
    work.measure_step_insert(&permit, &new)?;
    let told = StepTold {
        serial: measure.serial,
        from: measure.state.key(),
        to: state.key(),
        evidence_sha256: if step == Step::Request { files } else { Vec::new() },
        review: review_on,
    };
    Ok((state, permit.act(act(told))))
}

fn percent(text: &str) -> std::result::Result<i32, Message> {
    let number = text.trim().parse().ok().filter(|number| (0..=100).contains(number));
    number.ok_or_else(|| Message::new("error-number").with("least", 0_i64).with("most", 100_i64))
}
