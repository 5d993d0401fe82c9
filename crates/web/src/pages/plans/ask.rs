//! Writing a plan: a text for every section of the checklist, started from the version that was returned.

use crate::{
    call::Call,
    look::{Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    reply::{Outcome, form_again, page, see},
};
use askama::Template;
use earnest_app::{
    AppError,
    plan_ask::{PlanAsked, ask_plan},
    plan_submit::{Submit, submit_plan},
};
use earnest_model::{id::RoundId, message::FieldErrors, plan::PlanForm};

/// Minutes that a plan takes whoever knows what is planned.
const MINUTES: i64 = 30;

#[derive(Template)]
#[template(path = "pages/plans/ask.html")]
struct AskPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    returned: Option<Notice>,
    action: String,
    minutes: i64,
    fields: Vec<Field>,
}

/// Where an answer comes from: the form, or the version before.
type Answer<'a> = &'a dyn Fn(&str) -> String;

pub fn ask(call: &Call<'_>) -> Outcome {
    let asked = asked(call)?;
    let before = |name: &str| {
        let Some(last) = &asked.last else { return String::new() };
        match name {
            "theme" => last.body.theme.to_string(),
            "session_on" => last.session_on.map_or_else(String::new, |day| day.to_string()),
            section => {
                let key = section.strip_prefix("section-").unwrap_or(section);
                last.body.sections.get(key).map_or_else(String::new, ToString::to_string)
            }
        }
    };
    page(&form(call, &asked, &before, &FieldErrors::new()))
}

fn asked(call: &Call<'_>) -> Result<PlanAsked, AppError> {
    let round = RoundId(call.asked("round").ok_or(AppError::NotFound)?);
    ask_plan(&call.context(), round, call.query.get("unit"))
}

pub fn submit(call: &Call<'_>) -> Outcome {
    let asked = asked(call)?;
    let checklist = call.state.pack.checklist_keys();
    let plan = PlanForm {
        theme: call.form.get("theme"),
        session_on: call.form.get("session_on"),
        sections: call.form.with_prefix("section-").collect(),
    };
    let submit = Submit { round: asked.round.id, unit: &asked.unit.code, form: plan, checklist: &checklist };
    match submit_plan(&call.context(), &submit) {
        Ok(id) => see(format!("/plans/{id}")),
        Err(AppError::Form(errors)) => {
            let sent = |name: &str| call.form.get(name).to_owned();
            form_again(&form(call, &asked, &sent, &errors))
        }
        Err(fault) => Err(fault.into()),
    }
}

fn form(call: &Call<'_>, asked: &PlanAsked, answer: Answer<'_>, errors: &FieldErrors) -> AskPage {
    let (tr, round) = (call.tr, &asked.round);
    let fields = fields(call, asked, answer, errors);
    let title = tr.plan_ask_title(asked.unit.name.as_str());
    let lede = tr.plan_ask_lede(
        tr.date_words(round.plans_due_on),
        tr.round_name(i64::from(round.number), round.topic.as_str()),
    );
    let returned = asked
        .review
        .as_ref()
        .map(|review| Notice::new(Tone::Error, tr.plan_returned_title()).text(review.remarks.as_str()));
    AskPage {
        shell: call.shell(Some(Nav::Plans), title).lede(lede).crumb(tr.plan_list_title(), Some("/plans")),
        errors: ErrorSummary::of(tr, &fields),
        returned,
        action: format!("/plans/new?round={}&unit={}", round.id, asked.unit.code),
        minutes: MINUTES,
        fields,
    }
}

fn fields(call: &Call<'_>, asked: &PlanAsked, answer: Answer<'_>, errors: &FieldErrors) -> Vec<Field> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let error = |name: &str| errors.at(name).map(|message| call.words(message));
    let mut fields = vec![
        Field::line("theme", tr.plan_theme())
            .help(tr.plan_theme_help(asked.round.topic.as_str()))
            .value(answer("theme"))
            .error(error("theme")),
        Field::new("session_on", tr.plan_session_on(), Control::Line("date"))
            .help(tr.plan_session_on_help())
            .value(answer("session_on"))
            .error(error("session_on")),
    ];
    for item in &call.state.pack.checklist {
        let name = format!("section-{}", item.key);
        let missing = asked.review.as_ref().is_some_and(|review| review.missing.contains(&item.key));
        let help = match (missing, item.help.get(tag)) {
            (true, help) => tr.plan_missing_help(help),
            (false, help) => help.to_owned(),
        };
        let field = Field::new(name.clone(), item.name.get(tag), Control::Lines(4));
        fields.push(field.help(help).value(answer(&name)).error(error(&name)));
    }
    fields
}
