//! Activities besides the seminar: lectures, study sessions, review meetings. The pack says which of them units owe to a round,
//! whether their day is said beforehand, and whether somebody may be sent to listen; a round keeps what held when it opened.

use crate::{
    message::{FieldErrors, Message},
    sessions::seminar::SessionKind,
    text::date,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};

/// An activity, as the pack or a round has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its kind: any but the seminar, which every round has.
    #[serde(deserialize_with = "kind")]
    pub kind: SessionKind,
    /// Whether every unit that owes the round a plan owes one.
    #[serde(default)]
    pub owed: bool,
    /// Whether its day is said beforehand.
    #[serde(default)]
    pub planned: bool,
    /// Whether somebody may be sent to listen.
    #[serde(default)]
    pub observed: bool,
}

fn kind<'d, D: Deserializer<'d>>(from: D) -> Result<SessionKind, D::Error> {
    let word = String::deserialize(from)?;
    let known = SessionKind::parse(&word).ok().filter(|kind| *kind != SessionKind::Seminar);
    known.ok_or_else(|| D::Error::custom("lecture, leadership-study or review-meeting is wanted"))
}

/// Parses the day for which a unit plans an activity of a round that runs from one day to another; it may be moved as long as
/// it was not held.
///
/// # Errors
/// At `planned_on`: no day, one that has passed, or one outside the round.
pub fn parse_activity_day(
    text: &str,
    (opens_on, ends_on): (Date, Date),
    today: Date,
) -> Result<Date, FieldErrors> {
    let mut errors = FieldErrors::new();
    let day = errors.take("planned_on", date(text));
    if day.is_some_and(|day| day < today) {
        errors.add("planned_on", Message::new("error-activity-past"));
    } else if day.is_some_and(|day| day < opens_on || day > ends_on) {
        let outside = Message::new("error-activity-round")
            .with("day", opens_on.to_string())
            .with("last", ends_on.to_string());
        errors.add("planned_on", outside);
    }
    match day {
        Some(day) if errors.is_empty() => Ok(day),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn an_activity_is_planned_for_a_day_of_its_round_that_has_not_passed() {
        let round = (day(2015, 6, 1), day(2015, 6, 30));
        let key =
            |text, today| parse_activity_day(text, round, today).unwrap_err().at("planned_on").unwrap().key;
        let today = day(2015, 6, 10);
        assert_eq!(parse_activity_day("2015-06-10", round, today).unwrap(), today);
        assert_eq!(key("2015-06-09", today), "error-activity-past");
        assert_eq!(key("2015-07-01", today), "error-activity-round");
        assert_eq!(key("soon", today), "error-date");
    }

    #[test]
    fn a_pack_names_every_kind_but_the_seminar() {
        let read = |text: &str| serde_json::from_str::<Activity>(text);
        let lecture = read(r#"{ "kind": "lecture", "owed": true }"#).unwrap();
        assert!(
            lecture.owed && !lecture.planned && !lecture.observed && lecture.kind == SessionKind::Lecture
        );
        assert!(read(r#"{ "kind": "seminar" }"#).is_err() && read(r#"{ "kind": "walk" }"#).is_err());
    }
}
