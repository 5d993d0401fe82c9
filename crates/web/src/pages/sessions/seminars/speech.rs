//! What is made of a speech: a problem with its measure on the own list, a lesson for a unit beneath, and its answer there.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Shell},
    pages::{
        paths,
        shared::opening::{self, Known},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    ledger::findings::problem_open::Opening,
    sessions::{
        lesson_suggest::{Lesson, suggest_lesson},
        seminar_page::take_speech,
        speech_problem::open_from_speech,
        suggestion_answer::{accept_suggestion, decline_suggestion, show_suggestion},
    },
};
use earnest_model::{
    id::{SeminarId, SuggestionId},
    ledger::findings::problem::Source,
    message::FieldErrors,
    sessions::suggestion::SuggestionState,
};

/// Days that the form proposes for the measure.
const DAYS: i64 = 30;

#[derive(Template)]
#[template(path = "pages/sessions/seminars/form.html")]
struct FormPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    quoted: Vec<String>,
    forms: Vec<OneForm>,
}

/// A form: where it goes, why, minutes, its button, its fields.
struct OneForm {
    title: Option<String>,
    action: String,
    why: String,
    minutes: u32,
    submit: String,
    fields: Vec<Field>,
}

fn parts(call: &Call<'_>) -> Result<(SeminarId, i32), AppError> {
    Ok((call.id("id")?, call.id("place")?))
}

pub(super) fn problem_blank(call: &Call<'_>) -> Outcome {
    page(&problem_page(call, &FieldErrors::new())?)
}

pub(super) fn problem(call: &Call<'_>) -> Outcome {
    let (id, place) = parts(call)?;
    let (aspects, today) = (call.pack().aspect_keys(), call.today.to_string());
    let form = opening::form(call, Source::Seminar, &today);
    let opening = Opening { form, aspects: &aspects, another: opening::means_another(call) };
    after_form(
        open_from_speech(&call.context(), id, place, &opening),
        |problem| see(paths::ledger::problem(problem).asking("done", "1")),
        |errors| form_again(&problem_page(call, &errors)?),
    )
}

fn problem_page(call: &Call<'_>, errors: &FieldErrors) -> Result<FormPage, Fault> {
    let tr = call.tr;
    let (id, place) = parts(call)?;
    let taken = take_speech(&call.context(), id, place)?;
    let due = call.today.saturating_add(jiff::Span::new().days(DAYS));
    let said = |part: &str| taken.speech.words_of(part).map(ToString::to_string).unwrap_or_default();
    let known = Known {
        body: said("problems"),
        measure: said("measures"),
        instance: taken.speech.story.as_ref().map(|story| story.as_str().to_owned()).unwrap_or_default(),
        owner: taken.speech.post.to_string(),
        due_on: due.to_string(),
        taken_up: taken.taken_up,
    };
    let fields = opening::fields(call, &known, errors);
    let form = OneForm {
        title: None,
        action: paths::sessions::speech_problem(id, place),
        why: tr.speech_problem_why().into_owned(),
        minutes: 3,
        submit: tr.follow_open_send().into_owned(),
        fields,
    };
    Ok(page_of(call, tr.speech_problem_title(taken.speech.post.as_str()), id, vec![form], Vec::new()))
}

fn page_of(
    call: &Call<'_>,
    title: String,
    id: SeminarId,
    forms: Vec<OneForm>,
    quoted: Vec<String>,
) -> FormPage {
    let tr = call.tr;
    FormPage {
        shell: call
            .shell(Some(Nav::Observations), title)
            .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()))
            .crumb(tr.seminar_session(), Some(&paths::sessions::seminar(id))),
        errors: ErrorSummary::of(tr, forms.iter().flat_map(|form| &form.fields)),
        quoted,
        forms,
    }
}

pub(super) fn lesson_blank(call: &Call<'_>) -> Outcome {
    page(&lesson_page(call, &FieldErrors::new())?)
}

pub(super) fn lesson(call: &Call<'_>) -> Outcome {
    let (id, place) = parts(call)?;
    let form = call.form;
    let another = opening::means_another(call);
    let lesson = Lesson { unit: form.get("to"), body: form.get("lesson"), another };
    after_form(
        suggest_lesson(&call.context(), id, place, &lesson),
        |_| see(paths::sessions::seminar(id)),
        |errors| form_again(&lesson_page(call, &errors)?),
    )
}

