//! A measure: the problem, the whole history, and the one form that this person may use now.

use super::{changes, form_view::FormView};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page},
    },
    look::{Choice, Control, ErrorSummary, Field, Happening, Nav, Notice, Shell, State, Timeline, Tone},
    pages::{
        paths,
        shared::{
            files::{FilesPanel, files_field, panel},
            measure_state::measure_state,
        },
    },
};
use askama::Template;
use earnest_app::{
    TakenStep,
    ledger::{
        attachments::attachment_read::files_of,
        ledger_show::{May, MeasureView, show_measure},
    },
};
use earnest_model::{
    choice::YesNo,
    id::MeasureId,
    ledger::{
        attachments::attachment::Holder,
        measures::{
            measure::{MeasureState, Step, Verdict},
            measure_form::TimeClass,
        },
    },
    message::FieldErrors,
    paper::PaperKind,
};
use std::borrow::Cow;

#[derive(Template)]
#[template(path = "pages/ledger/measures/measure.html")]
pub(super) struct MeasurePage {
    shell: Shell,
    facts: Vec<Fact>,
    history: Timeline,
    untouched: bool,
    errors: Option<ErrorSummary>,
    files: FilesPanel,
    progress: Option<FormView>,
    step: Option<FormView>,
    change: Option<FormView>,
    changes: Option<Timeline>,
    edit: Option<String>,
    /// Who acts next, for those who can't.
    pub(super) waits: Option<String>,
}

/// A line about the measure.
pub(super) struct Fact {
    pub(super) term: String,
    pub(super) text: String,
    pub(super) state: Option<State>,
    pub(super) href: Option<String>,
}

pub fn measure(call: &Call<'_>) -> Outcome {
    let view = show_measure(&call.context(), call.id::<MeasureId>("id")?)?;
    page(&template(call, &view, &FieldErrors::new())?)
}

/// While it is open, the paper is the notice; from the request on it is the form of its closure.
pub(super) fn kind_of_paper(state: MeasureState) -> PaperKind {
    if state.is_open() { PaperKind::Notice } else { PaperKind::Closure }
}

/// What was asked of a later day, and what happened, as lists.
pub(super) fn lists(call: &Call<'_>, view: &MeasureView) -> (Timeline, Timeline) {
    let changes = changes::history(call, &view.changes).unwrap_or_else(|| Timeline::new([]));
    (changes, Timeline::new(view.steps.iter().map(|step| happening(call, step))))
}

/// The page again, with the faults of a form at their fields.
pub fn again(call: &Call<'_>, id: MeasureId, errors: &FieldErrors) -> Outcome {
    let view = show_measure(&call.context(), id)?;
    form_again(&template(call, &view, errors)?)
}

