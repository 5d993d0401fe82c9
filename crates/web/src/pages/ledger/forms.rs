//! The steps of a measure, as forms send them.

use super::measure::again;
use crate::{
    call::Call,
    reply::{Outcome, see},
};
use earnest_app::{
    AppError, Context, Result,
    measure_step::{
        Said, approve_closure, close_measure, decline_closure, hold_measure, reopen_measure, report_progress,
        request_closure, return_closure,
    },
};
use earnest_model::{id::MeasureId, measure::MeasureState};

/// A use case that takes a step.
type Act = fn(&Context<'_>, MeasureId, Said<'_>) -> Result<MeasureState>;

pub fn progress(call: &Call<'_>) -> Outcome {
    take(call, report_progress)
}

pub fn request(call: &Call<'_>) -> Outcome {
    take(call, request_closure)
}

pub fn approve(call: &Call<'_>) -> Outcome {
    take(call, decided(call, approve_closure, decline_closure))
}

pub fn verify(call: &Call<'_>) -> Outcome {
    take(call, decided(call, close_measure, return_closure))
}

pub fn look_back(call: &Call<'_>) -> Outcome {
    take(call, decided(call, hold_measure, reopen_measure))
}

fn decided(call: &Call<'_>, yes: Act, no: Act) -> Act {
    if call.form.get("decision") == "no" { no } else { yes }
}

fn take(call: &Call<'_>, act: Act) -> Outcome {
    let id: MeasureId = call.id("id")?;
    let form = call.form;
    let said =
        Said { remarks: form.get("remarks"), evidence: form.get("evidence"), progress: form.get("progress") };
    match act(&call.context(), id, said) {
        Ok(_) => see(format!("/measures/{id}?done=1")),
        Err(AppError::Form(errors)) => again(call, id, &errors),
        Err(fault) => Err(fault.into()),
    }
}
