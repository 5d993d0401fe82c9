//! Folding of texts so that the same words are the same in simplified and traditional script, in capitals and small
//! letters, in full and half width. One character is folded into one, so that places in both texts agree.

mod initials;
mod table;

pub use initials::{expression_of_initials, has_initials, may_be_initials};

use std::{collections::HashMap, sync::LazyLock};

static FOLDED: LazyLock<HashMap<char, char>> =
    LazyLock::new(|| table::TRADITIONAL.chars().zip(table::SIMPLIFIED.chars()).collect());

/// What is folded into a character, itself included where it is a folded one.
static FORMS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut forms: HashMap<char, Vec<char>> = HashMap::new();
    for (from, into) in table::TRADITIONAL.chars().zip(table::SIMPLIFIED.chars()) {
        forms.entry(into).or_insert_with(|| vec![into]).push(from);
    }
    forms
});

/// Every character of the basic plane folded, at its place: millions of texts ask for it.
static FLAT: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..=0xffff_u32).map(|code| char::from_u32(code).map_or(' ', slowly)).collect());

/// A character as comparisons see it.
pub fn fold_char(sign: char) -> char {
    FLAT.get(u32::from(sign) as usize).copied().unwrap_or_else(|| slowly(sign))
}

fn slowly(sign: char) -> char {
    let half = match sign {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        other => other,
    };
    if half.is_ascii() {
        return half.to_ascii_lowercase();
    }
    FOLDED.get(&half).copied().unwrap_or_else(|| half.to_lowercase().next().unwrap_or(half))
}

/// A folded character, and those that the table folds into it.
pub fn forms(sign: char) -> Vec<char> {
    FORMS.get(&sign).cloned().unwrap_or_else(|| vec![sign])
}

/// A text as comparisons see it, character by character.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn traditional_finds_simplified_and_the_reverse() {
        for (one, other) in [
            ("整改台賬", "整改台账"),
            ("臺賬", "台账"),
            ("帳號", "账号"),
            ("申請銷號", "申请销号"),
            ("迴避", "回避"),
            ("ＡＢＣ　１２", "abc 12"),
            ("後發", "后发"),
            ("頭髮", "头发"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("后面"), fold("前面"));
    }

    #[test]
    fn the_table_is_whole_and_folds_once() {
        assert_eq!(table::TRADITIONAL.chars().count(), table::SIMPLIFIED.chars().count());
        assert!(FOLDED.len() > 2_500);
        for into in FOLDED.values() {
            assert_eq!(fold_char(*into), *into, "{into} is folded no further");
        }
    }

    proptest! {
        #[test]
        fn folding_keeps_places_and_comes_to_rest(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(once.chars().count(), text.chars().count());
            prop_assert_eq!(fold(&once), once);
        }
    }
}
