//! What a drawn unit says to a call for materials.

use crate::{
    frame::{
        call::Call,
        drafts::drafted,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::material::{Material, in_register, word},
    },
};
use askama::Template;
use earnest_app::draws::call_up::{answer_call_up, show_call_up};
use earnest_model::{id::SpotCheckId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/draws/call_ups/answer.html")]
struct AnswerPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    action: String,
    minutes: i64,
    here: Vec<Material>,
    fields: Vec<Field>,
}

pub(super) fn show(call: &Call<'_>) -> Outcome {
    let id: SpotCheckId = call.id("id")?;
    drafted(call, &paths::draws::call_up(id), |call| page(&page_of(call, &FieldErrors::new())?))
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<AnswerPage, Fault> {
    let tr = call.tr;
    let id: SpotCheckId = call.id("id")?;
    let shown = show_call_up(&call.context(), id)?;
    let asked = &shown.call_up;
    let fields: Vec<_> = asked
        .kinds
        .iter()
        .filter(|kind| !kind.in_register())
        .map(|kind| {
            let name = format!("where-{}", kind.key());
            let said = asked.answer.as_ref().and_then(|answer| answer.get(kind.key())?.clone());
            let given = call.form.find(&name).map(str::to_owned);
            let given = given.unwrap_or_else(|| said.map(String::from).unwrap_or_default());
            let fault = call.fault(errors, &name);
            Field::line(name, word(call, *kind)).value(given).error(fault).optional(tr)
        })
        .collect();
    let mut shell = call
        .shell(Some(Nav::Desk), tr.call_up_title(shown.name.as_str()))
        .lede(tr.call_up_lede(tr.date_words(asked.due_on)));
    if asked.answer.is_some() {
        shell = shell.notice(Notice::new(Tone::Done, tr.call_up_answered()));
    }
    let here = asked.held.iter().map(|held| in_register(call, held, &shown.code));
    Ok(AnswerPage {
        errors: ErrorSummary::of(tr, &fields),
        shell,
        action: paths::draws::call_up(id),
        minutes: i64::from(asked.minutes.max(1)),
        here: here.collect(),
        fields,
    })
}

pub(super) fn answer(call: &Call<'_>) -> Outcome {
    let id: SpotCheckId = call.id("id")?;
    let given: Vec<_> = call.form.with_prefix("where-").collect();
    after_form(
        answer_call_up(&call.context(), id, &given),
        |()| see(paths::draws::call_up(id)),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
