//! axe-core: can everybody use this page?

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::Browser;
use crate::give_up;

/// The rules of WCAG 2.2, levels A and AA.
const RULES: &[&str] = &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/// A rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// axe-core's name of the rule, such as `image-alt`.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What the rule asks, in a sentence.
    pub help: String,
    /// Selectors of the elements that break it.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}: {}", self.rule, self.impact, self.help, self.elements.join(", "))
    }
}

impl Browser {
    /// Checks the page as it is now with axe-core against WCAG 2.2 A and AA.
    ///
    /// # Panics
    /// When axe-core is not in `target/tools`: `cargo xtask setup` brings it.
    #[track_caller]
    pub fn run_axe(&self) -> Vec<Violation> {
        self.run(&axe_core(), &[]);
        let script = "const done = arguments[arguments.length - 1]; \
            axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] }) \
            .then(found => done({ violations: found.violations }), error => done({ error: String(error) }));";
        let answer = self.post("execute/async", &json!({ "script": script, "args": [RULES] }));
        let result = self.sure("run axe-core", answer);
        match result.get("violations").and_then(Value::as_array) {
            Some(violations) => violations.iter().map(read).collect(),
            None => give_up("axe-core failed", &result),
        }
    }
}

#[track_caller]
fn axe_core() -> String {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = workspace.join("target/tools/node_modules/axe-core/axe.min.js");
    match std::fs::read_to_string(&file) {
        Ok(script) => script,
        Err(error) => give_up("no axe-core in target/tools (run `cargo xtask setup`)", &error),
    }
}

fn read(violation: &Value) -> Violation {
    let text = |key: &str| violation.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let nodes = violation.get("nodes").and_then(Value::as_array).into_iter().flatten();
    let targets = nodes.filter_map(|node| node.get("target")?.as_array()).map(|target| {
        let parts: Vec<&str> = target.iter().filter_map(Value::as_str).collect();
        parts.join(" ")
    });
    Violation { rule: text("id"), impact: text("impact"), help: text("help"), elements: targets.collect() }
}