fn template(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> Result<MeasurePage, Fault> {
    let tr = call.tr;
    let progress = (view.may == May::Work).then(|| progress_form(call, view, errors));
    let step = step_form(call, view, errors);
    let change = changes::form(call, view, errors);
    // Two forms may ask for remarks; the faults are those of the form that was sent.
    let sent = if call.path.starts_with(&paths::ledger::change(view.measure.id)) { &change } else { &step };
    let fields = progress.iter().chain(sent).flat_map(|form| &form.fields);
    let summary = ErrorSummary::of(tr, fields);
    let mut shell = call
        .shell_of_paper(
            kind_of_paper(view.measure.state),
            Some(Nav::Ledger),
            view.measure.body.as_str(),
            &paths::ledger::measure(view.measure.id),
        )
        .lede(view.measure.serial.as_str())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
        .crumb(view.unit.name.as_str(), Some(&paths::ledger::ledger().asking("unit", &view.unit.code)));
    if let Some(mine) = view.look_back {
        let words = if mine { tr.look_back_asked() } else { tr.look_back_drawn() };
        shell = shell.notice(Notice::new(Tone::Loading, words));
    }
    let files = files_of(&call.context(), Holder::Measure, view.measure.id.0)?;
    Ok(MeasurePage {
        shell,
        facts: facts(call, view),
        untouched: view.steps.is_empty(),
        history: Timeline::new(view.steps.iter().map(|step| happening(call, step))),
        errors: summary,
        files: panel(call, Holder::Measure, view.measure.id.0, &files),
        progress,
        step,
        change,
        changes: changes::history(call, &view.changes),
        waits: waits(call, view),
        edit: view.may_edit.then(|| paths::ledger::measure_edit(view.measure.id)),
    })
}

fn waits(call: &Call<'_>, view: &MeasureView) -> Option<String> {
    let word = match (view.may, view.measure.state) {
        (May::Nothing, MeasureState::ClosureRequested) => call.tr.measure_waits_head(),
        (May::Nothing, MeasureState::UnitApproved) => call.tr.measure_waits_above(),
        _ => return None,
    };
    Some(word.into_owned())
}

pub(super) fn facts(call: &Call<'_>, view: &MeasureView) -> Vec<Fact> {
    let (tr, measure) = (call.tr, &view.measure);
    let fact =
        |term: Cow<'_, str>, text: String| Fact { term: term.into_owned(), text, state: None, href: None };
    let due = measure.due_on.map_or(call.word("time-class-standing"), |day| tr.date_long(day));
    let late = measure.is_overdue(call.today).then(|| State::trouble(tr.measure_past_its_day(due.as_str())));
    let problem = Some(paths::ledger::problem(view.problem.id));
    let mut facts = vec![
        Fact {
            state: Some(measure_state(call, measure.state)),
            ..fact(tr.ledger_column_state(), String::new())
        },
        Fact { href: problem, ..fact(tr.measure_problem(), view.problem.body.clone()) },
        fact(tr.measure_owner(), measure.owner.clone()),
        fact(tr.measure_deliverable(), measure.deliverable.clone()),
        fact(tr.measure_time_class(), call.word_of(measure.time_class)),
        Fact { state: late, ..fact(tr.ledger_column_due(), due) },
        fact(tr.measure_progress(), format!("{}%", measure.progress)),
    ];
    for check in &view.checks {
        let seen = call.word(&format!("visit-seen-{}", check.seen));
        let mut words = format!("{} · {seen}", tr.date_long(check.on));
        if !check.stands {
            words = format!("{words} · {}", tr.measure_check_withdrawn());
        }
        let href = Some(paths::visits::visit(check.visit));
        facts.push(Fact { href, ..fact(tr.measure_checked(), words) });
    }
    if let Some(goal) = &measure.stage_goal {
        facts.push(fact(tr.change_stage_goal(), goal.clone()));
    }
    if let Some(day) = measure.ends_on {
        facts.push(fact(tr.change_ends_on(), tr.date_long(day)));
    }
    if let Some(evidence) = &measure.evidence {
        facts.push(fact(tr.measure_evidence(), evidence.clone()));
    }
    facts
}

fn happening(call: &Call<'_>, step: &TakenStep) -> Happening {
    let said = [step.by.as_deref(), Some(step.remarks.as_str()), step.evidence.as_deref()];
    let said: Vec<_> = said.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let word = call.word_of(step.step);
    let state = match step.step {
        Step::Close | Step::ClosePeriod | Step::Hold | Step::Restore => Some(State::done(&*word)),
        Step::Return | Step::Reopen | Step::Refute | Step::Doubted => Some(State::trouble(&*word)),
        _ => None,
    };
    Happening {
        when: call.tr.date_short(step.taken_on),
        datetime: step.taken_on.to_string(),
        what: if state.is_some() { String::new() } else { word },
        note: (!said.is_empty()).then(|| said.join(" · ")),
        state,
        href: None,
    }
}

fn field(call: &Call<'_>, field: Field, name: &str, errors: &FieldErrors) -> Field {
    field.error(call.fault(errors, name))
}

fn remarks(call: &Call<'_>, errors: &FieldErrors, help: Cow<'_, str>) -> Field {
    let control = Field::new("remarks", call.tr.measure_remarks(), Control::Lines(3));
    field(call, control.value(call.form.get("remarks")).help(help).optional(call.tr), "remarks", errors)
}

/// A standing measure is closed for the period; for good only once its end has come.
fn standing_fields(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let mut answers = vec![(Verdict::Period, tr.measure_verify_period())];
    if view.measure.has_come_to_its_end(call.today) {
        answers.push((Verdict::Yes, tr.measure_verify_yes()));
    }
    answers.push((Verdict::No, tr.measure_verify_no()));
    let review = Field::new("review_on", tr.measure_review_on(), Control::Line("date"))
        .value(call.form.get("review_on"))
        .help(tr.measure_review_help())
        .optional(tr);
    vec![
        decision(call, errors, answers.into_iter().map(|(answer, words)| (answer.key(), words))),
        field(call, review, "review_on", errors),
        remarks(call, errors, tr.measure_remarks_help()),
    ]
}

/// What is decided. Nothing is chosen beforehand: nobody signs what they did not say.
fn decision<'t>(
    call: &Call<'_>,
    errors: &FieldErrors,
    answers: impl IntoIterator<Item = (&'static str, Cow<'t, str>)>,
) -> Field {
    let sent = call.form.get("decision");
    let choices = answers.into_iter().map(|(answer, words)| Choice::new(answer, words, answer == sent));
    let asked = Field::new("decision", call.tr.measure_decision(), Control::One(choices.collect()));
    field(call, asked, "decision", errors)
}

