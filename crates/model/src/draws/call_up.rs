//! Materials that are called up from a unit drawn by lot: what exists, and nothing made for the check.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, optional},
    words::words,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

words! {
    /// Kinds of materials.
    MaterialKind, "error-material-kind" {
        /// The plan.
        Plan = "plan",
        /// The findings list.
        Findings = "findings",
        /// The ledger of measures.
        Ledger = "ledger",
        /// The roll of those who came.
        Roll = "roll",
        /// The minutes of the session.
        Minutes = "minutes",
        /// Outlines of speeches.
        Outlines = "outlines",
        /// The brief or bulletin on the session.
        Brief = "brief",
    }
}

impl MaterialKind {
    /// Whether the register holds it already, so that the unit is asked for nothing.
    pub fn in_register(self) -> bool {
        matches!(self, Self::Plan | Self::Findings | Self::Ledger)
    }
}

/// Minutes that it takes to say where one kind of material is: naming it is enough.
pub const MINUTES_EACH: i32 = 5;

/// The minutes that a call-up costs the unit.
pub fn minutes_asked(kinds: &[MaterialKind]) -> i32 {
    let asked = kinds.iter().filter(|kind| !kind.in_register()).count();
    i32::try_from(asked).unwrap_or(i32::MAX).saturating_mul(MINUTES_EACH)
}

/// Where each kind is; `None` where it doesn't exist.
pub type Answer = BTreeMap<String, Option<Line>>;

/// Reads the kinds and the last day of a call-up; fields are `kinds` and `due_on`.
pub fn parse_call_up(
    kinds: &[&str],
    due_on: &str,
    today: Date,
) -> Result<(Vec<MaterialKind>, Date), FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut chosen = Vec::new();
    for kind in kinds {
        chosen.extend(errors.take("kinds", MaterialKind::parse(kind)));
    }
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        errors.add("kinds", Message::new("error-call-up-kinds"));
    }
    let due = errors.take("due_on", crate::text::date(due_on));
    if due.is_some_and(|due| due < today) {
        errors.add("due_on", Message::new("error-call-up-due"));
    }
    match due {
        Some(due) if errors.is_empty() => Ok((chosen, due)),
        _ => Err(errors),
    }
}

/// Reads an answer: for each kind that was asked for, where it is, or blank where it doesn't exist. Fields are `where-KIND`.
pub fn parse_answer(kinds: &[MaterialKind], given: &[(&str, &str)]) -> Result<Answer, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut answer = Answer::new();
    for kind in kinds.iter().filter(|kind| !kind.in_register()) {
        let text = given.iter().find(|(key, _)| *key == kind.key()).map_or("", |(_, text)| *text);
        if let Some(place) = errors.take(&format!("where-{}", kind.key()), optional(text, Line::parse)) {
            answer.insert(kind.key().to_owned(), place);
        }
    }
    if errors.is_empty() { Ok(answer) } else { Err(errors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_the_register_holds_costs_the_unit_nothing() {
        use MaterialKind::{Ledger, Minutes, Plan, Roll};
        assert_eq!(minutes_asked(&[Plan, Ledger]), 0);
        assert_eq!(minutes_asked(&[Plan, Roll, Minutes]), 10);
        let answer =
            parse_answer(&[Plan, Roll, Minutes], &[("roll", "office, cabinet 3"), ("plan", "x")]).unwrap();
        assert_eq!(answer.len(), 2, "the plan is not asked for");
        assert_eq!(answer.get("minutes"), Some(&None), "what doesn't exist is said, too");
    }

    #[test]
    fn a_call_up_names_its_kinds_and_a_day_to_come() {
        let today = date(2015, 6, 1);
        let errors = parse_call_up(&[], "2015-05-31", today).unwrap_err();
        assert!(errors.at("kinds").is_some() && errors.at("due_on").is_some());
        assert!(parse_call_up(&["diary"], "2015-06-09", today).unwrap_err().at("kinds").is_some());
        let (kinds, _) = parse_call_up(&["roll", "plan", "roll"], "2015-06-01", today).unwrap();
        assert_eq!(kinds, [MaterialKind::Plan, MaterialKind::Roll]);
    }
}
