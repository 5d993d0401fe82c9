//! What a pack holds, and what it answers.

use super::{paper::PackPaper, words::PackWords};
use crate::{
    burden::{
        budget::{Budget, Kind, OfficeRules, OnExcess},
        question::Known,
    },
    paper::OwnLayout,
    plans::checklist::Checklist,
    programmes::standard::{LocalName, Standard},
    sessions::activity::Activity,
    units::unit::{Tier, Tiers},
};
use serde::Deserialize;
use std::{collections::BTreeMap, num::NonZeroU16};

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
    /// Whether units at the lowest tier must answer it, too.
    #[serde(default)]
    pub lowest: bool,
}

/// A name without a key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The name.
    pub name: LocalName,
}

/// What requests cost, by kind, and how much units of a tier may be asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackBurden {
    /// Minutes of each kind of request.
    #[serde(default)]
    pub minutes: BTreeMap<String, i32>,
    /// Minutes in a week and in a month, by the key of the tier. A pack warns and never stops.
    #[serde(default)]
    pub budget: BTreeMap<String, PackBudget>,
}

/// How many minutes a unit may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackBudget {
    /// In a week.
    pub week: i32,
    /// In a month.
    pub month: i32,
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its key.
    pub key: String,
    /// Its version, from 1.
    #[serde(default = "first")]
    pub version: NonZeroU16,
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
    /// Aspects that other packs of the register name: they can't be chosen, and are called by their names where a record of another
    /// programme is met.
    #[serde(skip)]
    pub aspects_beside: Vec<Named>,
    /// The engagement criteria of a speech.
    pub engagement: Vec<Title>,
    /// Activities besides the seminar, each at most once.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// The parts of a speech.
    pub speech_parts: Vec<Title>,
    /// Sections of a plan.
    pub checklist: Vec<ChecklistItem>,
    /// What requests cost and how much units may be asked for, where no office says otherwise.
    #[serde(default)]
    pub burden: PackBurden,
    /// What the register answers by itself, so that nobody is asked for it.
    #[serde(default)]
    pub known: Vec<Known>,
    /// The template of the report, in Markdown with named figures.
    #[serde(default)]
    pub report: Option<LocalName>,
    /// The kinds of papers that are not as the program has them, by their words.
    #[serde(default)]
    pub papers: BTreeMap<String, PackPaper>,
    /// Layouts of its own, by name.
    #[serde(default)]
    pub layouts: BTreeMap<String, OwnLayout>,
    /// The standard that an organiser may start from.
    #[serde(skip)]
    pub standard: Option<Standard>,
    /// The words of the domain that it sets.
    #[serde(skip)]
    pub words: PackWords,
}

fn first() -> NonZeroU16 {
    NonZeroU16::MIN
}

impl Pack {
    /// The burden of the pack as rules; what it does not know is left out.
    pub fn burden_rules(&self) -> OfficeRules {
        let minutes = self.burden.minutes.iter();
        let tier_at = |key: &str| self.tiers.iter().position(|tier| tier.key == key);
        let budgets = self.burden.budget.iter().filter_map(|(key, budget)| {
            let tier = i32::try_from(tier_at(key)?).ok()?;
            Some((tier, Budget { week: budget.week, month: budget.month, on_excess: OnExcess::Warn }))
        });
        OfficeRules {
            span: None,
            minutes: minutes.filter_map(|(key, cost)| Some((Kind::parse(key).ok()?, *cost))).collect(),
            budgets: budgets.collect(),
        }
    }

    /// The tiers with their classes, to read and check files of units.
    pub fn tiers(&self) -> Tiers {
        let classes = self.classes.iter().map(|class| (class.key.clone(), class.tier.clone()));
        Tiers::new(self.tiers.iter().map(|tier| tier.key.clone()).collect()).with_classes(classes.collect())
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

    /// The keys of all classes, in the order of the pack.
    pub fn class_keys(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.key.as_str())
    }

    /// Whether there is a class of this key.
    pub fn has_class(&self, key: &str) -> bool {
        self.classes.iter().any(|class| class.key == key)
    }

    /// The name of an aspect; its key where the pack has none.
    pub fn aspect_name<'a>(&'a self, key: &'a str, tag: &str) -> &'a str {
        let mut all = self.aspects.iter().chain(&self.aspects_beside);
        all.find(|aspect| aspect.key == key).map_or(key, |aspect| aspect.name.get(tag))
    }

    /// The checklist, with what the lowest tier must answer of it.
    pub fn checklist(&self) -> Checklist {
        let lowest = i32::try_from(self.tiers.len()).unwrap_or(i32::MAX).saturating_sub(1);
        Checklist::new(self.checklist.iter().map(|item| (item.key.clone(), item.lowest)), Tier(lowest))
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
