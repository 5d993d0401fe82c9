//! Every crate from others has its reason in `docs/dependencies.md`, and no reason outlives its crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Table;

use crate::failure::{Outcome, While};

const FILE: &str = "docs/dependencies.md";

/// Crates without a reason, reasons without a crate, and empty reasons.
pub fn complaints(root: &Path) -> Outcome<Vec<String>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).while_trying("read Cargo.toml")?;
    let manifest: Table = manifest.parse().while_trying("read Cargo.toml")?;
    let document = fs::read_to_string(root.join(FILE)).while_trying(&format!("read {FILE}"))?;
    Ok(compare(&crates_of(&manifest), &rows_of(&document)))
}

fn crates_of(manifest: &Table) -> Vec<String> {
    let dependencies = manifest.get("workspace").and_then(|it| it.get("dependencies"));
    let dependencies = dependencies.and_then(toml::Value::as_table).into_iter().flatten();
    dependencies.map(|(name, _)| name.clone()).filter(|name| !name.starts_with("earnest-")).collect()
}

/// The rows of the table `crate | room | why`, by crate.
fn rows_of(document: &str) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    for line in document.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if let [name, _room, why] = cells.as_slice() {
            let name = name.trim_matches('`');
            if name != "crate" && !name.starts_with("--") {
                rows.insert(name.to_owned(), (*why).to_owned());
            }
        }
    }
    rows
}

fn compare(crates: &[String], rows: &BTreeMap<String, String>) -> Vec<String> {
    let unexplained = crates.iter().filter(|name| rows.get(*name).is_none_or(String::is_empty));
    let unexplained = unexplained.map(|name| format!("{FILE}: say in a row what `{name}` is for"));
    let stale = rows.keys().filter(|name| !crates.contains(name));
    let stale =
        stale.map(|name| format!("{FILE}: `{name}` is no dependency of the workspace; take its row out"));
    unexplained.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| crate | room | why |\n|---|---|---|\n| `csv` | model | reads CSV |\n";

    #[test]
    fn a_row_for_every_crate_passes() {
        assert_eq!(compare(&["csv".into()], &rows_of(TABLE)), Vec::<String>::new());
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_named() {
        let found = compare(&["toml".into()], &rows_of(TABLE));
        assert!(found[0].contains("`toml`") && found[1].contains("`csv`"), "{found:?}");
    }

    #[test]
    fn the_rooms_themselves_need_no_row() {
        let manifest: Table = "[workspace.dependencies]\nearnest-draw = {}\ncsv = \"1\"".parse().unwrap();
        assert_eq!(crates_of(&manifest), ["csv"]);
    }
}
