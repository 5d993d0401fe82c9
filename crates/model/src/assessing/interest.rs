//! Declared interests: because of them an assessor stays away from a unit, or from it and all units beneath it.

use crate::{
    days::Days,
    id::{AccountId, InterestId},
    message::{FieldErrors, Message},
    span::Target,
    text::{Line, date, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// How far an interest reaches.
    Reach, "error-interest-reach" {
        /// The unit alone.
        Unit = "unit",
        /// The unit and all units beneath it.
        Line = "line",
    }
}

/// An interest as it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterest {
    /// How far it reaches.
    pub reach: Reach,
    /// What it is.
    pub reason: Line,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

/// An interest of an account in a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// Its key.
    pub id: InterestId,
    /// Whose.
    pub account: AccountId,
    /// In which unit.
    pub at: Target,
    /// What was declared.
    pub declared: NewInterest,
}

impl Interest {
    /// Whether it keeps the account away from a unit on a day.
    pub fn concerns(&self, unit: Target, day: Date) -> bool {
        let (from, until) = (self.declared.from, self.declared.until);
        let reaches = match self.declared.reach {
            Reach::Unit => self.at.unit == unit.unit,
            Reach::Line => self.at.span.covers(unit.span),
        };
        reaches && Days::kept(from, until).hold(day)
    }
}

impl Interest {
    /// Whether it may end with a day: not before it began, not before today, and earlier than it would.
    pub fn may_end(&self, day: Date, today: Date) -> Result<(), Message> {
        let (from, until) = (self.declared.from, self.declared.until);
        if day < from || day < today || until.is_some_and(|until| until <= day) {
            return Err(Message::new("error-interest-end"));
        }
        Ok(())
    }
}

/// Refuses whoever has an interest in the unit.
pub fn check_interests<'i>(
    interests: impl IntoIterator<Item = &'i Interest>,
    unit: Target,
    day: Date,
) -> Result<(), Message> {
    let mut interests = interests.into_iter();
    if interests.any(|interest| interest.concerns(unit, day)) {
        Err(Message::new("error-interest"))
    } else {
        Ok(())
    }
}

/// An interest as a form sends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct InterestForm<'a> {
    /// The word of its reach.
    pub reach: &'a str,
    /// What it is.
    pub reason: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day; may be blank.
    pub until: &'a str,
}

/// Parses it; fields are `reach`, `reason`, `from`, `until`.
pub fn parse_interest(form: &InterestForm<'_>) -> Result<NewInterest, FieldErrors> {
    let mut errors = FieldErrors::new();
    let reach = errors.take("reach", Reach::parse(form.reach));
    let reason = errors.take("reason", Line::parse(form.reason));
    let from = errors.take("from", date(form.from));
    let until = errors.take("until", optional(form.until, date));
    Days::told(&mut errors, from, until);
    match (reach, reason, from, until) {
        (Some(reach), Some(reason), Some(from), Some(until)) if errors.is_empty() => {
            Ok(NewInterest { reach, reason, from, until })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::UnitId, span::Span};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn target(unit: i64, lo: i64, hi: i64) -> Target {
        Target { unit: UnitId(unit), span: Span { lo, hi } }
    }

    fn interest(reach: Reach) -> Interest {
        let declared = NewInterest {
            reach,
            reason: Line::parse("worked there").unwrap(),
            from: date(2015, 1, 1),
            until: Some(date(2015, 6, 30)),
        };
        Interest { id: InterestId(1), account: AccountId(1), at: target(5, 20, 29), declared }
    }

    #[test]
    fn an_interest_reaches_its_unit_or_its_line_and_nothing_above() {
        let day = date(2015, 6, 1);
        let concerns = |reach, unit| interest(reach).concerns(unit, day);
        for reach in Reach::ALL {
            assert!(concerns(*reach, target(5, 20, 29)));
            assert!(!concerns(*reach, target(2, 10, 40)), "the unit above");
            assert!(!concerns(*reach, target(6, 30, 39)), "the unit beside");
        }
        assert!(concerns(Reach::Line, target(7, 23, 23)));
        assert!(!concerns(Reach::Unit, target(7, 23, 23)));
    }

    #[test]
    fn an_interest_ends_with_its_last_day() {
        let unit = target(5, 20, 29);
        let check = |day| check_interests(&[interest(Reach::Unit)], unit, day);
        assert_eq!(check(date(2015, 6, 30)).unwrap_err().key, "error-interest");
        assert!(check(date(2015, 7, 1)).is_ok() && check(date(2014, 12, 31)).is_ok());
    }

    #[test]
    fn an_interest_ends_early_and_never_in_the_past() {
        let (today, own) = (date(2015, 6, 1), interest(Reach::Unit));
        assert!(own.may_end(today, today).is_ok(), "today still holds");
        assert!(own.may_end(date(2015, 6, 29), today).is_ok());
        for day in [date(2015, 5, 31), date(2015, 6, 30), date(2015, 7, 1)] {
            assert_eq!(own.may_end(day, today).unwrap_err().key, "error-interest-end", "{day}");
        }
        assert!(own.may_end(date(2014, 12, 31), date(2014, 12, 1)).is_err(), "before it begins");
    }

    #[test]
    fn every_fault_of_a_declaration_is_told() {
        let form = InterestForm { reach: "town", reason: " ", from: "2015-06-02", until: "2015-06-01" };
        let errors = parse_interest(&form).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["reach", "reason", "until"]);
        let good = InterestForm { reach: "line", reason: "family", from: "2015-06-02", until: "" };
        assert_eq!(parse_interest(&good).unwrap().until, None);
    }

    proptest! {
        #[test]
        fn whatever_a_unit_s_interest_keeps_away_from_its_line_keeps_away_from_too(lo in 0_i64..60, length in 0_i64..20) {
            let unit = target(5, lo, lo + length);
            let day = date(2015, 6, 1);
            prop_assert!(!interest(Reach::Unit).concerns(target(9, lo, lo + length), day));
            let at = Interest { at: unit, ..interest(Reach::Line) };
            prop_assert!(at.concerns(unit, day));
            prop_assert_eq!(interest(Reach::Line).concerns(unit, day), 20 <= lo && lo + length <= 29);
        }
    }
}
