//! Files that somebody brings: evidence, packs, backups, texts to be put right.

use earnest_app::backup::{Line, read_head, read_line};
use earnest_model::{
    ledger::attachments::attachment::CheckedFile,
    pack::{LARGEST, Pack, PackFiles},
};
use earnest_text::{
    figures::figures,
    repair::{decode, repair as put_right},
};

const PACK: &str = include_str!("../../../../packs/study-and-rectification/pack.toml");
const STANDARD: &str = include_str!("../../../../packs/study-and-rectification/standard.toml");

/// Evidence: its first line is what it is called.
pub fn evidence(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (name, rest) = bytes.split_at(end);
    let rest = rest.get(1..).unwrap_or_default();
    if let Ok(file) = CheckedFile::check(&String::from_utf8_lossy(name), rest) {
        let name = file.name.as_str();
        let tame = !name.is_empty() && !name.contains(['/', '\\', '\0', '\r', '\n', '"']) && name != "..";
        assert!(
            tame && name.chars().count() < 132,
            "a name that somebody else's machine might trip over: {name:?}"
        );
    }
}

/// The texts of a pack: each beside the other's sound one.
pub fn pack(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (pack, standard) in [(&*text, STANDARD), (PACK, &*text)] {
        if let Err(faults) = Pack::parse(pack, standard) {
            assert!(!faults.0.is_empty() && !faults.to_string().is_empty(), "a refusal without a fault");
        }
    }
    let _none = PackFiles::parse_canonical(&text);
}

/// A pack in one file, as it is uploaded.
pub fn pack_zip(bytes: &[u8]) {
    let Ok(files) = earnest_papers::unpacked(bytes, LARGEST, |name| name.ends_with(".toml")) else { return };
    assert!(files.iter().all(|(_, bytes)| bytes.len() <= LARGEST), "more was unpacked than is read");
    if let Ok((files, pack)) = Pack::of_named(&files) {
        assert_eq!(PackFiles::parse_canonical(&files.canonical()).as_ref(), Some(&files));
        assert_eq!(Pack::kept(&files).as_ref(), Ok(&pack), "what is sound is kept as it is");
    }
}

/// A backup, opened: its first line, and those after it.
pub fn backup(bytes: &[u8]) {
    let mut from = bytes;
    if read_head(&mut from).is_err() {
        return;
    }
    while let Ok(text) = read_line(&mut from) {
        if text.starts_with('[') {
            let _row: Result<serde_json::Value, _> = serde_json::from_str(&text);
        } else if let Ok(line) = serde_json::from_str::<Line>(&text) {
            let written = serde_json::to_string(&line).expect("a line is written");
            assert_eq!(serde_json::from_str::<Line>(&written).ok(), Some(line));
        }
    }
}

/// A text that a converter damaged: what was put right says where, and is read in figures.
pub fn repair(bytes: &[u8]) {
    let decoded = decode(bytes);
    let repaired = put_right(&decoded.text);
    assert!(
        repaired.text == decoded.text || !repaired.places.is_empty(),
        "changed without a place that says so"
    );
    let _figures = figures(&repaired.text);
}
