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
    })
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
            "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}]}]}"#;
        let need = |name: &str, dev| Need { name: name.into(), dev };
        let expected = Member {
            name: "a".into(),
            folder: "/x/a".into(),
            needs: vec![need("b", false), need("c", true)],
        };
        assert_eq!(read(json).unwrap(), [expected]);
    }
}
