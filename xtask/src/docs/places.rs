//! Where things live: each row of `docs/where.md` names files that are there, and names that stand in them.

use std::{fs, path::Path};

use crate::failure::{Outcome, While};

const FILE: &str = "docs/where.md";

/// A row of the table: its line, the files, the names.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    line: usize,
    files: Vec<String>,
    names: Vec<String>,
}

/// Files that are not there, and names that stand in none of the files of their row.
pub fn complaints(root: &Path) -> Outcome<Vec<String>> {
    let document = fs::read_to_string(root.join(FILE)).while_trying(&format!("read {FILE}"))?;
    Ok(compare(&rows_of(&document), |file| fs::read_to_string(root.join(file)).ok()))
}

fn rows_of(document: &str) -> Vec<Row> {
    let rows = document.lines().enumerate().filter_map(|(place, line)| {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
        let [_what, files, names] = cells.as_slice() else { return None };
        let (files, names) = (quoted(files), quoted(names));
        let is_row = !files.is_empty() || !names.is_empty();
        is_row.then_some(Row { line: place + 1, files, names })
    });
    rows.collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn compare(rows: &[Row], read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut complaints = Vec::new();
    if rows.is_empty() {
        complaints.push(format!("{FILE}: the table is missing"));
    }
    for Row { line, files, names } in rows {
        let mut texts = Vec::new();
        for file in files {
            match read(file) {
                Some(text) => texts.push(text),
                None => complaints.push(format!("{FILE}:{line}: there is no file `{file}`")),
            }
        }
        let unsaid = names.iter().filter(|name| !texts.iter().any(|text| text.contains(name.as_str())));
        complaints.extend(
            unsaid.map(|name| format!("{FILE}:{line}: `{name}` stands in none of the files of its row")),
        );
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str =
        "| what | file | names there |\n|---|---|---|\n| a limit | `a.rs`, `b.rs` | `MOST` |\n";

    fn told(text: Option<&'static str>) -> Vec<String> {
        compare(
            &rows_of(TABLE),
            |file| if file == "a.rs" { text.map(str::to_owned) } else { Some(String::new()) },
        )
    }

    #[test]
    fn a_row_whose_file_is_there_and_says_the_name_passes() {
        assert_eq!(rows_of(TABLE).len(), 1);
        assert_eq!(told(Some("pub const MOST: usize = 3;")), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_was_moved_and_a_name_that_went_elsewhere_are_told() {
        assert!(told(None)[0].contains("no file `a.rs`"));
        assert!(told(Some("pub const LEAST: usize = 3;"))[0].contains("`MOST` stands in none"));
    }

    #[test]
    fn a_document_without_the_table_is_told() {
        assert!(compare(&rows_of("# Where\n"), |_| None)[0].contains("the table is missing"));
    }

    #[test]
    fn every_file_that_the_page_names_is_there_and_says_what_is_looked_for() {
        assert_eq!(complaints(&crate::metadata::root()).unwrap(), Vec::<String>::new());
    }
}
