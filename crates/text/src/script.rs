//! What is known of Chinese characters: how they are read, which are common, which pairs are words.
//!
//! The tables are in `data/`, with where they come from. They are in simplified script; a question in traditional script
//! is folded first ([`crate::fold`]).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::fold_char;

static READINGS: LazyLock<HashMap<&'static str, Vec<char>>> = LazyLock::new(|| {
    let lines = include_str!("../data/readings.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(sound, signs)| (sound, signs.chars().collect()))
        .collect()
});

static COMMON: LazyLock<HashMap<char, usize>> = LazyLock::new(|| {
    let signs = include_str!("../data/characters.txt").chars().filter(|sign| is_han(*sign));
    signs.enumerate().map(|(rank, sign)| (fold_char(sign), rank)).collect()
});

static WORDS: LazyLock<HashMap<(char, char), usize>> = LazyLock::new(|| {
    let mut ranks = HashMap::new();
    let field = include_str!("../data/field-words.txt").lines();
    for line in field.chain(include_str!("../data/words.txt").lines()) {
        let signs: Vec<char> = line.chars().map(fold_char).collect();
        for pair in signs.chunks_exact(2) {
            if let [first, second] = *pair {
                let rank = ranks.len();
                ranks.entry((first, second)).or_insert(rank);
            }
        }
    }
    ranks
});

static VERBS: LazyLock<HashSet<(char, char)>> = LazyLock::new(|| {
    let signs: Vec<char> =
        include_str!("../data/verbs.txt").chars().filter(|sign| is_han(*sign)).map(fold_char).collect();
    signs.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
});

/// Whether a character is a Han character of the basic block or its first extension.
pub fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The characters that are read so; `sound` is pinyin with its tone mark, in small letters (`xué`).
pub fn read_as(sound: &str) -> &'static [char] {
    READINGS.get(sound).map_or(&[], Vec::as_slice)
}

/// Whether a character can be read so.
pub fn is_read(sign: char, sound: &str) -> bool {
    read_as(sound).contains(&sign)
}

/// How common a character is, 0 for the most common one, in either script; `None` beyond the first 3,500.
pub fn rank(sign: char) -> Option<usize> {
    COMMON.get(&fold_char(sign)).copied()
}

/// How common a word of two characters is, 0 for the most common one, in either script; `None` for what is no word of
/// the table.
pub fn word_rank(first: char, second: char) -> Option<usize> {
    WORDS.get(&(fold_char(first), fold_char(second))).copied()
}

/// Whether two characters are a word that is a verb and no noun besides, in either script.
pub fn is_verb(first: char, second: char) -> bool {
    VERBS.contains(&(fold_char(first), fold_char(second)))
}

/// The letters of pinyin, with and without tone marks.
pub fn is_pinyin_letter(sign: char) -> bool {
    static LETTERS: LazyLock<HashSet<char>> =
        LazyLock::new(|| READINGS.keys().flat_map(|sound| sound.chars()).collect());
    LETTERS.contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_words_and_common_characters_hold_in_both_scripts() {
        assert!(is_read('學', "xué") && is_read('学', "xué") && !is_read('學', "xí"));
        assert!(is_read('調', "diào") && is_read('調', "tiáo"), "a character with two readings");
        assert!(word_rank('勇', '氣').is_some() && word_rank('勇', '气') == word_rank('勇', '氣'));
        assert_eq!(word_rank('勇', '枃'), None);
        assert!(is_verb('廢', '除') && is_verb('废', '除') && !is_verb('会', '议'));
        assert!(rank('學') < rank('垛') && rank('枃').is_none());
        assert!(is_pinyin_letter('ǔ') && is_pinyin_letter('z') && !is_pinyin_letter('7'));
    }
}
