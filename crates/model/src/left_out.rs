//! What a table that comes from outside holds and what is not taken of it: where it stands, and why.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// Why a part of a table is not taken.
    Why, "error-table-why" {
        /// Another sheet; one is taken at a time.
        OtherSheet = "other-sheet",
        /// A sheet that the workbook hides.
        HiddenSheet = "hidden-sheet",
        /// A column whose heading is not known.
        Heading = "heading",
        /// A column without a heading.
        NoHeading = "no-heading",
        /// A column whose heading says the same as another one's.
        Twice = "twice",
        /// A column that this kind of ledger has not.
        OtherLedger = "other-ledger",
        /// Rows above the head.
        Above = "above",
        /// Rows that are hidden, by a filter or by hand.
        HiddenRow = "hidden-row",
        /// A total.
        Total = "total",
        /// Who filled it in, who checked it.
        Signature = "signature",
        /// A note below or between.
        Note = "note",
        /// Numbers of the columns, below the head.
        Numbers = "numbers",
        /// The head once more.
        HeadAgain = "head-again",
        /// The hour behind a day.
        Hour = "hour",
        /// A comment on a cell.
        Comment = "comment",
        /// A text box, a shape with words, or a picture.
        Drawing = "drawing",
        /// A chart.
        Chart = "chart",
        /// Words or another unit that the format of a number shows, and its value has not.
        Format = "format",
        /// Rows that say something only in columns that are not taken.
        Outside = "outside",
    }
}

/// A part of a table that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The sheet, where there are several.
    pub sheet: String,
    /// Where it stands.
    pub place: Place,
    /// Key of why.
    pub why: String,
    /// The beginning of what stands there.
    pub says: String,
    /// How many rows or cells are concerned.
    pub count: usize,
}

/// Where something stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The whole sheet.
    Sheet,
    /// Rows, from 1, both inside.
    Rows(u32, u32),
    /// A column, from 0.
    Column(usize),
}

/// So many characters of what is left out are shown.
const SAYS: usize = 60;

impl LeftOut {
    /// A part that is not taken.
    pub fn new(sheet: &str, place: Place, why: Why, says: &str, count: usize) -> Self {
        let mut short: String =
            says.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SAYS).collect();
        if short.chars().count() == SAYS {
            short.push('…');
        }
        Self { sheet: sheet.to_owned(), place, why: why.key().to_owned(), says: short, count }
    }

    /// The address of the place: `12`, `12–15`, `C`; empty for the sheet as a whole.
    pub fn address(&self) -> String {
        match self.place {
            Place::Sheet => String::new(),
            Place::Rows(from, to) if from == to => from.to_string(),
            Place::Rows(from, to) => format!("{from}–{to}"),
            Place::Column(at) => letters(at),
        }
    }

    /// Takes the next row in, if it stands below and is left out for the same reason.
    pub fn takes(&mut self, next: &Self) -> bool {
        match (self.place, next.place) {
            (Place::Rows(from, to), Place::Rows(below, last))
                if below == to + 1 && self.why == next.why && self.sheet == next.sheet =>
            {
                self.place = Place::Rows(from, last);
                self.count += next.count;
                true
            }
            _ => false,
        }
    }
}

/// The letters of a column in a sheet: 0 is A, 26 is AA.
pub fn letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_columns_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn rows_that_are_left_out_for_one_reason_are_told_together() {
        let row = |number, why| LeftOut::new("", Place::Rows(number, number), why, "x", 1);
        let mut first = row(3, Why::HiddenRow);
        assert!(
            first.takes(&row(4, Why::HiddenRow))
                && !first.takes(&row(5, Why::Total))
                && !first.takes(&row(9, Why::HiddenRow))
        );
        assert_eq!((first.address().as_str(), first.count), ("3–4", 2));
    }
}
