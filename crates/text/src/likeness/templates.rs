//! What many texts share because it was sent to them: templates that are known, and sentences that many have.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use serde::Serialize;

use super::letters::letters;
use super::names::Names;
use super::normal::{Form, normal};

/// Sentences with fewer letters stand in any two texts.
const SHORTEST: usize = 6;
/// Clauses of a template with fewer letters are left.
const SHORTEST_CLAUSE: usize = 4;

/// Sentences that were sent out, and are no sign of copying.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Templates(HashSet<Vec<char>>);

impl Templates {
    /// The sentences and clauses of texts that were sent out.
    pub fn of<T: AsRef<str>>(texts: &[T]) -> Self {
        let mut known = HashSet::new();
        for text in texts {
            // What was left blank to be filled in is a number like any other.
            let text = text.as_ref().replace(['_', '＿', '×', '□', '○'], "0");
            known.extend(clauses(&text).into_iter().map(|(_, signs)| signs));
        }
        Self(known)
    }

    /// Adds the sentences that many share.
    pub fn extend(&mut self, shared: &[Shared]) {
        for one in shared {
            self.0.extend(clauses(&one.text).into_iter().map(|(_, signs)| signs));
        }
    }

    /// Where a text has clauses of the templates.
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        clauses(text).into_iter().filter(|(_, signs)| self.0.contains(signs)).map(|(span, _)| span).collect()
    }

    /// The text without them.
    pub fn without(&self, text: &str) -> String {
        let mut left = String::with_capacity(text.len());
        let mut taken = 0;
        for span in self.spans(text) {
            left.push_str(text.get(taken..span.start).unwrap_or_default());
            taken = span.end;
        }
        left.push_str(text.get(taken..).unwrap_or_default());
        left
    }
}

/// The clauses of a text that are long enough, with their signs as they are compared.
fn clauses(text: &str) -> Vec<(Range<usize>, Vec<char>)> {
    parts(text, SHORTEST_CLAUSE, |sign| {
        is_sentence_end(sign) || matches!(sign, '，' | ',' | '：' | ':' | '、')
    })
}

fn is_sentence_end(sign: char) -> bool {
    matches!(sign, '。' | '；' | ';' | '！' | '!' | '？' | '?' | '\n' | '.')
}

fn parts(text: &str, shortest: usize, is_end: impl Fn(char) -> bool) -> Vec<(Range<usize>, Vec<char>)> {
    let mut at = 0;
    let mut parts = Vec::new();
    for part in text.split_inclusive(is_end) {
        // A blank that somebody filled in is nothing of one's own.
        let signs = normal(part, Form { mask_numbers: true, names: None }).signs;
        if signs.len() >= shortest {
            parts.push((at..at + part.len(), signs));
        }
        at += part.len();
    }
    parts
}

/// A text of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a, D> {
    /// Whose it is.
    pub unit: usize,
    /// Since when it stands.
    pub day: D,
    /// The text.
    pub text: &'a str,
}

/// A sentence that several units have: "stands in 44 of 88, first in …".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// The sentence, as it was first written.
    pub text: String,
    /// How many units have it.
    pub units: usize,
    /// How many units have a text at all.
    pub of: usize,
    /// The texts that have it, by number; the first one is whoever had it first, by day and then by the order given.
    pub texts: Vec<usize>,
}

/// Since when, in which text, and where in it.
type Places<D> = Vec<(D, usize, Range<usize>)>;

