//! axe-core, the accessibility checker: fetched at one fixed version, never committed.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::steps;

/// The version that the tests use.
pub const VERSION: &str = "4.14.1";

/// Where the testkit looks for it, from the root of the workspace.
const FILE: &str = "target/tools/node_modules/axe-core/axe.min.js";

/// Fetches axe-core unless this version is already there.
pub fn provide(root: &Path) -> Outcome {
    let file = root.join(FILE);
    if is_this_version(&file) {
        return Ok(());
    }
    let prefix = root.join("target/tools").to_string_lossy().into_owned();
    let package = format!("axe-core@{VERSION}");
    let flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"];
    let mut arguments = vec!["install", "--prefix", &prefix];
    arguments.extend(flags);
    arguments.push(&package);
    steps::command("npm", &arguments)?;
    if is_this_version(&file) {
        Ok(())
    } else {
        Err(Failure::new(format!("npm did not bring axe-core {VERSION} to {}", file.display())))
    }
}

fn is_this_version(file: &Path) -> bool {
    let manifest = file.with_file_name("package.json");
    let text = fs::read_to_string(manifest).unwrap_or_default();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    file.is_file() && package.get("version").and_then(|it| it.as_str()) == Some(VERSION)
}
