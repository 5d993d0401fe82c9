//! Later days and the long term, as the page of a measure asks and tells: requests so far, and the form for the next word.

use super::form_view::FormView;
use crate::{
    frame::call::Call,
    look::{Choice, Control, Field, Happening, State, Timeline},
    pages::paths,
};
use earnest_app::ledger::ledger_show::{MayChange, MeasureView};
use earnest_model::{
    choice::YesNo,
    ledger::measures::measure_change::{Change, ChangeKind, ChangeState, MeasureChange},
    message::FieldErrors,
};

/// The requests so far, the oldest first; `None` if there was none.
pub fn history(call: &Call<'_>, changes: &[MeasureChange]) -> Option<Timeline> {
    let told = changes.iter().map(|change| Happening {
        when: call.tr.date_short(change.requested_on),
        datetime: change.requested_on.to_string(),
        what: what(call, &change.change),
        note: Some(
            [Some(change.reason.as_str()), change.remarks.as_deref().filter(|text| !text.is_empty())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        ),
        state: Some(state(call, change.state)),
        href: None,
    });
    (!changes.is_empty()).then(|| Timeline::new(told))
}

fn what(call: &Call<'_>, change: &Change) -> String {
    let tr = call.tr;
    match change {
        Change::Extension { from, to } => tr.change_extension(tr.date_iso(*from), tr.date_iso(*to)),
        Change::LongTerm { stage_goal, review_on, ends_on } => {
            tr.change_long_term(tr.date_iso(*ends_on), stage_goal.as_str(), tr.date_iso(*review_on))
        }
    }
}

fn state(call: &Call<'_>, state: ChangeState) -> State {
    let word = call.word_of(state);
    match state {
        ChangeState::Granted => State::done(word),
        ChangeState::Declined => State::trouble(word),
        ChangeState::Requested | ChangeState::UnitApproved => State::under_way(word),
    }
}

/// The form for the next word that this person may say; `None` if none is.
pub fn form(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> Option<FormView> {
    let (tr, id) = (call.tr, view.measure.id);
    let made = |action: String, why: &str, submit: &str, fields| FormView {
        action,
        why: why.to_owned(),
        submit: submit.to_owned(),
        fields,
        files: false,
        later: false,
    };
    match view.may_change {
        MayChange::Request => {
            let fields = request_fields(call, view, errors);
            Some(made(paths::ledger::change(id), &tr.change_request_why(), &tr.change_request_send(), fields))
        }
        MayChange::Approve => {
            let fields = word_fields(call, errors);
            Some(made(
                paths::ledger::change_approve(id),
                &tr.change_approve_why(),
                &tr.change_decide(),
                fields,
            ))
        }
        MayChange::Decide => {
            let fields = word_fields(call, errors);
            Some(made(paths::ledger::change_decide(id), &tr.change_decide_why(), &tr.change_decide(), fields))
        }
        MayChange::Nothing => None,
    }
}

fn request_fields(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let field = |name: &'static str, label: &str, control| {
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(call.form.get(name)).error(fault)
    };
    // Without a day there is nothing to put off.
    let kinds =
        ChangeKind::ALL.iter().filter(|kind| **kind == ChangeKind::LongTerm || view.measure.due_on.is_some());
    let chosen = Some(call.form.get("kind")).filter(|kind| !kind.is_empty()).unwrap_or("extension");
    let choices = kinds.map(|kind| Choice::new(kind.key(), call.word_of(kind), kind.key() == chosen));
    let kind = field("kind", &tr.change_kind(), Control::One(choices.collect()));
    vec![
        kind,
        field("reason", &tr.change_reason(), Control::Lines(2)).help(tr.change_reason_help()),
        field("due_on", &tr.change_due_on(), Control::Line("date")).help(tr.change_due_help()).optional(tr),
        field("stage_goal", &tr.change_stage_goal(), Control::Line("text"))
            .help(tr.change_long_help())
            .optional(tr),
        field("review_on", &tr.change_review_on(), Control::Line("date")).optional(tr),
        field("ends_on", &tr.change_ends_on(), Control::Line("date")).optional(tr),
    ]
}

fn word_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let chosen = call.form.get("decision");
    let choices = [(YesNo::Yes, tr.change_yes()), (YesNo::No, tr.change_no())]
        .map(|(answer, words)| Choice::new(answer.key(), words, chosen == answer.key()));
    let remarks = Field::new("remarks", tr.measure_remarks(), Control::Lines(2));
    let fault = call.fault(errors, "remarks");
    vec![
        Field::new("decision", tr.measure_decision(), Control::One(choices.into()))
            .error(call.fault(errors, "decision")),
        remarks.value(call.form.get("remarks")).help(tr.change_remarks_help()).optional(tr).error(fault),
    ]
}
