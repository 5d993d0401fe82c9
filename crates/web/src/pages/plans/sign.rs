//! The head's gate on a plan: read it, sign it, or send it back to its writer with words.

use super::sections::{self, Section};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    plans::plan_sign::{Sign, ToSign, send_plan_back, show_to_sign, sign_plan},
};
use earnest_model::{
    choice::Gate,
    id::RoundId,
    message::{FieldErrors, Message},
    plans::plan_draft::{DraftState, DraftStep},
    text::REASON_CHARACTERS,
};

#[derive(Template)]
#[template(path = "pages/plans/sign.html")]
struct SignPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    not_yet: Option<Notice>,
    action: String,
    sections: Vec<Section>,
    words: Vec<Field>,
}

pub fn show(call: &Call<'_>) -> Outcome {
    page(&sign_page(call, &to_sign(call)?, &FieldErrors::new()))
}

fn to_sign(call: &Call<'_>) -> Result<ToSign, AppError> {
    let round = RoundId(call.asked("round")?.ok_or(AppError::NotFound)?);
    show_to_sign(&call.context(), round, call.query.get("unit"))
}

pub fn sign(call: &Call<'_>) -> Outcome {
    let found = to_sign(call)?;
    let (round, unit) = (found.round.id, found.unit.code.as_str());
    match call.pressed("act", Gate::Sign, gate)? {
        Gate::Return => after_form(
            send_plan_back(&call.context(), round, unit, call.form.get("words")),
            |()| see(paths::desk::desk()),
            |errors| form_again(&sign_page(call, &found, &errors)),
        ),
        Gate::Sign => {
            let checklist = call.pack().checklist();
            let id = sign_plan(&call.context(), &Sign { round, unit, checklist: &checklist })?;
            see(paths::plans::plan(id))
        }
    }
}

/// The other button of the head.
fn gate(text: &str) -> Result<Gate, Message> {
    match DraftStep::parse(text) {
        Ok(DraftStep::Sign) => Ok(Gate::Sign),
        Ok(DraftStep::SendBack) => Ok(Gate::Return),
        _ => Err(Message::new("error-choice")),
    }
}

fn sign_page(call: &Call<'_>, found: &ToSign, errors: &FieldErrors) -> SignPage {
    let (tr, round) = (call.tr, &found.round);
    let waits = found.draft.state == DraftState::WithHead;
    let words = Field::new("words", tr.plan_sign_words(), Control::Lines(4))
        .help(tr.plan_sign_words_help(REASON_CHARACTERS))
        .value(call.form.get("words"))
        .error(call.fault(errors, "words"));
    let words = vec![words];
    let name = tr.round_name(i64::from(round.number), round.topic.as_str());
    SignPage {
        shell: call
            .shell(Some(Nav::Plans), tr.plan_sign_title(found.unit.name.as_str()))
            .lede(tr.plan_ask_lede(tr.date_words(round.plans_due_on), name))
            .crumb(tr.plan_list_title(), Some(&paths::plans::plans())),
        errors: ErrorSummary::of(tr, &words),
        not_yet: (!waits).then(|| Notice::new(Tone::Loading, tr.plan_sign_not_yet())),
        action: paths::plans::plan_sign().asking("round", round.id).asking("unit", &found.unit.code),
        sections: sections::of_texts(call, &found.draft.texts, found.before.as_ref()),
        words: if waits { words } else { Vec::new() },
    }
}
