//! Programme packs: tier names, unit classes, topics, checklist, aspects and the standard, as data.

use crate::{
    standard::{LocalName, Standard},
    unit::Tiers,
};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A key with its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The key.
    pub key: String,
    /// Its name.
    pub name: LocalName,
}

/// A class of units, for sampling.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The key.
    pub key: String,
    /// The tier at which its units stand.
    pub tier: String,
    /// Its name.
    pub name: LocalName,
}

/// A section of the plan's checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// The key.
    pub key: String,
    /// What is asked.
    pub name: LocalName,
    /// One line of help.
    pub help: LocalName,
}

/// A name without a key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The name.
    pub name: LocalName,
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its key.
    pub key: String,
    /// The programme's title.
    pub title: LocalName,
    /// What it is for.
    pub goal: LocalName,
    /// Tiers from the top down.
    pub tiers: Vec<Named>,
    /// Classes of units.
    pub classes: Vec<Class>,
    /// Keys of the classes of which every round draws a share.
    pub spot_check_classes: Vec<String>,
    /// Topics in the order of the rounds.
    pub topics: Vec<Title>,
    /// Aspects of problems.
    pub aspects: Vec<Named>,
    /// The engagement criteria of a speech.
    pub engagement: Vec<Title>,
    /// The parts of a speech.
    pub speech_parts: Vec<Title>,
    /// Sections of a plan.
    pub checklist: Vec<ChecklistItem>,
    /// The standard that an organiser may start from.
    #[serde(skip)]
    pub standard: Option<Standard>,
}

/// Why a pack is refused.
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
    /// A key that stands twice, or a reference to one that is not there.
    #[error("pack.toml: {list}: the key `{key}` {fault}")]
    Key {
        /// The list.
        list: &'static str,
        /// The key.
        key: String,
        /// What is wrong.
        fault: &'static str,
    },
    /// A standard that is not sound.
    #[error("standard.toml: {0}")]
    Standard(String),
}

impl Pack {
    /// Reads a pack from the texts of its files.
    pub fn parse(pack: &str, standard: &str) -> Result<Self, PackError> {
        let unreadable =
            |file| move |fault: toml::de::Error| PackError::Unreadable { file, why: fault.to_string() };
        let mut parsed: Self = toml::from_str(pack).map_err(unreadable("pack.toml"))?;
        parsed.check()?;
        let standard: Standard = toml::from_str(standard).map_err(unreadable("standard.toml"))?;
        standard.check().map_err(|faults| {
            PackError::Standard(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        })?;
        parsed.standard = Some(standard);
        Ok(parsed)
    }

    /// The pack that is shipped: the programme of the published article.
    pub fn built_in() -> Result<Self, PackError> {
        Self::parse(
            include_str!("../../../packs/study-and-rectification/pack.toml"),
            include_str!("../../../packs/study-and-rectification/standard.toml"),
        )
    }

    fn check(&self) -> Result<(), PackError> {
        let tiers = unique("tiers", self.tiers.iter().map(|tier| &tier.key))?;
        let classes = unique("classes", self.classes.iter().map(|class| &class.key))?;
        unique("aspects", self.aspects.iter().map(|aspect| &aspect.key))?;
        unique("checklist", self.checklist.iter().map(|item| &item.key))?;
        for class in &self.classes {
            if !tiers.contains(&class.tier) {
                return Err(PackError::Key { list: "classes", key: class.tier.clone(), fault: "is no tier" });
            }
        }
        for class in &self.spot_check_classes {
            if !classes.contains(class) {
                return Err(PackError::Key {
                    list: "spot_check_classes",
                    key: class.clone(),
                    fault: "is no class",
                });
            }
        }
        Ok(())
    }

    /// The tiers, to read and check files of units.
    pub fn tiers(&self) -> Tiers {
        Tiers::new(self.tiers.iter().map(|tier| tier.key.clone()).collect())
    }

    /// The name of a tier; its key where the pack has none.
    pub fn tier_name<'a>(&'a self, key: &'a str, tag: &str) -> &'a str {
        self.tiers.iter().find(|tier| tier.key == key).map_or(key, |tier| tier.name.get(tag))
    }

    /// The name of the tier at a place from the top.
    pub fn tier_name_at(&self, place: i32, tag: &str) -> &str {
        let tier = usize::try_from(place).ok().and_then(|place| self.tiers.get(place));
        tier.map_or("", |tier| tier.name.get(tag))
    }

    /// The name of a class; its key where the pack has none.
    pub fn class_name<'a>(&'a self, key: &'a str, tag: &str) -> &'a str {
        self.classes.iter().find(|class| class.key == key).map_or(key, |class| class.name.get(tag))
    }

    /// The name of an aspect; its key where the pack has none.
    pub fn aspect_name<'a>(&'a self, key: &'a str, tag: &str) -> &'a str {
        self.aspects.iter().find(|aspect| aspect.key == key).map_or(key, |aspect| aspect.name.get(tag))
    }

    /// Keys of the checklist's sections.
    pub fn checklist_keys(&self) -> Vec<String> {
        self.checklist.iter().map(|item| item.key.clone()).collect()
    }

    /// Keys of the aspects.
    pub fn aspect_keys(&self) -> Vec<String> {
        self.aspects.iter().map(|aspect| aspect.key.clone()).collect()
    }
}

fn unique<'a>(
    list: &'static str,
    keys: impl Iterator<Item = &'a String>,
) -> Result<BTreeSet<String>, PackError> {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key.clone()) {
            return Err(PackError::Key { list, key: key.clone(), fault: "stands twice" });
        }
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::SheetKind;

    const PACK: &str = include_str!("../../../packs/study-and-rectification/pack.toml");
    const STANDARD: &str = include_str!("../../../packs/study-and-rectification/standard.toml");

    #[test]
    fn the_shipped_pack_is_sound() {
        let pack = Pack::built_in().unwrap();
        assert_eq!(
            (pack.tiers.len(), pack.topics.len(), pack.checklist.len(), pack.aspects.len()),
            (6, 3, 14, 6)
        );
        assert_eq!(pack.spot_check_classes.len(), 5);
        let standard = pack.standard.as_ref().unwrap();
        assert_eq!(standard.items_on(SheetKind::Observation).count(), 12);
        assert_eq!(standard.items_on(SheetKind::Materials).count(), 10);
        assert_eq!(pack.class_name("county", "en"), "County");
        assert_eq!(pack.tier_name("village", "zh-Hant"), "村（社區）");
    }

    #[test]
    fn a_pack_with_a_fault_is_refused_by_file_and_key() {
        let double = PACK.replacen("key = \"prefecture\"", "key = \"province\"", 1);
        assert!(matches!(Pack::parse(&double, STANDARD), Err(PackError::Key { list: "tiers", .. })));
        let unknown =
            PACK.replacen("spot_check_classes = [\"county\"", "spot_check_classes = [\"canton\"", 1);
        assert!(matches!(
            Pack::parse(&unknown, STANDARD),
            Err(PackError::Key { list: "spot_check_classes", .. })
        ));
        let weights = STANDARD.replacen("weight = \"1/5\"", "weight = \"2/5\"", 1);
        assert!(matches!(Pack::parse(PACK, &weights), Err(PackError::Standard(_))));
        assert!(matches!(
            Pack::parse("nonsense", STANDARD),
            Err(PackError::Unreadable { file: "pack.toml", .. })
        ));
    }
}
