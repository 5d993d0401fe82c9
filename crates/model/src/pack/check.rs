//! What makes a pack sound: its keys, its references, its counts, and a name in every language.

use super::content::Pack;
use crate::{
    plans::checklist::{BESIDE_SECTIONS, MOST_AT_THE_LOWEST},
    programmes::standard::{LocalName, Standard},
    sessions::seminar::{CRITERIA, PARTS},
};
use std::collections::BTreeSet;

/// Why a pack is refused: the file, the list, the key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// A file that can't be read.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: &'static str,
        /// Where and why.
        why: String,
    },
    /// A key that is no key, stands twice, or refers to what is not there.
    #[error("{file}: {list}: the key `{key}` {fault}")]
    Key {
        /// The file.
        file: &'static str,
        /// The list.
        list: &'static str,
        /// The key.
        key: String,
        /// What is wrong.
        fault: &'static str,
    },
    /// A list that is too short or too long.
    #[error("pack.toml: {list}: {wanted}, not {found}")]
    Count {
        /// The list.
        list: &'static str,
        /// What it must have.
        wanted: &'static str,
        /// How many it has.
        found: usize,
    },
    /// A name that is blank in a language.
    #[error("{file}: {list}: `{key}` has no text for {language}")]
    Blank {
        /// The file.
        file: &'static str,
        /// The list.
        list: &'static str,
        /// The key; the place from 1 where the list has no keys.
        key: String,
        /// The language's tag.
        language: &'static str,
    },
    /// A standard that is not sound.
    #[error("standard.toml: {0}")]
    Standard(String),
}

const PACK: &str = "pack.toml";
const STANDARD: &str = "standard.toml";

/// Checks everything that `pack.toml` alone can get wrong; the first fault is told.
pub(super) fn check_pack(pack: &Pack) -> Result<(), PackError> {
    let tiers = names(PACK, "tiers", pack.tiers.iter().map(|tier| (&tier.key, &tier.name)))?;
    let classes = names(PACK, "classes", pack.classes.iter().map(|class| (&class.key, &class.name)))?;
    names(PACK, "aspects", pack.aspects.iter().map(|aspect| (&aspect.key, &aspect.name)))?;
    names(PACK, "checklist", pack.checklist.iter().map(|item| (&item.key, &item.name)))?;
    names(PACK, "checklist", pack.checklist.iter().map(|item| (&item.key, &item.help)))?;
    check_key(PACK, "key", &pack.key)?;
    for (list, text) in [("title", &pack.title), ("goal", &pack.goal)] {
        check_name(PACK, list, list, text)?;
    }
    for (list, titles) in
        [("topics", &pack.topics), ("engagement", &pack.engagement), ("speech_parts", &pack.speech_parts)]
    {
        for (place, title) in titles.iter().enumerate() {
            check_name(PACK, list, &(place + 1).to_string(), &title.name)?;
        }
    }
    check_counts(pack)?;
    check_classes(pack, &tiers)?;
    let mut seen = BTreeSet::new();
    for class in &pack.spot_check_classes {
        let fault = if !classes.contains(class.as_str()) {
            "is no class"
        } else if !seen.insert(class) {
            "stands twice"
        } else {
            continue;
        };
        return Err(key_fault(PACK, "spot_check_classes", class, fault));
    }
    Ok(())
}

/// A unit whose file names no class is of the class of its tier, so every tier needs that class.
fn check_classes(pack: &Pack, tiers: &BTreeSet<&str>) -> Result<(), PackError> {
    for class in &pack.classes {
        if !tiers.contains(class.tier.as_str()) {
            return Err(key_fault(PACK, "classes", &class.tier, "is no tier"));
        }
        if tiers.contains(class.key.as_str()) && class.tier != class.key {
            return Err(key_fault(PACK, "classes", &class.key, "is a tier's and must stand at that tier"));
        }
    }
    for tier in &pack.tiers {
        if !pack.classes.iter().any(|class| class.key == tier.key) {
            return Err(key_fault(PACK, "tiers", &tier.key, "has no class of the same key"));
        }
    }
    Ok(())
}

/// Speeches are recorded in four parts and by three criteria; the other lists may have any length but nought.
fn check_counts(pack: &Pack) -> Result<(), PackError> {
    for (list, found) in [
        ("tiers", pack.tiers.len()),
        ("topics", pack.topics.len()),
        ("aspects", pack.aspects.len()),
        ("checklist", pack.checklist.len()),
        ("spot_check_classes", pack.spot_check_classes.len()),
    ] {
        if found == 0 {
            return Err(PackError::Count { list, wanted: "at least one entry is needed", found });
        }
    }
    let found = pack.checklist.iter().filter(|item| item.lowest).count();
    if found > MOST_AT_THE_LOWEST - BESIDE_SECTIONS {
        let wanted = "at most five entries may be asked of the lowest tier";
        return Err(PackError::Count { list: "checklist", wanted, found });
    }
    if pack.engagement.len() != CRITERIA.len() {
        let found = pack.engagement.len();
        return Err(PackError::Count { list: "engagement", wanted: "three entries are needed", found });
    }
    if pack.speech_parts.len() != PARTS.len() {
        let found = pack.speech_parts.len();
        return Err(PackError::Count { list: "speech_parts", wanted: "four entries are needed", found });
    }
    Ok(())
}

/// Checks the keys and names of a standard, and that it is sound.
pub(super) fn check_standard(standard: &Standard) -> Result<(), PackError> {
    names(STANDARD, "blocks", standard.blocks.iter().map(|block| (&block.key, &block.name)))?;
    names(STANDARD, "blocks", standard.blocks.iter().map(|block| (&block.key, &block.evidence)))?;
    let items = standard.blocks.iter().flat_map(|block| &block.items);
    names(STANDARD, "items", items.map(|item| (&item.key, &item.name)))?;
    names(STANDARD, "grades", standard.grades.iter().map(|grade| (&grade.key, &grade.name)))?;
    names(STANDARD, "vetoes", standard.vetoes.iter().map(|veto| (&veto.key, &veto.name)))?;
    standard.check().map_err(|faults| {
        PackError::Standard(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    })
}

/// Checks a list of keys with names; gives the keys.
fn names<'a>(
    file: &'static str,
    list: &'static str,
    entries: impl Iterator<Item = (&'a String, &'a LocalName)>,
) -> Result<BTreeSet<&'a str>, PackError> {
    let mut seen = BTreeSet::new();
    for (key, name) in entries {
        check_key(file, list, key)?;
        if !seen.insert(key.as_str()) {
            return Err(key_fault(file, list, key, "stands twice"));
        }
        check_name(file, list, key, name)?;
    }
    Ok(seen)
}

/// Keys stand in files of units, in the register and in addresses.
fn check_key(file: &'static str, list: &'static str, key: &str) -> Result<(), PackError> {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if key.is_empty() || !key.bytes().all(good) {
        return Err(key_fault(file, list, key, "is no key (small letters, digits and hyphens)"));
    }
    Ok(())
}

fn check_name(file: &'static str, list: &'static str, key: &str, name: &LocalName) -> Result<(), PackError> {
    for language in ["zh-Hans", "zh-Hant", "en"] {
        if name.get(language).trim().is_empty() {
            return Err(PackError::Blank { file, list, key: key.to_owned(), language });
        }
    }
    Ok(())
}

fn key_fault(file: &'static str, list: &'static str, key: &str, fault: &'static str) -> PackError {
    PackError::Key { file, list, key: key.to_owned(), fault }
}
