//! Names by the first letters of their pinyin: whoever types `trs` finds 铜仁市. A character that is read in several ways has
//! the letter of each; letters and digits have themselves.

use super::{fold_char, forms};
use pinyin::ToPinyinMulti as _;
use std::{ops::RangeInclusive, sync::LazyLock};

/// The characters that have a letter.
const CHARACTERS: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Letters from which on they are looked for as initials: one alone begins half of all names.
const FEWEST: usize = 2;
/// More of them begin no name.
const MOST: usize = 12;

/// The letters of each character, as bits, at its place.
static LETTERS: LazyLock<Vec<u32>> = LazyLock::new(|| CHARACTERS.map(slowly).collect());

/// The characters of each letter, as they stand in an expression.
static OF_LETTER: LazyLock<Vec<String>> = LazyLock::new(|| {
    let of = |letter: char| CHARACTERS.filter(move |sign| letters(*sign) & bit(letter) != 0);
    ('a'..='z').map(|letter| forms(letter).into_iter().chain(of(letter)).collect()).collect()
});

fn bit(letter: char) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (u32::from(letter) - u32::from('a')) } else { 0 }
}

fn slowly(sign: char) -> u32 {
    let Some(read) = sign.to_pinyin_multi() else { return 0 };
    read.into_iter().filter_map(|one| one.plain().chars().next()).map(bit).fold(0, |all, one| all | one)
}

fn letters(sign: char) -> u32 {
    let first = u32::from(*CHARACTERS.start());
    let place = u32::from(sign).checked_sub(first).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| LETTERS.get(place)).copied().unwrap_or(0)
}

/// Whether a folded word may be initials: letters alone, and neither one nor too many of them.
pub fn may_be_initials(word: &str) -> bool {
    (FEWEST..=MOST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether characters that follow one another in a text have these initials.
pub fn has_initials(text: &str, word: &str) -> bool {
    if !may_be_initials(word) {
        return false;
    }
    let signs: Vec<char> = text.chars().map(fold_char).collect();
    let wanted: Vec<char> = word.chars().collect();
    let fits = |sign: &char, letter: &char| sign == letter || letters(*sign) & bit(*letter) != 0;
    signs.windows(wanted.len()).any(|some| some.iter().zip(&wanted).all(|(sign, letter)| fits(sign, letter)))
}

/// A regular expression (POSIX) that finds what has these initials.
pub fn expression_of_initials(word: &str) -> String {
    let of = |letter: char| {
        let place = usize::try_from(u32::from(letter).saturating_sub(u32::from('a'))).unwrap_or(usize::MAX);
        OF_LETTER.get(place).map(|signs| format!("[{signs}]")).unwrap_or_default()
    };
    word.chars().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_initials_in_either_script_and_reading() {
        assert!(
            has_initials("铜仁市", "trs")
                && has_initials("銅仁市", "trs")
                && has_initials("铜仁市碧江区", "bjq")
        );
        assert!(has_initials("重庆路街道", "cql") && has_initials("重庆路街道", "zql"), "read in two ways");
        assert!(has_initials("A县1", "ax"), "letters have themselves");
        assert!(
            !has_initials("铜仁市", "ts") && !has_initials("铜仁市", "t"),
            "what follows, and no single letter"
        );
        assert!(!has_initials("铜仁市", "t.") && !has_initials("铜仁市", ""));
    }

    #[test]
    fn an_expression_names_the_characters_of_each_letter() {
        let expression = expression_of_initials("trs");
        assert_eq!(expression.matches('[').count(), 3);
        for sign in ['铜', '銅', '仁', '市', 't', 's'] {
            assert!(expression.contains(sign), "{sign}");
        }
        assert!(expression.chars().all(|sign| !"\\^-".contains(sign)), "nothing in it steers");
    }
}
