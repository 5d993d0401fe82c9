//! The list of parts: every crate that the program is built of, as CycloneDX 1.6.

use crate::{
    failure::{Failure, Outcome, While},
    metadata::root,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, process::Command};

/// Prints the list of parts of the program `earnest`: no crates of tests, none of the workshop.
pub fn run() -> Outcome {
    let output = Command::new("cargo")
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(root())
        .output()
        .while_trying("run cargo metadata")?;
    if !output.status.success() {
        return Err(Failure::new(String::from_utf8_lossy(&output.stderr)));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).while_trying("read cargo metadata")?;
    let list = parts(&metadata).ok_or_else(|| Failure::new("cargo metadata names no program `earnest`"))?;
    println!("{}", serde_json::to_string_pretty(&list).while_trying("write the list")?);
    Ok(())
}

/// Holds the crates from others against `deny.toml`.
pub fn deny() -> Outcome {
    let deny = Command::new("cargo").args(["deny", "--locked", "check"]).current_dir(root()).status();
    if deny.while_trying("run cargo deny")?.success() {
        return Ok(());
    }
    Err(Failure::new("cargo deny found something, or is not installed: cargo install --locked cargo-deny"))
}

/// The list of parts, from what `cargo metadata` says.
fn parts(metadata: &Value) -> Option<Value> {
    let packages = metadata.get("packages")?.as_array()?;
    let program = packages.iter().find(|package| text(package, "name") == "earnest")?;
    let nodes = metadata.get("resolve")?.get("nodes")?.as_array()?;
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![program.get("id")?.as_str()?];
    while let Some(id) = open.pop() {
        if found.insert(id)
            && let Some(node) = nodes.iter().find(|node| text(node, "id") == id)
        {
            open.extend(needs(node));
        }
    }
    let others = packages.iter().filter(|package| package.get("source").is_some_and(Value::is_string));
    let mut parts: Vec<&Value> = others.filter(|package| found.contains(text(package, "id"))).collect();
    parts.sort_by_key(|package| (text(package, "name"), text(package, "version")));
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "name": "earnest",
            "version": text(program, "version"),
            "licenses": [{ "expression": text(program, "license") }],
        } },
        "components": parts.into_iter().map(part).collect::<Vec<_>>(),
    }))
}

/// What a node needs to run or to be built; not what its tests need.
fn needs(node: &Value) -> impl Iterator<Item = &str> {
    let all = node.get("deps").and_then(Value::as_array).into_iter().flatten();
    all.filter(|need| {
        let kinds = need.get("dep_kinds").and_then(Value::as_array).into_iter().flatten();
        kinds.into_iter().any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev"))
    })
    .filter_map(|need| need.get("pkg")?.as_str())
}

fn part(package: &Value) -> Value {
    let (name, version) = (text(package, "name"), text(package, "version"));
    let address = format!("pkg:cargo/{name}@{version}");
    // Some write `MIT/Apache-2.0` for what SPDX writes with OR.
    let licence = text(package, "license").replace(" / ", " OR ").replace('/', " OR ");
    json!({
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "licenses": [{ "expression": licence }],
    })
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_listed_and_what_tests_need_is_not() {
        let package = |name: &str, source: Value| json!({ "name": name, "version": "1.0.0", "id": name, "license": "MIT/Apache-2.0", "source": source });
        let need = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [package("earnest", Value::Null), package("axum", json!("r")), package("tempfile", json!("r")),
                package("hyper", json!("r"))],
            "resolve": { "nodes": [
                { "id": "earnest", "deps": [need("axum", Value::Null), need("tempfile", json!("dev"))] },
                { "id": "axum", "deps": [need("hyper", json!("build"))] },
            ] },
        });
        let list = parts(&metadata).unwrap();
        let names: Vec<_> = list["components"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
        assert_eq!(names, ["axum", "hyper"]);
        assert_eq!(list["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
