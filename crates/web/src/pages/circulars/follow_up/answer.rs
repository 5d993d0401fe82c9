//! A unit answers a circular: a criticism in its ledger, a requirement in words.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::opening::{self, Known},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    circulars::{
        criticism_answer::{link_to_criticism, open_for_criticism, show_criticism},
        obligation_answer::{answer_obligation, show_obligation},
    },
    ledger::findings::problem_open::Opening,
};
use earnest_model::{
    id::{MentionId, ObligationId},
    ledger::findings::problem::Source,
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/circulars/follow_up/criticism.html")]
struct CriticismPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    circular: (String, String),
    body: String,
    due: Option<String>,
    answered: Vec<(String, String)>,
    link: Option<(String, Field)>,
    open: (String, Vec<Field>),
}

pub(super) fn criticism(call: &Call<'_>) -> Outcome {
    page(&page_of(call, call.id("id")?, &FieldErrors::new())?)
}

pub(super) fn open(call: &Call<'_>) -> Outcome {
    let id: MentionId = call.id("id")?;
    let (aspects, today) = (call.pack().aspect_keys(), call.today.to_string());
    let form = opening::form(call, Source::Circular, &today);
    let opening = Opening { form, aspects: &aspects, another: opening::means_another(call) };
    match open_for_criticism(&call.context(), id, &opening) {
        Ok(problem) => see(paths::ledger::problem(problem).asking("done", "1")),
        Err(fault) => again(call, id, fault),
    }
}

pub(super) fn link(call: &Call<'_>) -> Outcome {
    let id: MentionId = call.id("id")?;
    let problem = call.form.one_of("problem");
    match problem.and_then(|problem| link_to_criticism(&call.context(), id, problem)) {
        Ok(()) => see(paths::circulars::criticism(id).asking("done", "1")),
        Err(fault) => again(call, id, fault),
    }
}

fn again(call: &Call<'_>, id: MentionId, fault: AppError) -> Outcome {
    match fault {
        AppError::Form(errors) => form_again(&page_of(call, id, &errors)?),
        fault => Err(fault.into()),
    }
}

fn page_of(call: &Call<'_>, id: MentionId, errors: &FieldErrors) -> Result<CriticismPage, Fault> {
    let tr = call.tr;
    let shown = show_criticism(&call.context(), id)?;
    let criticism = &shown.criticism;
    let chosen = call.form.get("problem");
    let mut problems = vec![Choice::new("", tr.problem_choose(), chosen.is_empty())];
    problems.extend(shown.problems.iter().map(|problem| {
        let words = format!("{} {}", problem.serial, problem.body);
        Choice::new(problem.id.to_string(), words, problem.id.to_string() == chosen)
    }));
    let link = Field::new("problem", tr.follow_which(), Control::List(problems))
        .error(call.fault(errors, "problem"));
    let link = (!shown.problems.is_empty()).then(|| (paths::circulars::criticism_link(id), link));
    let due = criticism.reply_due_on.map(|day| day.to_string()).unwrap_or_default();
    let taken_up = !shown.answered.is_empty();
    let known = Known { body: criticism.body.clone(), due_on: due, taken_up, ..Known::default() };
    let fields = opening::fields(call, &known, errors);
    let mut shell = call
        .shell(Some(Nav::Circulars), tr.follow_criticism_title(criticism.name.as_str()))
        .crumb(tr.circular_list_title(), Some(&paths::circulars::circulars()))
        .crumb(criticism.title.as_str(), Some(&paths::circulars::circular(criticism.circular)));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.follow_linked()));
    }
    if let Some(notice) = opening::alike(call, errors) {
        shell = shell.notice(notice);
    }
    Ok(CriticismPage {
        errors: ErrorSummary::of(tr, link.iter().map(|(_, field)| field).chain(&fields)),
        circular: (criticism.title.clone(), paths::circulars::circular(criticism.circular)),
        body: criticism.body.clone(),
        due: criticism.reply_due_on.map(|day| tr.follow_until(tr.date_long(day))),
        answered: shown
            .answered
            .iter()
            .map(|(problem, serial)| (serial.clone(), paths::ledger::problem(*problem)))
            .collect(),
        link,
        open: (paths::circulars::criticism_problem(id), fields),
        shell,
    })
}

#[derive(Template)]
#[template(path = "pages/circulars/follow_up/obligation.html")]
struct ObligationPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    body: String,
    due: String,
    answer: Option<String>,
    action: String,
    field: Option<Field>,
}

pub(super) fn obligation(call: &Call<'_>) -> Outcome {
    page(&obligation_page(call, call.id("id")?, &FieldErrors::new())?)
}

pub(super) fn answer(call: &Call<'_>) -> Outcome {
    let id: ObligationId = call.id("id")?;
    after_form(
        answer_obligation(&call.context(), id, call.form.get("answer")),
        |()| see(paths::circulars::obligation(id).asking("done", "1")),
        |errors| form_again(&obligation_page(call, id, &errors)?),
    )
}

fn obligation_page(call: &Call<'_>, id: ObligationId, errors: &FieldErrors) -> Result<ObligationPage, Fault> {
    let tr = call.tr;
    let owed = show_obligation(&call.context(), id)?;
    let field = Field::new("answer", tr.follow_answer(), Control::Lines(4))
        .value(call.form.get("answer"))
        .help(tr.follow_answer_help())
        .error(call.fault(errors, "answer"));
    let field = owed.answered_on.is_none().then_some(field);
    let mut shell = call
        .shell(Some(Nav::Circulars), tr.follow_obligation_title(owed.name.as_str()))
        .crumb(tr.circular_list_title(), Some(&paths::circulars::circulars()))
        .crumb(owed.title.as_str(), Some(&paths::circulars::circular(owed.circular)));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.follow_answered()));
    }
    Ok(ObligationPage {
        errors: ErrorSummary::of(tr, &field),
        due: tr.follow_until(tr.date_long(owed.due_on)),
        answer: owed.answer,
        body: owed.body,
        action: paths::circulars::obligation(id),
        field,
        shell,
    })
}
