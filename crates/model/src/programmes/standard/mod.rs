//! The standard: a versioned rubric with parts, weights, grades and vetoes. Fixed once published.

mod changes;
mod check;
mod form;
mod leading_group;
mod rate;
mod strictness;

pub use crate::fraction::{plain, plain_share};
pub use changes::{About, Change, Value, changes};
pub use check::StandardFault;
pub use form::{BlockForm, ItemForm, NameForm, NamedForm, StandardForm};
pub use leading_group::LeadingGroup;
pub use rate::LEAST_DRAWN;
pub use strictness::{Laxer, laxities, least_kept};

use crate::fraction::Fraction;
use serde::{Deserialize, Serialize};

/// A text in the product's three languages; the organisation's own words, so data and not `locales/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalName {
    /// Simplified Chinese.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    /// Traditional Chinese.
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    /// English.
    pub en: String,
}

impl LocalName {
    /// The text for a language tag; simplified Chinese for one that is not known.
    pub fn get(&self, tag: &str) -> &str {
        match tag {
            "zh-Hant" => &self.zh_hant,
            "en" => &self.en,
            _ => &self.zh_hans,
        }
    }
}

/// On which sheet a block of the rubric is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetKind {
    /// By somebody who sits in the session.
    Observation,
    /// By somebody who looks at materials that were called up.
    Materials,
}

impl SheetKind {
    /// The word of the kind in the register.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Materials => "materials",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Observation, Self::Materials].into_iter().find(|kind| kind.key() == text)
    }
}

/// An item of the rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its key, unique in the standard.
    pub key: String,
    /// What is looked for.
    pub name: LocalName,
    /// The most that it can give.
    pub points: Fraction,
    /// Whether an observer may mark it speaker by speaker; its points are then their exact mean.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_speaker: bool,
}

/// A block of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its key, unique in the standard.
    pub key: String,
    /// Its heading.
    pub name: LocalName,
    /// The most that it can give: the sum of its items.
    pub points: Fraction,
    /// Where the evidence stands: plan, roll, minutes, ledger.
    pub evidence: LocalName,
    /// On which sheets it is scored.
    pub sheets: Vec<SheetKind>,
    /// Its items.
    pub items: Vec<Item>,
}

/// A part of the overall rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// How the plan fared in its review.
    PlanReview,
    /// What observers saw.
    Observation,
    /// What the called-up materials showed.
    Materials,
}

impl PartKind {
    /// All parts in the order of the four steps.
    pub const ALL: [Self; 3] = [Self::PlanReview, Self::Observation, Self::Materials];

    /// The word of the part.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PlanReview => "plan-review",
            Self::Observation => "observation",
            Self::Materials => "materials",
        }
    }
}

/// A part with its weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Which part.
    pub part: PartKind,
    /// Its share of the whole; all shares make one.
    pub weight: Fraction,
}

/// How a plan's way through its review is scored, out of 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanScore {
    /// Approved as submitted.
    pub approved: Fraction,
    /// Approved with remarks.
    pub remarks: Fraction,
    /// Taken off for every version that was returned.
    pub per_return: Fraction,
    /// Never less than this for a plan that was approved in the end.
    pub floor: Fraction,
}

/// A grade and the least score that earns it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its key (`excellent`).
    pub key: String,
    /// Its word.
    pub name: LocalName,
    /// The least score out of 100.
    pub at_least: Fraction,
}

/// A ground on which the lowest grade is given whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// Its key (`not-held`).
    pub key: String,
    /// Its words.
    pub name: LocalName,
}

/// Which score of a part counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityRule {
    /// The mean of the sheets as they were marked.
    #[default]
    Raw,
    /// The mean freed from the severity of those who marked them, where that can be told.
    Adjusted,
}

impl SeverityRule {
    /// The rule that doesn't count where this one does.
    pub fn other(self) -> Self {
        match self {
            Self::Raw => Self::Adjusted,
            Self::Adjusted => Self::Raw,
        }
    }

