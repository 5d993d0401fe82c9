//! The steps of a measure, as forms send them.

use super::measure::again;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, see},
        weighed::Weighed,
    },
    pages::paths,
};
use earnest_app::{
    AppError, Context, Result,
    ledger::{
        attachments::{attachment_add::attach_files, attachment_read::files_of},
        ledger_show::show_measure,
        measures::measure_step::{
            Said, approve_closure, close_measure, close_period, decline_closure, hold_measure,
            reopen_measure, report_progress, request_closure, return_closure,
        },
    },
};
use earnest_model::{
    choice::YesNo,
    id::MeasureId,
    ledger::{
        attachments::attachment::Holder,
        measures::measure::{MeasureState, Verdict},
    },
};

/// A use case that takes a step.
type Act = fn(&Context<'_>, MeasureId, Said<'_>) -> Result<MeasureState>;

pub fn progress(call: &Call<'_>) -> Outcome {
    take(call, report_progress)
}

/// Files first: they stay even if the request itself has a fault, since a browser can't be given them back.
pub fn request(call: &Call<'_>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    let new = call.new_files("files");
    if !new.is_empty() {
        let at = (Holder::Measure, id.0);
        match attach_files(&call.context(), &*call.state.files, at, &new, None) {
            Ok(_) => {}
            Err(AppError::Form(errors)) => return again(call, id, &errors),
            Err(fault) => return Err(fault.into()),
        }
    }
    take(call, request_closure)
}

pub fn approve(call: &Call<'_>) -> Outcome {
    decide(call, approve_closure, decline_closure)
}

pub fn verify(call: &Call<'_>) -> Outcome {
    take(call, |context, id, said| match call.chosen("decision", Verdict::parse)? {
        Verdict::Yes => close_measure(context, id, said),
        Verdict::Period => close_period(context, id, said, call.form.get("review_on")),
        Verdict::No => return_closure(context, id, said),
    })
}

/// What follows from closing a measure: what was promised, and what is there of it.
pub fn weigh_closing(call: &Call<'_>) -> std::result::Result<Option<Weighed>, Fault> {
    let tr = call.tr;
    let verdict = call.chosen("decision", Verdict::parse)?;
    if verdict == Verdict::No {
        return Ok(None);
    }
    let id: MeasureId = call.id("id")?;
    let view = show_measure(&call.context(), id)?;
    let files = files_of(&call.context(), Holder::Measure, id.0)?.files.len();
    let evidence = view.measure.evidence.as_deref().unwrap_or_default();
    let period = verdict == Verdict::Period;
    let mut follows = vec![if period {
        tr.sure_period_follows(view.measure.body.as_str(), call.form.get("review_on"))
    } else {
        tr.sure_close_follows(view.measure.body.as_str())
    }];
    follows.push(tr.sure_close_promised(view.measure.deliverable.as_str()));
    if !evidence.is_empty() {
        follows.push(tr.sure_close_evidence(evidence));
    }
    if files > 0 {
        follows.push(tr.sure_close_files(files));
    }
    let mut missing = Vec::new();
    if files == 0 {
        missing.push(tr.sure_close_no_file().into_owned());
    }
    if call.form.get("remarks").trim().is_empty() {
        missing.push(tr.sure_close_no_words().into_owned());
    }
    Ok(Some(Weighed {
        title: if period { tr.sure_period() } else { tr.sure_close() }.into_owned(),
        follows,
        missing,
        never: vec![if period { tr.sure_period_never() } else { tr.sure_close_never() }.into_owned()],
        digits: None,
        back: paths::ledger::measure(id),
    }))
}

pub fn look_back(call: &Call<'_>) -> Outcome {
    decide(call, hold_measure, reopen_measure)
}

fn decide(call: &Call<'_>, yes: Act, no: Act) -> Outcome {
    take(call, |context, id, said| match call.chosen("decision", YesNo::parse)? {
        YesNo::Yes => yes(context, id, said),
        YesNo::No => no(context, id, said),
    })
}

fn take(call: &Call<'_>, act: impl Fn(&Context<'_>, MeasureId, Said<'_>) -> Result<MeasureState>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    let form = call.form;
    let said =
        Said { remarks: form.get("remarks"), evidence: form.get("evidence"), progress: form.get("progress") };
    after_form(
        act(&call.context(), id, said),
        |_| see(paths::ledger::measure(id).asking("done", "1")),
        |errors| again(call, id, &errors),
    )
}
