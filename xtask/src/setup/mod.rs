//! `cargo xtask setup`: sees to it that everything the tests need is on this machine. Nothing is skipped in silence.

mod axe;
mod needs;

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{metadata, steps};
use needs::{NEEDS, Need};

/// Checks what the tests need; installs it where that can be done without asking, else says how.
pub fn run() -> Outcome {
    let missing = missing();
    if !missing.is_empty() {
        install(&missing)?;
    }
    axe::provide(&metadata::root())?;
    report();
    Ok(())
}

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| !(need.is_there)()).collect()
}

fn install(missing: &[&'static Need]) -> Outcome {
    if !can_install() {
        return Err(Failure::new(how_to_install(missing)));
    }
    let packages = packages_of(missing);
    println!("installing {}", packages.join(" "));
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)?;
    let still: Vec<&Need> = self::missing();
    if still.is_empty() { Ok(()) } else { Err(Failure::new(how_to_install(&still))) }
}

fn apt_get(arguments: &[&str]) -> Outcome {
    steps::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Only a superuser of a Debian system can install without asking anyone.
fn can_install() -> bool {
    steps::answer("id", &["-u"]).as_deref() == Some("0") && Path::new("/usr/bin/apt-get").exists()
}

fn packages_of(missing: &[&'static Need]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = missing.iter().map(|need| need.debian_package).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

fn how_to_install(missing: &[&'static Need]) -> String {
    let lines = missing.iter().map(|need| format!("  {}: {}", need.what, need.why));
    format!(
        "the tests need what is not on this machine:\n{}\non Debian or Ubuntu: sudo apt-get install --no-install-recommends {}",
        lines.collect::<Vec<_>>().join("\n"),
        packages_of(missing).join(" ")
    )
}

fn report() {
    for need in NEEDS {
        println!("{}: there", need.what);
    }
    println!("axe-core {}: there", axe::VERSION);
    match steps::answer("cargo", &["nextest", "--version"]) {
        Some(_) => println!("cargo-nextest: there"),
        None => println!("cargo-nextest: not there; `cargo test` will run the tests, more slowly"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_command_that_installs_it() {
        let all: Vec<&Need> = NEEDS.iter().collect();
        let text = how_to_install(&all);
        for need in NEEDS {
            assert!(text.contains(need.what), "{text}");
            assert!(text.contains(need.debian_package), "{text}");
        }
        assert!(text.contains("apt-get install"));
    }
}
