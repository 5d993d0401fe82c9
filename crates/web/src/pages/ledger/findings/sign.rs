//! The head's gate: a list that waits, signed whole, and a problem returned with what is missing.

use super::problem::{self, open_questions};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        forms::words::ALL,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{Cell, Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError, Problem,
    ledger::findings::{
        findings_return::return_findings,
        findings_sign::{show_waiting, sign_findings},
        problem_return::return_problem,
    },
};
use earnest_model::{
    choice::Gate,
    id::ProblemId,
    ledger::measures::measure::Measure,
    message::{FieldErrors, Message},
};

#[derive(Template)]
#[template(path = "pages/ledger/findings/sign.html")]
struct SignPage {
    shell: Shell,
    table: Table,
    errors: Option<ErrorSummary>,
    unit: String,
    whole: Field,
    shown: Vec<String>,
    problems: Field,
    missing: Field,
    may_sign: bool,
    may_return: bool,
}

pub fn waiting(call: &Call<'_>) -> Outcome {
    let unit = Some(call.query.get("unit")).filter(|code| !code.is_empty());
    page(&template(call, unit, &FieldErrors::new())?)
}

fn template(call: &Call<'_>, unit: Option<&str>, errors: &FieldErrors) -> Result<SignPage, Fault> {
    let tr = call.tr;
    let found = show_waiting(&call.context(), unit)?;
    // The head signs the words that are to stand: of a correction the new ones, with the signed ones beside.
    let proposal = |problem: &Problem| found.proposals.iter().find(|one| one.problem == problem.id);
    let rows = found.problems.iter().map(|problem| {
        let new = proposal(problem);
        let aspect = new.map_or(&problem.aspect, |new| &new.aspect);
        let said = |new: Option<&str>, signed: &str| match new {
            Some(new) if new != signed => tr.proposal_instead(new, signed),
            _ => signed.to_owned(),
        };
        let body = said(new.map(|new| new.body.as_str()), &problem.body);
        [
            Cell::link(body, paths::ledger::problem(problem.id)),
            Cell::Text(call.pack().aspect_name(aspect, call.lang.tag()).to_owned()),
            Cell::Text(said(new.map(|new| new.instance.as_str()), &problem.instance)),
            Cell::Text(measures_of(call, &found.measures, problem.id)),
            Cell::Text(open_questions(call, problem)),
            Cell::Text(call.word_of(problem.level)),
        ]
    });
    let table = Table::new(tr.problem_sign_caption(found.unit.name.as_str()))
        .column(tr.problem_column())
        .column(tr.ledger_column_aspect())
        .column(tr.problem_instance())
        .column(tr.problem_sign_measures())
        .column(tr.vague_column())
        .column(tr.problem_level())
        .rows(rows)
        .taken("problem", found.problems.iter().map(|problem| problem.id))
        .or_say(Notice::new(Tone::Empty, tr.problem_sign_empty()));
    let shell = call
        .shell(Some(Nav::Ledger), tr.problem_sign_title())
        .lede(tr.problem_sign_lede(found.unit.name.as_str()))
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    let some = !found.problems.is_empty();
    // Each is chosen by whoever signs, or all of those that the page shows by one box of its own.
    let shown: Vec<String> = found.problems.iter().map(|problem| problem.id.to_string()).collect();
    let all = Choice::new("yes", tr.problem_sign_all(shown.len()), call.ticked(ALL).unwrap_or(false));
    let whole = Field::new(ALL, tr.problem_which(), Control::Any(vec![all])).optional(tr);
    let chosen = found.problems.iter().map(|problem| {
        let id = problem.id.to_string();
        let is = call.form.all("problem").any(|sent| sent == id);
        let body = proposal(problem).map_or(&problem.body, |new| &new.body);
        Choice::new(id, body.clone(), is)
    });
    let problems = Field::new("problem", tr.problem_sign_each(), Control::Any(chosen.collect()))
        .error(call.fault(errors, "problem").or_else(|| call.fault(errors, "decision")));
    // None of it is needed to sign.
    let missing = Field::new("missing", tr.problem_missing(), Control::Lines(3))
        .value(call.form.get("missing"))
        .help(tr.problem_missing_help())
        .optional(tr)
        .error(call.fault(errors, "missing"));
    Ok(SignPage {
        shell,
        table,
        errors: ErrorSummary::of(tr, [&problems, &missing]),
        unit: found.unit.code,
        whole,
        shown,
        problems,
        missing,
        may_sign: found.may_sign && some,
        may_return: found.may_return && some,
    })
}

/// The measures that are signed with a problem, each with who is responsible, by when, and what will be shown for it.
fn measures_of(call: &Call<'_>, measures: &[Measure], problem: ProblemId) -> String {
    let own = measures.iter().filter(|measure| measure.problem == problem);
    let said = own.map(|measure| {
        let by = measure.due_on.map_or(call.word("time-class-standing"), |day| call.tr.date_iso(day));
        let shown = measure.deliverable.as_str();
        call.tr.problem_sign_measure(by, shown, measure.body.as_str(), measure.owner.as_str())
    });
    said.collect::<Vec<_>>().join("\n")
}

pub fn sign(call: &Call<'_>) -> Outcome {
    let unit = call.form.get("unit");
    after_form(
        decide(call, unit),
        |()| see(paths::ledger::findings_sign().asking("unit", unit).asking("done", "1")),
        |errors| form_again(&template(call, Some(unit), &errors)?),
    )
}

fn decide(call: &Call<'_>, unit: &str) -> Result<(), AppError> {
    let each: Vec<ProblemId> = call.form.any_of("problem")?;
    // All are those that stood on the page: what came since was not read.
    let ids = if call.ticked(ALL)? { call.form.any_of("shown")? } else { each };
    let gate = call.pressed("decision", Gate::Sign, Gate::parse)?;
    if ids.is_empty() {
        return Err(AppError::field("problem", Message::new("error-findings-chosen")));
    }
    let missing = call.form.get("missing");
    match gate {
        // Whoever wrote why it is to go back does not mean to sign it.
        Gate::Sign if !missing.trim().is_empty() => {
            Err(AppError::field("missing", Message::new("error-findings-for-return")))
        }
        Gate::Sign => sign_findings(&call.context(), unit, &ids).map(|_| ()),
        Gate::Return => return_findings(&call.context(), unit, &ids, missing).map(|_| ()),
    }
}

pub fn give_back(call: &Call<'_>) -> Outcome {
    let id: ProblemId = call.id("id")?;
    after_form(
        return_problem(&call.context(), id, call.form.get("missing")),
        |()| see(paths::ledger::problem(id).asking("done", "1")),
        |errors| problem::again(call, id, &errors),
    )
}
