//! Writing a plan: a text for every section of the checklist, kept as often as one likes, then sent to the unit's head.

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
    plans::{
        plan_ask::{PlanAsked, ask_plan},
        plan_keep::{Keep, keep_plan},
        plan_submit::{Send, send_plan},
    },
};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    plans::{
        plan::PlanForm,
        plan_draft::{DraftState, DraftStep, PlanTexts},
    },
};

/// Minutes that a plan takes whoever knows what is planned.
const MINUTES: i64 = 30;

#[derive(Template)]
#[template(path = "pages/plans/ask.html")]
struct AskPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    notices: Vec<Notice>,
    action: String,
    minutes: i64,
    revision: i32,
    fields: Vec<Field>,
    /// What a unit at the lowest tier may leave out.
    more: Vec<Field>,
    /// Whether something is to be mended there.
    more_open: bool,
    /// What waits for the head, to be read only.
    waits: Vec<Section>,
}

/// What stands in the form, and what is wrong with it.
struct Said<'a> {
    texts: &'a PlanTexts,
    errors: &'a FieldErrors,
    notice: Option<Notice>,
}

pub fn ask(call: &Call<'_>) -> Outcome {
    let asked = asked(call)?;
    let last = asked.last.as_ref().map(|last| PlanTexts::of_version(&last.body, last.session_on));
    let texts = asked.draft.as_ref().map(|draft| draft.texts.clone()).or(last).unwrap_or_default();
    let notice = match call.query.get("done") {
        "kept" => Some(Notice::new(Tone::Done, call.tr.plan_kept())),
        _ => None,
    };
    page(&form(call, &asked, Said { texts: &texts, errors: &FieldErrors::new(), notice }))
}

fn asked(call: &Call<'_>) -> Result<PlanAsked, AppError> {
    let round = RoundId(call.asked("round")?.ok_or(AppError::NotFound)?);
    ask_plan(&call.context(), round, call.query.get("unit"))
}

fn address(asked: &PlanAsked) -> String {
    paths::plans::plan_new().asking("round", asked.round.id).asking("unit", &asked.unit.code)
}

/// Keeps the draft, and sends it to the head if that was asked. Whatever goes wrong, what was written stays in the form.
pub fn submit(call: &Call<'_>) -> Outcome {
    let step = call.pressed("act", DraftStep::Send, written_step)?;
    let asked = asked(call)?;
    let plan = PlanForm {
        theme: call.form.get("theme"),
        session_on: call.form.get("session_on"),
        sections: call.form.with_prefix("section-").collect(),
    };
    let sent = PlanTexts {
        theme: plan.theme.to_owned(),
        session_on: plan.session_on.to_owned(),
        sections: plan.sections.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect(),
    };
    let again = |errors: &FieldErrors, notice: Option<Notice>| {
        let now = self::asked(call)?;
        form_again(&form(call, &now, Said { texts: &sent, errors, notice }))
    };
    let (round, unit) = (asked.round.id, asked.unit.code.as_str());
    let keep = Keep { round, unit, revision: call.form.get("revision"), form: plan };
    let revision = match keep_plan(&call.context(), &keep) {
        Ok(revision) => revision,
        Err(AppError::Form(errors)) => {
            let overtaken = errors.at("revision").is_some();
            return again(&errors, overtaken.then(|| overtaken_notice(call)));
        }
        Err(AppError::Refused(why)) => {
            let notice = Notice::new(Tone::Error, call.tr.plan_not_kept()).text(call.words(&why));
            return again(&FieldErrors::new(), Some(notice));
        }
        Err(fault) => return Err(fault.into()),
    };
    if step == DraftStep::Keep {
        return see(address(&asked).asking("done", "kept"));
    }
    let checklist = call.pack().checklist();
    after_form(
        send_plan(&call.context(), &Send { round, unit, revision, checklist: &checklist }),
        |()| see(address(&asked)),
        |errors| again(&errors, None),
    )
}

/// What its writer does with a draft.
fn written_step(text: &str) -> Result<DraftStep, Message> {
    let step = DraftStep::parse(text).ok().filter(|step| matches!(step, DraftStep::Keep | DraftStep::Send));
    step.ok_or_else(|| Message::new("error-choice"))
}

