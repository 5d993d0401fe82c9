//! From a first day until a last one: terms of posts, charges, bodies and interests.

use crate::message::{FieldErrors, Message};
use jiff::civil::Date;

/// Days from a first to a last one, both included; without a last one until further notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    from: Date,
    until: Option<Date>,
}

impl Days {
    /// The days; a last one does not lie before the first.
    ///
    /// # Errors
    /// It does: `error-post-days`.
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, Message> {
        match until {
            Some(last) if last < from => Err(Message::new("error-post-days")),
            _ => Ok(Self { from, until }),
        }
    }

    /// Days that were kept, so they are in order.
    pub const fn kept(from: Date, until: Option<Date>) -> Self {
        Self { from, until }
    }

    /// The first of them.
    pub const fn first(self) -> Date {
        self.from
    }

    /// The last of them, if there is one.
    pub const fn last(self) -> Option<Date> {
        self.until
    }

    /// Tells at `until` if the last day that a form gives lies before the first.
    pub fn told(errors: &mut FieldErrors, from: Option<Date>, until: Option<Option<Date>>) {
        if let (Some(from), Some(until)) = (from, until) {
            errors.take("until", Self::new(from, until));
        }
    }

    /// Whether a day is one of them.
    pub fn hold(self, day: Date) -> bool {
        self.from <= day && !self.ended(day)
    }

    /// Whether they are over on a day.
    pub fn ended(self, day: Date) -> bool {
        self.until.is_some_and(|last| last < day)
    }

    /// Whether they share a day with others.
    pub fn meet(self, other: Self) -> bool {
        !self.ended(other.from) && !other.ended(self.from)
    }

    /// Whether they may be given a last day: not before the first, and never later than one that is known, since what
    /// ends can't be prolonged by ending it.
    ///
    /// # Errors
    /// `error-post-days`, `error-days-ended`.
    pub fn may_end(self, last: Date) -> Result<(), Message> {
        Self::new(self.from, Some(last))?;
        if self.ended(last) { Err(Message::new("error-days-ended")) } else { Ok(()) }
    }
}

/// The day of something of a round that opens on a day: what was before it is none of the round.
///
/// # Errors
/// It lies before: both days are told.
pub fn from_opening(day: Date, opens_on: Date) -> Result<Date, Message> {
    if day < opens_on {
        return Err(Message::new("error-session-before-round")
            .with("day", opens_on.to_string())
            .with("held", day.to_string()));
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(number: i8) -> Date {
        date(2015, 5, number)
    }

    #[test]
    fn the_first_and_the_last_day_belong_to_them() {
        let days = Days::new(day(3), Some(day(5))).unwrap();
        assert_eq!([2, 3, 5, 6].map(|number| days.hold(day(number))), [false, true, true, false]);
        let open = Days::new(day(3), None).unwrap();
        assert!(open.hold(day(31)) && !open.hold(day(2)) && !open.ended(day(31)));
        assert!(Days::new(day(3), Some(day(2))).is_err());
    }

    #[test]
    fn days_meet_if_one_day_is_in_both() {
        let days = |from, until: Option<i8>| Days::new(day(from), until.map(day)).unwrap();
        assert!(days(1, Some(3)).meet(days(3, None)) && days(3, None).meet(days(1, Some(3))));
        assert!(!days(1, Some(3)).meet(days(4, None)) && !days(4, None).meet(days(1, Some(3))));
        assert!(days(1, None).meet(days(9, None)));
    }

    #[test]
    fn ending_shortens_and_never_prolongs() {
        let fault = |days: Days, last| days.may_end(day(last)).err().map(|message| message.key);
        let days = Days::new(day(3), Some(day(9))).unwrap();
        assert_eq!(fault(days, 5), None);
        assert_eq!(fault(days, 9), None);
        assert_eq!(fault(days, 10), Some("error-days-ended"));
        assert_eq!(fault(days, 2), Some("error-post-days"));
        assert_eq!(fault(Days::new(day(3), None).unwrap(), 30), None);
    }
}
