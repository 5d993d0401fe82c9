//! What comes in by way of other crates: nothing asynchronous may, below `web`.

use std::process::Command;

use crate::failure::{Failure, Outcome, While};
use crate::metadata::{self, Member};

use super::rooms;

/// Complaints about async crates anywhere in the normal dependencies of the rooms below `web`.
pub fn complaints(members: &[Member]) -> Outcome<Vec<String>> {
    let mut complaints = Vec::new();
    for member in members.iter().filter(|member| rooms::is_synchronous(&member.name)) {
        complaints.extend(complaints_about(&member.name, &tree(&member.name)?));
    }
    Ok(complaints)
}

/// Everything that a crate is built with, a line per crate: `name v1.2.3`.
fn tree(name: &str) -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["tree", "--quiet", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    cargo.args(["--package", name]).current_dir(metadata::root());
    let output = cargo.output().while_trying("run cargo tree")?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(String::from_utf8_lossy(&output.stderr)))
}

fn complaints_about(room: &str, tree: &str) -> Vec<String> {
    let mut found: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    found.retain(|name| rooms::ASYNC.contains(name));
    found.sort_unstable();
    found.dedup();
    let complain =
        |name| format!("{room}: {name} comes in by way of another crate: see `cargo tree -p {room}`");
    found.into_iter().map(complain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_async_crate_is_found_however_deep() {
        let tree = "earnest-model v0.1.0 (/x)\nserde v1.0.0\ntokio v1.0.0\ntokio v1.0.0 (*)\n";
        let found = complaints_about("earnest-model", tree);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("tokio"), "{found:?}");
    }
}
