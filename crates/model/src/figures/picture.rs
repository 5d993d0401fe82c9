//! Pictures: what their marks count. A mark carries the question by which it opens to exactly its records.

use crate::words::words;
use jiff::{Span, civil::Date};

words! {
    /// How measures stand on the picture's day.
    Part, "error-picture" {
        /// Verified and closed.
        Closed = "closed",
        /// Not closed, its day not past.
        Open = "open",
        /// Not closed, its day past.
        Overdue = "overdue",
    }
}

words! {
    /// By what measures are grouped.
    By, "error-picture" {
        /// The aspect of the problem.
        Aspect = "aspect",
        /// How long ago the problem was found.
        Age = "age",
        /// The post that owns it.
        Owner = "owner",
        /// The tier of the unit.
        Tier = "tier",
    }
}

words! {
    /// What happens to measures in a week.
    Series, "error-picture" {
        /// The problem was found, the measure set.
        Set = "set",
        /// Verified and closed.
        Closed = "closed",
        /// Looked back at and reopened.
        Reopened = "reopened",
    }
}

words! {
    /// How a duty stands.
    Taken, "error-picture" {
        /// Acknowledged.
        Acknowledged = "acknowledged",
        /// Laid on and not acknowledged.
        Waiting = "waiting",
    }
}

words! {
    /// How long ago a problem was found.
    Age, "error-picture" {
        /// At most 30 days.
        Month = "30",
        /// 31 to 60 days.
        TwoMonths = "60",
        /// 61 to 90 days.
        Quarter = "90",
        /// 91 to 180 days.
        HalfYear = "180",
        /// More than 180 days.
        Longer = "longer",
    }
}

impl Age {
    /// The least and the most days of it.
    fn days(self) -> (i64, i64) {
        match self {
            Self::Month => (i64::MIN, 30),
            Self::TwoMonths => (31, 60),
            Self::Quarter => (61, 90),
            Self::HalfYear => (91, 180),
            Self::Longer => (181, i64::MAX),
        }
    }

    /// The age of what was found on a day.
    pub fn of(found: Date, today: Date) -> Self {
        let days = i64::from((today - found).get_days());
        Self::ALL.iter().copied().find(|age| days <= age.days().1).unwrap_or(Self::Longer)
    }

    /// The first and the last day on which something of this age was found.
    pub fn found(self, today: Date) -> (Date, Date) {
        let before = |days: i64, end: Date| match days {
            i64::MIN | i64::MAX => end,
            days => today.saturating_sub(Span::new().days(days)),
        };
        let (least, most) = self.days();
        (before(most, Date::MIN), before(least, Date::MAX))
    }
}

/// The Monday of the week of a day.
pub fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(Span::new().days(back))
}

/// The last day of the week that begins on a Monday.
pub fn sunday(monday: Date) -> Date {
    monday.saturating_add(Span::new().days(6))
}

/// The question behind a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Measures of a group; of all parts if none is named.
    Measures {
        /// By what they are grouped.
        by: By,
        /// Which group.
        key: String,
        /// How they stand.
        part: Option<Part>,
    },
    /// What happened to measures in the week that begins on a Monday.
    Week {
        /// What.
        series: Series,
        /// The Monday.
        from: Date,
    },
    /// Of the measures set up to a day, those closed by then (and still closed today), or the others.
    Stock {
        /// Closed, or not.
        closed: bool,
        /// The day.
        until: Date,
    },
    /// Duties at a tier; of both kinds if none is named.
    Duties {
        /// The tier.
        tier: i32,
        /// How they stand.
        part: Option<Taken>,
    },
}

impl super::count::Question for Mark {}

impl Mark {
    /// The mark as fields of an address.
    pub fn query(&self) -> Vec<(&'static str, String)> {
        let part = |key: Option<&'static str>| ("part", key.unwrap_or_default().to_owned());
        match self {
            Self::Measures { by, key, part: stands } => vec![
                ("of", "measures".to_owned()),
                ("by", by.key().to_owned()),
                ("key", key.clone()),
                part(stands.map(Part::key)),
            ],
            Self::Week { series, from } => {
                vec![("of", "week".to_owned()), part(Some(series.key())), ("key", from.to_string())]
            }
            Self::Stock { closed, until } => {
                let word = if *closed { Part::Closed } else { Part::Open };
                vec![("of", "stock".to_owned()), part(Some(word.key())), ("key", until.to_string())]
            }
            Self::Duties { tier, part: stands } => {
                vec![("of", "duties".to_owned()), ("key", tier.to_string()), part(stands.map(Taken::key))]
            }
        }
    }

    /// Reads the fields of an address.
    pub fn parse<'a>(field: impl Fn(&str) -> &'a str) -> Option<Self> {
        let (key, part) = (field("key"), field("part"));
        // An unknown word is no question, a blank one asks for all.
        fn known<T>(word: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
            if word.is_empty() { Some(None) } else { parse(word).map(Some) }
        }
        match field("of") {
            "measures" => Some(Self::Measures {
                by: By::parse(field("by")).ok()?,
                key: key.to_owned(),
                part: known(part, |word| Part::parse(word).ok())?,
            }),
            "week" => Some(Self::Week { series: Series::parse(part).ok()?, from: key.parse().ok()? }),
            "stock" => Some(Self::Stock {
                closed: Part::parse(part).ok()? == Part::Closed,
                until: key.parse().ok()?,
            }),
            "duties" => Some(Self::Duties {
                tier: key.parse().ok()?,
                part: known(part, |word| Taken::parse(word).ok())?,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_mark_reads_back_from_its_address() {
        let marks = [
            Mark::Measures { by: By::Owner, key: "办公室 主任&=".into(), part: Some(Part::Overdue) },
            Mark::Measures { by: By::Age, key: "30".into(), part: None },
            Mark::Week { series: Series::Reopened, from: date(2015, 6, 1) },
            Mark::Stock { closed: false, until: date(2015, 6, 7) },
            Mark::Duties { tier: 3, part: Some(Taken::Waiting) },
        ];
        for mark in marks {
            let query = mark.query();
            let field = |name: &str| {
                query.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value.as_str())
            };
            assert_eq!(Mark::parse(field).as_ref(), Some(&mark));
        }
        assert_eq!(Mark::parse(|_| "nonsense"), None);
    }

    #[test]
    fn a_week_begins_on_its_monday() {
        assert_eq!(monday(date(2015, 6, 7)), date(2015, 6, 1));
        assert_eq!(monday(date(2015, 6, 1)), date(2015, 6, 1));
        assert_eq!(sunday(date(2015, 6, 1)), date(2015, 6, 7));
    }

    proptest! {
        #[test]
        fn every_day_has_one_age_and_lies_within_its_days(back in -5_i64..900) {
            let today = date(2015, 11, 23);
            let found = today.saturating_sub(Span::new().days(back));
            let within = |age: Age| { let (from, until) = age.found(today); from <= found && found <= until };
            let ages: Vec<_> = Age::ALL.iter().copied().filter(|age| within(*age)).collect();
            prop_assert_eq!(ages, vec![Age::of(found, today)]);
        }
    }
}
