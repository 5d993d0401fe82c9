//! Correct the record of a visit and withdraw it; and what it said before.

use super::record_rows::tiers_told;
use crate::{
    frame::{ask::Ask, call::Call},
    look::{Cell, Control, Field, Table},
    pages::paths,
};
use earnest_app::visits::visit_show::VisitView;
use earnest_model::{message::FieldErrors, visits::correction::Part};

/// The fields of both, for whoever may.
pub(super) fn fields(
    call: &Call<'_>,
    view: &VisitView,
    errors: &FieldErrors,
) -> Option<[(String, Vec<Field>); 2]> {
    if !view.may_correct {
        return None;
    }
    let (tr, line, parts) = (call.tr, &view.line, &view.parts);
    let ask = Ask::new(call, errors, "");
    let meetings = parts.meetings.iter().map(|held| {
        let kind = call.word(&format!("meeting-kind-{}", held.kind));
        let words = format!("{kind} · {} · {}", tiers_told(call, held), held.participants);
        (Part::Meeting(held.id).key(), words)
    });
    let interview = tr.visit_interviews();
    let interviews = parts.interviews.iter().enumerate().map(|(place, (id, role))| {
        (Part::Interview(*id).key(), format!("{interview} {} · {role}", place + 1))
    });
    let items = parts.items.iter().map(|item| {
        let kind = call.word(&format!("visit-item-kind-{}", item.kind));
        (Part::Item(item.id).key(), format!("{kind} · {}", item.body))
    });
    let all: Vec<_> = meetings.chain(interviews).chain(items).collect();
    let mut correct = vec![
        ask.day("visited_on", tr.visits_column_day(), &line.visited_on.to_string()),
        ask.field("summary", tr.visit_summary(), Control::Lines(3), &line.summary),
    ];
    if !all.is_empty() {
        correct.push(ask.any("out", tr.visit_take_out(), &[], all).optional(tr));
    }
    correct.push(ask.field("reason", tr.visit_reason(), Control::Lines(2), ""));
    let withdraw = vec![ask.field("why", tr.visit_reason(), Control::Lines(2), "")];
    Some([
        (paths::visits::visit_correct(line.id), correct),
        (paths::visits::visit_withdraw(line.id), withdraw),
    ])
}

/// What the record said before, and what was taken out of it.
pub(super) fn corrected(call: &Call<'_>, view: &VisitView) -> Option<Table> {
    let tr = call.tr;
    if view.corrected.is_empty() {
        return None;
    }
    let said = view.corrected.iter().map(|one| {
        [
            Cell::Text(tr.date_iso(one.on)),
            Cell::Text(one.reason.clone()),
            Cell::Noted(one.summary.clone(), tr.date_long(one.visited_on)),
        ]
    });
    let out = view.taken_out.iter().map(|one| {
        let mut note = tr.visit_taken_out().into_owned();
        if let Some((day, reply)) = &one.reply {
            note = format!("{note} · {} · {} · {reply}", tr.visit_item_answered(), tr.date_iso(*day));
        }
        let words = Cell::Noted(one.words.clone(), note);
        [Cell::Text(tr.date_iso(one.on)), Cell::NotYet(tr.common_not_yet().into_owned()), words]
    });
    Some(
        Table::new(tr.visit_corrected())
            .column(tr.visit_corrected_on())
            .column(tr.visit_reason())
            .column(tr.visit_said_before())
            .rows(said.chain(out)),
    )
}
