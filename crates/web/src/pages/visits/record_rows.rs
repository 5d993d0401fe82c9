//! Rows of a visit: meetings, interviews and items, as many as somebody asks for, with what was typed.

use crate::{
    frame::{ask::Ask, call::Call},
    look::{Control, Field},
};
use earnest_i18n::Tr;
use earnest_model::{
    ledger::measures::measure::Measure,
    message::FieldErrors,
    visits::{
        record_form::{ItemForm, ItemRow, MOST_ROWS, RowsForm},
        visit::{ItemChoice, MeetingKind, Seen},
    },
};

/// The kinds of row, as their fields begin.
const KINDS: [&str; 3] = ["meeting", "interview", "item"];

/// A row, folded away until something of it was sent, is wrong, or it was asked for.
pub(super) struct Row {
    /// What it is.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether it is open.
    pub open: bool,
}

/// The kind of which one row more is asked for; what was typed so far comes back with it.
pub(super) fn another(call: &Call<'_>) -> Option<&'static str> {
    let asked = call.form.find("more")?;
    KINDS.into_iter().find(|kind| *kind == asked)
}

/// What asks for one row more of a kind: its word and what the button says.
pub(super) fn more(tr: Tr) -> Vec<(&'static str, String)> {
    let said = [tr.visit_more_meetings(), tr.visit_more_interviews(), tr.visit_more_items()];
    KINDS.into_iter().zip(said.map(std::borrow::Cow::into_owned)).collect()
}

/// What was sent. One row too many is read with the others, so that it is refused and not left out.
pub(super) fn sent<'c>(call: &'c Call<'_>) -> RowsForm<'c> {
    let get = |name: String| call.form.get(&name);
    let all = |kind: &str| 0..call.rows_sent(kind).min(MOST_ROWS + 1);
    let item = |row: usize| {
        let at = |name: &str| get(format!("item-{row}-{name}"));
        // A page from before said in a field of its own that it was for all units; only guidance can be.
        let kind = match (at("kind"), at("reach")) {
            ("guidance", "all") => ItemChoice::GuidanceForAll.key(),
            (_, "all") => "all",
            (kind, _) => kind,
        };
        let item = ItemForm { kind, body: at("body"), reply_due_on: at("reply_due_on") };
        ItemRow { item, measure: at("measure"), seen: at("seen") }
    };
    RowsForm {
        meetings: all("meeting")
            .map(|row| ["kind", "participants", "tiers"].map(|name| get(format!("meeting-{row}-{name}"))))
            .collect(),
        interviews: all("interview")
            .map(|row| ["role", "person", "note"].map(|name| get(format!("interview-{row}-{name}"))))
            .collect(),
        items: all("item").map(item).collect(),
    }
}

/// The rows: as many as were sent and one more of what is asked for, or as many as there are `at_first`.
pub(super) fn rows(
    call: &Call<'_>,
    known: &[Measure],
    errors: &FieldErrors,
    at_first: [usize; 3],
) -> Vec<Row> {
    let ask = Ask::new(call, errors, "");
    let mut rows = Vec::new();
    for (kind, at_first) in KINDS.into_iter().zip(at_first) {
        let asked = another(call) == Some(kind);
        let sent = call.rows_sent(kind).max(at_first);
        let shown = if asked { sent + 1 } else { sent }.min(MOST_ROWS);
        for row in 0..shown {
            let (title, fields) = match kind {
                "meeting" => (call.tr.visit_meeting_number(row + 1), meeting(call, &ask, row)),
                "interview" => (call.tr.visit_interview_number(row + 1), interview(call, &ask, row)),
                _ => (call.tr.visit_item_number(row + 1), item(call, known, &ask, row)),
            };
            let open = asked && row + 1 == shown || is_told(call, errors, &format!("{kind}-{row}-"));
            rows.push(Row { title, fields, open });
        }
    }
    rows
}

/// Whether something of a row was sent or is wrong.
fn is_told(call: &Call<'_>, errors: &FieldErrors, prefix: &str) -> bool {
    let told = ["participants", "tiers", "role", "person", "note", "kind", "body", "reply_due_on", "measure"];
    errors.iter().any(|(field, _)| field.starts_with(prefix))
        || told.iter().any(|name| !call.form.get(&format!("{prefix}{name}")).trim().is_empty())
}

fn meeting(call: &Call<'_>, ask: &Ask<'_>, row: usize) -> Vec<Field> {
    let tr = call.tr;
    let at = |name: &str| format!("meeting-{row}-{name}");
    let kinds = ask.words("meeting-kind", MeetingKind::ALL.iter().map(|kind| kind.key()));
    vec![
        ask.list(&at("kind"), tr.visit_meeting_kind(), MeetingKind::Forum.key(), kinds).optional(tr),
        ask.line(&at("participants"), tr.visit_meeting_participants()).optional(tr),
        ask.line(&at("tiers"), tr.visit_meeting_tiers()).optional(tr),
    ]
}

fn interview(call: &Call<'_>, ask: &Ask<'_>, row: usize) -> Vec<Field> {
    let tr = call.tr;
    let at = |name: &str| format!("interview-{row}-{name}");
    vec![
        ask.line(&at("role"), tr.visit_interview_role()).optional(tr),
        ask.line(&at("person"), tr.visit_interview_person())
            .help(tr.visit_interview_person_help())
            .optional(tr),
        ask.field(&at("note"), tr.visit_interview_note(), Control::Lines(3), "")
            .help(tr.visit_interview_note_help())
            .optional(tr),
    ]
}

fn item(call: &Call<'_>, known: &[Measure], ask: &Ask<'_>, row: usize) -> Vec<Field> {
    let tr = call.tr;
    let at = |name: &str| format!("item-{row}-{name}");
    let kinds = ask.words("visit-item-kind", ItemChoice::ALL.iter().map(|kind| kind.key()));
    let seen = ask.words("visit-seen", Seen::ALL.iter().map(|seen| seen.key()));
    let none = (String::new(), tr.common_not_yet().into_owned());
    let measures = known.iter().map(|measure| {
        let state = call.word_of(measure.state);
        (measure.serial.clone(), format!("{} · {state} · {}", measure.serial, measure.body))
    });
    vec![
        ask.list(&at("kind"), tr.visit_item_kind(), "", std::iter::once(none.clone()).chain(kinds))
            .optional(tr),
        ask.field(&at("body"), tr.visit_item_body(), Control::Lines(2), "").optional(tr),
        ask.day(&at("reply_due_on"), tr.visit_item_reply(), "").optional(tr),
        ask.list(&at("measure"), tr.visit_item_measure(), "", std::iter::once(none).chain(measures))
            .optional(tr),
        ask.list(&at("seen"), tr.visit_item_seen(), Seen::AsReported.key(), seen).optional(tr),
    ]
}
