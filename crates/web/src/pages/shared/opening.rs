//! The short form of a problem that a record asks for: what is known stands in it already; and how far such a problem has come.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Counted, Field, Notice, State, Tone},
    pages::paths,
};
use earnest_app::circulars::circular_follow_up::Answering;
use earnest_model::{
    id::ProblemId,
    ledger::{
        findings::problem::{CustomaryForm, Level, ProblemForm, ProblemState, Source},
        measures::measure_form::{MeasureForm, TimeClass},
    },
    message::{Argument, FieldErrors},
};

/// What the record says already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What is wrong.
    pub body: String,
    /// One concrete instance.
    pub instance: String,
    /// What is done.
    pub measure: String,
    /// The post that owns it.
    pub owner: String,
    /// By when.
    pub due_on: String,
    /// Whether a problem was opened of it already.
    pub taken_up: bool,
}

/// The names of the fields, as the rules tell faults.
const BODY: &str = "0-body";

const INSTANCE: &str = "0-instance";

const ASPECT: &str = "0-aspect";

const LEVEL: &str = "0-level";

const LEADER: &str = "0-leader";

const MEASURE: &str = "0-measure-0-body";

const OWNER: &str = "0-measure-0-owner";

const DELIVERABLE: &str = "0-measure-0-deliverable";

const AGAIN: &str = "again";

const DUE: &str = "0-measure-0-due_on";

/// The fields of the form.
pub fn fields(call: &Call<'_>, known: &Known, errors: &FieldErrors) -> Vec<Field> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let own = |name: &str, label: std::borrow::Cow<'_, str>, control: Control, preset: &str| {
        let value = call.form.find(name).unwrap_or(preset);
        let fault = call.fault(errors, name);
        Field::new(name, label, control).value(value).error(fault)
    };
    let chosen = call.form.get(ASPECT);
    let none = Choice::new("", tr.problem_choose(), chosen.is_empty());
    let aspects = call
        .pack()
        .aspects
        .iter()
        .map(|aspect| Choice::new(aspect.key.as_str(), aspect.name.get(tag), aspect.key == chosen));
    let level = call.form.find(LEVEL).unwrap_or(Level::Team.key());
    let levels = [Level::Team, Level::Portfolio, Level::Person]
        .map(|it| Choice::new(it.key(), call.word_of(it), it.key() == level));
    let mut fields = vec![
        own(BODY, tr.problem_column(), Control::Lines(2), &known.body),
        own(INSTANCE, tr.problem_instance(), Control::Lines(2), &known.instance)
            .help(tr.problem_instance_help()),
        own(
            ASPECT,
            tr.ledger_column_aspect(),
            Control::List(std::iter::once(none).chain(aspects).collect()),
            "",
        ),
        own(LEVEL, tr.problem_level(), Control::List(levels.into()), "").help(tr.problem_level_help()),
        own(LEADER, tr.problem_leader(), Control::Line("text"), &known.owner)
            .help(tr.problem_portfolio_help())
            .optional(tr),
        own(MEASURE, tr.ledger_column_measure(), Control::Lines(2), &known.measure),
        own(OWNER, tr.measure_owner(), Control::Line("text"), &known.owner),
        own(DELIVERABLE, tr.measure_deliverable(), Control::Line("text"), ""),
        own(DUE, tr.ledger_column_due(), Control::Line("date"), &known.due_on),
    ];
    if known.taken_up || errors.at(AGAIN).is_some() {
        fields.push(again(call, tr.take_up_again_yes(), errors));
    }
    fields
}

/// Whether another one is meant than what was made of the same already.
pub(crate) fn again(call: &Call<'_>, yes: std::borrow::Cow<'_, str>, errors: &FieldErrors) -> Field {
    let yes = Choice::new("yes", yes, means_another(call));
    Field::new(AGAIN, call.tr.take_up_again(), Control::Any(vec![yes]))
        .error(call.fault(errors, AGAIN))
        .optional(call.tr)
}

/// What is there already of what may be the same, with the way to it.
pub(crate) fn alike(call: &Call<'_>, errors: &FieldErrors) -> Option<Notice> {
    let found = errors.iter().find_map(|(_, fault)| {
        let argument =
            |name: &str| fault.arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        match (argument("problem")?, argument("there")?) {
            (Argument::Count(problem), Argument::Text(there)) => Some((ProblemId(*problem), there.as_str())),
            _ => None,
        }
    });
    let (problem, there) = found?;
    let notice = Notice::new(Tone::Error, call.tr.problem_alike());
    Some(notice.way(call.tr.problem_alike_see(there), paths::ledger::problem(problem)))
}

/// Whether whoever sends a form says that another one is meant. Whatever else was sent is no yes: then it is asked once more.
pub(crate) fn means_another(call: &Call<'_>) -> bool {
    call.ticked(AGAIN).is_ok_and(|yes| yes)
}

/// The form as it was sent; source and day are known. `today` is the day of the report as text.
pub fn form<'f>(call: &'f Call<'_>, source: Source, today: &'f str) -> ProblemForm<'f> {
    let measure = MeasureForm {
        body: call.form.get(MEASURE),
        owner: call.form.get(OWNER),
        deliverable: call.form.get(DELIVERABLE),
        time_class: TimeClass::ByDate.key(),
        due_on: call.form.get(DUE),
    };
    ProblemForm {
        level: call.form.get(LEVEL),
        aspect: call.form.get(ASPECT),
        body: call.form.get(BODY),
        instance: call.form.get(INSTANCE),
        source: source.key(),
        found_on: today,
        customary: CustomaryForm { leader: call.form.get(LEADER), ..CustomaryForm::default() },
        measures: vec![measure],
    }
}

/// The state of a problem with its measures, in one line.
pub(crate) fn problem_state(call: &Call<'_>, problem: &Answering) -> State {
    let tr = call.tr;
    let count = Counted::part(tr, &problem.closed, &problem.measures, paths::ledger::problem(problem.id));
    let words = tr.follow_problem(count.words(), problem.serial.as_str());
    match problem.state {
        ProblemState::Signed if problem.is_closed() => State::done(words),
        ProblemState::Signed => State::under_way(words),
        ProblemState::Reported => State::under_way(tr.follow_unsigned(problem.serial.as_str())),
        ProblemState::Returned => State::trouble(tr.follow_returned(problem.serial.as_str())),
        ProblemState::Merged | ProblemState::NotSubstantiated => {
            let word = call.word_of(problem.state);
            State::done(format!("{} · {word}", problem.serial))
        }
    }
}
