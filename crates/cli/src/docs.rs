//! `earnest docs NAME`: the lists of the documents that only the program knows. Hidden: `cargo xtask docs` runs it.

use crate::{failure::Failure, manual, settings};
use clap::{Args, Command};
use earnest_model::{
    assessing::{
        appeal::AppealState,
        sheet::{ObservationState, SpotCheckState},
    },
    circulars::circular_check::{self, DraftState as CheckedDraft, PassageState, PassageStep},
    draws::draw_record::DrawState,
    id::{AccountId, MeasureId, ProblemId, UnitId},
    ledger::{
        findings::problem::ProblemState,
        look_backs::look_back::LookBackState,
        measures::{
            measure::{Measure, MeasureState, Step},
            measure_change::ChangeState,
            measure_form::TimeClass,
        },
    },
    permit::{ActionKind, Relation, Rule, rules},
    plans::{
        plan::PlanState,
        plan_draft::{Became, DraftState, DraftStep},
    },
    programmes::round::RoundState,
};
use earnest_web::frame::route::Need;
use std::io::Write;

#[derive(Debug, Args)]
pub struct Docs {
    /// api, man, routes, commands, permissions, settings or states.
    name: String,
}

impl Docs {
    pub fn run(&self, all: &Command, out: &mut dyn Write) -> Result<(), Failure> {
        let text = match self.name.as_str() {
            "api" => api(),
            "routes" => routes(),
            "commands" => commands(all),
            "permissions" => permissions(),
            "man" => manual::page(all),
            "settings" => settings::table(all),
            "states" => states(),
            other => return Err(Failure::new(format!("no list is called `{other}`"))),
        };
        out.write_all(text.as_bytes())?;
        Ok(())
    }
}

fn routes() -> String {
    let mut lines = vec!["| method | path | needs |".to_owned(), "|---|---|---|".to_owned()];
    for route in earnest_web::routes() {
        let need = match route.need {
            Need::Public => "nothing".to_owned(),
            Need::SignedIn => "a session".to_owned(),
            Need::May(kind) => format!("may `{}` somewhere", kind.key()),
        };
        lines.push(format!("| {} | `{}` | {need} |", route.method.http(), route.path));
    }
    lines.join("\n") + "\n"
}

fn api() -> String {
    let mut lines = vec!["| address | what it gives | needs |".to_owned(), "|---|---|---|".to_owned()];
    for route in earnest_web::routes() {
        let Some(summary) = earnest_web::api::summary(route.path) else { continue };
        let need = if route.need == Need::Public { "nothing" } else { "a session" };
        lines.push(format!("| `{}` | {summary} | {need} |", route.path));
    }
    lines.join("\n") + "\n"
}

fn commands(all: &Command) -> String {
    let mut lines = vec!["| command | what it does |".to_owned(), "|---|---|".to_owned()];
    list(all, "earnest", &mut lines);
    lines.join("\n") + "\n"
}

fn list(command: &Command, path: &str, lines: &mut Vec<String>) {
    for child in command.get_subcommands().filter(|child| !child.is_hide_set() && child.get_name() != "help")
    {
        let path = format!("{path} {}", child.get_name());
        if child.get_subcommands().next().is_some() {
            list(child, &path, lines);
            continue;
        }
        let options: Vec<_> = child
            .get_arguments()
            .filter(|argument| !matches!(argument.get_id().as_str(), "help" | "version"))
            .map(|argument| {
                argument
                    .get_long()
                    .map_or(argument.get_id().as_str().to_uppercase(), |long| format!("--{long}"))
            })
            .collect();
        let about = child.get_about().map(ToString::to_string).unwrap_or_default();
        lines.push(format!("| `{path} {}` | {about} |", options.join(" ")));
    }
}

fn permissions() -> String {
    let mut lines = vec!["| action | who may |".to_owned(), "|---|---|".to_owned()];
    for kind in ActionKind::ALL {
        let who: Vec<_> = rules(*kind).iter().map(|rule| said(*rule)).collect();
        lines.push(format!("| `{}` | {} |", kind.key(), who.join("; ")));
    }
    lines.join("\n") + "\n"
}

