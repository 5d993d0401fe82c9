//! Seminar sessions that were held.

use crate::{
    fraction::Fraction,
    message::{FieldErrors, Message},
    text::{Line, Prose, date},
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

words! {
    /// Kinds of activity from which problems and measures come.
    SessionKind, "error-session-kind" {
        /// The seminar of a round.
        Seminar = "seminar",
        /// The opening lecture by the chief.
        Lecture = "lecture",
        /// The leading group's study session.
        LeadershipStudy = "leadership-study",
        /// The self and mutual review meeting.
        ReviewMeeting = "review-meeting",
    }
}

/// One speaker's input, by post and not by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The post of the speaker.
    pub post: Line,
    /// How far the speaker put in self, duty, actual thinking and work: yes or no each.
    pub engagement: [bool; 3],
    /// Concrete instances told.
    pub instances: u16,
    /// Measures named.
    pub measures: u16,
}

/// The record of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeminarBody {
    /// Speeches in their order.
    pub speeches: Vec<Speech>,
    /// Questions, replies and comments between the speeches.
    pub interactions: u16,
    /// Positive cases used.
    pub positive_cases: u16,
    /// Negative cases used.
    pub negative_cases: u16,
    /// What was agreed.
    pub consensus: Option<Prose>,
}

/// A session as it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its kind.
    pub kind: SessionKind,
    /// The day.
    pub held_on: Date,
    /// How long it took.
    pub minutes: i32,
    /// Who came.
    pub present: i32,
    /// Who should have come.
    pub expected: i32,
    /// The record.
    pub body: SeminarBody,
}

/// A session as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct SessionForm<'a> {
    /// Kind.
    pub kind: &'a str,
    /// Day.
    pub held_on: &'a str,
    /// Minutes.
    pub minutes: &'a str,
    /// Present.
    pub present: &'a str,
    /// Expected.
    pub expected: &'a str,
    /// What was agreed; may be blank.
    pub consensus: &'a str,
}

/// Parses a session; all faults are told at their fields.
pub fn parse_session(form: &SessionForm<'_>, today: Date) -> Result<Session, FieldErrors> {
    let mut errors = FieldErrors::new();
    let kind = errors.take("kind", SessionKind::parse(form.kind));
    let held_on = errors.take("held_on", date(form.held_on));
    let minutes = errors.take("minutes", number(form.minutes, 1, 3_000));
    let present = errors.take("present", number(form.present, 1, 100_000));
    let expected = errors.take("expected", number(form.expected, 1, 100_000));
    let consensus = errors.take("consensus", crate::text::optional(form.consensus, Prose::parse));
    if held_on.is_some_and(|day| day > today) {
        errors.add("held_on", Message::new("error-session-future"));
    }
    if let (Some(present), Some(expected)) = (present, expected)
        && present > expected
    {
        errors.add("present", Message::new("error-session-present"));
    }
    match (kind, held_on, minutes, present, expected) {
        (Some(kind), Some(held_on), Some(minutes), Some(present), Some(expected)) if errors.is_empty() => {
            let body = SeminarBody { consensus: consensus.flatten(), ..SeminarBody::default() };
            Ok(Session { kind, held_on, minutes, present, expected, body })
        }
        _ => Err(errors),
    }
}

impl Session {
    /// The share of those expected who came.
    pub fn attendance(&self) -> Option<Fraction> {
        Fraction::new(self.present.into(), self.expected.into())
    }
}

/// A whole number between two ends.
pub(crate) fn number(text: &str, least: i32, most: i32) -> Result<i32, Message> {
    let fault = || Message::new("error-number").with("least", i64::from(least)).with("most", i64::from(most));
    text.trim().parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_comes_who_was_not_expected_and_no_session_is_held_tomorrow() {
        let form = SessionForm {
            kind: "seminar",
            held_on: "2015-06-02",
            minutes: "180",
            present: "12",
            expected: "11",
            consensus: "",
        };
        let errors = parse_session(&form, jiff::civil::date(2015, 6, 1)).unwrap_err();
        assert!(errors.at("held_on").is_some() && errors.at("present").is_some());
        let good =
            parse_session(&SessionForm { expected: "12", ..form }, jiff::civil::date(2015, 6, 2)).unwrap();
        assert_eq!(good.attendance(), Some(Fraction::ONE));
    }
}
