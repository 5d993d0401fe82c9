//! `cargo xtask test`: the one test command, the same for a person and for CI.

use std::process::Command;

use crate::failure::{Outcome, While};
use crate::postgres::cluster::Cluster;
use crate::steps::{self, Steps};
use crate::{arch, build, docs, metadata, setup};

/// Runs every check, the cheap ones first.
pub fn run() -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let mut steps = Steps::new();
    steps.step("set-up", setup::run)?;
    steps.step("format", || steps::command("cargo", &["fmt", "--all", "--check"]))?;
    steps.step("rooms and files", arch::run)?;
    let program = steps.step("build and lints", || build::all(&metadata::root()))?;
    steps.step("documents", || docs::run(docs::Mode::Check, &docs::Program::At(program)))?;
    steps.step("examples in the documentation", examples)?;
    steps.step("tests", tests)?;
    steps.summarise();
    Ok(())
}

/// Walks the demonstration in both languages and writes the documents with their pictures: all, or those whose test has
/// the words in its name.
pub fn walkthrough(words: &[&str]) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let words = if words.is_empty() { &["walkthrough_browser::"] } else { words };
    let arguments = ["test", "--package", "earnest-web", "--test", "all", "--", "--test-threads", "1"];
    steps::run(Command::new("cargo").args(arguments).args(words).env("EARNEST_WALKTHROUGH", "1"))
}

/// The laws of figures over many generated histories.
pub fn laws(histories: &str) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let arguments = ["test", "--package", "earnest-app", "--test", "all", "--", "figures::laws::"];
    steps::run(Command::new("cargo").args(arguments).env("EARNEST_HISTORIES", histories))
}

/// What each kind of page of the demonstration costs, held against the table that is kept, or written anew.
pub fn pages(wish: &str) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let arguments = ["test", "--package", "earnest-web", "--test", "all", "--", "budget::", "--nocapture"];
    steps::run(Command::new("cargo").args(arguments).env("EARNEST_PAGES", wish))
}

/// Of all crates, though few have any: asked for by name, a crate would be built anew, since which features of other
/// crates are on depends on what is built with it.
fn examples() -> Outcome {
    steps::run(&mut cargo(&["test", "--workspace", "--doc", "--quiet"]))
}

/// Every build of the test command lints, so that all of them are one.
fn cargo(arguments: &[&str]) -> Command {
    build::cargo(&metadata::root(), arguments)
}

/// One PostgreSQL server for the whole run: the runner starts a process per test, and each would start its own.
fn tests() -> Outcome {
    let cluster = Cluster::start().while_trying("start PostgreSQL for the tests")?;
    println!("PostgreSQL for this run: {}", cluster.url());
    let has_nextest = steps::answer("cargo", &["nextest", "--version"]).is_some();
    let arguments: &[&str] = if has_nextest {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    steps::run(cargo(arguments).env(crate::postgres::cluster::VARIABLE, cluster.url()))
}
