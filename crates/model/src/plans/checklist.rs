//! What a plan answers, and how much of it a unit at the lowest tier must answer.

use crate::units::unit::Tier;

/// The most questions that a form may oblige a unit at the lowest tier to answer: where there are few people, a short form is
/// an honest one.
pub const MOST_AT_THE_LOWEST: usize = 7;

/// What a plan answers beside its sections: its theme and the day of its session.
pub const BESIDE_SECTIONS: usize = 2;

/// The sections of a plan in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checklist {
    sections: Vec<(String, bool)>,
    lowest: Option<Tier>,
}

impl Checklist {
    /// Sections by key, each with whether units at the lowest tier must answer it as well.
    pub fn new(sections: impl IntoIterator<Item = (String, bool)>, lowest: Tier) -> Self {
        Self { sections: sections.into_iter().collect(), lowest: Some(lowest) }
    }

    /// Sections that every unit must answer.
    pub fn of_all(keys: &[String]) -> Self {
        Self { sections: keys.iter().map(|key| (key.clone(), true)).collect(), lowest: None }
    }

    /// Keys of all sections.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|(key, _)| key.as_str())
    }

    /// Whether a unit at a tier must answer a section; what it need not, it may.
    pub fn must(&self, key: &str, tier: Tier) -> bool {
        self.sections
            .iter()
            .any(|(found, at_lowest)| found == key && (*at_lowest || self.lowest != Some(tier)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_tier_must_answer_what_is_marked_and_everybody_else_all() {
        let sections = [("problems".to_owned(), true), ("cases".to_owned(), false)];
        let checklist = Checklist::new(sections, Tier(5));
        let musts = |tier| checklist.keys().filter(|key| checklist.must(key, Tier(tier))).count();
        assert_eq!((musts(4), musts(5)), (2, 1));
        assert!(!checklist.must("unknown", Tier(4)));
        let all = Checklist::of_all(&["cases".to_owned()]);
        assert!(all.must("cases", Tier(5)));
    }
}
