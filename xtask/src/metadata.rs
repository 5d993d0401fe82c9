//! What `cargo metadata` says about the workspace: its crates and what each depends on.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Outcome, While};

/// A crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The package name, such as `earnest-draw`.
    pub name: String,
    /// The folder of its `Cargo.toml`.
    pub folder: PathBuf,
    /// What it depends on directly.
    pub needs: Vec<Need>,
    /// The files that its library and its programs are built from.
    pub roots: Vec<PathBuf>,
}

/// One direct dependency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The package name.
    pub name: String,
    /// True for a dependency of tests only; build dependencies count as normal ones.
    pub dev: bool,
}

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// The folder into which cargo builds.
pub fn target() -> Outcome<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .while_trying("run cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).while_trying("read cargo metadata")?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| Failure::new("cargo metadata names no target folder"))
}

/// The crates of the workspace, by name.
pub fn members() -> Outcome<Vec<Member>> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .while_trying("run cargo metadata")?;
    if !output.status.success() {
        return Err(Failure::new(String::from_utf8_lossy(&output.stderr)));
    }
    read(&String::from_utf8_lossy(&output.stdout))
}

fn read(json: &str) -> Outcome<Vec<Member>> {
    let metadata: Value = serde_json::from_str(json).while_trying("read cargo metadata")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let mut members: Vec<Member> = packages.into_iter().flatten().filter_map(read_member).collect();
    members.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(members)
}

fn read_member(package: &Value) -> Option<Member> {
    let manifest = PathBuf::from(package.get("manifest_path")?.as_str()?);
    let needs = package.get("dependencies")?.as_array()?;
    Some(Member {
        name: package.get("name")?.as_str()?.to_owned(),
        folder: manifest.parent()?.to_owned(),
        needs: needs.iter().filter_map(read_need).collect(),
        roots: package
            .get("targets")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(read_root)
            .collect(),
    })
}

/// The file of a library or a program; none for tests, examples and what runs while building.
fn read_root(target: &Value) -> Option<PathBuf> {
    let kinds = target.get("kind")?.as_array()?;
    let is_built =
        kinds.iter().filter_map(Value::as_str).any(|kind| ["lib", "bin", "proc-macro"].contains(&kind));
    is_built.then_some(PathBuf::from(target.get("src_path")?.as_str()?))
}

fn read_need(dependency: &Value) -> Option<Need> {
    Some(Need {
        name: dependency.get("name")?.as_str()?.to_owned(),
        dev: dependency.get("kind")?.as_str() == Some("dev"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_read_with_its_normal_and_its_dev_dependencies() {
        let json = r#"{"packages": [{"name": "a", "manifest_path": "/x/a/Cargo.toml",
            "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}],
            "targets": [{"kind": ["lib"], "src_path": "/x/a/src/lib.rs"}, {"kind": ["test"], "src_path": "/x/t.rs"}]}]}"#;
        let need = |name: &str, dev| Need { name: name.into(), dev };
        let expected = Member {
            name: "a".into(),
            folder: "/x/a".into(),
            needs: vec![need("b", false), need("c", true)],
            roots: vec!["/x/a/src/lib.rs".into()],
        };
        assert_eq!(read(json).unwrap(), [expected]);
    }
}