fn overtaken_notice(call: &Call<'_>) -> Notice {
    Notice::new(Tone::Error, call.tr.plan_overtaken()).text(call.tr.plan_overtaken_text())
}

fn form(call: &Call<'_>, asked: &PlanAsked, said: Said<'_>) -> AskPage {
    let (tr, round) = (call.tr, &asked.round);
    let (fields, more) = fields(call, asked, said.texts, said.errors);
    let title = tr.plan_ask_title(asked.unit.name.as_str());
    let lede = tr.plan_ask_lede(
        tr.date_words(round.plans_due_on),
        tr.round_name(i64::from(round.number), round.topic.as_str()),
    );
    let with_head = asked.draft.as_ref().filter(|draft| draft.state == DraftState::WithHead);
    let waits = with_head.map(|draft| sections::of_texts(call, &draft.texts, asked.last.as_ref()));
    let mut shell = call
        .shell(Some(Nav::Plans), title)
        .lede(lede)
        .crumb(tr.plan_list_title(), Some(&paths::plans::plans()));
    // What was just written and could not be kept is shown still, beside what waits for the head.
    let lost = said.notice.is_some() && with_head.is_some();
    if let Some(notice) = said.notice {
        shell = shell.notice(notice);
    }
    AskPage {
        shell,
        errors: ErrorSummary::of(tr, fields.iter().chain(&more)),
        notices: notices(call, asked),
        action: address(asked),
        minutes: MINUTES,
        revision: asked.draft.as_ref().map_or(0, |draft| draft.revision),
        fields: if with_head.is_some() && !lost { Vec::new() } else { fields },
        more,
        more_open: !said.errors.is_empty() || asked.review.is_some(),
        waits: waits.unwrap_or_default(),
    }
}

/// How the draft stands, and what was said about it or the version before.
fn notices(call: &Call<'_>, asked: &PlanAsked) -> Vec<Notice> {
    let tr = call.tr;
    let mut notices = Vec::new();
    match asked.draft.as_ref().map(|draft| (draft.state, draft.words.as_deref())) {
        Some((DraftState::WithHead, _)) => {
            notices.push(Notice::new(Tone::Loading, tr.plan_with_head()).text(tr.plan_with_head_text()));
        }
        Some((DraftState::SentBack, words)) => {
            let notice = Notice::new(Tone::Error, tr.plan_sent_back());
            notices.push(notice.text(words.unwrap_or_default()));
        }
        _ => {}
    }
    if let Some(review) = &asked.review {
        notices.push(Notice::new(Tone::Error, tr.plan_returned_title()).text(review.remarks.as_str()));
    }
    notices
}

/// The questions that the unit must answer, and those that it may.
fn fields(
    call: &Call<'_>,
    asked: &PlanAsked,
    texts: &PlanTexts,
    errors: &FieldErrors,
) -> (Vec<Field>, Vec<Field>) {
    let (tr, tag) = (call.tr, call.lang.tag());
    let error = |name: &str| call.fault(errors, name);
    let mut fields = vec![
        Field::line("theme", tr.plan_theme())
            .help(tr.plan_theme_help(asked.round.topic.as_str()))
            .value(texts.answer("theme"))
            .error(error("theme")),
        Field::new("session_on", tr.plan_session_on(), Control::Line("date"))
            .help(tr.plan_session_on_help())
            .value(texts.answer("session_on"))
            .error(error("session_on")),
    ];
    let (checklist, mut more) = (call.pack().checklist(), Vec::new());
    for item in &call.pack().checklist {
        let name = format!("section-{}", item.key);
        let missing = asked.review.as_ref().is_some_and(|review| review.missing.contains(&item.key));
        let help = match (missing, item.help.get(tag)) {
            (true, help) => tr.plan_missing_help(help),
            (false, help) => help.to_owned(),
        };
        let field = Field::new(name.clone(), item.name.get(tag), Control::Lines(4));
        let field = field.help(help).value(texts.answer(&name)).error(error(&name));
        if checklist.must(&item.key, asked.unit.tier) {
            fields.push(field);
        } else {
            more.push(field.optional(tr));
        }
    }
    (fields, more)
}
