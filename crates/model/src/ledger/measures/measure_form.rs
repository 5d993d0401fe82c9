//! A measure as it is set: what a form of one asks, how it is read, and how it is numbered.

use crate::{
    message::{FieldErrors, Message},
    text::{Line, Prose, date, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// When a measure is to be done.
    TimeClass, "error-time-class" {
        /// At once.
        Immediate = "immediate",
        /// By a date.
        ByDate = "by-date",
        /// Always: closed for the period and reviewed, never dropped.
        Standing = "standing",
    }
}

/// A measure as a form sends it.
#[derive(Debug, Clone, Default)]
pub struct MeasureForm<'a> {
    /// What is done.
    pub body: &'a str,
    /// The post that owns it.
    pub owner: &'a str,
    /// What will be there.
    pub deliverable: &'a str,
    /// Time class.
    pub time_class: &'a str,
    /// Day, blank for a standing one.
    pub due_on: &'a str,
}

/// A measure to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeasure {
    /// What is done.
    pub body: Prose,
    /// The post that owns it.
    pub owner: Line,
    /// What will be there when it is done.
    pub deliverable: Line,
    /// When.
    pub time_class: TimeClass,
    /// By when; none only for a standing one.
    pub due_on: Option<Date>,
}

impl NewMeasure {
    /// Reads a form of one measure.
    pub fn parse(form: &MeasureForm<'_>) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        match parse_measure(form, "", &mut errors) {
            Some(measure) if errors.is_empty() => Ok(measure),
            _ => Err(errors),
        }
    }
}

/// Reads a measure; its fields are named with `prefix` before them.
pub(in crate::ledger) fn parse_measure(
    form: &MeasureForm<'_>,
    prefix: &str,
    errors: &mut FieldErrors,
) -> Option<NewMeasure> {
    let at = |name: &str| format!("{prefix}{name}");
    let body = errors.take(&at("body"), Prose::parse(form.body));
    let owner = errors.take(&at("owner"), Line::parse(form.owner));
    let deliverable = errors.take(&at("deliverable"), Line::parse(form.deliverable));
    let time_class = errors.take(&at("time_class"), TimeClass::parse(form.time_class));
    let due_on = errors.take(&at("due_on"), optional(form.due_on, date));
    if due_on == Some(None) && time_class.is_some_and(|class| class != TimeClass::Standing) {
        errors.add(at("due_on"), Message::new("error-measure-due"));
    }
    Some(NewMeasure {
        body: body?,
        owner: owner?,
        deliverable: deliverable?,
        time_class: time_class?,
        due_on: due_on?,
    })
}

/// The serial of a measure: its problem's, and its number there.
pub fn measure_serial(problem: &str, number: usize) -> String {
    format!("{problem}-{number}")
}

/// A day ahead of `today`: what is put off, and what is closed for the period, comes up again on such a day.
pub fn day_ahead(text: &str, today: Date) -> Result<Date, Message> {
    date(text).and_then(|day| if day > today { Ok(day) } else { Err(Message::new("error-change-later")) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_day_ahead_is_none_that_has_begun() {
        let today = day(2015, 8, 1);
        assert_eq!(day_ahead("2015-08-02", today), Ok(day(2015, 8, 2)));
        assert_eq!(day_ahead("2015-08-01", today).unwrap_err().key, "error-change-later");
        assert_eq!(day_ahead("soon", today).unwrap_err().key, date("soon").unwrap_err().key);
    }
}
