//! The sheet of a planned visit: what the last ones left there on top, then what is recorded; and the answer to an item.

use super::record_rows::{self, Row};
use crate::{
    frame::{
        ask::Ask,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Control, ErrorSummary, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::visits::{
    visit_change::{call_off_visit, move_visit},
    visit_record::{VisitSheet, record_visit, visit_sheet},
};
use earnest_model::{
    Date, id::VisitId, message::FieldErrors, paper::PaperKind, visits::record_form::RecordForm,
};

/// Rows for meetings, interviews and items before anybody asks for more.
const ROWS: [usize; 3] = [2, 3, 4];

#[derive(Template)]
#[template(path = "pages/visits/sheet.html")]
struct SheetPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    facts: Vec<(String, String)>,
    items: Table,
    action: String,
    head: Vec<Field>,
    rows: Vec<Row>,
    more: Vec<(&'static str, String)>,
    combine: Vec<Field>,
    combine_action: String,
    /// Move it to another day, and call it off.
    changes: Option<[(String, Vec<Field>); 2]>,
}

/// The page of a visit that is still planned.
pub(super) fn planned(call: &Call<'_>, id: VisitId) -> Outcome {
    page(&made(call, &visit_sheet(&call.context(), id)?, &FieldErrors::new()))
}

fn made(call: &Call<'_>, sheet: &VisitSheet, errors: &FieldErrors) -> SheetPage {
    let tr = call.tr;
    let visit = &sheet.visit;
    let ask = Ask::new(call, errors, "");
    let chosen = visit.chosen_by.map(|why| call.word_of(why));
    let purposes: Vec<_> = visit.purposes.iter().map(|purpose| purpose.as_str()).collect();
    let mut facts = vec![
        (
            tr.tour_days().into_owned(),
            format!("{} – {}", tr.date_long(visit.days.0), tr.date_long(visit.days.1)),
        ),
        (tr.visit_moved().into_owned(), visit.moved.clone().unwrap_or_default()),
        (tr.visit_organiser().into_owned(), visit.organiser_name.clone()),
        (tr.visit_leader().into_owned(), visit.leader.clone()),
        (tr.tour_team().into_owned(), sheet.company.team.join(" · ")),
        (tr.visit_purposes().into_owned(), purposes.join(" · ")),
        (tr.tour_chosen_by().into_owned(), chosen.unwrap_or_else(|| tr.common_not_yet().into_owned())),
    ];
    facts.retain(|(_, words)| !words.is_empty());
    let (head, rows) = if sheet.may_record {
        let head = head(call, &ask, visit.days).into_iter().chain(record_rows::another_field(call, errors));
        (head.collect(), record_rows::rows(call, &sheet.measures, errors, ROWS))
    } else {
        (Vec::new(), Vec::new())
    };
    let tours = sheet.tours.iter().map(|tour| {
        let words = format!("{} · {} · {}", tr.date_long(tour.from), tour.leader, tour.purpose);
        let words = if tour.same_unit { tr.tour_same_unit(words) } else { words };
        (tour.id.to_string(), words)
    });
    let combine =
        if sheet.tours.is_empty() { Vec::new() } else { vec![ask.list("tour", tr.tour_other(), "", tours)] };
    let changes = sheet.may_plan.then(|| {
        let moves = vec![
            ask.day("day", tr.visit_move_day(), &visit.days.0.to_string()),
            ask.field("reason", tr.visit_reason(), Control::Lines(2), ""),
        ];
        let call_off = vec![ask.field("why", tr.visit_reason(), Control::Lines(2), "")];
        [(paths::visits::visit_move(visit.id), moves), (paths::visits::visit_call_off(visit.id), call_off)]
    });
    let all = head.iter().chain(rows.iter().flat_map(|row| &row.fields));
    let all = all.chain(changes.iter().flatten().flat_map(|(_, fields)| fields));
    let mut shell = call
        .shell_of_paper(
            PaperKind::Invitation,
            Some(Nav::Visits),
            tr.visit_sheet_title(visit.name.as_str()),
            &paths::visits::visit(visit.id),
        )
        .lede(tr.visit_sheet_lede())
        .crumb(tr.visits_title(), Some(&paths::visits::visits()))
        .crumb(visit.name.as_str(), Some(&paths::units::unit(&visit.code)));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.tour_combined()));
    }
    SheetPage {
        shell,
        errors: ErrorSummary::of(tr, all),
        facts,
        items: items(call, sheet),
        action: paths::visits::visit_record(visit.id),
        head,
        rows,
        more: record_rows::more(tr),
        combine,
        combine_action: paths::visits::visit_combine(visit.id),
        changes,
    }
}

