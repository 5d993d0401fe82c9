//! Take up in the ledger what others found: a finding of a visit, a sheet, a comment of the public.

use crate::{
    frame::{
        address::Asking,
        ask::Ask,
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
        take_up::{Asks, NamedProblem, link_to_finding, open_for_finding, show_finding, unlink_finding},
    },
};
use earnest_model::{
    id::{CircularId, SeminarId, SheetId, VisitId},
    ledger::{
        findings::{origin::OriginKind, problem::Source},
        measures::measure_form::{MeasureForm, TimeClass},
    },
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
    link: Option<(String, Vec<Field>)>,
    unlink: Option<(String, Vec<Field>)>,
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

pub fn unlink_visit_item(call: &Call<'_>) -> Outcome {
    unlink(call, Asks::VisitItem(call.id("id")?))
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

pub fn unlink_sheet(call: &Call<'_>) -> Outcome {
    unlink(call, Asks::Sheet(call.id("id")?))
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

pub fn unlink_comment(call: &Call<'_>) -> Outcome {
    unlink(call, Asks::Comment(call.id("id")?))
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

/// Where it is taken up, where a problem is named, and where it is taken out of one again.
fn ways(asks: Asks) -> [String; 3] {
    use paths::ledger as p;
    match asks {
        Asks::VisitItem(id) => {
            [p::take_up_visit_item(id), p::take_up_visit_item_link(id), p::take_up_visit_item_unlink(id)]
        }
        Asks::Sheet(id) => [p::take_up_sheet(id), p::take_up_sheet_link(id), p::take_up_sheet_unlink(id)],
        Asks::Comment(id) => {
            [p::take_up_comment(id), p::take_up_comment_link(id), p::take_up_comment_unlink(id)]
        }
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
    let opening = Opening { form, aspects: &aspects, another: opening::means_another(call) };
    match open_for_finding(&call.context(), asks, unit(call), &opening) {
        Ok(problem) => see(paths::ledger::problem(problem).asking("done", "1")),
        Err(fault) => again(call, asks, fault),
    }
}

fn link(call: &Call<'_>, asks: Asks) -> Outcome {
    let get = |name| call.form.get(name);
    let measure = MeasureForm {
        body: get("body"),
        owner: get("owner"),
        deliverable: get("deliverable"),
        time_class: TimeClass::ByDate.key(),
        due_on: get("due_on"),
    };
    let another = opening::means_another(call);
    let named = call.form.one_of("problem").map(|problem| NamedProblem { problem, measure, another });
    match named.and_then(|named| link_to_finding(&call.context(), asks, unit(call), &named)) {
        Ok(()) => see(ways(asks)[0].clone().asking("done", "1")),
        Err(fault) => again(call, asks, fault),
    }
}

fn unlink(call: &Call<'_>, asks: Asks) -> Outcome {
    let problem = call.form.get("linked").parse().map_err(|_| AppError::NotFound)?;
    match unlink_finding(&call.context(), asks, unit(call), (problem, call.form.get("why"))) {
        Ok(()) => see(ways(asks)[0].clone()),
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
    let [here, link_to, unlink_at] = ways(asks);
    let ask = Ask::new(call, errors, "");
    let chosen = call.form.get("problem");
    let mut problems = vec![Choice::new("", tr.problem_choose(), chosen.is_empty())];
    problems.extend(shown.problems.iter().map(|problem| {
        let words = format!("{} {}", problem.serial, problem.body);
        Choice::new(problem.id.to_string(), words, problem.id.to_string() == chosen)
    }));
    let link = Field::new("problem", tr.follow_which(), Control::List(problems))
        .error(call.fault(errors, "problem"));
    let mut naming = vec![link];
    naming.extend(
        [
            ask.field("body", tr.ledger_column_measure(), Control::Lines(2), "")
                .help(tr.take_up_measure_why()),
            ask.line("owner", tr.measure_owner()),
            ask.line("deliverable", tr.measure_deliverable()),
            ask.day("due_on", tr.ledger_column_due(), ""),
        ]
        .map(|field| field.optional(tr)),
    );
    if errors.at("again").is_some_and(|fault| fault.key == "error-measure-alike") {
        naming.push(opening::again(call, tr.measure_alike_yes(), errors));
    }
    let link = (!shown.problems.is_empty()).then_some((link_to, naming));
    let linked: Vec<_> = shown.taken_up.iter().filter(|(.., lets_go)| *lets_go).collect();
    let unlink = linked.first().map(|(first, ..)| {
        let all = linked.iter().map(|(id, serial, _)| (id.to_string(), serial.clone()));
        let which = ask.list("linked", tr.take_up_linked(), &first.to_string(), all);
        (unlink_at, vec![which, ask.field("why", tr.visit_reason(), Control::Lines(2), "")])
    });
    let due = finding.due_on.map(|day| day.to_string()).unwrap_or_default();
    let known = Known {
        body: finding.body.clone(),
        instance: tr.take_up_instance(finding.body.as_str(), tr.date_long(finding.found_on)),
        due_on: due,
        taken_up: !shown.taken_up.is_empty(),
        ..Known::default()
    };
    let fields = opening::fields(call, &known, errors);
    let mut shell = call
        .shell(Some(Nav::Ledger), tr.take_up_title(finding.name.as_str()))
        .crumb(tr.ledger_title(), Some(&paths::ledger::ledger()));
    if call.query.get("done") == "1" {
        shell = shell.notice(Notice::new(Tone::Done, tr.follow_linked()));
    }
    if let Some(notice) = opening::alike(call, errors) {
        shell = shell.notice(notice);
    }
    Ok(TakeUpPage {
        errors: ErrorSummary::of(tr, link.iter().chain(&unlink).flat_map(|(_, all)| all).chain(&fields)),
        back: (call.word(&format!("origin-{}", kind.key())), way(kind, finding.parent).unwrap_or_default()),
        unit: finding.code.clone(),
        body: finding.body.clone(),
        due: finding.due_on.map(|day| tr.follow_until(tr.date_long(day))),
        taken_up: shown
            .taken_up
            .iter()
            .map(|(problem, serial, _)| (serial.clone(), paths::ledger::problem(*problem)))
            .collect(),
        link,
        unlink,
        open: (here, fields),
        shell,
    })
}
