//! Materials that are called up from a unit drawn by lot: what exists, and nothing made for the check.

use crate::{
    late::is_late,
    message::{FieldErrors, Message},
    text::{Line, optional},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
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

/// Where a kind of material is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// Where; of which day it is nobody said.
    Undated(Line),
    /// Where, and of which day it is.
    Dated {
        /// Where.
        place: Line,
        /// On which day it was made.
        made_on: Date,
    },
}

impl Place {
    /// Where.
    pub fn place(&self) -> &Line {
        match self {
            Self::Undated(place) | Self::Dated { place, .. } => place,
        }
    }

    /// On which day it was made, where that was said.
    pub fn made_on(&self) -> Option<Date> {
        match self {
            Self::Undated(_) => None,
            Self::Dated { made_on, .. } => Some(*made_on),
        }
    }
}

/// Whether a material was made for the check: after the day on which its unit was drawn.
pub fn is_made_for_it(made_on: Date, drawn_on: Date) -> bool {
    made_on > drawn_on
}

/// How a call-up stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallUpStanding {
    /// All that is called up is in the register: the unit owes nothing.
    NothingAsked,
    /// Not answered yet, and the day has not passed.
    Awaited,
    /// Not answered, so many days after the day.
    Silent(i32),
    /// Answered on this day, in time.
    InTime(Date),
    /// Answered on this day, so many days after the day.
    Late(Date, i32),
}

impl CallUpStanding {
    /// How it stands on `today`, where it was asked for by `due_on` and first answered on `first_on`: saying it better later makes
    /// no answer late.
    pub fn of(kinds: &[MaterialKind], due_on: Date, first_on: Option<Date>, today: Date) -> Self {
        let days = |day: Date| (day - due_on).get_days();
        match first_on {
            Some(on) if is_late(Some(due_on), on) => Self::Late(on, days(on)),
            Some(on) => Self::InTime(on),
            None if kinds.iter().all(|kind| kind.in_register()) => Self::NothingAsked,
            None if is_late(Some(due_on), today) => Self::Silent(days(today)),
            None => Self::Awaited,
        }
    }
}

/// Where each kind is; `None` where it doesn't exist.
pub type Answer = BTreeMap<String, Option<Place>>;

/// The name under which an answer gives the day of a kind.
pub fn day_of(kind: MaterialKind) -> String {
    format!("made-{}", kind.key())
}

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

/// Reads an answer: for each kind that was asked for, where it is, or blank where it doesn't exist; with [`day_of`] its day, which
/// may be left out. Fields are `where-KIND` and `made-KIND`.
pub fn parse_answer(
    kinds: &[MaterialKind],
    given: &[(&str, &str)],
    today: Date,
) -> Result<Answer, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut answer = Answer::new();
    for kind in kinds.iter().filter(|kind| !kind.in_register()) {
        let text = |name: &str| given.iter().find(|(key, _)| *key == name).map_or("", |(_, text)| *text);
        let place = errors.take(&format!("where-{}", kind.key()), optional(text(kind.key()), Line::parse));
        let made_on = errors.take(&day_of(*kind), optional(text(&day_of(*kind)), past(today)));
        if let (Some(place), Some(made_on)) = (place, made_on) {
            if place.is_none() && made_on.is_some() {
                errors.add(format!("where-{}", kind.key()), Message::new("error-call-up-place"));
            }
            let at = place.map(|place| match made_on {
                Some(made_on) => Place::Dated { place, made_on },
                None => Place::Undated(place),
            });
            answer.insert(kind.key().to_owned(), at);
        }
    }
    if errors.is_empty() { Ok(answer) } else { Err(errors) }
}

/// Reads a day that is there.
fn past(today: Date) -> impl Fn(&str) -> Result<Date, Message> {
    move |text| match crate::text::date(text)? {
        day if day > today => Err(Message::new("error-date-future")),
        day => Ok(day),
    }
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
        let answer = parse_answer(
            &[Plan, Roll, Minutes],
            &[("roll", "office, cabinet 3"), ("plan", "x")],
            date(2015, 6, 9),
        )
        .unwrap();
        assert_eq!(answer.len(), 2, "the plan is not asked for");
        assert_eq!(answer.get("minutes"), Some(&None), "what doesn't exist is said, too");
    }

    #[test]
    fn of_what_day_a_material_is_may_be_said_and_is_none_to_come() {
        use MaterialKind::Roll;
        let (drawn, today) = (date(2015, 6, 5), date(2015, 6, 9));
        let given = |day| [("roll", "office, cabinet 3"), ("made-roll", day)];
        let said = |day| parse_answer(&[Roll], &given(day), today);
        let of = |answer: Answer| answer.get("roll").cloned().flatten().unwrap().made_on();
        assert_eq!(of(said("").unwrap()), None);
        assert_eq!(of(said("2015-06-01").unwrap()), Some(date(2015, 6, 1)));
        assert_eq!(said("2015-06-10").unwrap_err().at("made-roll").unwrap().key, "error-date-future");
        assert!(is_made_for_it(today, drawn) && !is_made_for_it(drawn, drawn));
        // What was answered before days were asked for is read as it is.
        let old: Answer = serde_json::from_str(r#"{"roll":"office, cabinet 3","minutes":null}"#).unwrap();
        assert_eq!(of(old), None);
        let new = serde_json::to_string(&said("2015-06-01").unwrap()).unwrap();
        assert_eq!(of(serde_json::from_str(&new).unwrap()), Some(date(2015, 6, 1)));
    }

    #[test]
    fn an_answer_after_the_day_is_late_and_saying_it_better_makes_none_late() {
        use CallUpStanding as S;
        let (due, roll) = (date(2015, 6, 9), [MaterialKind::Roll]);
        let of = |first, today| S::of(&roll, due, first, today);
        assert_eq!(of(None, due), S::Awaited);
        assert_eq!(of(None, date(2015, 6, 12)), S::Silent(3));
        assert_eq!(of(Some(due), date(2015, 6, 12)), S::InTime(due));
        assert_eq!(of(Some(date(2015, 6, 10)), date(2015, 7, 12)), S::Late(date(2015, 6, 10), 1));
        assert_eq!(S::of(&[MaterialKind::Plan], due, None, date(2015, 7, 1)), S::NothingAsked);
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
