//! Sending somebody to listen in: which round, then where, whom and when.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Choice, Control, Field, Nav, Notice, Shell},
    pages::{
        paths,
        shared::{burden::panel, unit_field::unit_field},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        observer_assign::{Assign, assign_observer},
        observer_choose::{choose_observer, rounds_to_observe},
    },
    burden::burden_weigh::Issue,
    units::unit_named::unit_named,
};
use earnest_model::{
    burden::budget::Kind,
    id::RoundId,
    message::{FieldErrors, Message},
    permit::ReadDesk,
};

#[derive(Template)]
#[template(path = "pages/assessing/observations/ask.html")]
struct AskPage {
    shell: Shell,
    fields: Vec<Field>,
    action: Option<String>,
    asks: Option<Notice>,
}

pub(super) fn ask(call: &Call<'_>) -> Outcome {
    let none = FieldErrors::new();
    let typed = match call.query.get("unit-meant") {
        "" => call.query.get("unit"),
        chosen => chosen,
    };
    if typed.trim().is_empty() {
        return page(&which(call, &none)?);
    }
    // Nobody is sent to their own unit: what they see beneath it is looked through, and the rule decides.
    match unit_named::<ReadDesk>(&call.context(), "unit", typed) {
        Ok(code) if code == call.query.get("unit") => {}
        Ok(code) => {
            let round = call.query.get("round");
            return see(paths::assessing::observation_new().asking("round", round).asking("unit", code));
        }
        Err(AppError::Form(errors)) => return form_again(&which(call, &errors)?),
        Err(fault) => return Err(fault.into()),
    }
    match who(call, &none) {
        // Whoever typed a word that names no unit is asked again; a round that is not theirs stays what is not there.
        Err(Fault::App(AppError::NotFound)) if knows_round(call)? => {
            let mut errors = FieldErrors::new();
            errors.add("unit", Message::new("error-unit-unknown").with("unit", typed));
            form_again(&which(call, &errors)?)
        }
        found => page(&found?),
    }
}

fn knows_round(call: &Call<'_>) -> Result<bool, Fault> {
    let round: Option<RoundId> = call.asked("round")?;
    Ok(rounds_to_observe(&call.context())?.iter().any(|known| Some(known.id) == round))
}

fn shell(call: &Call<'_>, title: impl Into<String>) -> Shell {
    let tr = call.tr;
    let list = tr.sheet_list_title();
    call.shell(Some(Nav::Observations), title)
        .lede(tr.observation_lede())
        .crumb(list, Some(&paths::assessing::sheets()))
}

/// First: whose session.
fn which(call: &Call<'_>, errors: &FieldErrors) -> Result<AskPage, Fault> {
    let tr = call.tr;
    let (rounds, asked) = (rounds_to_observe(&call.context())?, call.query.get("round"));
    let rounds = rounds.iter().map(|round| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        Choice::new(round.id.to_string(), words, round.id.to_string() == asked)
    });
    let fields = vec![
        Field::new("round", tr.observation_round(), Control::List(rounds.collect())),
        unit_field(call, errors, ("unit", "unit"), tr.observation_unit()).value(call.query.get("unit")),
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
