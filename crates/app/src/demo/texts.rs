//! The pools from which the demonstration's texts are made, as data of the pack.

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
    /// Measures.
    pub all: Vec<MeasureText>,
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
    /// Sections.
    pub sections: Vec<String>,
    /// Remarks of an approval.
    pub remarks: Vec<String>,
    /// Remarks of a return.
    pub returns: Vec<String>,
}

/// Texts of sheets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetTexts {
    /// Remarks.
    pub remarks: Vec<String>,
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
    /// Aspect → problems of leading groups.
    pub problems: BTreeMap<String, Vec<ProblemText>>,
    /// Aspect → problems of the whole area.
    pub area: BTreeMap<String, Vec<String>>,
    /// Measures.
    pub measures: MeasureTexts,
    /// Plans.
    pub plans: PlanTexts,
    /// Sheets.
    pub sheets: SheetTexts,
    /// Visits.
    pub visits: VisitTexts,
    /// Circulars.
    pub circulars: CircularTexts,
    /// Aspect → manifestations of the catalogue.
    pub catalogue: BTreeMap<String, Vec<String>>,
}

/// The refusal that a broken pool gives.
pub fn refusal(fault: &toml::de::Error) -> Message {
    Message::new("error-demo-texts").with("fault", fault.to_string())
}

impl Texts {
    /// The pools of the shipped pack.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("../../../../packs/study-and-rectification/demo/texts.toml"))
    }

    /// Fills the `{slots}` of a template by chance: `chance(n)` is a number below `n`.
    pub fn fill(&self, template: &str, chance: &mut dyn FnMut(usize) -> usize) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        // The same slot within one text is filled alike: a measure speaks of one field throughout.
        let mut chosen: BTreeMap<&str, &str> = BTreeMap::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((slot, behind)) = after.split_once('}') else { break };
            let filling = chosen.entry(slot).or_insert_with(|| {
                let pool = self.slots.get(slot).map_or(&[][..], Vec::as_slice);
                pool.get(chance(pool.len())).map_or("", String::as_str)
            });
            text.push_str(filling);
            rest = behind;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pools_are_full_and_every_slot_is_known() {
        let texts = Texts::built_in().unwrap();
        assert_eq!(texts.area.values().map(Vec::len).sum::<usize>(), 29);
        assert_eq!(texts.catalogue.values().map(Vec::len).sum::<usize>(), 36);
        assert_eq!((texts.area.len(), texts.catalogue.len(), texts.problems.len()), (6, 6, 6));
        let file = include_str!("../../../../packs/study-and-rectification/demo/texts.toml");
        let slots = file.lines().filter(|line| line.contains('"')).flat_map(|line| line.split('{').skip(1));
        for slot in slots.filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot.trim()) {
            if slot.chars().all(|c| c.is_ascii_lowercase()) {
                assert!(texts.slots.contains_key(slot), "{slot}");
            }
        }
    }

    #[test]
    fn a_slot_is_filled_alike_within_a_text_and_by_chance_alone() {
        let texts = Texts::built_in().unwrap();
        let filled = texts.fill("{field}与{field}", &mut |_| 2);
        assert_eq!(filled, "危房改造与危房改造");
        assert_eq!(texts.fill("没有空位", &mut |_| 0), "没有空位");
    }
}
