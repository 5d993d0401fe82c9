//! One build that both lints and yields the tests.
//!
//! Clippy's compiler stands in the place of rustc for the crates of the workspace: it says what `cargo clippy` says, and
//! writes what rustc writes, a little less optimised, which is why nothing is released or measured that way. Other crates
//! are built by rustc, and built once. Cargo keeps what the two compilers write apart; so whoever builds without it, by
//! `cargo nextest run -p …`, builds the rooms again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::steps;

/// What clippy is told: every warning is a fault.
const ARGUMENTS: [&str; 2] = ["-D", "warnings"];
/// How `cargo clippy` parts them.
const MARK: &str = "__CLIPPY_HACKERY__";

/// A cargo command whose building lints.
pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    speak_to_clippy(&mut cargo, root);
    forget_own_package(&mut cargo);
    cargo
}

/// Cargo tells `xtask` of its package, and what is built for others must not know: some would be built again for it.
fn forget_own_package(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        if own.iter().any(|start| name.to_string_lossy().starts_with(start)) {
            command.env_remove(name);
        }
    }
}

/// Builds with lints all that the tests need, and then the benches, which no test needs. Gives the program `earnest`.
pub fn all(root: &Path) -> Outcome<PathBuf> {
    let told = ["--message-format", "json-render-diagnostics"];
    let mut tests = cargo(root, &["test", "--workspace", "--no-run"]);
    let artifacts = steps::answer_of(tests.args(told).stderr(Stdio::inherit()))?;
    steps::run(&mut cargo(root, &["build", "--workspace", "--benches"]))?;
    artifacts.lines().find_map(program).ok_or_else(|| Failure::new("the build made no program `earnest`"))
}

/// The program, if this line of cargo's tells of it.
fn program(line: &str) -> Option<PathBuf> {
    let artifact: Value = serde_json::from_str(line).ok()?;
    let target = artifact.get("target")?;
    let is_program = target.get("name")? == "earnest" && target.get("kind")?.get(0)? == "bin";
    let is_test = artifact.get("profile")?.get("test")?.as_bool()?;
    let path = artifact.get("executable")?.as_str()?;
    (is_program && !is_test).then(|| path.into())
}

fn speak_to_clippy(command: &mut Command, root: &Path) {
    let told: String = ARGUMENTS.iter().map(|argument| format!("{argument}{MARK}")).collect();
    command.env("CLIPPY_ARGS", told).env("CLIPPY_CONF_DIR", root);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata;
    use std::fs;

    #[test]
    fn what_is_built_does_not_learn_who_asked() {
        let cargo = cargo(Path::new("/w"), &["test"]);
        let told =
            |name: &str| cargo.get_envs().find(|(it, _)| *it == name).map(|(_, value)| value.is_some());
        assert_eq!(told("CARGO_PKG_NAME"), Some(false));
        assert_eq!(told("RUSTC_WORKSPACE_WRAPPER"), Some(true));
    }

    #[test]
    fn the_program_is_the_one_that_is_no_test() {
        let line = |kind: &str, test: bool| {
            let target = format!(r#"{{"name":"earnest","kind":["{kind}"]}}"#);
            format!(r#"{{"target":{target},"profile":{{"test":{test}}},"executable":"/t/earnest"}}"#)
        };
        assert_eq!(program(&line("bin", false)), Some("/t/earnest".into()));
        assert_eq!(program(&line("bin", true)), None);
        assert_eq!(program(&line("test", false)), None);
        assert_eq!(program("Finished"), None);
    }

    /// Whether a crate with this text is taken, and what was said.
    fn taken(name: &str, text: &str) -> (bool, String) {
        let folder = std::env::temp_dir().join(format!("earnest-lints-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("lib.rs"), text).unwrap();
        let mut driver = Command::new("clippy-driver");
        driver.args(["rustc", "--crate-type=lib", "--emit=metadata", "--warn=clippy::unwrap_used", "lib.rs"]);
        driver.env("CARGO_PRIMARY_PACKAGE", "1").current_dir(&folder);
        speak_to_clippy(&mut driver, &metadata::root());
        let output = driver.output().unwrap();
        fs::remove_dir_all(&folder).unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn a_warning_of_clippy_or_of_rustc_ends_the_build() {
        let (is_taken, said) = taken("fine", "//! Fine.\npub fn f(x: Option<u8>) -> Option<u8> { x }");
        assert!(is_taken, "{said}");
        let (is_taken, said) = taken("unwrap", "pub fn f(x: Option<u8>) -> u8 { x.unwrap() }");
        assert!(!is_taken && said.contains("clippy::unwrap-used"), "{said}");
        let (is_taken, said) = taken("unused", "fn f() {}");
        assert!(!is_taken && said.contains("dead-code"), "{said}");
    }

    #[test]
    fn the_settings_of_the_workspace_hold() {
        let (is_taken, said) =
            taken("clock", "pub fn f() -> std::time::Instant { std::time::Instant::now() }");
        assert!(!is_taken && said.contains("only `cli` names a clock"), "{said}");
    }
}
