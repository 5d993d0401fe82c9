//! The appeal against a rating: what was asked and decided, and the forms for it.

use crate::{
    frame::{call::Call, reply::Fault},
    look::{Choice, Control, ErrorSummary, Field, Shell, State},
    pages::{paths, shared::score::score},
};
use askama::Template;
use earnest_app::assessing::appeal_show::{AppealStored, AppealView, show_appeal};
use earnest_model::{
    assessing::appeal::AppealState, id::RatingId, message::FieldErrors, programmes::standard::Standard,
};

/// The part of a rating's page that is about its appeal.
#[derive(Template)]
#[template(path = "pages/assessing/ratings/appeal.html")]
pub(super) struct AppealPart {
    shell: Shell,
    errors: Option<ErrorSummary>,
    state: Option<State>,
    facts: Vec<(String, String)>,
    lodge: Option<(String, Field)>,
    last_day: Option<String>,
    decide: Option<(String, Vec<Field>)>,
}

impl askama::filters::HtmlSafe for AppealPart {}

/// The part; `None` where there is neither an appeal nor a way to one.
pub(super) fn part(
    call: &Call<'_>,
    rating: RatingId,
    standard: &Standard,
    errors: &FieldErrors,
) -> Result<Option<AppealPart>, Fault> {
    let tr = call.tr;
    let view = show_appeal(&call.context(), rating)?;
    if view.appeal.is_none() && !view.may_appeal {
        return Ok(None);
    }
    let fault = |field: &str| call.fault(errors, field);
    let reason = Field::new("reason", tr.appeal_reason(), Control::Lines(4))
        .value(call.form.get("reason"))
        .help(tr.appeal_reason_help())
        .error(fault("reason"));
    let lodge = view.may_appeal.then(|| (paths::assessing::rating_appeal(rating), reason));
    let decide = decision(call, &view, &fault);
    let fields: Vec<&Field> =
        lodge.iter().map(|(_, field)| field).chain(decide.iter().flat_map(|(_, fields)| fields)).collect();
    Ok(Some(AppealPart {
        errors: ErrorSummary::of(tr, fields),
        state: view.appeal.as_ref().map(|appeal| state(call, appeal)),
        facts: view.appeal.as_ref().map(|appeal| facts(call, appeal, standard)).unwrap_or_default(),
        last_day: view.last_day.filter(|_| view.may_appeal).map(|day| tr.appeal_until(tr.date_long(day))),
        lodge,
        decide,
        shell: call.shell(None, ""),
    }))
}

fn state(call: &Call<'_>, appeal: &AppealStored) -> State {
    let word = call.word_of(appeal.state);
    match appeal.state {
        AppealState::Lodged => State::under_way(word),
        AppealState::Upheld | AppealState::Changed => State::done(word),
    }
}

fn facts(call: &Call<'_>, appeal: &AppealStored, standard: &Standard) -> Vec<(String, String)> {
    let tr = call.tr;
    let mut facts = vec![
        (tr.appeal_reason().into_owned(), appeal.reason.clone()),
        (tr.appeal_lodged_on().into_owned(), tr.date_long(appeal.lodged_on)),
    ];
    if let (Some(marks), Some(grade)) = (appeal.score, &appeal.grade) {
        let name = standard.grade_named(grade).map_or(grade.as_str(), |it| it.name.get(call.lang.tag()));
        facts.push((tr.appeal_counts().into_owned(), format!("{} · {name}", score(marks))));
    }
    facts.extend(appeal.decision.clone().map(|why| (tr.appeal_decision().into_owned(), why)));
    facts.extend(appeal.decided_on.map(|day| (tr.appeal_decided_on().into_owned(), tr.date_long(day))));
    facts
}

fn decision(
    call: &Call<'_>,
    view: &AppealView,
    fault: &dyn Fn(&str) -> Option<String>,
) -> Option<(String, Vec<Field>)> {
    let tr = call.tr;
    let appeal = view.appeal.as_ref().filter(|_| view.may_decide)?;
    let sent = call.form.get("outcome");
    let outcomes = [AppealState::Upheld, AppealState::Changed].map(|outcome| {
        let words = call.word_of(outcome);
        Choice::new(outcome.key(), words, outcome.key() == sent)
    });
    let fields = vec![
        Field::new("outcome", tr.appeal_outcome(), Control::One(outcomes.into())).error(fault("outcome")),
        Field::line("score", tr.appeal_score())
            .value(call.form.get("score"))
            .help(tr.appeal_score_help())
            .error(fault("score"))
            .optional(tr),
        Field::new("reason", tr.appeal_decision(), Control::Lines(4))
            .value(call.form.get("reason"))
            .error(fault("reason")),
    ];
    Some((paths::assessing::rating_appeal_decide(appeal.rating, appeal.id), fields))
}
