//! The campaigns against the program, at length: kills, faults around it, a crawl, fuzzing, the API. A short form of each is
//! in the test command; `docs/campaigns.md` says what each does and what it found.

pub mod fuzz;
pub mod schemathesis;

use crate::{
    failure::{Outcome, While},
    metadata, steps,
};
use std::process::Command;

/// Tests of a crate whose names have one of these words in them, told by a variable that they are to go on for long.
fn at_length(package: &str, words: &[&str], told: (&str, &str)) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let arguments = ["test", "--package", package, "--test", "all", "--"];
    steps::run(Command::new("cargo").args(arguments).args(words).arg("--nocapture").env(told.0, told.1))
}

/// Years of an organisation with everything that goes wrong, on each engine.
pub fn simulate(told: &[(&str, &str)]) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let arguments =
        ["test", "--package", "earnest-app", "--test", "all", "--", "simulation::", "--nocapture"];
    steps::run(Command::new("cargo").args(arguments).envs(told.iter().copied()))
}

/// The server killed under load, so many times on each engine.
pub fn kills(times: &str) -> Outcome {
    at_length("earnest", &["kills::"], ("EARNEST_KILLS", times))
}

/// Everything that can fail around the program, so many times on each engine.
pub fn faults(times: &str) -> Outcome {
    let told = ("EARNEST_FAULTS", times);
    at_length("earnest", &["faults::"], told)?;
    at_length("earnest-web", &["outage::", "clock_set_back::", "when_the_register_can_not_keep"], told)
}

/// Every route as every role, with keys within and beyond what they may see, and so many odd things at each.
pub fn crawl(each: &str) -> Outcome {
    at_length("earnest-web", &["routes::", "forms::every_form::"], ("EARNEST_CRAWL", each))
}
