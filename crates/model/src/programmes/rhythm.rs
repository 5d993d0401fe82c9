//! The rhythm of rounds: their days from a first one, where nobody gives them one by one.

use super::calendar::Calendar;
use crate::{
    message::{FieldErrors, Message},
    text::date,
    words::words,
};
use jiff::{ToSpan, civil::Date};

words! {
    /// How long a round lasts; the next one opens on the day after it.
    Rhythm, "error-rhythm" {
        /// A month.
        Month = "month",
        /// Two months.
        TwoMonths = "two-months",
        /// A quarter of a year.
        Quarter = "quarter",
        /// Half a year.
        HalfYear = "half-year",
        /// A year.
        Year = "year",
    }
}

impl Rhythm {
    const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::TwoMonths => 2,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// A first day and a rhythm as a form sends them: both, or neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PaceForm<'a> {
    /// The first day of the first round, `YYYY-MM-DD`.
    pub first_day: &'a str,
    /// The word of the rhythm.
    pub rhythm: &'a str,
}

/// From which day on, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The first day of the first round.
    pub first: Date,
    /// How long each lasts.
    pub rhythm: Rhythm,
}

impl Pace {
    /// Parses it; `None` where no first day is given. Faults are told at `first_day` and `rhythm`.
    pub fn parse(form: &PaceForm<'_>, errors: &mut FieldErrors) -> Option<Self> {
        if form.first_day.trim().is_empty() {
            return None;
        }
        let first = errors.take("first_day", date(form.first_day));
        let rhythm = errors.take("rhythm", Rhythm::parse(form.rhythm));
        Some(Self { first: first?, rhythm: rhythm? })
    }

    /// The days of the round at a place, from 0: it opens on the day after the one before, its plans are due after a third of it.
    ///
    /// # Errors
    /// There is no such day.
    pub fn calendar(self, place: usize) -> Result<Calendar, Message> {
        let beyond = |_| Message::new("error-rhythm-beyond");
        let months = i32::try_from(place).unwrap_or(i32::MAX).saturating_mul(self.rhythm.months());
        let at = |months: i32| self.first.checked_add(months.months()).map_err(beyond);
        let opens_on = at(months)?;
        let ends_on = at(months.saturating_add(self.rhythm.months()))?.yesterday().map_err(beyond)?;
        let third = opens_on.until(ends_on).map_err(beyond)?.get_days() / 3;
        let plans_due_on = opens_on.checked_add(third.days()).map_err(beyond)?;
        Ok(Calendar { opens_on, plans_due_on, ends_on })
    }
}

impl Calendar {
    /// The same days a year later; the last of February where there is no such day.
    #[must_use]
    pub fn a_year_later(self) -> Self {
        let later = |day: Date| day.saturating_add(1.year());
        Self {
            opens_on: later(self.opens_on),
            plans_due_on: later(self.plans_due_on),
            ends_on: later(self.ends_on),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::round::check_dates;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    #[test]
    fn rounds_follow_each_other_without_a_gap_from_the_first_day_on() {
        let pace = Pace { first: day(2015, 1, 31), rhythm: Rhythm::Month };
        let days = |place| {
            let calendar = pace.calendar(place).unwrap();
            (calendar.opens_on, calendar.ends_on)
        };
        assert_eq!(days(0), (day(2015, 1, 31), day(2015, 2, 27)));
        assert_eq!(days(1), (day(2015, 2, 28), day(2015, 3, 30)));
        let end = Pace { first: day(9999, 12, 1), rhythm: Rhythm::Year };
        assert_eq!(end.calendar(0).unwrap_err().key, "error-rhythm-beyond");
    }

    #[test]
    fn a_first_day_wants_a_rhythm_and_none_of_both_is_none() {
        let mut errors = FieldErrors::new();
        assert_eq!(Pace::parse(&PaceForm { first_day: " ", rhythm: "month" }, &mut errors), None);
        assert!(errors.is_empty());
        assert_eq!(Pace::parse(&PaceForm { first_day: "2015-05-04", rhythm: "" }, &mut errors), None);
        assert!(errors.at("rhythm").is_some());
    }

    #[test]
    fn a_year_later_is_the_same_day_or_the_last_of_february() {
        let leap = day(2016, 2, 29);
        let calendar = Calendar { opens_on: leap, plans_due_on: leap, ends_on: day(2016, 6, 30) };
        let later = calendar.a_year_later();
        assert_eq!((later.opens_on, later.ends_on), (day(2017, 2, 28), day(2017, 6, 30)));
    }

    proptest! {
        #[test]
        fn every_round_of_a_pace_has_its_days_in_order(month in 1_i8..=12, at in 1_i8..=28, place in 0_usize..12, which in 0_usize..5) {
            let pace = Pace { first: day(2015, month, at), rhythm: Rhythm::ALL[which] };
            let one = pace.calendar(place).unwrap();
            prop_assert!(check_dates(one.opens_on, one.plans_due_on, one.ends_on).is_ok());
            prop_assert_eq!(pace.calendar(place + 1).unwrap().opens_on, one.ends_on.tomorrow().unwrap());
        }
    }
}