    /// The word of the rule.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Adjusted => "adjusted",
        }
    }
}

/// How materials are marked twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoubleMarking {
    /// The share of the assessed units of every class whose materials are marked by a second assessor.
    pub share: Fraction,
    /// Two scores that are further apart than this, in points out of 100, ask for a third sheet.
    pub spread_limit: Fraction,
}

/// A whole standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The rubric.
    pub blocks: Vec<Block>,
    /// Parts of the overall rating.
    pub parts: Vec<Part>,
    /// How plans are scored.
    pub plan: PlanScore,
    /// Grades from the best to the worst.
    pub grades: Vec<Grade>,
    /// Veto grounds.
    pub vetoes: Vec<Veto>,
    /// The least share of each class that is drawn for a spot check.
    pub spot_check_rate: Fraction,
    /// The least attendance.
    pub attendance_floor: Fraction,
    /// The least share of each class of direct subordinates whose session is observed; nothing if it says nothing.
    #[serde(default = "nothing", skip_serializing_if = "is_nothing")]
    pub observed_share: Fraction,
    /// Who hears the organiser's own leading group, which then owes its plan and its session to every round as the others do;
    /// it takes no part if it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leading_group: Option<LeadingGroup>,
    /// Which score counts.
    #[serde(default)]
    pub severity: SeverityRule,
    /// How materials are marked twice; not at all if it says nothing.
    #[serde(default)]
    pub double_marking: Option<DoubleMarking>,
}

fn nothing() -> Fraction {
    Fraction::ZERO
}

fn is_nothing(share: &Fraction) -> bool {
    *share == Fraction::ZERO
}

impl Standard {
    /// Of so many units of a class, how many are to be observed: the share, rounded up.
    pub fn to_observe(&self, units: u64) -> u64 {
        let (part, whole) = (self.observed_share.numerator(), self.observed_share.denominator());
        let asked = (i128::from(units) * part + whole - 1) / whole;
        u64::try_from(asked).unwrap_or_default().min(units)
    }

    /// The blocks that are scored on a kind of sheet.
    pub fn blocks_on(&self, kind: SheetKind) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.sheets.contains(&kind))
    }

    /// The items that are scored on a kind of sheet.
    pub fn items_on(&self, kind: SheetKind) -> impl Iterator<Item = &Item> {
        self.blocks_on(kind).flat_map(|block| &block.items)
    }

    /// The items that an observer may mark speaker by speaker.
    pub fn per_speaker(&self) -> impl Iterator<Item = &Item> {
        self.items_on(SheetKind::Observation).filter(|item| item.per_speaker)
    }

    /// The weight of a part; nought if the standard has no such part.
    pub fn weight(&self, part: PartKind) -> Fraction {
        self.parts.iter().find(|found| found.part == part).map_or(Fraction::ZERO, |found| found.weight)
    }

    /// The grade that a score out of 100 earns.
    pub fn grade(&self, score: Fraction) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.at_least <= score).or_else(|| self.worst())
    }

    /// The lowest grade.
    pub fn worst(&self) -> Option<&Grade> {
        self.grades.last()
    }

    /// The grade with this key.
    pub fn grade_named(&self, key: &str) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.key == key)
    }

    /// The veto ground with this key.
    pub fn veto(&self, key: &str) -> Option<&Veto> {
        self.vetoes.iter().find(|veto| veto.key == key)
    }

    /// The score of a plan: `outcome` of its last review, after so many returns. `None` if it was never approved.
    pub fn plan_score(&self, approved: bool, remarks: bool, returns: u32) -> Option<Fraction> {
        if !approved {
            return None;
        }
        let start = if remarks { self.plan.remarks } else { self.plan.approved };
        let off = self.plan.per_return * Fraction::whole(i64::from(returns));
        Some((start - off).max(self.plan.floor))
    }
}
