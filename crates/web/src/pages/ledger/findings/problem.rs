//! A problem with its measures.

use super::{early, take_up::way};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::{
        paths,
        shared::{choose_round::whose, measure_state::measure_state},
    },
};
use askama::Template;
use earnest_app::{
    AppError, CameFrom, Problem, Proposal,
    ledger::{
        findings::{
            person_name::name_person,
            problem_settle::{Settle, settle_problem},
        },
        ledger_show::{ProblemView, show_problem},
    },
    programmes::rounds_name::name_rounds,
};
use earnest_model::{id::ProblemId, ledger::findings::vague::vague, message::FieldErrors};

#[derive(Template)]
#[template(path = "pages/ledger/findings/problem.html")]
struct ProblemPage {
    shell: Shell,
    facts: Vec<(String, String)>,
    /// What is proposed in place of the signed words: who wrote it and when, and what it says.
    proposal: Option<(String, Vec<(String, String)>)>,
    /// The records that it came from: words, and the way to each.
    came_from: Vec<(String, Option<String>)>,
    measures: Table,
    id: ProblemId,
    may_correct: bool,
    may_add: bool,
    settle: Vec<Field>,
    person: Option<Field>,
    give_back: Option<Field>,
    errors: Option<ErrorSummary>,
}

pub fn problem(call: &Call<'_>) -> Outcome {
    let view = show_problem(&call.context(), call.id::<ProblemId>("id")?)?;
    page(&template(call, &view, &FieldErrors::new())?)
}

/// The page again, with what is wrong with a return.
pub fn again(call: &Call<'_>, id: ProblemId, errors: &FieldErrors) -> Outcome {
    form_again(&template(call, &show_problem(&call.context(), id)?, errors)?)
}

/// Names whom it is about. Whoever is neither that person nor the head has seen it for the last time then.
pub fn person(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    after_form(
        name_person(&call.context(), id, call.form.get("person")),
        |()| match show_problem(&call.context(), id) {
            Ok(_) => see(paths::ledger::problem(id).asking("done", "1")),
            Err(_) => see(paths::ledger::ledger()),
        },
        |errors| again(call, id, &errors),
    )
}

pub(crate) fn facts(call: &Call<'_>, problem: &Problem) -> Vec<(String, String)> {
    let tr = call.tr;
    let mut facts = vec![
        (tr.ledger_column_state().into_owned(), call.word_of(problem.state)),
        (tr.problem_serial().into_owned(), problem.serial.clone()),
        (tr.problem_level().into_owned(), call.word_of(problem.level)),
        (
            tr.ledger_column_aspect().into_owned(),
            call.pack().aspect_name(&problem.aspect, call.lang.tag()).to_owned(),
        ),
        (tr.problem_instance().into_owned(), problem.instance.clone()),
        (tr.problem_source().into_owned(), call.word_of(problem.source)),
        (tr.problem_found_on().into_owned(), tr.date_long(problem.found_on)),
    ];
    let missing = problem.missing.clone().map(|text| (tr.problem_missing().into_owned(), text));
    facts.extend(missing);
    facts.extend(problem.signed_on.map(|day| (tr.problem_signed_on().into_owned(), tr.date_long(day))));
    let terms = [
        tr.problem_root_cause(),
        tr.problem_target(),
        tr.problem_leader(),
        tr.problem_assisting(),
        tr.problem_contact(),
    ];
    let said = terms.into_iter().zip(&problem.customary);
    facts.extend(said.filter_map(|(term, text)| Some((term.into_owned(), text.clone()?))));
    facts
}

/// What is proposed in place of the signed words: the columns in which it differs, the words and the instance always.
pub(crate) fn proposed(
    call: &Call<'_>,
    problem: &Problem,
    proposal: &Proposal,
) -> (String, Vec<(String, String)>) {
    let tr = call.tr;
    let day = tr.date_long(proposal.on);
    let by = match &proposal.by {
        Some(by) => tr.proposal_by(by.as_str(), day),
        None => tr.proposal_on(day),
    };
    let mut facts = vec![
        (tr.problem_column().into_owned(), proposal.body.clone()),
        (tr.problem_instance().into_owned(), proposal.instance.clone()),
    ];
    if proposal.aspect != problem.aspect {
        let aspect = call.pack().aspect_name(&proposal.aspect, call.lang.tag());
        facts.push((tr.ledger_column_aspect().into_owned(), aspect.to_owned()));
    }
    let terms = [
        tr.problem_root_cause(),
        tr.problem_target(),
        tr.problem_leader(),
        tr.problem_assisting(),
        tr.problem_contact(),
    ];
    let said = terms.into_iter().zip(&problem.customary).zip(&proposal.customary);
    let changed = said.filter(|((_, before), now)| *before != *now);
    facts.extend(changed.map(|((term, _), now)| {
        let none = || tr.common_not_yet().into_owned();
        (term.into_owned(), now.clone().unwrap_or_else(none))
    }));
    (by, facts)
}

