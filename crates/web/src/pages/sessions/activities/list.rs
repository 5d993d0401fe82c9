//! The list of owed activities, with the form that says the day of one.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    sessions::activities::{OwedActivity, PlanActivity, list_activities, plan_activity},
};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    sessions::seminar::SessionKind,
};

#[derive(Template)]
#[template(path = "pages/sessions/activities/list.html")]
struct ListPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    table: Table,
    action: String,
    fields: Vec<Field>,
}

pub(super) fn activities(call: &Call<'_>) -> Outcome {
    let Parts { shell, table, .. } = parts(call)?;
    if let Some(file) = call.file(&shell, ("activities", false), [&table])? {
        return Ok(file);
    }
    page(&page_of(call, &FieldErrors::new())?)
}

pub(super) fn plan(call: &Call<'_>) -> Outcome {
    after_form(
        chosen(call).and_then(|request| plan_activity(&call.context(), &request)),
        |_| see(paths::sessions::activities()),
        |errors| form_again(&page_of(call, &errors)?),
    )
}

/// What the form names: round, kind and unit in one choice, so that none is chosen that nobody owes.
fn chosen<'c>(call: &'c Call<'_>) -> Result<PlanActivity<'c>, AppError> {
    let fault = || AppError::field("activity", Message::new("error-activity"));
    let mut parts = call.form.get("activity").splitn(3, ' ');
    let round = parts.next().and_then(|text| text.parse().ok()).map(RoundId).ok_or_else(fault)?;
    let kind = parts.next().and_then(|word| SessionKind::parse(word).ok()).ok_or_else(fault)?;
    let unit = parts.next().ok_or_else(fault)?;
    Ok(PlanActivity { unit, round, kind, planned_on: call.form.get("planned_on") })
}

/// What the page and its file share.
struct Parts {
    shell: Shell,
    table: Table,
    /// What can be planned: key and words.
    open: Vec<(String, String)>,
}

fn parts(call: &Call<'_>) -> Result<Parts, Fault> {
    let tr = call.tr;
    let list = list_activities(&call.context())?;
    let rows = list.owed.iter().map(|one| {
        let dash = || Cell::NotYet(tr.common_not_yet().into_owned());
        [
            Cell::link(one.name.as_str(), paths::units::unit(&one.code)),
            Cell::Text(tr.draw_round_topic(i64::from(one.number), one.topic.as_str())),
            Cell::Text(call.word_of(one.kind)),
            one.planned_on.map_or_else(dash, |day| Cell::Text(tr.date_iso(day))),
            Cell::Text(tr.date_iso(one.due_on)),
            state(call, one),
        ]
    });
    let table = Table::new(tr.activity_caption())
        .column(tr.seminar_unit())
        .column(tr.seminar_round())
        .column(tr.seminar_kind())
        .column(tr.activity_planned())
        .column(tr.activity_due())
        .column(tr.follow_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.activity_none()));
    let shell = call
        .shell_of_list(Some(Nav::Observations), tr.activity_title())
        .lede(tr.activity_lede())
        .crumb(tr.seminar_list_title(), Some(&paths::sessions::seminars()));
    let open =
        list.owed.iter().filter(|one| one.planned && one.held.is_none() && list.own.contains(&one.code));
    let open = open.map(|one| {
        let topic = tr.draw_round_topic(i64::from(one.number), one.topic.as_str());
        let words = format!("{} · {} · {topic}", one.name, call.word_of(one.kind));
        (format!("{} {} {}", one.round, one.kind.key(), one.code), words)
    });
    let open = open.collect();
    Ok(Parts { shell, table, open })
}

/// Held, with the way to the session; owed; or late.
fn state(call: &Call<'_>, one: &OwedActivity) -> Cell {
    let tr = call.tr;
    match one.held {
        Some((id, day)) => Cell::StateLink(State::done(tr.date_iso(day)), paths::sessions::seminar(id)),
        None if one.due_on < call.today => {
            State::trouble(tr.resolution_late(tr.date_short(one.due_on))).into()
        }
        None => State::not_begun(tr.activity_owed()).into(),
    }
}

fn page_of(call: &Call<'_>, errors: &FieldErrors) -> Result<ListPage, Fault> {
    let tr = call.tr;
    let Parts { shell, table, open } = parts(call)?;
    let mut fields = Vec::new();
    if !open.is_empty() {
        let sent = call.form.get("activity");
        let choices = open.into_iter().map(|(key, words)| {
            let is = key == sent;
            Choice::new(key, words, is)
        });
        fields.push(
            Field::new("activity", tr.activity_which(), Control::List(choices.collect()))
                .error(call.fault(errors, "activity")),
        );
        fields.push(
            Field::new("planned_on", tr.activity_planned(), Control::Line("date"))
                .value(call.form.get("planned_on"))
                .error(call.fault(errors, "planned_on")),
        );
    }
    Ok(ListPage {
        shell,
        errors: ErrorSummary::of(tr, &fields),
        table,
        action: paths::sessions::activities(),
        fields,
    })
}
