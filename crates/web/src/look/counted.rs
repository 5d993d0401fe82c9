//! How a count stands on a page. What is shown as a count was counted with its question: a [`Count`] of the model comes
//! in, never a number, and the way to exactly its records stands with it. Numbers that count nothing are an [`Amount`].

use earnest_i18n::{Arg, Tr};
use earnest_model::figures::count::{Count, Listed};

/// A count in the words of a page, with the way to its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    value: u64,
    words: String,
    href: Option<String>,
    /// How many records the way leads to.
    listed: u64,
}

fn arg(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn number(tr: Tr, value: u64) -> String {
    tr.number(arg(value))
}

fn ratio(tr: Tr, part: u64, whole: u64) -> String {
    tr.ratio(arg(part), arg(whole))
}

impl Counted {
    /// A count that opens to its records.
    #[must_use]
    pub fn new<Q>(tr: Tr, count: &Count<Q>, href: impl Into<String>) -> Self {
        let (value, words) = (count.value(), number(tr, count.value()));
        Self { value, words, href: Some(href.into()), listed: value }
    }

    /// A part with its whole beside it, `3 / 9`; opens to the records of the part.
    #[must_use]
    pub fn part<Q, W>(tr: Tr, part: &Count<Q>, whole: &Count<W>, href: impl Into<String>) -> Self {
        let words = ratio(tr, part.value(), whole.value());
        Self { words, ..Self::new(tr, part, href) }
    }

    /// A whole with its part before it, `3 / 9`, where nothing may be in the part; opens to the records of the whole.
    #[must_use]
    pub fn of_whole<Q>(tr: Tr, part: Option<&Count<Q>>, whole: &Count<Q>, href: impl Into<String>) -> Self {
        let words = ratio(tr, part.map_or(0, Count::value), whole.value());
        Self { words, ..Self::new(tr, whole, href) }
    }

    /// A count without a way of its own: its records stand where the row leads, or this reader may not see them.
    #[must_use]
    pub fn closed<Q>(tr: Tr, count: &Count<Q>) -> Self {
        Self { href: None, ..Self::new(tr, count, "") }
    }

    /// A count of what is listed beside it on the page.
    #[must_use]
    pub fn beside(tr: Tr, count: &Count<Listed>) -> Self {
        Self::closed(tr, count)
    }

    /// A part of what is listed beside it on the page, `3 / 9`.
    #[must_use]
    pub fn part_beside(tr: Tr, part: &Count<Listed>, whole: &Count<Listed>) -> Self {
        Self { words: ratio(tr, part.value(), whole.value()), ..Self::closed(tr, part) }
    }

    /// The number.
    #[must_use]
    pub fn value(&self) -> u64 {
        self.value
    }

    /// The number as it is written.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Where the records are.
    #[must_use]
    pub fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// How many records the way leads to.
    #[must_use]
    pub fn listed(&self) -> u64 {
        self.listed
    }
}

/// A number that counts no records of the register: minutes, points, places in an order, what people wrote down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount(String);

impl Amount {
    /// Minutes and days.
    #[must_use]
    pub fn time(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// A time of what is allowed.
    #[must_use]
    pub fn time_of(tr: Tr, value: impl Into<Arg>, allowed: impl Into<Arg>) -> Self {
        Self::written_of(tr, value, allowed)
    }

    /// A place in an order: of a round, of a lot, of a rank.
    #[must_use]
    pub fn place(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// What somebody wrote down, such as who was present: a figure that is told is not counted.
    #[must_use]
    pub fn told(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// What somebody wrote down, of what they wrote down.
    #[must_use]
    pub fn told_of(tr: Tr, value: impl Into<Arg>, of: impl Into<Arg>) -> Self {
        Self::written_of(tr, value, of)
    }

    /// What a rule asks for, such as how many are to be drawn.
    #[must_use]
    pub fn asked(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// What was counted on the day on which a document was made, as the document says it.
    #[must_use]
    pub fn as_published(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// What the machinery did: attempts of a job, what waits in the queue, what is new.
    #[must_use]
    pub fn of_machinery(tr: Tr, value: impl Into<Arg>) -> Self {
        Self::written(tr, value)
    }

    /// A share that was computed, in its words.
    #[must_use]
    pub fn share(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The end of an axis.
    #[must_use]
    pub fn on_axis(tr: Tr, value: u64) -> Self {
        Self::written(tr, arg(value))
    }

    fn written(tr: Tr, value: impl Into<Arg>) -> Self {
        Self(tr.number(value))
    }

    fn written_of(tr: Tr, value: impl Into<Arg>, of: impl Into<Arg>) -> Self {
        Self(tr.ratio(value, of))
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}