fn lesson_page(call: &Call<'_>, errors: &FieldErrors) -> Result<FormPage, Fault> {
    let tr = call.tr;
    let (id, place) = parts(call)?;
    let taken = take_speech(&call.context(), id, place)?;
    let chosen = call.form.get("to");
    let mut units = vec![Choice::new("", tr.problem_choose(), chosen.is_empty())];
    units.extend(
        taken.beneath.iter().map(|(code, name)| Choice::new(code.as_str(), name.as_str(), code == chosen)),
    );
    let drawn = taken.speech.lessons.as_ref().map(ToString::to_string).unwrap_or_default();
    let fault = |name: &str| call.fault(errors, name);
    let mut fields = vec![
        Field::new("to", tr.suggestion_unit(), Control::List(units)).error(fault("unit")),
        Field::new("lesson", tr.suggestion_lesson(), Control::Lines(3))
            .value(call.form.find("lesson").unwrap_or(&drawn))
            .help(tr.suggestion_lesson_help())
            .error(fault("body")),
    ];
    if errors.at("again").is_some() || opening::means_another(call) {
        fields.push(opening::again(call, tr.suggestion_again_yes(), errors));
    }
    let form = OneForm {
        title: None,
        action: paths::sessions::speech_lesson(id, place),
        why: tr.suggestion_why().into_owned(),
        minutes: 2,
        submit: tr.seminar_suggest().into_owned(),
        fields,
    };
    Ok(page_of(call, tr.suggestion_title(taken.speech.post.as_str()), id, vec![form], Vec::new()))
}

pub(super) fn suggestion(call: &Call<'_>) -> Outcome {
    page(&suggestion_page(call, call.id("id")?, &FieldErrors::new())?)
}

pub(super) fn accept(call: &Call<'_>) -> Outcome {
    let id: SuggestionId = call.id("id")?;
    let (aspects, today) = (call.pack().aspect_keys(), call.today.to_string());
    let form = opening::form(call, Source::Seminar, &today);
    after_form(
        accept_suggestion(
            &call.context(),
            id,
            &Opening { form, aspects: &aspects, another: opening::means_another(call) },
        ),
        |problem| see(paths::ledger::problem(problem).asking("done", "1")),
        |errors| form_again(&suggestion_page(call, id, &errors)?),
    )
}

pub(super) fn decline(call: &Call<'_>) -> Outcome {
    let id: SuggestionId = call.id("id")?;
    after_form(
        decline_suggestion(&call.context(), id, call.form.get("reason")),
        |()| see(paths::sessions::suggestion(id)),
        |errors| form_again(&suggestion_page(call, id, &errors)?),
    )
}

fn suggestion_page(call: &Call<'_>, id: SuggestionId, errors: &FieldErrors) -> Result<FormPage, Fault> {
    let tr = call.tr;
    let suggestion = show_suggestion(&call.context(), id)?;
    let word = call.word_of(suggestion.state);
    let mut quoted = vec![tr.suggestion_from(suggestion.from.as_str(), suggestion.body.as_str()), word];
    quoted.extend(suggestion.answer.clone());
    let mut forms = Vec::new();
    if suggestion.state == SuggestionState::Offered {
        let due = call.today.saturating_add(jiff::Span::new().days(DAYS)).to_string();
        let known = Known { body: suggestion.body.clone(), due_on: due, ..Known::default() };
        forms.push(OneForm {
            title: Some(tr.suggestion_accept_title().into_owned()),
            action: paths::sessions::suggestion_accept(id),
            why: tr.follow_open_why().into_owned(),
            minutes: 4,
            submit: tr.follow_open_send().into_owned(),
            fields: opening::fields(call, &known, errors),
        });
        let reason = Field::new("reason", tr.suggestion_why_not(), Control::Lines(2))
            .value(call.form.get("reason"))
            .error(call.fault(errors, "reason"));
        forms.push(OneForm {
            title: Some(tr.suggestion_decline_title().into_owned()),
            action: paths::sessions::suggestion_decline(id),
            why: tr.suggestion_decline_why().into_owned(),
            minutes: 1,
            submit: tr.suggestion_decline().into_owned(),
            fields: vec![reason],
        });
    }
    let mut shell = call.shell(Some(Nav::Ledger), tr.suggestion_for(suggestion.name.as_str()));
    if let Some(notice) = opening::alike(call, errors) {
        shell = shell.notice(notice);
    }
    Ok(FormPage {
        shell,
        errors: ErrorSummary::of(tr, forms.iter().flat_map(|form| &form.fields)),
        quoted,
        forms,
    })
}
