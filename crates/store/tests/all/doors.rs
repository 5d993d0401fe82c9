//! What the sources say of themselves: who may read without a permit, and that no write misses its row in silence.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_store::OPEN_READS;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn texts() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(file).unwrap())).collect()
}

/// The name and the arguments of every public read.
fn reads(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for block in text.split("\nimpl Reader<'_> {").skip(1) {
        let block = block.split("\n}").next().unwrap();
        for read in block.split("    pub fn ").skip(1) {
            let name: String = read.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((name, read.split(" {\n").next().unwrap().to_owned()));
        }
    }
    found
}

#[test]
fn every_read_takes_a_permit_or_its_owner_or_stands_in_the_list_of_what_everybody_may_read() {
    let mut open = BTreeSet::new();
    let mut all = 0;
    for (_, text) in texts() {
        for (name, arguments) in reads(&text) {
            all += 1;
            if !arguments.contains("Permit<") && !arguments.contains("owner: &Actor") {
                open.insert(name);
            }
        }
    }
    assert!(all > 200, "the sources are read as they are written: {all}");
    let listed: BTreeSet<String> = OPEN_READS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(open, listed);
    assert!(OPEN_READS.iter().all(|(_, why)| why.len() > 10));
}

#[test]
fn no_update_leaves_it_unsaid_how_many_rows_it_must_hit() {
    let mut silent = Vec::new();
    for (file, text) in texts() {
        for (at, _) in text.match_indices("diesel::update(") {
            let before = text[..at].trim_end();
            let whole = before.ends_with([';', '{', '}']) || before.lines().last().unwrap().contains("//");
            // The last expression of a block says its number to whoever asked for it.
            let end = text[at..].find([';', '}']).unwrap();
            let statement = &text[at..at + end];
            let dropped = text[at + end..].starts_with(';') && statement.ends_with('?');
            if whole && dropped {
                silent.push(format!("{}: {}", file.display(), statement.lines().next().unwrap()));
            }
        }
    }
    assert!(silent.is_empty(), "say one(…) or any(…): {silent:#?}");
}
