//! Numbers, ratios and dates.

use jiff::civil::Date;

use crate::{Arg, Tr};

impl Tr {
    /// A whole number with thousands commas: `1,673`.
    #[must_use]
    pub fn number(self, value: impl Into<Arg>) -> String {
        value.into().to_string()
    }

    /// So many of so many: `61 / 64`.
    #[must_use]
    pub fn ratio(self, part: impl Into<Arg>, of: impl Into<Arg>) -> String {
        format!("{} / {}", self.number(part), self.number(of))
    }

    /// A count that may not be known yet: a dash is 'not yet', a zero is a zero.
    #[must_use]
    pub fn number_or_dash(self, value: Option<impl Into<Arg>>) -> String {
        value.map_or_else(|| self.common_not_yet().into_owned(), |value| self.number(value))
    }

    /// A date for a table: `10-28`.
    #[must_use]
    pub fn date_short(self, date: Date) -> String {
        format!("{:02}-{:02}", date.month(), date.day())
    }

    /// A date for a table that spans years: `2015-10-28`.
    #[must_use]
    pub fn date_iso(self, date: Date) -> String {
        date.to_string()
    }

    /// A date within a sentence, its year understood: `10月28日`, `28 October`.
    #[must_use]
    pub fn date_words(self, date: Date) -> String {
        self.date_day_month(date.day(), date.month())
    }

    /// A date within a sentence with its year: `2015年10月28日`, `28 October 2015`.
    #[must_use]
    pub fn date_long(self, date: Date) -> String {
        self.date_day_month_year(date.day(), date.month(), date.year().to_string())
    }
}
