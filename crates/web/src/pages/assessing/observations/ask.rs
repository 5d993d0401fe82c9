//! Sending somebody to listen in: which round, then where, whom and when.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, Field, Nav, Notice, Shell},
    pages::{paths, shared::burden::panel},
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        observer_assign::{Assign, assign_observer},
        observer_choose::{choose_observer, rounds_to_observe},
    },
    burden::burden_weigh::Issue,
};
use earnest_model::{burden::budget::Kind, id::RoundId, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/assessing/observations/ask.html")]
struct AskPage {
    shell: Shell,
    fields: Vec<Field>,
    action: Option<String>,
    asks: Option<Notice>,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    if call.query.get("unit").trim().is_empty() {
        return page(&which(call)?);
    }
    page(&who(call, &FieldErrors::new())?)
}

fn shell(call: &Call<'_>, title: impl Into<String>) -> Shell {
    let tr = call.tr;
    let list = tr.sheet_list_title();
    call.shell(Some(Nav::Observations), title)
        .lede(tr.observation_lede())
        .crumb(list, Some(&paths::assessing::sheets()))
}

/// First: whose session.
fn which(call: &Call<'_>) -> Result<AskPage, Fault> {
    let tr = call.tr;
    let (rounds, asked) = (rounds_to_observe(&call.context())?, call.query.get("round"));
    let rounds = rounds.iter().map(|round| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        Choice::new(round.id.to_string(), words, round.id.to_string() == asked)
    });
    let fields = vec![
        Field::new("round", tr.observation_round(), Control::List(rounds.collect())),
        Field::line("unit", tr.observation_unit()).help(tr.observation_unit_help()),
    ];
    Ok(AskPage { shell: shell(call, tr.observation_title()), fields, action: None, asks: None })
}

/// Then: who is sent.
fn who(call: &Call<'_>, errors: &FieldErrors) -> Result<AskPage, Fault> {
    let tr = call.tr;
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let found = choose_observer(&call.context(), round, call.query.get("unit").trim())?;
    let asked = call.form.get("assessor");
    let assessors = found.assessors.iter().map(|(id, title)| {
        let id = id.to_string();
        Choice::new(id.as_str(), title.as_str(), id == asked)
    });
    let fault = call.fault(errors, "session_on");
    let fields = vec![
        Field::new("assessor", tr.observation_assessor(), Control::List(assessors.collect()))
            .help(tr.observation_assessor_help()),
        Field::new("session_on", tr.observation_day(), Control::Line("date"))
            .value(call.form.get("session_on"))
            .error(fault)
            .optional(tr),
    ];
    let action = call.here(call.query);
    Ok(AskPage {
        shell: shell(call, tr.observation_of(found.name.as_str())),
        fields,
        action: Some(action),
        asks: panel(call, &found.code, &Issue::to_unit(Kind::Observation, call.today)),
    })
}

pub(super) fn send(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let assessor = call.form.get("assessor").parse().map_err(|_| AppError::NotFound)?;
    let (unit, session_on) = (call.query.get("unit").trim(), call.form.get("session_on"));
    after_form(
        assign_observer(&call.context(), &Assign { round, unit, assessor, session_on }),
        |_| see(paths::assessing::sheets()),
        |errors| form_again(&who(call, &errors)?),
    )
}
