//! A record of a visit that is corrected: what it says from now on, what is taken out of it, and why.

use crate::{
    message::{FieldErrors, Message},
    text::{Prose, date},
    visits::tour::may_be_planned_for,
};
use jiff::civil::Date;

/// A part of a record that is taken out of it, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A meeting.
    Meeting(i64),
    /// An interview.
    Interview(i64),
    /// An item.
    Item(i64),
}

impl Part {
    /// How a form names it.
    pub fn key(self) -> String {
        match self {
            Self::Meeting(id) => format!("meeting-{id}"),
            Self::Interview(id) => format!("interview-{id}"),
            Self::Item(id) => format!("item-{id}"),
        }
    }

    fn parse(text: &str) -> Result<Self, Message> {
        let known = text.split_once('-').and_then(|(kind, id)| {
            let id = id.parse().ok()?;
            match kind {
                "meeting" => Some(Self::Meeting(id)),
                "interview" => Some(Self::Interview(id)),
                "item" => Some(Self::Item(id)),
                _ => None,
            }
        });
        known.ok_or(Message::new("error-visit-part"))
    }
}

/// A correction as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct CorrectionForm<'a> {
    /// The day of the visit.
    pub visited_on: &'a str,
    /// How it was found.
    pub summary: &'a str,
    /// Parts that are taken out.
    pub out: Vec<&'a str>,
    /// Why.
    pub reason: &'a str,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// The day of the visit.
    pub visited_on: Date,
    /// How it was found.
    pub summary: Prose,
    /// Parts that are taken out.
    pub out: Vec<Part>,
    /// Why.
    pub reason: Prose,
}

/// Parses a correction of a visit. The day that stood until now may stay; another one is a day on which a visit can have been
/// made. The correction has a reason of its own: nobody has to move the visit first.
///
/// # Errors
/// Every fault at its field.
pub fn parse_correction(
    form: &CorrectionForm<'_>,
    stood: Date,
    today: Date,
) -> Result<NewCorrection, FieldErrors> {
    let mut errors = FieldErrors::new();
    let visited_on = errors.take("visited_on", date(form.visited_on));
    if visited_on.is_some_and(|day| day > today) {
        errors.add("visited_on", Message::new("error-visit-future"));
    } else if visited_on.is_some_and(|day| day != stood && !may_be_planned_for(day, today)) {
        errors.add("visited_on", Message::new("error-tour-plan-far"));
    }
    let summary = errors.take("summary", Prose::parse(form.summary));
    let mut out = Vec::new();
    for text in &form.out {
        if let Some(part) = errors.take("out", Part::parse(text))
            && !out.contains(&part)
        {
            out.push(part);
        }
    }
    let reason = errors.take("reason", Prose::parse_reason(form.reason));
    match (visited_on, summary, reason) {
        (Some(visited_on), Some(summary), Some(reason)) if errors.is_empty() => {
            Ok(NewCorrection { visited_on, summary, out, reason })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_correction_says_why_and_gives_a_day_that_can_have_been() {
        let stood = day(2015, 6, 1);
        let form = CorrectionForm {
            visited_on: "2015-06-10",
            summary: "",
            out: vec!["item-7", "note-1"],
            reason: "wrong",
        };
        let faults = parse_correction(&form, stood, day(2015, 6, 9)).unwrap_err();
        let told: Vec<_> = faults.iter().map(|(field, message)| (field, message.key)).collect();
        assert_eq!(
            told,
            [
                ("out", "error-visit-part"),
                ("reason", "error-review-remarks-short"),
                ("summary", "error-text-empty"),
                ("visited_on", "error-visit-future"),
            ]
        );
        let form = CorrectionForm {
            visited_on: "2015-06-04",
            summary: "as found",
            out: vec!["item-7", "item-7", "meeting-1"],
            reason: "the meeting was entered twice",
        };
        let new = parse_correction(&form, stood, day(2015, 6, 9)).unwrap();
        assert_eq!(new.out, [Part::Item(7), Part::Meeting(1)], "each once");
        assert_eq!(new.visited_on, day(2015, 6, 4), "a recorded day is corrected, and not moved first");
        let old = CorrectionForm { visited_on: "1900-06-04", ..form.clone() };
        assert_eq!(
            parse_correction(&old, stood, day(2015, 6, 9)).unwrap_err().at("visited_on").unwrap().key,
            "error-tour-plan-far"
        );
        assert!(
            parse_correction(&old, day(1900, 6, 4), day(2015, 6, 9)).is_ok(),
            "the day that stood may stay"
        );
        assert_eq!(Part::Item(7).key(), "item-7");
    }
}
