//! The table of the rooms: what each is for, how large it is, what it sees.

use std::path::Path;

use crate::arch::rooms::ROOMS;
use crate::failure::Outcome;
use crate::metadata::{self, Member};
use crate::sources;

/// Lines are given to the next thousand, so that the table changes only when a room has grown.
const STEP: usize = 1000;

/// A Markdown table with a row per room, from the bottom up.
pub fn table(root: &Path) -> Outcome<String> {
    let members = metadata::members()?;
    let mut lines = vec!["| room | what it is | lines | sees |".to_owned(), "|---|---|---|---|".to_owned()];
    for room in ROOMS {
        let Some(member) = members.iter().find(|member| member.name == room.name) else {
            continue;
        };
        let sees = sees(member);
        let (purpose, length) = describe(root, member)?;
        lines.push(format!("| `{}` | {purpose} | {length} | {sees} |", room.name));
    }
    Ok(lines.join("\n"))
}

fn sees(member: &Member) -> String {
    let mut rooms: Vec<&str> = member
        .needs
        .iter()
        .filter(|need| !need.dev)
        .filter_map(|need| need.name.strip_prefix("earnest-"))
        .collect();
    rooms.sort_unstable();
    rooms.dedup();
    if rooms.is_empty() { "–".to_owned() } else { rooms.join(", ") }
}

fn describe(root: &Path, member: &Member) -> Outcome<(String, String)> {
    let sources = sources::below(root, &member.folder.join("src"), &["rs"])?;
    let entry = sources.iter().find(|it| it.path.ends_with("src/lib.rs") || it.path.ends_with("src/main.rs"));
    let purpose = entry.map_or_else(String::new, |source| first_sentence(&source.text));
    let count: usize = sources.iter().map(|source| source.text.lines().count()).sum();
    Ok((purpose, format!("under {}", (count / STEP + 1) * STEP)))
}

/// The first sentence of the documentation, which may go over several lines.
fn first_sentence(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("//!"));
    let lines = lines.map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph.get(..end).unwrap_or(&paragraph).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_purpose_is_the_first_sentence_of_the_documentation() {
        assert_eq!(first_sentence("//! One thing\n//! on two lines. And more.\n"), "One thing on two lines.");
        assert_eq!(first_sentence("//! One thing\n//!\n//! More.\n"), "One thing");
        assert_eq!(first_sentence("fn main() {}"), "");
    }
}
