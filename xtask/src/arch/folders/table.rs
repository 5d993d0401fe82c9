//! The table of folders as a file: read, and written afresh from the imports.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::{Outcome, While};

use super::level::{Level, Table};

/// Where the table lies.
pub const FILE: &str = "xtask/folders.toml";

const HEAD: &str = "\
# Which folder may import which. Of each level: a folder, and the folders of the same level that it imports. What lies
# beside them is the ground; a part of it that is to stand apart gets a line. The file that declares them (lib.rs, mod.rs)
# stands under its own name if it imports or is imported, and so do the addresses of pages (paths.rs). From the bottom
# up: a folder imports only folders above its line, unless xtask/known-faults.toml says so.
#
# `cargo xtask arch` compares it with the imports: one that is not allowed here fails, and so does an arrow that nothing
# uses. `cargo xtask arch --write` writes it afresh; what then differs is what you have to account for.
";

/// The longest line of the table.
const WIDTH: usize = 120;

/// Reads the table.
///
/// # Errors
/// When it is not TOML of this form.
pub fn parse(text: &str) -> Outcome<Table> {
    toml::from_str(text).while_trying(&format!("read {FILE}"))
}

/// The file for a table.
pub fn written(levels: &[Level], table: &Table) -> String {
    let mut text = HEAD.to_owned();
    for level in levels {
        if let Some(rows) = table.get(level.path).filter(|rows| !rows.is_empty()) {
            text += &format!("\n[\"{}\"]\n", level.path);
            let order = order(level, rows);
            for folder in &order {
                let reached = rows.get(*folder);
                let row: Vec<&str> = order
                    .iter()
                    .filter(|to| reached.is_some_and(|row| row.contains(**to)))
                    .copied()
                    .collect();
                text += &line(folder, &row);
            }
        }
    }
    text
}

/// The folders from the bottom up: each after those that it imports, as far as there is no circle.
fn order<'r>(level: &Level, rows: &'r BTreeMap<String, BTreeSet<String>>) -> Vec<&'r str> {
    let mut left: Vec<&str> = rows.keys().map(String::as_str).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let open = |folder: &str| {
            rows.get(folder).map_or(0, |row| row.iter().filter(|to| left.contains(&to.as_str())).count())
        };
        let next = left
            .iter()
            .copied()
            .min_by_key(|folder| (open(folder), level.is_face(folder), level.place(folder)));
        let Some(next) = next else { break };
        left.retain(|folder| *folder != next);
        order.push(next);
    }
    order
}

fn line(folder: &str, row: &[&str]) -> String {
    let key = if folder.contains('.') { format!("\"{folder}\"") } else { folder.to_owned() };
    let row: Vec<String> = row.iter().map(|to| format!("\"{to}\"")).collect();
    let whole = format!("{key} = [{}]\n", row.join(", "));
    if whole.len() <= WIDTH {
        return whole;
    }
    let mut text = format!("{key} = [\n");
    let mut last = "   ".to_owned();
    for to in row {
        if last.len() + to.len() + 2 > WIDTH {
            text += &format!("{last}\n");
            last = "   ".to_owned();
        }
        last += &format!(" {to},");
    }
    text + &format!("{last}\n]\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_stands_from_the_bottom_up() {
        let text =
            "[\"crates/app/src\"]\nground = []\nplans = [\"ground\", \"units\"]\nunits = [\"ground\"]\n";
        let table = parse(text).unwrap();
        let written = written(&[Level::of("crates/app/src", &["units", "plans"])], &table);
        assert_eq!(parse(&written).unwrap(), table);
        let keys: Vec<&str> = written.lines().filter(|it| it.contains(" = [")).collect();
        assert_eq!(keys, ["ground = []", "units = [\"ground\"]", "plans = [\"ground\", \"units\"]"]);
    }

    #[test]
    fn a_long_row_is_broken_and_a_file_is_quoted() {
        let folders = [
            "people",
            "units",
            "duties",
            "programmes",
            "plans",
            "sessions",
            "assessing",
            "draws",
            "ledger",
            "circulars",
            "visits",
            "tasks",
            "burden",
            "figures",
            "desk",
        ];
        let text = line("mod.rs", &folders);
        assert!(text.starts_with("\"mod.rs\" = [\n    \"people\", \"units\","), "{text}");
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert_eq!(text.matches(',').count(), folders.len());
        assert!(toml::from_str::<BTreeMap<String, Vec<String>>>(&text).is_ok());
    }
}
