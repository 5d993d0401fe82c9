//! Later days and the long term: asked for, approved by the head, decided by the supervising office.

use super::measure::again;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, see},
    },
    pages::paths,
};
use earnest_app::{
    AppError,
    ledger::measures::{
        change_decide::{Word, approve_change, decide_change},
        change_request::request_change,
    },
};
use earnest_model::{choice::YesNo, id::MeasureId, ledger::measures::measure_change::ChangeForm};

/// Asks for it.
pub fn request(call: &Call<'_>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    let get = |name: &str| call.form.get(name);
    let form = ChangeForm {
        kind: get("kind"),
        reason: get("reason"),
        due_on: get("due_on"),
        stage_goal: get("stage_goal"),
        review_on: get("review_on"),
        ends_on: get("ends_on"),
    };
    end(call, id, request_change(&call.context(), id, &form).map(|_| ()))
}

/// The head's word.
pub fn approve(call: &Call<'_>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    end(call, id, word(call).and_then(|word| approve_change(&call.context(), id, word)).map(|_| ()))
}

/// The supervising office's word.
pub fn decide(call: &Call<'_>) -> Outcome {
    let id: MeasureId = call.id("id")?;
    end(call, id, word(call).and_then(|word| decide_change(&call.context(), id, word)).map(|_| ()))
}

fn word<'c>(call: &Call<'c>) -> Result<Word<'c>, AppError> {
    let said = call.chosen("decision", YesNo::parse)?;
    Ok(Word { yes: said == YesNo::Yes, remarks: call.form.get("remarks") })
}

fn end(call: &Call<'_>, id: MeasureId, done: Result<(), AppError>) -> Outcome {
    after_form(
        done,
        |()| see(paths::ledger::measure(id).asking("done", "1")),
        |errors| again(call, id, &errors),
    )
}
