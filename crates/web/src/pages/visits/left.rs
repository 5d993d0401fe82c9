//! What a visit left: how far each item has come, where it stands in the ledger, and the forms of those that wait.

use crate::{
    frame::call::Call,
    look::{Cell, Control, Field, Notice, State, Table, Tone},
    pages::{
        paths,
        shared::{opening, programme_items::item_called},
    },
};
use earnest_app::visits::visit_show::VisitView;
use earnest_model::{
    Date,
    id::{MeasureId, VisitItemId},
    message::FieldErrors,
    visits::visit::ItemKind,
};

/// A form for an item that waits: for the answer of the unit, or for the help that was offered to it.
pub(super) struct Reply {
    pub action: String,
    pub body: String,
    pub field: Field,
    pub why: String,
    pub submit: String,
}

/// What is wrong with what was sent on the page.
#[derive(Clone, Copy)]
pub(super) enum Wrong<'e> {
    /// Nothing.
    Nothing,
    /// The answer to an item.
    Reply(VisitItemId, &'e FieldErrors),
    /// What was to be added.
    Rows(&'e FieldErrors),
    /// The correction of the record, or what it was to be withdrawn for.
    Change(&'e FieldErrors),
}

/// A form for each item that waits for whoever reads the page.
pub(super) fn replies(call: &Call<'_>, view: &VisitView, wrong: Wrong<'_>) -> Vec<Reply> {
    let tr = call.tr;
    if view.line.withdrawn.is_some() {
        return Vec::new();
    }
    let wrong = match wrong {
        Wrong::Reply(id, errors) => Some((id, errors)),
        Wrong::Nothing | Wrong::Rows(_) | Wrong::Change(_) => None,
    };
    let form = |item: &earnest_app::VisitItem| {
        let id = VisitItemId(item.id);
        let help = item.kind == ItemKind::Support.key();
        // A check asks for an answer only where it has a day, and how far something has come for none.
        let taken = view.taken_up.iter().any(|(of, problem)| *of == item.id && problem.state.answers());
        let asks = ![ItemKind::Check.key(), ItemKind::Progress.key()].contains(&item.kind.as_str());
        let waits = asks || item.reply_due_on.is_some();
        if item.replied_on.is_some()
            || !(if help { view.may_give } else { view.may_reply && waits && !taken })
        {
            return None;
        }
        let name = if help { "given" } else { "reply" };
        let errors = wrong.filter(|(of, _)| *of == id).map(|(_, errors)| errors);
        let sent = if errors.is_some() { call.form.get(name) } else { "" };
        let fault = errors.and_then(|errors| errors.at(name));
        let label = if help { tr.visit_given() } else { tr.visit_reply() };
        let field = Field::new(name, label, Control::Lines(2))
            .value(sent)
            .error(fault.map(|message| call.words(message)));
        Some(match help {
            true => Reply {
                action: paths::visits::visit_item_given(id),
                body: item.body.clone(),
                field,
                why: tr.visit_given_why().into_owned(),
                submit: tr.visit_given().into_owned(),
            },
            false => Reply {
                action: paths::visits::visit_item_reply(id),
                body: item.body.clone(),
                field,
                why: tr.visit_reply_why().into_owned(),
                submit: tr.visit_reply().into_owned(),
            },
        })
    };
    view.parts.items.iter().filter_map(form).collect()
}

pub(super) fn items(call: &Call<'_>, view: &VisitView) -> Table {
    let tr = call.tr;
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let rows = view.parts.items.iter().map(|item| {
        let due = day(&item.reply_due_on);
        let help = item.kind == ItemKind::Support.key();
        let all = || view.taken_up.iter().filter(|(of, _)| *of == item.id).map(|(_, problem)| problem);
        // Of several the one that answers; else the latest says how far it has come, which is not far enough.
        let taken = all().find(|problem| problem.state.answers()).or_else(|| all().next_back());
        let in_ledger = taken.filter(|_| item.reply.is_none());
        let state: Cell = match (&item.reply, due) {
            (Some(_), _) if help => State::done(tr.visit_item_given()).into(),
            (Some(_), _) => State::done(tr.visit_item_answered()).into(),
            (None, Some(due)) if help && due < call.today => {
                State::trouble(tr.visit_item_help_late(tr.date_short(due))).into()
            }
            (None, Some(due)) if help => {
                State::under_way(tr.visit_item_help_waits(tr.date_short(due))).into()
            }
            (None, Some(due)) if due < call.today => {
                State::trouble(tr.visit_item_late(tr.date_short(due))).into()
            }
            (None, Some(due)) => State::under_way(tr.visit_item_waits(tr.date_short(due))).into(),
            (None, None) if item.kind == ItemKind::Finding.key() => {
                State::not_begun(tr.visit_item_open()).into()
            }
            (None, None) => Cell::NotYet(tr.common_not_yet().into_owned()),
        };
        let state = in_ledger.map_or(state, |problem| opening::problem_state(call, problem).into());
        let body = match (&item.seen, item.subject.as_deref().zip(item.progress.as_deref())) {
            (_, Some((subject, progress))) => {
                let state = call.word(&format!("visit-progress-{progress}"));
                format!("{} · {state} · {}", item_called(call, subject), item.body)
            }
            (Some(seen), _) => format!("{} · {}", item.body, call.word(&format!("visit-seen-{seen}"))),
            (None, _) => item.body.clone(),
        };
        let finding = item.kind == ItemKind::Finding.key();
        let ledger = match (item.measure, taken) {
            (Some(id), _) => {
                let serial = item.serial.clone().unwrap_or_else(|| tr.visit_item_measure().into_owned());
                Cell::link(serial, paths::ledger::measure(MeasureId(id)))
            }
            (None, Some(_)) if all().count() > 1 => {
                Cell::ways(all().map(|one| (one.serial.clone(), paths::ledger::problem(one.id))).collect())
            }
            (None, Some(problem)) => Cell::link(problem.serial.as_str(), paths::ledger::problem(problem.id)),
            (None, None) if finding && view.may_take_up => {
                Cell::link(tr.take_up_way(), paths::ledger::take_up_visit_item(VisitItemId(item.id)))
            }
            (None, None) => Cell::NotYet(tr.common_not_yet().into_owned()),
        };
        [
            Cell::Noted(body, item.reply.clone().unwrap_or_default()),
            Cell::Text(call.word(&format!("visit-item-kind-{}", item.kind))),
            Cell::Text(call.word(&format!("visit-reach-{}", item.reach().key()))),
            ledger,
            state,
        ]
    });
    Table::new(tr.visit_items())
        .column(tr.visit_item_body())
        .column(tr.visit_item_kind())
        .column(tr.visit_item_reach())
        .column(tr.visit_item_ledger())
        .column(tr.visit_item_reply())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.visit_no_items()))
}
