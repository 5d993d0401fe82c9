//! One name for one thing: the table of docs/words.md, held against every message of every language.

use std::{fs, io, path::Path};

/// What is never said, with the beginnings of the keys of messages that may.
struct Never {
    words: Vec<String>,
    but: Vec<String>,
}

fn table() -> io::Result<Vec<Never>> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/words.md"))?;
    let part = page.split("## One name for one thing").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = part.unwrap_or_default().lines().filter(|line| line.starts_with("| "));
    let several = |cell: &str| {
        cell.split('·').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    Ok(rows
        .skip(1)
        .filter_map(|row| match row.split('|').collect::<Vec<_>>().as_slice() {
            [_, _, _, _, never, but, ..] => Some(Never { words: several(never), but: several(but) }),
            _ => None,
        })
        .collect())
}

/// Every message by its file, its key and its words.
fn messages(folder: &Path, into: &mut Vec<(String, String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            messages(&path, into)?;
            continue;
        }
        let mut key = String::new();
        for line in fs::read_to_string(&path)?.lines().filter(|line| !line.starts_with('#')) {
            let words = match line.split_once(" =") {
                Some((name, words)) if !line.starts_with(' ') => {
                    name.trim().clone_into(&mut key);
                    words
                }
                _ => line,
            };
            into.push((path.display().to_string(), key.clone(), words.to_lowercase()));
        }
    }
    Ok(())
}

#[test]
fn no_message_calls_a_thing_by_a_name_that_was_given_up() -> io::Result<()> {
    let (table, mut all) = (table()?, Vec::new());
    messages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales"), &mut all)?;
    assert!(table.len() > 10 && all.len() > 4_000, "{} names, {} messages", table.len(), all.len());
    let mut faults = Vec::new();
    for (file, key, words) in all.iter().filter(|(_, key, _)| !key.starts_with("said-")) {
        for Never { words: never, but } in &table {
            let said = never.iter().find(|word| words.contains(&word.to_lowercase()));
            if let Some(word) = said.filter(|_| !but.iter().any(|key_of| key.starts_with(key_of))) {
                faults.push(format!("{file}: {key} says {word}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    Ok(())
}
