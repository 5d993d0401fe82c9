//! The sheet of a planned visit: what the last ones left there on top, then what is recorded; and the answer to an item.

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
use earnest_app::visits::visit_record::{VisitSheet, record_visit, visit_sheet};
use earnest_model::{
    id::VisitId,
    message::FieldErrors,
    visits::{
        tour::{ItemRow, RecordForm},
        visit::{ItemForm, ItemKind, MeetingKind, Reach, Seen},
    },
};

/// Rows for meetings, interviews and items.
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
    rows: Vec<(String, Vec<Field>, bool)>,
    combine: Vec<Field>,
    combine_action: String,
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
    let facts = vec![
        (
            tr.tour_days().into_owned(),
            format!("{} – {}", tr.date_words(visit.days.0), tr.date_words(visit.days.1)),
        ),
        (tr.visit_leader().into_owned(), visit.leader.clone()),
        (tr.visit_purposes().into_owned(), purposes.join(" · ")),
        (tr.tour_chosen_by().into_owned(), chosen.unwrap_or_else(|| tr.common_not_yet().into_owned())),
    ];
    let (head, rows) = if sheet.may_record {
        (head(call, &ask), rows(call, sheet, &ask, errors))
    } else {
        (Vec::new(), Vec::new())
    };
    let tours = sheet.tours.iter().map(|(id, leader, purpose, from)| {
        (id.to_string(), format!("{} · {leader} · {purpose}", tr.date_words(*from)))
    });
    let combine =
        if sheet.tours.is_empty() { Vec::new() } else { vec![ask.list("tour", tr.tour_other(), "", tours)] };
    let all = head.iter().chain(rows.iter().flat_map(|(_, fields, _)| fields));
    let mut shell = call
        .shell(Some(Nav::Visits), tr.visit_sheet_title(visit.name.as_str()))
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
        combine,
        combine_action: paths::visits::visit_combine(visit.id),
    }
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

fn head(call: &Call<'_>, ask: &Ask<'_>) -> Vec<Field> {
    let tr = call.tr;
    vec![
        ask.day("visited_on", tr.visits_column_day(), &call.today.to_string()),
        ask.field("summary", tr.visit_summary(), Control::Lines(3), ""),
    ]
}

/// The rows, each folded away until something of it was sent or is wrong.
fn rows(
    call: &Call<'_>,
    sheet: &VisitSheet,
    ask: &Ask<'_>,
    errors: &FieldErrors,
) -> Vec<(String, Vec<Field>, bool)> {
    let tr = call.tr;
    let [meetings, interviews, items] = ROWS;
    let mut rows = Vec::new();
    for row in 0..meetings {
        let at = |name: &str| format!("meeting-{row}-{name}");
        let kinds = ask.words("meeting-kind", MeetingKind::ALL.iter().map(|kind| kind.key()));
        rows.push((
            at(""),
            tr.visit_meeting_number(row + 1),
            vec![
                ask.list(&at("kind"), tr.visit_meeting_kind(), MeetingKind::Forum.key(), kinds).optional(tr),
                ask.line(&at("participants"), tr.visit_meeting_participants()).optional(tr),
                ask.line(&at("tiers"), tr.visit_meeting_tiers()).optional(tr),
            ],
        ));
    }
    for row in 0..interviews {
        let at = |name: &str| format!("interview-{row}-{name}");
        rows.push((
            at(""),
            tr.visit_interview_number(row + 1),
            vec![
                ask.line(&at("role"), tr.visit_interview_role()).optional(tr),
                ask.line(&at("person"), tr.visit_interview_person())
                    .help(tr.visit_interview_person_help())
                    .optional(tr),
                ask.field(&at("note"), tr.visit_interview_note(), Control::Lines(3), "")
                    .help(tr.visit_interview_note_help())
                    .optional(tr),
            ],
        ));
    }
    for row in 0..items {
        rows.push((format!("item-{row}-"), tr.visit_item_number(row + 1), item(call, sheet, ask, row)));
    }
    let told = ["participants", "tiers", "role", "note", "body", "measure"];
    let open = |prefix: &str| {
        errors.iter().any(|(field, _)| field.starts_with(prefix))
            || told.iter().any(|name| !call.form.get(&format!("{prefix}{name}")).trim().is_empty())
    };
    rows.into_iter().map(|(prefix, title, fields)| (title, fields, open(&prefix))).collect()
}

fn item(call: &Call<'_>, sheet: &VisitSheet, ask: &Ask<'_>, row: usize) -> Vec<Field> {
    let tr = call.tr;
    let at = |name: &str| format!("item-{row}-{name}");
    let kinds = ask.words("visit-item-kind", ItemKind::ALL.iter().map(|kind| kind.key()));
    let reaches = ask.words("visit-reach", Reach::ALL.iter().map(|reach| reach.key()));
    let seen = ask.words("visit-seen", Seen::ALL.iter().map(|seen| seen.key()));
    let none = (String::new(), tr.common_not_yet().into_owned());
    let measures = sheet.measures.iter().map(|measure| {
        let state = call.word_of(measure.state);
        (measure.serial.clone(), format!("{} · {state} · {}", measure.serial, measure.body))
    });
    vec![
        ask.list(&at("kind"), tr.visit_item_kind(), ItemKind::Finding.key(), kinds).optional(tr),
        ask.field(&at("body"), tr.visit_item_body(), Control::Lines(2), "").optional(tr),
        ask.list(&at("reach"), tr.visit_item_reach(), Reach::Unit.key(), reaches).optional(tr),
        ask.day(&at("reply_due_on"), tr.visit_item_reply(), "").optional(tr),
        ask.list(&at("measure"), tr.visit_item_measure(), "", std::iter::once(none).chain(measures))
            .optional(tr),
        ask.list(&at("seen"), tr.visit_item_seen(), Seen::AsReported.key(), seen).optional(tr),
    ]
}

pub(super) fn record(call: &Call<'_>) -> Outcome {
    let id: VisitId = call.id("id")?;
    let get = |name: String| call.form.get(&name);
    let [meetings, interviews, items] = ROWS;
    let item = |row: usize| {
        let at = |name: &str| get(format!("item-{row}-{name}"));
        let item = ItemForm {
            kind: at("kind"),
            reach: at("reach"),
            body: at("body"),
            reply_due_on: at("reply_due_on"),
        };
        ItemRow { item, measure: at("measure"), seen: at("seen") }
    };
    let form = RecordForm {
        visited_on: call.form.get("visited_on"),
        summary: call.form.get("summary"),
        meetings: (0..meetings)
            .map(|row| ["kind", "participants", "tiers"].map(|name| get(format!("meeting-{row}-{name}"))))
            .collect(),
        interviews: (0..interviews)
            .map(|row| ["role", "person", "note"].map(|name| get(format!("interview-{row}-{name}"))))
            .collect(),
        items: (0..items).map(item).collect(),
    };
    after_form(
        record_visit(&call.context(), id, &form),
        |()| see(paths::visits::visit(id)),
        |errors| form_again(&made(call, &visit_sheet(&call.context(), id)?, &errors)),
    )
}