fn progress_form(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> FormView {
    let percent = Field::new("progress", call.tr.measure_progress_percent(), Control::Number(0, 100))
        .value(call.form.find("progress").map_or(view.measure.progress.to_string(), str::to_owned));
    FormView {
        action: paths::ledger::measure_progress(view.measure.id),
        why: call.tr.measure_progress_why().into_owned(),
        submit: call.tr.measure_progress_send().into_owned(),
        fields: vec![
            field(call, percent, "progress", errors),
            Field::new("remarks", call.tr.measure_remarks(), Control::Lines(2)).optional(call.tr),
        ],
        files: false,
        later: false,
    }
}

fn step_form(call: &Call<'_>, view: &MeasureView, errors: &FieldErrors) -> Option<FormView> {
    let (tr, id) = (call.tr, view.measure.id);
    let decision = |yes, no| decision(call, errors, [(YesNo::Yes.key(), yes), (YesNo::No.key(), no)]);
    let (action, why, fields) = match view.may {
        May::Work => {
            let evidence = Field::new("evidence", tr.measure_evidence(), Control::Lines(3))
                .value(call.form.get("evidence"))
                .help(tr.measure_evidence_help())
                .optional(tr);
            let files = files_field(call, errors).optional(tr);
            let fields = vec![field(call, evidence, "evidence", errors), files];
            (paths::ledger::measure_request(id), tr.measure_request_why(), fields)
        }
        May::Approve => {
            let fields = vec![
                decision(tr.measure_approve_yes(), tr.measure_approve_no()),
                remarks(call, errors, tr.measure_remarks_help()),
            ];
            (paths::ledger::measure_approve(id), tr.measure_approve_why(), fields)
        }
        May::Verify => {
            let mut fields = vec![
                decision(tr.measure_verify_yes(), tr.measure_verify_no()),
                remarks(call, errors, tr.measure_remarks_help()),
            ];
            if view.measure.time_class == TimeClass::Standing {
                fields = standing_fields(call, view, errors);
            }
            (paths::ledger::measure_verify(id), tr.measure_verify_why(), fields)
        }
        May::LookBack { may_hold } => {
            let chosen = if may_hold {
                decision(tr.measure_look_back_yes(), tr.measure_look_back_no())
            } else {
                self::decision(call, errors, [(YesNo::No.key(), tr.measure_look_back_no())])
            };
            let fields = vec![chosen, remarks(call, errors, tr.measure_remarks_help())];
            (paths::ledger::measure_look_back(id), tr.measure_look_back_why(), fields)
        }
        May::Nothing => return None,
    };
    let requests = view.may == May::Work;
    let submit = if requests { tr.measure_request_send() } else { tr.measure_decide() };
    Some(FormView {
        action,
        why: why.into_owned(),
        submit: submit.into_owned(),
        fields,
        files: requests,
        // What was just closed is looked at again after a while, or when it is drawn.
        later: matches!(view.may, May::LookBack { .. }) && view.look_back.is_none(),
    })
}
