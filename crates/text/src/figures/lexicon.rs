//! Lists of words, written as text, each word with what it means.

use std::collections::HashMap;

/// Words with a meaning each.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    by_first: HashMap<char, Vec<(&'static str, T)>>,
    by_last: HashMap<char, Vec<(&'static str, T)>>,
}

impl<T: Copy> Lexicon<T> {
    /// Lists of words with commas between, a meaning for each list.
    pub(super) fn tagged(lists: &[(T, &'static str)]) -> Self {
        let mut lexicon = Self { by_first: HashMap::new(), by_last: HashMap::new() };
        for (meaning, list) in lists {
            for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                let (first, last) = (word.chars().next(), word.chars().next_back());
                lexicon.by_first.entry(first.unwrap_or(' ')).or_default().push((word, *meaning));
                lexicon.by_last.entry(last.unwrap_or(' ')).or_default().push((word, *meaning));
            }
        }
        lexicon
    }

    /// The words that begin so.
    pub(super) fn beginning(&self, first: char) -> &[(&'static str, T)] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The words that end so.
    pub(super) fn ending(&self, last: char) -> &[(&'static str, T)] {
        self.by_last.get(&last).map_or(&[], Vec::as_slice)
    }

    /// What a word means.
    pub(super) fn meaning(&self, word: &str) -> Option<T> {
        let all = self.beginning(word.chars().next()?);
        all.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
    }

    /// Whether a word is in the lists.
    pub(super) fn has(&self, word: &str) -> bool {
        self.meaning(word).is_some()
    }
}

impl Lexicon<()> {
    /// A list of words with commas between.
    pub(super) fn plain(list: &'static str) -> Self {
        Self::tagged(&[((), list)])
    }
}
