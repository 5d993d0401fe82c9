//! A body reads the draft of the standard and agrees to exactly it, or refuses it with the reason.

use super::{
    meant::{at, meant},
    rubric::{Rubric, rubric},
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        programmes::bodies::words::{self, stands},
    },
};
use askama::Template;
use earnest_app::programmes::standard_agree::{AnswerForm, BodyStands, agree, open_agreement};
use earnest_model::{message::FieldErrors, programmes::bodies::Answer};

#[derive(Template)]
#[template(path = "pages/programmes/standards/agree.html")]
struct AgreePage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    rubric: Option<Rubric>,
    none: Option<Notice>,
    bodies: Table,
    action: String,
    hash: String,
    fields: Vec<Field>,
}

pub(crate) fn ask(call: &Call<'_>) -> Outcome {
    page(&page_of(call, &FieldErrors::new())?)
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<AgreePage, Fault> {
    let tr = call.tr;
    let found = open_agreement(&call.context(), meant(call)?)?;
    let (own, organiser) = (&found.own, found.organiser.name.as_str());
    let error = |name: &str| call.fault(errors, name);
    let given = call.form.get("answer");
    let choices = Answer::ALL
        .iter()
        .map(|answer| Choice::new(answer.key(), call.word_of(answer), given == answer.key()));
    let fields = vec![
        Field::new("answer", tr.body_answer(), Control::One(choices.collect())).error(error("answer")),
        Field::new("reason", tr.body_reason(), Control::Lines(3))
            .help(tr.body_reason_help())
            .value(call.form.get("reason"))
            .error(error("reason"))
            .optional(tr),
    ];
    let mut shell = call
        .shell(Some(Nav::Rounds), tr.body_agree_title())
        .lede(tr.body_agree_lede(own.body.name.as_str(), organiser, found.programme.title.as_str()))
        .crumb(tr.desk_title(), Some(&paths::desk::desk()));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.body_answered()));
    }
    if errors.at("hash").is_some() {
        shell = shell.notice(Notice::new(Tone::Error, tr.body_overtaken()).text(tr.body_overtaken_text()));
    }
    Ok(AgreePage {
        shell,
        errors: ErrorSummary::of(tr, &fields),
        rubric: found.draft.as_ref().map(|(standard, _)| rubric(call, standard)),
        none: found
            .draft
            .is_none()
            .then(|| Notice::new(Tone::Empty, tr.body_agree_none()).text(tr.body_agree_none_text())),
        bodies: bodies(call, &found.bodies, found.draft.is_some()),
        action: call.here(call.query),
        hash: found.draft.map(|(_, hash)| hash).unwrap_or_default(),
        fields,
    })
}

/// The bodies and what they said.
pub(crate) fn bodies(call: &Call<'_>, found: &[BodyStands], asked: bool) -> Table {
    let tr = call.tr;
    let rows = found.iter().map(|one| {
        let (state, noted) = stands(call, one, asked);
        let noted =
            if noted.is_empty() { Cell::NotYet(tr.common_not_yet().into_owned()) } else { noted.into() };
        [Cell::from(one.body.name.as_str()), words::part(call, &one.body).into(), state.into(), noted]
    });
    Table::new(tr.body_signing())
        .column(tr.body_name())
        .column(tr.body_part())
        .column(tr.body_state())
        .column(tr.body_when_why())
        .rows(rows)
}

pub(crate) fn answer(call: &Call<'_>) -> Outcome {
    let of = meant(call)?;
    let form = AnswerForm {
        of,
        hash: call.form.get("hash"),
        answer: call.form.get("answer"),
        reason: call.form.get("reason"),
    };
    after_form(
        agree(&call.context(), &form),
        |()| see(at(paths::programmes::standard_agree(), of).asking("done", "1")),
        |errors| form_again(&page_of(call, &errors)?),
    )
}