fn said(rule: Rule) -> String {
    match rule {
        Rule::Anyone => "anyone".to_owned(),
        Rule::SignedIn => "whoever holds a role".to_owned(),
        Rule::Operator => "the operator of the machine".to_owned(),
        Rule::Held(role, Relation::Own) => format!("{} of the unit itself", role.key()),
        Rule::Held(role, Relation::Line) => format!("{} of the unit or above", role.key()),
        Rule::Held(role, Relation::Joined) => {
            format!("{} of a body that takes part in its programme", role.key())
        }
        Rule::Held(role, Relation::Sector) => {
            format!("{} of the body in whose sector the unit is, for the unit alone", role.key())
        }
        Rule::Held(role, Relation::Itself) => {
            format!("{} of the unit itself, never who works for it", role.key())
        }
        Rule::Held(role, Relation::Sent) => {
            format!("{} whom the lot sent to hear the unit's leading group", role.key())
        }
        Rule::Held(role, Relation::Above) => format!("{} above the unit, never its own", role.key()),
    }
}

fn states() -> String {
    let mut text = String::from("### Round\n\n```mermaid\nstateDiagram-v2\n");
    for state in RoundState::ALL {
        if let Some(next) = state.next() {
            text += &format!("    {} --> {}\n", state.key(), next.key());
        }
    }
    text += "```\n\n### Measure\n\n```mermaid\nstateDiagram-v2\n";
    for state in MeasureState::ALL.iter().copied() {
        for step in Step::ALL.iter().copied() {
            let standing = Measure { time_class: TimeClass::Standing, ..sample(state) };
            let taken = sample(state).after(step, Some(AccountId(9)), true);
            let taken = taken.or_else(|_| standing.after(step, Some(AccountId(9)), true));
            if let Ok(next) = taken {
                text += &format!("    {} --> {}: {}\n", state.key(), next.key(), step.key());
            }
        }
    }
    text += "```\n\n### Draft of a plan\n\n```mermaid\nstateDiagram-v2\n";
    for state in DraftState::ALL {
        for step in DraftStep::ALL {
            let next = match state.after(*step) {
                Ok(Became::Still(next)) => next.key(),
                Ok(Became::Submitted) => PlanState::Submitted.key(),
                Err(_) => continue,
            };
            text += &format!("    {} --> {next}: {}\n", state.key(), step.key());
        }
    }
    text += &way_of_a_circular();
    text += "```\n\n### Others\n\n| of | states |\n|---|---|\n";
    let row = |name: &str, keys: Vec<&str>| format!("| {name} | {} |\n", keys.join(" · "));
    text += &row("plan", PlanState::ALL.iter().map(|state| state.key()).collect());
    text += &row("problem", ProblemState::ALL.iter().map(|state| state.key()).collect());
    text += &row("change of a measure", ChangeState::ALL.iter().map(|state| state.key()).collect());
    text += &row("look-back", LookBackState::ALL.iter().map(|state| state.key()).collect());
    text += &row("draw", DrawState::ALL.iter().map(|state| state.key()).collect());
    text += &row("observation", ObservationState::ALL.iter().map(|state| state.key()).collect());
    text += &row("spot check", SpotCheckState::ALL.iter().map(|state| state.key()).collect());
    text
}

/// The draft of a circular, the passage that a named unit checks, and the appeal against a rating.
fn way_of_a_circular() -> String {
    let mut text = String::from("```\n\n### Draft of a circular\n\n```mermaid\nstateDiagram-v2\n");
    for state in CheckedDraft::ALL.iter().copied() {
        for step in circular_check::DraftStep::ALL {
            if let Ok(next) = state.after(*step) {
                text += &format!("    {} --> {}: {}\n", state.key(), next.key(), step.key());
            }
        }
    }
    text += "```\n\n### Passage on a unit\n\n```mermaid\nstateDiagram-v2\n";
    for state in PassageState::ALL.iter().copied() {
        for step in PassageStep::ALL {
            if let Ok(next) = state.after(*step) {
                text += &format!("    {} --> {}: {}\n", state.key(), next.key(), step.key());
            }
        }
    }
    text += "```\n\n### Appeal\n\n```mermaid\nstateDiagram-v2\n";
    for state in AppealState::ALL.iter().copied() {
        for outcome in AppealState::ALL {
            if let Ok(next) = state.decided(*outcome) {
                text += &format!("    {} --> {}\n", state.key(), next.key());
            }
        }
    }
    text
}

/// A measure in a state, to ask the rules which steps it takes.
fn sample(state: MeasureState) -> Measure {
    Measure {
        id: MeasureId(1),
        serial: String::new(),
        problem: ProblemId(1),
        unit: UnitId(1),
        body: String::new(),
        owner: String::new(),
        deliverable: String::new(),
        time_class: TimeClass::ByDate,
        due_on: None,
        stage_goal: None,
        ends_on: None,
        state,
        progress: 0,
        evidence: None,
        requested_by: Some(AccountId(1)),
        approved_by: Some(AccountId(2)),
        closed_on: None,
    }
}