/// What a unit is told of a visit beforehand.
pub(super) fn announced(call: &Call<'_>, sheet: &VisitSheet) -> Vec<(String, String)> {
    let (tr, visit) = (call.tr, &sheet.visit);
    let (from, until) = visit.days;
    let days = match from == until {
        true => tr.date_long(from),
        false => format!("{} – {}", tr.date_long(from), tr.date_long(until)),
    };
    let purposes: Vec<_> = visit.purposes.iter().map(|purpose| purpose.as_str()).collect();
    let mut told: Vec<_> = [
        (tr.tour_days(), days),
        (tr.visit_leader(), visit.leader.clone()),
        (tr.tour_team(), sheet.company.team.join(" · ")),
        (tr.visit_purposes(), purposes.join(" · ")),
    ]
    .map(|(term, words)| (term.into_owned(), words))
    .into();
    told.retain(|(_, words)| !words.is_empty());
    told
}

/// What earlier visits left there: unanswered on top.
fn items(call: &Call<'_>, sheet: &VisitSheet) -> Table {
    let tr = call.tr;
    let rows = sheet.items.iter().map(|item| {
        let state = match (&item.reply, item.due_on) {
            (Some(_), _) => State::done(tr.visit_item_answered()),
            (None, Some(due)) if due < call.today => State::trouble(tr.visit_item_late(tr.date_short(due))),
            (None, Some(due)) => State::under_way(tr.visit_item_waits(tr.date_short(due))),
            (None, None) => State::not_begun(tr.visit_item_no_reply()),
        };
        [
            Cell::Noted(item.body.clone(), item.reply.clone().unwrap_or_default()),
            Cell::Text(call.word(&format!("visit-item-kind-{}", item.kind))),
            Cell::link(tr.date_iso(item.visited_on), paths::visits::visit(item.visit)),
            state.into(),
        ]
    });
    Table::new(tr.visit_sheet_open())
        .column(tr.visit_item_body())
        .column(tr.visit_item_kind())
        .column(tr.visits_column_day())
        .column(tr.visit_item_reply())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_sheet_nothing()))
}

/// Until somebody says otherwise it was made today, or on the last of its days.
fn head(call: &Call<'_>, ask: &Ask<'_>, days: (Date, Date)) -> Vec<Field> {
    let tr = call.tr;
    let day = call.today.min(days.1).max(days.0);
    vec![
        ask.day("visited_on", tr.visits_column_day(), &day.to_string()),
        ask.field("summary", tr.visit_summary(), Control::Lines(3), ""),
    ]
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    if record_rows::another(call).is_some() {
        return page(&made(call, &visit_sheet(&call.context(), id)?, &FieldErrors::new()));
    }
    let form = RecordForm {
        visited_on: call.form.get("visited_on"),
        summary: call.form.get("summary"),
        rows: record_rows::sent(call),
    };
    after_form(
        record_visit(&call.context(), id, &form),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, &visit_sheet(&call.context(), id)?, &errors)),
    )
}

pub(super) fn move_it(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    after_form(
        move_visit(&call.context(), id, call.form.get("day"), call.form.get("reason")),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, &visit_sheet(&call.context(), id)?, &errors)),
    )
}

pub(super) fn call_off(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    after_form(
        call_off_visit(&call.context(), id, call.form.get("why")),
        |()| see(paths::visits::visits()),
        |errors| form_again(&made(call, &visit_sheet(&call.context(), id)?, &errors)),
    )
}
