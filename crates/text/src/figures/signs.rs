//! A line as its characters: folded to be looked at, raw to be told.

use std::ops::Range;

use super::lexicon::Lexicon;
use crate::fold::fold_char;
use crate::script::is_han;

/// The characters of a line.
#[derive(Debug)]
pub(super) struct Signs {
    pub(super) folded: Vec<char>,
    raw: Vec<char>,
    bytes: Vec<usize>,
    /// Whether it is in traditional script: 村里 is a ward there, and not inside of a village.
    pub(super) is_traditional: bool,
}

impl Signs {
    pub(super) fn of(line: &str) -> Self {
        let raw: Vec<char> = line.chars().collect();
        let bytes = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
        let folded: Vec<char> = raw.iter().map(|sign| fold_char(*sign)).collect();
        let is_traditional = raw.iter().zip(&folded).any(|(raw, folded)| is_han(*raw) && raw != folded);
        Self { folded, raw, bytes, is_traditional }
    }

    pub(super) fn len(&self) -> usize {
        self.raw.len()
    }

    /// The byte at which a character begins.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).or(self.bytes.last()).copied().unwrap_or(0)
    }

    /// The folded character at a place; a blank outside of the line.
    pub(super) fn at(&self, at: usize) -> char {
        self.folded.get(at).copied().unwrap_or('\n')
    }

    /// The folded character before a place.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.at(at))
    }

    /// As it is written.
    pub(super) fn raw(&self, range: Range<usize>) -> String {
        self.raw.get(range).unwrap_or_default().iter().collect()
    }

    /// Whether the folded text goes on like this.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        word.chars().zip(at..).all(|(sign, at)| self.at(at) == sign)
    }

    /// Whether the folded text before a place ends like this.
    pub(super) fn ends(&self, at: usize, word: &str) -> bool {
        at.checked_sub(word.chars().count()).is_some_and(|from| self.has(from, word))
    }

    /// The longest word of a list that stands at a place, in characters, with its meaning. Latin words stand whole.
    pub(super) fn longest<T: Copy>(&self, at: usize, words: &Lexicon<T>) -> Option<(usize, T)> {
        let stands = |word: &str| {
            self.has(at, word)
                && !(word.ends_with(is_latin) && is_latin(self.at(at + word.len())))
                && !(word.starts_with(is_latin) && self.before(at).is_ascii_alphabetic())
        };
        let all = words.beginning(self.at(at)).iter().filter(|(word, _)| stands(word));
        all.map(|(word, meaning)| (word.chars().count(), *meaning)).max_by_key(|(length, _)| *length)
    }

    /// The longest word of a list that ends before a place, in characters, with its meaning. Latin words stand whole.
    pub(super) fn longest_before<T: Copy>(&self, at: usize, words: &Lexicon<T>) -> Option<(usize, T)> {
        let stands = |word: &str| {
            self.ends(at, word)
                && !(word.starts_with(is_latin) && is_latin(self.before(at - word.len())))
                && !(word.ends_with(is_latin) && is_latin(self.at(at)))
        };
        let all = words.ending(self.before(at)).iter().filter(|(word, _)| stands(word));
        all.map(|(word, meaning)| (word.chars().count(), *meaning)).max_by_key(|(length, _)| *length)
    }

    /// Whether one of the words stands at a place.
    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(at, word))
    }

    /// The place after blanks.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while matches!(self.at(at), ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
            at += 1;
        }
        at
    }

    /// The place before blanks.
    pub(super) fn skip_blanks_back(&self, mut at: usize) -> usize {
        while at > 0 && matches!(self.before(at), ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
            at -= 1;
        }
        at
    }

    /// Whether what stands around a number is English: Latin letters are nearer on both sides than Chinese.
    pub(super) fn is_english_at(&self, range: Range<usize>) -> bool {
        let number_is_latin = self.at(range.start).is_ascii_alphabetic();
        let around = |signs: &mut dyn Iterator<Item = &char>| {
            signs
                .take(12)
                .find(|sign| sign.is_ascii_alphabetic() || is_han(**sign))
                .map(|sign| !is_han(*sign))
        };
        let left = around(&mut self.folded.get(..range.start).unwrap_or_default().iter().rev());
        let right = around(&mut self.folded.get(range.end..).unwrap_or_default().iter());
        number_is_latin
            || match (left, right) {
                (Some(left), Some(right)) => left && right,
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => false,
            }
    }
}

fn is_latin(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
}