/// The sentences that at least `least` units have, those of the most units first.
pub fn shared<D: Ord + Copy>(entries: &[Entry<'_, D>], least: usize) -> Vec<Shared> {
    let of = entries.iter().map(|entry| entry.unit).collect::<BTreeSet<_>>().len();
    let mut by_sentence: BTreeMap<Vec<char>, Places<D>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for (span, signs) in parts(entry.text, SHORTEST, is_sentence_end) {
            by_sentence.entry(signs).or_default().push((entry.day, number, span));
        }
    }
    let mut all = Vec::new();
    for mut places in by_sentence.into_values() {
        places.sort_by_key(|(day, number, _)| (*day, *number));
        let unit = |number: usize| entries.get(number).map(|entry| entry.unit);
        let units = places.iter().filter_map(|(_, number, _)| unit(*number)).collect::<BTreeSet<_>>().len();
        let Some((_, first, span)) = places.first().filter(|_| units >= least.max(2)) else { continue };
        let text = entries.get(*first).and_then(|entry| entry.text.get(span.clone())).unwrap_or_default();
        let mut texts: Vec<usize> = places.iter().map(|(_, number, _)| *number).collect();
        texts.dedup();
        all.push(Shared { text: text.trim().to_owned(), units, of, texts });
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.units));
    all
}

/// A name of another unit that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForeignName {
    /// Whose name it is; of several units with one name the first.
    pub unit: usize,
    /// The bytes where it stands.
    pub span: Range<usize>,
}

/// The names of other units in a unit's text, in whatever script: a sign of its own. A name inside of a longer one is not
/// told, nor one that is `own` as well.
pub fn foreign_names(text: &str, names: &Names, is_own: impl Fn(usize) -> bool) -> Vec<ForeignName> {
    let (bytes, signs): (Vec<Range<usize>>, Vec<char>) = letters(text).unzip();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let Some((length, units)) = signs.get(at..).and_then(|rest| names.at(rest)) else {
            at += 1;
            continue;
        };
        // Where two units have one name, it is one's own before it is another's.
        let foreign = units.first().filter(|_| !units.iter().any(|unit| is_own(*unit)));
        if let (Some(unit), Some(from), Some(to)) = (foreign, bytes.get(at), bytes.get(at + length - 1)) {
            found.push(ForeignName { unit: *unit, span: from.start..to.end });
        }
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_out_is_taken_out() {
        let templates = Templates::of(&["一、提高认识，加强领导。二、落实责任，务求实效。"]);
        let text = "一、提高認識，加強領導。我们在东河村试行晨会制度。二、落实责任，务求实效！";
        assert_eq!(templates.without(text), "一、我们在东河村试行晨会制度。二、");
        assert_eq!(templates.spans(text).len(), 4);
        let blank = Templates::of(&["每月____日前报送情况。"]);
        assert_eq!(blank.without("每月25日前报送情况；另行走访。"), "另行走访。");
    }

    #[test]
    fn a_sentence_of_many_is_told_with_whoever_was_first() {
        let same = "凡逾期未办的事项一律提级督办。";
        let entries = [
            Entry {
                unit: 1, day: 5, text: "本单位另有做法若干条。凡逾期未办的事项，一律提级督办；"
            },
            Entry { unit: 2, day: 3, text: same },
            Entry { unit: 2, day: 4, text: same },
            Entry { unit: 3, day: 9, text: "只写自己的事情和办法。" },
        ];
        let found = shared(&entries, 2);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].units, found[0].of, found[0].texts.clone()), (2, 3, vec![1, 2, 0]));
        assert_eq!(found[0].text, same);
    }

    #[test]
    fn the_name_of_another_unit_is_a_sign_and_ones_own_is_none() {
        let names = Names::of([(1, "青石县"), (2, "青石县水务局"), (3, "白河镇"), (4, "白河镇")]);
        let found = foreign_names("青石縣水務局与白河鎮对账，白河镇签字。", &names, |unit| unit == 2);
        assert_eq!(found.iter().map(|it| (it.unit, it.span.len())).collect::<Vec<_>>(), [(3, 9), (3, 9)]);
        assert_eq!(foreign_names("青石县水务局", &names, |unit| unit == 1).len(), 1);
        assert_eq!(foreign_names("白河镇", &names, |unit| unit == 4), [], "two units with one name");
    }
}
