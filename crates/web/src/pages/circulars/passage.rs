//! The passage that a circular is to say of a unit, as the unit checks it.

use super::draft::{passage_state, polarity};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, State, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::circulars::passage_check::{PassageShown, check_passage, show_passage};
use earnest_model::{circulars::circular_check::PassageStep, id::PassageId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/circulars/passage.html")]
struct PassagePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    polarity: String,
    state: State,
    due: Option<String>,
    body: String,
    was: Option<String>,
    said: Option<String>,
    decision: Option<String>,
    action: String,
    fields: Vec<Field>,
}

pub(super) fn passage(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &show_passage(&call.context(), call.id("id")?)?, &FieldErrors::new()))
}

pub(super) fn check(call: &Call<'_>) -> Outcome {
    let id: PassageId = call.id("id")?;
    let form = call.form;
    after_form(
        form.ticked("beside").and_then(|beside| {
            check_passage(&call.context(), id, form.get("step"), form.get("said"), beside)
        }),
        |()| see(paths::circulars::passage(id).asking("done", "1")),
        |errors| form_again(&page_of(call, &show_passage(&call.context(), id)?, &errors)),
    )
}

fn page_of(call: &Call<'_>, shown: &PassageShown, errors: &FieldErrors) -> PassagePage {
    let (tr, passage) = (call.tr, &shown.passage);
    let mut shell = call
        .shell(Some(Nav::Circulars), tr.passage_title(passage.name.as_str()))
        .lede(tr.passage_lede(shown.title.as_str()));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.passage_kept()));
    }
    if let Some(reason) = &shown.given_up {
        shell = shell.notice(Notice::new(Tone::Empty, tr.circular_draft_given_up()).text(reason.as_str()));
    }
    let fields = if shown.open { fields(call, shown, errors) } else { Vec::new() };
    PassagePage {
        errors: ErrorSummary::of(tr, &fields),
        polarity: polarity(call, passage.polarity),
        state: passage_state(call, passage.state),
        due: shown.due_on.map(|day| tr.circular_check_until(tr.date_long(day))),
        body: passage.body.clone(),
        was: passage.was.clone(),
        said: passage.said.clone(),
        decision: passage.decision.clone(),
        action: paths::circulars::passage(passage.id),
        fields,
        shell,
    }
}

fn fields(call: &Call<'_>, shown: &PassageShown, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let fault = |field: &str| call.fault(errors, field);
    let sent = call.form.get("step");
    let steps = PassageStep::OF_UNIT.iter().filter(|step| shown.passage.state.after(**step).is_ok());
    let steps = steps.map(|step| Choice::new(step.key(), call.word_of(step), step.key() == sent));
    let beside = Choice::new("yes", tr.passage_beside_yes(), call.form.get("beside") == "yes");
    vec![
        Field::new("step", tr.passage_question(), Control::One(steps.collect())).error(fault("step")),
        Field::new("said", tr.passage_said(), Control::Lines(4))
            .value(call.form.get("said"))
            .help(tr.passage_said_help())
            .error(fault("said"))
            .optional(tr),
        Field::new("beside", tr.passage_beside(), Control::Any(vec![beside])).optional(tr),
    ]
}
