//! `cargo xtask test`: the one test command, the same for a person and for CI.

use std::process::Command;

use crate::failure::{Outcome, While};
use crate::postgres::cluster::Cluster;
use crate::steps::{self, Steps};
use crate::{arch, docs, metadata, setup};

/// Runs every check, the cheap ones first.
pub fn run() -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let mut steps = Steps::new();
    steps.step("set-up", setup::run)?;
    steps.step("format", || steps::command("cargo", &["fmt", "--all", "--check"]))?;
    steps.step("rooms and files", arch::run)?;
    steps.step("lints", lints)?;
    steps.step("documents", || docs::run(docs::Mode::Check))?;
    steps.step("examples in the documentation", || {
        steps::command("cargo", &["test", "--workspace", "--doc"])
    })?;
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

fn lints() -> Outcome {
    steps::command("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
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
    steps::run(Command::new("cargo").args(arguments).env(crate::postgres::cluster::VARIABLE, cluster.url()))
}
