//! `cargo xtask fuzz`: bytes made by libFuzzer for every reader of outside bytes, one target after the other.

use crate::{
    failure::{Failure, Outcome, While},
    metadata, steps,
};
use std::{fs, path::Path, process::Command};

/// Inputs of a target unless somebody says so.
pub const RUNS: &str = "1000000";

/// Runs all targets, or one.
pub fn run(target: Option<&str>, runs: &str) -> Outcome {
    let folder = metadata::root().join("fuzz");
    if steps::answer("cargo", &["fuzz", "--version"]).is_none() {
        return Err(Failure::new("cargo-fuzz is not installed: cargo install --locked cargo-fuzz"));
    }
    let targets = match target {
        Some(target) => vec![target.to_owned()],
        None => targets(&folder)?,
    };
    for target in targets {
        // What is found is kept beside, so that the next run goes on from there; what is committed stays small.
        let found = folder.join("found").join(&target);
        fs::create_dir_all(&found).while_trying("make a folder for what is found")?;
        steps::run(&mut command(&folder, &target, runs))?;
    }
    Ok(())
}

/// The corpus of every reader changed at random places, so many times: no coverage leads the way, and nothing has to be
/// installed.
pub fn changes(number: &str) -> Outcome {
    std::env::set_current_dir(metadata::root()).while_trying("go to the workspace")?;
    let arguments =
        ["test", "--package", "earnest-testkit", "--test", "all", "--", "readers::", "--nocapture"];
    steps::run(Command::new("cargo").args(arguments).env("EARNEST_READINGS", number))
}

/// libFuzzer needs what only the nightly compiler offers by itself; the stable one does when it is told so. No sanitizer:
/// the rooms hold no unsafe code, and without one four times as many inputs are tried.
fn command(folder: &Path, target: &str, runs: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["fuzz", "run", "--fuzz-dir", ".", "--sanitizer", "none", target]);
    cargo.args([format!("found/{target}"), format!("corpus/{target}")]);
    cargo.arg("--").arg(format!("-runs={runs}"));
    cargo.args(["-max_len=65536", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]);
    cargo.env("RUSTC_BOOTSTRAP", "1").current_dir(folder);
    cargo
}

fn targets(folder: &Path) -> Outcome<Vec<String>> {
    let mut targets = Vec::new();
    for entry in fs::read_dir(folder.join("fuzz_targets")).while_trying("list the targets")? {
        let path = entry.while_trying("list the targets")?.path();
        targets.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    targets.sort();
    Ok(targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_a_corpus_and_stands_in_the_manifest() {
        let folder = metadata::root().join("fuzz");
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let targets = targets(&folder).unwrap();
        assert!(targets.len() > 10, "{targets:?}");
        for target in targets {
            assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
            let corpus: Vec<_> = fs::read_dir(folder.join("corpus").join(&target)).unwrap().collect();
            assert!(!corpus.is_empty(), "{target} begins with nothing");
        }
    }
}
