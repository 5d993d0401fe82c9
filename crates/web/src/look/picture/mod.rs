//! Pictures: SVG made on the server. Every mark is a link to exactly its records; kinds differ in pattern and word and
//! never in colour alone; a table beside says the same. Widths are shares of the place there is, so that words keep
//! their size on a phone and on paper.

mod bars;
mod columns;
mod icicle;
mod lines;

pub use bars::Bars;
pub use columns::Columns;
pub use icicle::{Icicle, Node};
pub use lines::Lines;

/// How a kind of mark is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Full: what is done.
    Full,
    /// Hollow with an edge: what is under way.
    Hollow,
    /// Hatched: what needs a person.
    Hatched,
}

impl Ink {
    /// The class of the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Full => "ink-full",
            Self::Hollow => "ink-hollow",
            Self::Hatched => "ink-hatched",
        }
    }

    /// What it is filled with in the picture `id`; the hatching is defined there.
    #[must_use]
    pub fn fill(self, id: &str) -> Option<String> {
        matches!(self, Self::Hatched).then(|| format!("url(#{id}-hatch)"))
    }
}

/// A kind of mark with its word, for the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// How it is filled.
    pub ink: Ink,
    /// Its word.
    pub word: String,
}

impl Kind {
    /// A kind.
    #[must_use]
    pub fn new(ink: Ink, word: impl Into<String>) -> Self {
        Self { ink, word: word.into() }
    }
}

/// A counted mark: how many, in words, and where its records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How many.
    pub value: u64,
    /// The number as it is written.
    pub number: String,
    /// Where the records are.
    pub href: String,
}

/// What has marks side by side: a group of bars, a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Its marks, in the order of the kinds.
    pub marks: Vec<Mark>,
}

impl Row {
    fn total(&self) -> u64 {
        self.marks.iter().map(|mark| mark.value).sum()
    }
}

/// `part` of `of` in hundredths with three places, as SVG writes it. Nothing of nothing is nothing.
fn percent(part: u64, of: u64) -> String {
    let thousandths = u128::from(part) * 100_000 / u128::from(of.max(1));
    format!("{}.{:03}%", thousandths / 1_000, thousandths % 1_000)
}

/// A round number that is at least the greatest value, for the end of an axis: 1, 2 or 5 and noughts.
fn round_up(value: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        for step in [1, 2, 5] {
            if unit.saturating_mul(step) >= value {
                return unit.saturating_mul(step);
            }
        }
        match unit.checked_mul(10) {
            Some(next) => unit = next,
            None => return value,
        }
    }
}

/// Whether the label of a place stands under an axis with `count` places: so many that they don't touch on a phone.
fn labelled(place: usize, count: usize) -> bool {
    let every = count.div_ceil(6).max(1);
    place.is_multiple_of(every)
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::Template;

    #[test]
    fn shares_are_written_without_loss_of_the_whole() {
        assert_eq!(percent(1, 3), "33.333%");
        assert_eq!(percent(3, 3), "100.000%");
        assert_eq!(percent(0, 0), "0.000%");
        assert_eq!(
            (round_up(0), round_up(1), round_up(6), round_up(547), round_up(1_673)),
            (1, 1, 10, 1_000, 2_000)
        );
    }

    #[test]
    fn the_end_of_an_axis_is_never_below_its_greatest_value() {
        for value in (0..3_000).chain([u64::MAX, u64::MAX - 1, u64::MAX / 2]) {
            assert!(round_up(value) >= value, "{value}");
        }
    }

    fn row(label: &str, values: [u64; 2]) -> Row {
        let mark = |value: u64| Mark { value, number: value.to_string(), href: format!("/m?a={value}&b=<") };
        Row { label: label.to_owned(), marks: values.map(mark).to_vec() }
    }

    #[test]
    fn every_mark_is_a_link_and_names_itself_and_nothing_is_inline() {
        let kinds = vec![Kind::new(Ink::Full, "closed"), Kind::new(Ink::Hatched, "late & old")];
        let rows = vec![row("修身", [3, 4]), row("<b>", [0, 2])];
        let bars = Bars::new("t", kinds.clone(), rows.clone()).render().unwrap();
        let columns =
            Columns::new("t", kinds.clone(), rows.clone(), |value| value.to_string()).render().unwrap();
        let lines = Lines::new(kinds, rows, |value| value.to_string()).render().unwrap();
        for picture in [&bars, &columns, &lines] {
            assert!(picture.contains("/m?a=4&#38;b=&#60;"), "{picture}");
            assert!(picture.contains("修身 · closed 3") && !picture.contains("<b>"), "{picture}");
            assert!(!picture.contains("style="), "{picture}");
        }
        assert_eq!(bars.matches("</title><rect").count(), 3, "a nought has no mark");
        assert!(bars.contains("url(#t-hatch)") && bars.contains("id=\"t-hatch\""));
        assert_eq!(lines.matches("</title><circle").count(), 4, "a nought is a point");
    }
}
