//! The list of the decision records, by number.

use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::sources::{self, Source};

const FOLDER: &str = "docs/decisions";

/// A Markdown list with a link to every record.
pub fn list(root: &Path) -> Outcome<String> {
    let records = sources::below(root, &root.join(FOLDER), &["md"])?;
    let records = records.iter().filter(|record| !record.path.ends_with("/README.md"));
    let lines: Outcome<Vec<String>> = records.map(line).collect();
    Ok(lines?.join("\n"))
}

fn line(record: &Source) -> Outcome<String> {
    let name = record.path.rsplit('/').next().unwrap_or(&record.path);
    let number = name.split('-').next().unwrap_or_default();
    let title = record.text.lines().next().and_then(|line| line.strip_prefix("# "));
    match title {
        Some(title) if number.len() == 3 && number.bytes().all(|it| it.is_ascii_digit()) => {
            Ok(format!("- {number} [{title}]({name})"))
        }
        _ => Err(Failure::new(format!(
            "{}: a record is named NNN-subject.md and begins with `# ` and its title",
            record.path
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_listed_by_number_and_title() {
        let text = "# Bread is baked here\n\nWhy.".to_owned();
        let record = |path: &str| Source { path: path.into(), text: text.clone() };
        let listed = line(&record("docs/decisions/007-bread.md")).unwrap();
        assert_eq!(listed, "- 007 [Bread is baked here](007-bread.md)");
        assert!(line(&record("docs/decisions/bread.md")).is_err());
    }
}
