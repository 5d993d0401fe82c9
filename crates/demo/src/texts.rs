//! The pools from which the demonstration's texts are made, as data of the pack.

pub(crate) mod check;

use crate::shipped::Shipped;
use earnest_app::AppError;
use earnest_model::message::Message;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A problem's text with the instance that goes with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemText {
    /// What is wrong.
    pub body: String,
    /// One concrete instance.
    pub instance: String,
    /// The measure that answers it; none for a problem of the whole area.
    pub answer: Option<MeasureText>,
    /// Whose problem it can be: of units of these classes; of all if there is none.
    #[serde(default)]
    pub classes: Vec<String>,
}

/// A measure's text with what will be there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureText {
    /// What is done.
    pub body: String,
    /// What will be there.
    pub deliverable: String,
}

/// Texts about measures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureTexts {
    /// Aspect → measures that go with any problem of the aspect, beside its own answer.
    pub by_aspect: BTreeMap<String, Vec<MeasureText>>,
    /// Evidence of closures.
    pub evidence: Vec<String>,
    /// Reports of progress.
    pub progress: Vec<String>,
    /// What is still required when a closure is returned.
    pub returned: Vec<String>,
    /// What a look-back found where a measure had held.
    pub held: Vec<String>,
    /// What it found where one had not.
    pub reopened: Vec<String>,
}

/// Texts of plans and reviews.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTexts {
    /// Themes.
    pub theme: Vec<String>,
    /// Section of the checklist → texts.
    pub sections: BTreeMap<String, Vec<String>>,
    /// The same for sections that say something else in the first round.
    #[serde(default)]
    pub first_round: BTreeMap<String, Vec<String>>,
    /// Remarks of an approval.
    pub remarks: Vec<String>,
    /// Remarks of a return.
    pub returns: Vec<String>,
}

/// Remarks of a kind of sheet, by how good it was.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remarks {
    /// Of the good ones.
    pub strong: Vec<String>,
    /// Of those between.
    pub fair: Vec<String>,
    /// Of the poor ones.
    pub weak: Vec<String>,
}

impl Remarks {
    /// The pool for a quality in hundredths.
    pub fn of(&self, quality: i64) -> &Vec<String> {
        match quality {
            85.. => &self.strong,
            72..85 => &self.fair,
            _ => &self.weak,
        }
    }
}

/// Texts of sheets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetTexts {
    /// Of somebody who sat in.
    pub observation: Remarks,
    /// Of somebody who looked at materials.
    pub materials: Remarks,
}

/// Texts of sessions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeminarTexts {
    /// What was agreed.
    pub consensus: Vec<String>,
    /// Cases to follow.
    pub positive: Vec<String>,
    /// Cases that warn.
    pub negative: Vec<String>,
}

/// Texts of visits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitTexts {
    /// Posts that lead.
    pub leaders: Vec<String>,
    /// Purposes.
    pub purposes: Vec<String>,
    /// Summaries.
    pub summary: Vec<String>,
    /// Findings.
    pub findings: Vec<String>,
    /// Guidance.
    pub guidance: Vec<String>,
    /// Support.
    pub support: Vec<String>,
    /// Tiers of participants.
    pub tiers: Vec<String>,
    /// Roles of interviewees.
    pub roles: Vec<String>,
}

/// Sentences of circulars.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircularTexts {
    /// What went well.
    pub went_well: Vec<String>,
    /// Problems.
    pub problems: Vec<String>,
    /// Requirements.
    pub requirements: Vec<String>,
}

/// All pools.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Slot → what it may be filled with.
    pub slots: BTreeMap<String, Vec<String>>,
    /// Class → slot → what it is filled with where a unit of that class speaks.
    #[serde(default)]
    pub settings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Aspect → problems of leading groups.
    pub problems: BTreeMap<String, Vec<ProblemText>>,
    /// Aspect → problems of the whole area.
    #[serde(default)]
    pub area: BTreeMap<String, Vec<ProblemText>>,
    /// Measures.
    pub measures: MeasureTexts,
    /// Plans.
    pub plans: PlanTexts,
    /// Sessions.
    pub seminars: SeminarTexts,
    /// Sheets.
    pub sheets: SheetTexts,
    /// Visits.
    pub visits: VisitTexts,
    /// Circulars, one for each round that is over.
    #[serde(default)]
    pub circulars: Vec<CircularTexts>,
    /// Aspect → manifestations of the catalogue.
    #[serde(default)]
    pub catalogue: BTreeMap<String, Vec<String>>,
}

impl Texts {
    /// The file in which they stand.
    pub const FILE: &'static str = "texts.toml";

    /// The pools of a pack that ships.
    pub fn of(shipped: &Shipped) -> Result<Self, AppError> {
        let bytes = shipped.demo_file(Self::FILE).ok_or(AppError::NotFound)?;
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let broken = |fault: toml::de::Error| {
            AppError::Refused(Message::new("error-demo-texts").with("fault", fault.to_string()))
        };
        toml::from_str(text).map_err(broken)
    }

    /// Fills the `{slots}` of a template by chance: `chance(n)` is a number below `n`. What `about` knows already stays.
    pub fn fill(&self, template: &str, about: &mut About, chance: &mut dyn FnMut(usize) -> usize) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((slot, behind)) = after.split_once('}') else { break };
            let filling = about.chosen.entry(slot.to_owned()).or_insert_with(|| {
                let pool = self.pool(&about.class, slot);
                pool.get(chance(pool.len())).cloned().unwrap_or_default()
            });
            text.push_str(filling);
            rest = behind;
        }
        text.push_str(rest);
        text
    }

    /// What a slot may be filled with where a unit of a class speaks.
    pub fn pool(&self, class: &str, slot: &str) -> &[String] {
        let own = self.settings.get(class).and_then(|slots| slots.get(slot));
        own.or_else(|| self.slots.get(slot)).map_or(&[], Vec::as_slice)
    }
}

/// What texts that belong together speak of: a slot that is filled once is filled alike from then on.
#[derive(Debug, Clone, Default)]
pub struct About {
    class: String,
    chosen: BTreeMap<String, String>,
}

impl About {
    /// Texts of a unit of this class.
    pub fn class(class: &str) -> Self {
        Self { class: class.to_owned(), chosen: BTreeMap::new() }
    }

    /// The same subject, with fresh figures and months: only the field of work stays.
    pub fn same_field(&self) -> Self {
        let mut next = self.clone();
        next.chosen.retain(|slot, _| slot == "field");
        next
    }
}

#[cfg(test)]
mod tests;
