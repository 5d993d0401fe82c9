//! How a list is read: in which order, with which columns, with which words in it. All of it stands in the address.

use earnest_i18n::Tr;

use super::field::Choice;

/// What the rows of a list are ordered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Order {
    /// The size of a number, in thousandths.
    Number(i64),
    /// The words as they stand.
    Words(String),
    /// What has not come yet.
    Nothing,
}

impl Order {
    /// The number with which words begin; words without one are no number.
    pub(crate) fn of_number(words: &str) -> Self {
        let plain: String =
            words.chars().filter(|sign| !matches!(sign, ',' | ' ' | '\u{a0}' | '\u{202f}')).collect();
        let minus = plain.starts_with(['-', '−']);
        let digits = plain.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let (whole, rest) =
            digits.split_at(digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len()));
        let parts = rest.strip_prefix('.').unwrap_or_default();
        let parts: String =
            parts.chars().take_while(char::is_ascii_digit).chain("000".chars()).take(3).collect();
        let Ok(size) = format!("{whole}{parts}").parse::<i64>() else { return Self::Nothing };
        if whole.is_empty() { Self::Nothing } else { Self::Number(if minus { -size } else { size }) }
    }
}

/// The form above a list: order, columns, words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrange {
    pub(crate) tr: Tr,
    pub(crate) action: String,
    /// The rest of the address.
    pub(crate) kept: Vec<(String, String)>,
    pub(crate) orders: Vec<Choice>,
    /// The columns that can be left out: those that are.
    pub(crate) columns: Vec<Choice>,
    /// The words that are looked for, where they are looked for here.
    pub(crate) find: Option<String>,
    pub(crate) open: bool,
}

/// How the address asks for a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arranged {
    /// The column by which the rows are put in order here, the last one first or not.
    pub(crate) here: Option<(String, bool)>,
    /// Each column that orders the list: its word, where the list is ordered by it, and whether it is so now.
    pub(crate) heads: Vec<(&'static str, String, Option<bool>)>,
    /// Columns that are left out.
    pub(crate) hidden: Vec<String>,
    /// Folded words that a row must hold.
    pub(crate) find: Option<String>,
    /// The form above it.
    pub(crate) form: Option<Arrange>,
}

impl Arranged {
    /// Where the list is ordered by a column, and whether it is so now.
    pub(crate) fn head(&self, key: &str) -> Option<(String, Option<bool>)> {
        let head = self.heads.iter().find(|(word, ..)| *word == key);
        head.map(|(_, href, now)| (href.clone(), *now))
    }
}

#[cfg(test)]
mod tests {
    use super::{Arranged, Order};
    use crate::look::{Cell, Table};

    #[test]
    fn moments_and_days_in_words_stand_in_their_own_order_and_what_has_not_come_last() {
        let rows = [("8 February", 8), ("119 days past", 119), ("4 days past", 4), ("15 April", 105)];
        let rows = rows.map(|(words, place)| [Cell::Placed(words.to_owned(), place)]);
        let rows = rows.into_iter().chain([[Cell::NotYet("–".to_owned())]]);
        let table = Table::new("list").column("When").by("when").rows(rows);
        let words = ["4 days past", "8 February", "15 April", "119 days past"];
        for down in [false, true] {
            let asked = Arranged { here: Some(("when".to_owned(), down)), ..Arranged::default() };
            let said = table.clone().arranged(&asked).to_string();
            let mut places: Vec<usize> = words.iter().filter_map(|word| said.find(word)).collect();
            if down {
                places.reverse();
            }
            assert!(places.len() == 4 && places.is_sorted(), "{said}");
            assert!(said.find("not-yet") > places.last().copied(), "{said}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_their_size_and_words_are_none() {
        let mut all = ["1,800", "15.2 %", "3 of 61", "−4", "10", "none"].map(Order::of_number);
        all.sort();
        let sizes = [-4_000, 3_000, 10_000, 15_200, 1_800_000].map(Order::Number);
        assert_eq!(all[..5], sizes);
        assert_eq!(all[5], Order::Nothing);
    }
}
