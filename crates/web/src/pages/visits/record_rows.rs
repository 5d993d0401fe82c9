//! Rows of a visit: meetings, interviews and items, as many as somebody asks for, with what was typed.

use crate::{
    frame::{ask::Ask, call::Call},
    look::{Control, Field},
    pages::shared::programme_items::programme_items,
};
use earnest_app::HeldMeeting;
use earnest_i18n::Tr;
use earnest_model::{
    ledger::measures::measure::Measure,
    message::FieldErrors,
    visits::{
        record_form::{ItemForm, ItemRow, MOST_ROWS, MeetingForm, RowsForm, tier_field},
        visit::{FromTier, ItemChoice, MeetingKind, Progress, Seen},
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
        ItemRow {
            item,
            measure: at("measure"),
            seen: at("seen"),
            subject: at("subject"),
            progress: at("progress"),
        }
    };
    let tiers = tiers(call);
    let meeting = |row: usize| {
        let at = |name: &str| get(format!("meeting-{row}-{name}"));
        MeetingForm {
            kind: at("kind"),
            participants: at("participants"),
            tiers: tiers.iter().map(|(tier, _)| (*tier, get(tier_field(row, *tier)))).collect(),
            words: at("tiers"),
        }
    };
    RowsForm {
        another: !call.form.get("another").is_empty(),
        meetings: all("meeting").map(meeting).collect(),
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
    let told =
        ["participants", "tiers", "role", "person", "note", "body", "reply_due_on", "measure", "subject"];
    let of_tiers = format!("{prefix}tier-");
    let mut tiers = call.form.with_prefix(&of_tiers);
    errors.iter().any(|(field, _)| field.starts_with(prefix))
        || tiers.any(|(_, people)| !people.trim().is_empty())
        || (prefix.starts_with("item-") && !call.form.get(&format!("{prefix}kind")).trim().is_empty())
        || told.iter().any(|name| !call.form.get(&format!("{prefix}{name}")).trim().is_empty())
}

fn meeting(call: &Call<'_>, ask: &Ask<'_>, row: usize) -> Vec<Field> {
    let tr = call.tr;
    let at = |name: &str| format!("meeting-{row}-{name}");
    let kinds = ask.words("meeting-kind", MeetingKind::ALL.iter().map(|kind| kind.key()));
    let mut fields =
        vec![ask.list(&at("kind"), tr.visit_meeting_kind(), MeetingKind::Forum.key(), kinds).optional(tr)];
    for (tier, name) in tiers(call) {
        let label = tr.visit_meeting_of_tier(name);
        fields.push(ask.field(&tier_field(row, tier), label, Control::Number(0, 100_000), "").optional(tr));
    }
    let all =
        ask.field(&at("participants"), tr.visit_meeting_participants(), Control::Number(1, 100_000), "");
    fields.push(all.help(tr.visit_meeting_participants_help()).optional(tr));
    // A form that was begun before tiers were counted has them in words: what was typed is not lost.
    if call.decided(&at("tiers")).is_some_and(|words| !words.trim().is_empty()) {
        fields.push(ask.line(&at("tiers"), tr.visit_meeting_tiers()).optional(tr));
    }
    fields
}

/// The tiers that there are, from the top down, and the public.
fn tiers(call: &Call<'_>) -> Vec<(Option<i32>, String)> {
    let tag = call.lang.tag();
    let named =
        call.pack().tiers.iter().zip(0..).map(|(tier, place)| (Some(place), tier.name.get(tag).to_owned()));
    named.chain([(None, call.tr.visit_meeting_public().into_owned())]).collect()
}

/// From which tiers whoever came to a meeting was, with how many of each; in words where nobody counted.
pub(super) fn tiers_told(call: &Call<'_>, held: &HeldMeeting) -> String {
    let tag = call.lang.tag();
    let one = |from: &FromTier| {
        let name = match from.tier {
            Some(tier) => call.pack().tier_name_at(tier, tag).to_owned(),
            None => call.tr.visit_meeting_public().into_owned(),
        };
        format!("{name} {}", from.people)
    };
    let counted = held.counted.iter().map(one);
    let words = (!held.words.is_empty()).then(|| held.words.clone());
    counted.chain(words).collect::<Vec<_>>().join(" · ")
}

/// Asked only of whoever adds what stands in the record already.
pub(super) fn another_field(call: &Call<'_>, errors: &FieldErrors) -> Option<Field> {
    let ask = Ask::new(call, errors, "");
    let wanted = errors.at("another").is_some() || !call.form.get("another").is_empty();
    let yes = ("yes".to_owned(), call.tr.visit_another_yes().into_owned());
    wanted.then(|| ask.any("another", call.tr.visit_another(), &[], [yes]).optional(call.tr))
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
    let none = || (String::new(), tr.common_not_yet().into_owned());
    let progress = ask.words("visit-progress", Progress::ALL.iter().map(|state| state.key()));
    let measures = known.iter().map(|measure| {
        let state = call.word_of(measure.state);
        (measure.serial.clone(), format!("{} · {state} · {}", measure.serial, measure.body))
    });
    vec![
        ask.list(&at("kind"), tr.visit_item_kind(), "", std::iter::once(none()).chain(kinds)).optional(tr),
        ask.field(&at("body"), tr.visit_item_body(), Control::Lines(2), "").optional(tr),
        ask.day(&at("reply_due_on"), tr.visit_item_reply(), "").optional(tr),
        ask.list(&at("measure"), tr.visit_item_measure(), "", std::iter::once(none()).chain(measures))
            .optional(tr),
        ask.list(&at("seen"), tr.visit_item_seen(), Seen::AsReported.key(), seen).optional(tr),
        ask.list(
            &at("subject"),
            tr.visit_item_subject(),
            "",
            std::iter::once(none()).chain(programme_items(call)),
        )
        .help(tr.visit_item_subject_help())
        .optional(tr),
        ask.list(&at("progress"), tr.visit_item_progress(), "", std::iter::once(none()).chain(progress))
            .optional(tr),
    ]
}
