//! Take up in the ledger what others found: a finding of a visit, a sheet, a comment of the public.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, form_again, page, see},
    },
    look::{Choice, Control, ErrorSummary, Field, Nav, Notice, Shell, Tone},
    pages::{
        paths,
        shared::opening::{self, Known},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    ledger::findings::{
        problem_open::Opening,
        take_up::{Asks, link_to_finding, open_for_finding, show_finding},
    },
};
use earnest_model::{
    id::{CircularId, SeminarId, SheetId, VisitId},
    ledger::findings::{origin::OriginKind, problem::Source},
    message::FieldErrors,
};

#[derive(Template)]
#[template(path = "pages/ledger/findings/take_up.html")]
struct TakeUpPage {
    shell: Shell,
    errors: Option<ErrorSummary>,
    /// Where it was found: words and address.
    back: (String, String),
    unit: String,
    body: String,
    due: Option<String>,
    taken_up: Vec<(String, String)>,
    link: Option<(String, Field)>,
    open: (String, Vec<Field>),
}

pub fn visit_item(call: &Call<'_>) -> Outcome {
    page(&page_of(call, Asks::VisitItem(call.id("id")?), &FieldErrors::new())?)
}

pub fn open_visit_item(call: &Call<'_>) -> Outcome {
    open(call, Asks::VisitItem(call.id("id")?))
}

pub fn link_visit_item(call: &Call<'_>) -> Outcome {
    link(call, Asks::VisitItem(call.id("id")?))
}

pub fn sheet(call: &Call<'_>) -> Outcome {
    page(&page_of(call, Asks::Sheet(call.id("id")?), &FieldErrors::new())?)
}

pub fn open_sheet(call: &Call<'_>) -> Outcome {
    open(call, Asks::Sheet(call.id("id")?))
}

pub fn link_sheet(call: &Call<'_>) -> Outcome {
    link(call, Asks::Sheet(call.id("id")?))
}

pub fn comment(call: &Call<'_>) -> Outcome {
    page(&page_of(call, Asks::Comment(call.id("id")?), &FieldErrors::new())?)
}

pub fn open_comment(call: &Call<'_>) -> Outcome {
    open(call, Asks::Comment(call.id("id")?))
}

pub fn link_comment(call: &Call<'_>) -> Outcome {
    link(call, Asks::Comment(call.id("id")?))
}

/// The unit that takes it up, where it is about none in particular.
fn unit<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    call.form.find("unit").or_else(|| call.query.find("unit")).filter(|code| !code.is_empty())
}

fn source(asks: Asks) -> Source {
    match asks {
        Asks::VisitItem(_) => Source::Visit,
        Asks::Sheet(_) => Source::Observation,
        Asks::Comment(_) => Source::Public,
    }
}

/// Where it is taken up, where a problem is named, and where it was found.
fn ways(asks: Asks) -> [String; 2] {
    match asks {
        Asks::VisitItem(id) => {
            [paths::ledger::take_up_visit_item(id), paths::ledger::take_up_visit_item_link(id)]
        }
        Asks::Sheet(id) => [paths::ledger::take_up_sheet(id), paths::ledger::take_up_sheet_link(id)],
        Asks::Comment(id) => [paths::ledger::take_up_comment(id), paths::ledger::take_up_comment_link(id)],
    }
}

/// The page on which a record stands that asked for a problem. A lesson is its two units' alone.
pub(super) fn way(kind: OriginKind, parent: i64) -> Option<String> {
    match kind {
        OriginKind::Mention => Some(paths::circulars::circular(CircularId(parent))),
        OriginKind::Comment => Some(paths::circulars::circular(CircularId(parent)) + "#comments"),
        OriginKind::VisitItem => Some(paths::visits::visit(VisitId(parent))),
        OriginKind::Sheet => Some(paths::assessing::sheet(SheetId(parent))),
        OriginKind::Speech => Some(paths::sessions::seminar(SeminarId(parent))),
        OriginKind::Lesson => None,
    }
}

fn open(call: &Call<'_>, asks: Asks) -> Outcome {
    let (aspects, today) = (call.pack().aspect_keys(), call.today.to_string());
    let form = opening::form(call, source(asks), &today);
    match open_for_finding(&call.context(), asks, unit(call), &Opening { form, aspects: &aspects }) {
        Ok(problem) => see(paths::ledger::problem(problem).asking("done", "1")),
        Err(fault) => again(call, asks, fault),
    }
}

fn link(call: &Call<'_>, asks: Asks) -> Outcome {
    let problem = call.form.one_of("problem");
    match problem.and_then(|problem| link_to_finding(&call.context(), asks, unit(call), problem)) {
        Ok(()) => see(ways(asks)[0].clone().asking("done", "1")),
        Err(fault) => again(call, asks, fault),
    }
}

fn again(call: &Call<'_>, asks: Asks, fault: AppError) -> Outcome {
    match fault {
        AppError::Form(errors) => form_again(&page_of(call, asks, &errors)?),
        fault => Err(fault.into()),
    }
}

fn page_of(call: &Call<'_>, asks: Asks, errors: &FieldErrors) -> Result<TakeUpPage, Fault> {
    let tr = call.tr;
    let shown = show_finding(&call.context(), asks, unit(call))?;
    let finding = &shown.finding;
    let kind = asks.origin().0;
    let [here, link_to] = ways(asks);
    let chosen = call.form.get("problem");
    let mut problems = vec![Choice::new("", tr.problem_choose(), chosen.is_empty())];
    problems.extend(shown.problems.iter().map(|problem| {
        let words = format!("{} {}", problem.serial, problem.body);
        Choice::new(problem.id.to_string(), words, problem.id.to_string() == chosen)
    }));
    let link = Field::new("problem", tr.follow_which(), Control::List(problems))
        .error(call.fault(errors, "problem"));
    let link = (!shown.problems.is_empty()).then_some((link_to, link));
    let due = finding.due_on.map(|day| day.to_string()).unwrap_or_default();
    let known = Known {
        body: finding.body.clone(),
        instance: tr.take_up_instance(finding.body.as_str(), tr.date_long(finding.found_on)),
        due_on: due,
        ..Known::default()
    };
    let fields = opening::fields(call, &known, errors);
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.take_up_title(finding.name.as_str()))
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.follow_linked()));
    }
    Ok(TakeUpPage {
        errors: ErrorSummary::of(tr, link.iter().map(|(_, field)| field).chain(&fields)),
        back: (call.word(&format!("origin-{}", kind.key())), way(kind, finding.parent).unwrap_or_default()),
        unit: finding.code.clone(),
        body: finding.body.clone(),
        due: finding.due_on.map(|day| tr.follow_until(tr.date_long(day))),
        taken_up: shown
            .taken_up
            .iter()
            .map(|(problem, serial)| (serial.clone(), paths::ledger::problem(*problem)))
            .collect(),
        link,
        open: (here, fields),
        shell,
    })
}