/// What the words of a problem leave open: questions for whoever reviews it, and no verdict.
pub(crate) fn open_questions(call: &Call<'_>, problem: &Problem) -> String {
    let questions = vague(&problem.body, &problem.instance).into_iter().map(|what| call.word_of(what));
    questions.collect::<Vec<_>>().join(" · ")
}

/// The round of a problem with its topic and whose it is.
fn topic(call: &Call<'_>, problem: &Problem) -> Result<Option<String>, AppError> {
    let Some(id) = problem.round else { return Ok(None) };
    let named = name_rounds(&call.context(), [id])?;
    let words = named.get(&id).map(|round| {
        let words = call.tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        format!("{} · {words}", whose(call, &round.organiser, round.programme.as_ref()))
    });
    Ok(words)
}

/// What a problem came from, and the way there.
fn came_from(call: &Call<'_>, from: &CameFrom) -> (String, Option<String>) {
    (call.word(&format!("origin-{}", from.kind.key())), way(from.kind, from.parent))
}

fn template(call: &Call<'_>, view: &ProblemView, errors: &FieldErrors) -> Result<ProblemPage, AppError> {
    let tr = call.tr;
    let problem = &view.problem;
    let rows = view.measures.iter().map(|measure| {
        [
            Cell::link(measure.body.as_str(), paths::ledger::measure(measure.id)),
            Cell::Text(measure.owner.clone()),
            measure_state(call, measure.state).into(),
        ]
    });
    let measures = Table::new(tr.problem_measures())
        .column(tr.ledger_column_measure())
        .column(tr.measure_owner())
        .column(tr.ledger_column_state())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.problem_no_measures()));
    let shell = call
        .shell(Some(Nav::Ledger), problem.body.as_str())
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()))
        .crumb(view.unit.name.as_str(), Some(&paths::units::unit(&view.unit.code)));
    let missing = Field::new("missing", tr.problem_missing(), Control::Lines(3))
        .value(call.form.get("missing"))
        .help(tr.problem_missing_help())
        .error(call.fault(errors, "missing"));
    let named = problem.person.map(|person| person.to_string()).unwrap_or_default();
    let people = view.people.iter().map(|(id, title)| {
        let id = id.to_string();
        Choice::new(id.as_str(), title.as_str(), id == named)
    });
    let none = Choice::new("", tr.person_nobody(), named.is_empty());
    let person = (!view.people.is_empty()).then(|| {
        let choices = std::iter::once(none).chain(people).collect();
        Field::new("person", tr.person_whom(), Control::List(choices))
            .help(tr.person_whom_help())
            .error(call.fault(errors, "person"))
    });
    let give_back = view.may_return.then_some(missing);
    let settle = if view.may_settle { early::settle_fields(call, errors) } else { Vec::new() };
    let mut facts = facts(call, problem);
    facts.extend(topic(call, problem)?.map(|words| (tr.problem_round_label().into_owned(), words)));
    // Whoever reviews it is asked; whoever wrote it is not judged by it.
    let open = Some(open_questions(call, problem)).filter(|text| view.may_return && !text.is_empty());
    facts.extend(open.map(|text| (tr.vague_column().into_owned(), text)));
    Ok(ProblemPage {
        facts,
        proposal: view.proposal.as_ref().map(|proposal| proposed(call, problem, proposal)),
        came_from: view.came_from.iter().map(|from| came_from(call, from)).collect(),
        id: problem.id,
        may_correct: view.may_correct,
        may_add: view.may_add,
        errors: ErrorSummary::of(tr, give_back.iter().chain(&settle).chain(&person)),
        person,
        settle,
        give_back,
        shell,
        measures,
    })
}

/// A problem settled.
pub fn settle(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    let said = Settle { into: call.form.get("into"), reason: call.form.get("settle_reason") };
    after_form(
        settle_problem(&call.context(), id, &said),
        |_| see(paths::ledger::problem(id).asking("done", "1")),
        |errors| again(call, id, &errors),
    )
}
