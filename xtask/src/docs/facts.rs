//! The 58 facts that the system must carry out: fact → feature → tests, kept in `docs/facts.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::failure::{Failure, Outcome, While};
use crate::sources::{self, Source};

const FILE: &str = "docs/facts.toml";
const COUNT: usize = 58;
const STATES: [&str; 3] = ["working", "partial", "planned"];

/// What the project says about a fact.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fact {
    feature: String,
    tests: Vec<String>,
    state: String,
    /// What of it does not work; empty of what works.
    missing: String,
}

/// How many facts are in which state.
pub fn count(root: &Path) -> Outcome<String> {
    let facts = read(root)?;
    let count = |state: &str| facts.values().filter(|fact| fact.state == state).count();
    let [working, partial, planned] = STATES.map(count);
    Ok(format!("{working} of them work, {partial} work in part, {planned} are planned."))
}

/// A Markdown table with a row per fact.
pub fn table(root: &Path) -> Outcome<String> {
    let facts = read(root)?;
    let mut lines = vec![
        count(root)?,
        String::new(),
        "| fact | feature | state | what is missing | tests |".to_owned(),
        "|---|---|---|---|---|".to_owned(),
    ];
    for (number, fact) in &facts {
        let tests: Vec<String> = fact.tests.iter().map(|test| format!("`{test}`")).collect();
        let Fact { feature, state, missing, .. } = fact;
        lines.push(format!("| {number} | {feature} | {state} | {missing} | {} |", tests.join("<br>")));
    }
    Ok(lines.join("\n"))
}

/// Facts that are not listed, states that are none, tests that don't exist.
pub fn complaints(root: &Path) -> Outcome<Vec<String>> {
    let facts = read(root)?;
    let mut sources = sources::below(root, &root.join("crates"), &["rs"])?;
    sources.extend(sources::below(root, &root.join("xtask"), &["rs"])?);
    let mut complaints = missing_or_unknown(&facts);
    for (number, fact) in &facts {
        let found = complaints_about(fact, &sources);
        complaints.extend(found.into_iter().map(|what| format!("{FILE}: {number}: {what}")));
    }
    Ok(complaints)
}

fn read(root: &Path) -> Outcome<BTreeMap<String, Fact>> {
    let text = fs::read_to_string(root.join(FILE)).while_trying(&format!("read {FILE}"))?;
    let table: Table = text.parse().while_trying(&format!("read {FILE}"))?;
    table.into_iter().map(|(number, value)| Ok((number.clone(), read_fact(&number, &value)?))).collect()
}

fn read_fact(number: &str, value: &Value) -> Outcome<Fact> {
    let text = |key: &str| {
        let found = value.get(key).and_then(Value::as_str).map(str::to_owned);
        found.ok_or_else(|| Failure::new(format!("{FILE}: {number}: `{key}` must be a text")))
    };
    let tests = value.get("tests").and_then(Value::as_array).cloned().unwrap_or_default();
    let tests = tests.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let missing = value.get("missing").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Fact { feature: text("feature")?, tests, state: text("state")?, missing })
}

fn missing_or_unknown(facts: &BTreeMap<String, Fact>) -> Vec<String> {
    let expected: Vec<String> = (1..=COUNT).map(|number| format!("F{number:02}")).collect();
    let missing = expected.iter().filter(|number| !facts.contains_key(*number));
    let missing = missing.map(|number| format!("{FILE}: {number} is missing"));
    let unknown = facts.keys().filter(|number| !expected.contains(number));
    missing.chain(unknown.map(|number| format!("{FILE}: {number} is not a fact"))).collect()
}

fn complaints_about(fact: &Fact, sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    if fact.feature.trim().is_empty() {
        complaints.push("`feature` is empty".to_owned());
    }
    if !STATES.contains(&fact.state.as_str()) {
        complaints.push(format!("state `{}` is none of {}", fact.state, STATES.join(", ")));
    }
    if fact.state == "working" && fact.tests.is_empty() {
        complaints.push("is said to be working, but no test shows it".to_owned());
    }
    if (fact.state == "partial") == fact.missing.trim().is_empty() {
        complaints.push(
            "`missing` says what does not work of a fact that works in part, and of no other".to_owned(),
        );
    }
    let lost = fact.tests.iter().filter(|test| !exists(test, sources));
    complaints.extend(lost.map(|test| format!("there is no test `{test}`")));
    complaints
}

/// `room::module::path::name` exists if a test function `name` stands in the file of that module, in the room's `src`
/// or in its one test binary, `tests/all`.
fn exists(test: &str, sources: &[Source]) -> bool {
    let Some((module, name)) = test.rsplit_once("::") else {
        return false;
    };
    let signature = format!("fn {name}(");
    sources.iter().filter(|source| module_of(&source.path).as_deref() == Some(module)).any(|source| {
        let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
        lines.iter().enumerate().any(|(at, line)| {
            let above = lines.get(at.saturating_sub(6)..at).unwrap_or_default();
            line.contains(&signature) && above.iter().any(|line| line.starts_with("#[test]"))
        })
    })
}

/// The name of a file's module, beginning with its room: `crates/app/tests/all/plans.rs` is `app::plans`.
pub(super) fn module_of(path: &str) -> Option<String> {
    let path = path.strip_prefix("crates/").unwrap_or(path).strip_suffix(".rs")?;
    let (room, inside) = path.split_once('/')?;
    let inside = inside.strip_prefix("tests/all/").or_else(|| inside.strip_prefix("src/"))?;
    let face = inside.strip_suffix("/mod").or_else(|| matches!(inside, "mod" | "lib" | "main").then_some(""));
    let inside = face.unwrap_or(inside).replace('/', "::");
    Some(if inside.is_empty() { room.to_owned() } else { format!("{room}::{inside}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(state: &str, tests: &[&str]) -> Fact {
        Fact {
            feature: "a feature".into(),
            tests: tests.iter().map(|it| (*it).to_owned()).collect(),
            state: state.into(),
            missing: if state == "partial" { "a part".into() } else { String::new() },
        }
    }

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_fact_that_works_names_a_test_that_exists() {
        let sources = [source("crates/draw/src/lib.rs", "    #[test]\n    fn it_draws() {\n")];
        let working = fact("working", &["draw::it_draws"]);
        assert_eq!(complaints_about(&working, &sources), Vec::<String>::new());
        assert_eq!(complaints_about(&fact("working", &[]), &sources).len(), 1);
        assert_eq!(complaints_about(&fact("partial", &["draw::it_swims"]), &sources).len(), 1);
        assert_eq!(complaints_about(&fact("partial", &["stats::it_draws"]), &sources).len(), 1);
    }

    #[test]
    fn what_works_in_part_says_which_part_does_not() {
        let unsaid = Fact { missing: String::new(), ..fact("partial", &[]) };
        let untrue = Fact { missing: "a part".into(), ..fact("planned", &[]) };
        assert!(complaints_about(&unsaid, &[])[0].contains("`missing`"));
        assert!(complaints_about(&untrue, &[])[0].contains("`missing`"));
        assert_eq!(complaints_about(&fact("partial", &[]), &[]), Vec::<String>::new());
    }

    #[test]
    fn a_test_is_looked_for_in_its_own_file() {
        let sources = [source("crates/app/tests/all/plans/mod.rs", "#[test]\nfn it_waits() {\n")];
        assert!(exists("app::plans::it_waits", &sources));
        assert!(!exists("app::visits::it_waits", &sources));
        assert!(!exists("web::plans::it_waits", &sources));
    }

    #[test]
    fn a_helper_is_no_test() {
        let sources = [source("crates/draw/src/lib.rs", "fn it_draws() {\n")];
        assert!(!exists("draw::it_draws", &sources));
    }

    #[test]
    fn every_fact_is_listed_and_no_other() {
        let facts: BTreeMap<String, Fact> =
            (2..=COUNT + 1).map(|number| (format!("F{number:02}"), fact("planned", &[]))).collect();
        let found = missing_or_unknown(&facts);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("F01 is missing") && found[1].contains("F59 is not a fact"));
    }
}
