//! Text in which a converter inserted readings: found, taken out, and held against the damage replayed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::gbk;
use super::place::{Damage, Draft, Edit, State};
use super::replay::{Reader, Readings, damaged};
use super::strip::{Inserted, Stretch, inserted, stripped};
use crate::script::{is_han, rank, word_rank};

/// Candidates that are told for a lost character.
const TOLD: usize = 8;

/// Characters before this place in the order of frequency are everyday ones.
const EVERYDAY: usize = 2_500;

/// How many everyday characters of the smaller code must be marked wherever they stand.
const MARKED: usize = 5;

/// Takes inserted readings out of a text.
pub(super) fn repair(draft: &mut Draft) {
    let signs: Vec<char> = draft.text.chars().collect();
    let Some((reader, found)) = reader_of(&signs) else { return };
    let (found, unsure) = owned(&signs, found, reader);
    let offsets = offsets(&draft.text);
    let bytes = |signs: &Range<usize>| {
        offsets.get(signs.start).copied().unwrap_or(0)..offsets.get(signs.end).copied().unwrap_or(0)
    };
    let edits = Attempt::of(&signs, found, reader).map_or_else(Vec::new, |attempt| attempt.edits(&bytes));
    let mut all: Vec<Edit> = edits;
    all.extend(unsure.into_iter().map(|one| left(&signs, &one, &bytes)));
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    all.retain(|edit| {
        let apart = edit.range.start >= end;
        end = end.max(edit.range.end);
        apart
    });
    draft.make(all);
}

fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The reader under which the most insertions are seen, with them.
fn reader_of(signs: &[char]) -> Option<(Reader, Vec<Inserted>)> {
    let all = Reader::ALL.into_iter().map(|reader| (reader, inserted(signs, reader)));
    // The first of equals: `?` is the usual mark.
    all.filter(|(_, found)| !found.is_empty()).rev().max_by_key(|(_, found)| found.len())
}

/// Gives each torn insertion one owner; those for which several are left are apart.
fn owned(signs: &[char], found: Vec<Inserted>, reader: Reader) -> (Vec<Inserted>, Vec<Inserted>) {
    let known: BTreeMap<char, &str> = found
        .iter()
        .filter(|one| !one.torn)
        .filter_map(|one| Some((*one.owners.first()?, one.sound.as_str())))
        .collect();
    let mut sure = Vec::new();
    let mut unsure = Vec::new();
    for one in &found {
        let mut one = one.clone();
        if one.owners.len() > 1 {
            let listed = |owner: &char| known.get(owner) == Some(&one.sound.as_str());
            let fits = |owner: &char| fits(signs, &one, *owner, reader);
            let narrowed = [
                one.owners.iter().copied().filter(listed).collect::<Vec<_>>(),
                one.owners.iter().copied().filter(fits).collect(),
            ];
            match narrowed.into_iter().find(|owners| owners.len() == 1) {
                Some(owners) => one.owners = owners,
                None => {
                    unsure.push(one);
                    continue;
                }
            }
        }
        sure.push(one);
    }
    (sure, unsure)
}

/// Whether what follows reads as common characters if this is the owner.
fn fits(signs: &[char], one: &Inserted, owner: char, reader: Reader) -> bool {
    let alone = Inserted { owners: vec![owner], ..one.clone() };
    let from = one.signs.start.saturating_sub(4);
    let shift = |range: &Range<usize>| range.start - from..range.end - from;
    let part = signs.get(from..signs.len().min(one.signs.end + 6)).unwrap_or_default();
    let alone = Inserted { signs: shift(&alone.signs), ..alone };
    match stripped(part, std::slice::from_ref(&alone), reader) {
        Ok(stretches) => stretches.iter().all(|stretch| {
            stretch.text.chars().all(|sign| !is_han(sign) || rank(sign).is_some() || sign == reader.mark)
        }),
        // A run that goes on behind the part that was looked at says nothing against the owner.
        Err(at) => at + 1 >= part.len(),
    }
}

/// A place that looks like an insertion and is left as it is.
fn left(signs: &[char], one: &Inserted, bytes: &dyn Fn(&Range<usize>) -> Range<usize>) -> Edit {
    let from = one.signs.start.saturating_sub(1);
    let range = from..one.signs.end;
    let before: String = signs.get(range.clone()).unwrap_or_default().iter().collect();
    let kept: String = signs.get(from..one.signs.start).unwrap_or_default().iter().collect();
    let damage = if one.torn { Damage::TornByReading } else { Damage::Reading };
    let candidates = if one.torn { one.owners.iter().map(char::to_string).collect() } else { vec![kept] };
    Edit::new(bytes(&range), &before, &before, damage, State::Unresolved).with_candidates(candidates)
}

/// A text without its readings, and what speaks for it.
struct Attempt<'a> {
    signs: &'a [char],
    found: Vec<Inserted>,
    reader: Reader,
    stretches: Vec<Stretch>,
    readings: Readings,
    /// Characters of the list that also stand without a reading.
    doubtful: BTreeSet<char>,
}

impl<'a> Attempt<'a> {
    fn of(signs: &'a [char], mut found: Vec<Inserted>, reader: Reader) -> Option<Self> {
        let stretches = loop {
            match stripped(signs, &found, reader) {
                Ok(stretches) => break stretches,
                // The bytes do not fit: the last torn insertion before that place was none.
                Err(at) => {
                    let last = found.iter().rposition(|one| one.torn && one.signs.start <= at)?;
                    found.remove(last);
                }
            }
        };
        let mut readings = Readings::new();
        for one in &found {
            if let Some(owner) = one.owners.first() {
                readings.entry(*owner).or_insert_with(|| one.sound.clone());
            }
        }
        let mut attempt = Self { signs, found, reader, stretches, readings, doubtful: BTreeSet::new() };
        attempt.doubt();
        Some(attempt)
    }

    /// Finds the characters that stand somewhere without their reading.
    fn doubt(&mut self) {
        let mut with: BTreeMap<char, usize> = BTreeMap::new();
        for one in &self.found {
            let Some(owner) = one.owners.first() else { continue };
            if self.readings.get(owner) == Some(&one.sound) {
                *with.entry(*owner).or_default() += 1;
            }
        }
        let again = damaged(&self.text(), &self.readings, self.reader);
        let again: Vec<char> = again.chars().collect();
        let mut expected: BTreeMap<char, usize> = BTreeMap::new();
        for one in inserted(&again, self.reader) {
            let owner = one.owners.iter().find(|owner| self.readings.get(owner) == Some(&one.sound));
            if let Some(owner) = owner {
                *expected.entry(*owner).or_default() += 1;
            }
        }
        let fewer = |owner: &&char| with.get(owner) < expected.get(owner);
        self.doubtful = self.readings.keys().filter(fewer).copied().collect();
    }

    /// Whether this is the work of a converter and not of an author who says how a character is read. A converter tears
    /// pairs apart, or it marks everyday characters wherever they stand; an author marks what is rare (`赵翀(chōng)`), or
    /// speaks of reading.
    fn is_damage(&self) -> bool {
        let all = self.readings.len();
        let large = self.readings.keys().filter(|owner| !gbk::is_in_gb2312(**owner)).count() == all;
        let steady = all - self.doubtful.len();
        if self.found.iter().any(|one| one.torn) {
            return large && steady * 2 > all;
        }
        let common =
            self.readings.keys().filter(|owner| rank(**owner).is_some_and(|rank| rank < EVERYDAY)).count();
        if self.speaks_of_reading() || common * 2 <= all {
            return false;
        }
        // Characters that the smaller code has, too, are no list of the larger one: more must speak for it.
        if large { all >= 2 && steady * 2 > all } else { common >= MARKED && steady == all }
    }

    /// Whether the text is about how characters are read.
    fn speaks_of_reading(&self) -> bool {
        let text: String = self.signs.iter().map(|sign| crate::fold::fold_char(*sign)).collect();
        let words = ["拼音", "读音", "注音", "生字", "读作", "多音字", "普通话测", "生僻字", "的“", "”字"];
        let in_list = self.found.windows(2).all(|two| {
            let between = |one: &Inserted, next: &Inserted| {
                self.signs.get(one.signs.end..next.signs.start).unwrap_or_default().contains(&'、')
            };
            matches!(two, [one, next] if between(one, next))
        });
        words.iter().any(|word| text.contains(word)) || self.found.len() > 1 && in_list
    }

    /// The repaired text, lost characters still as marks.
    fn text(&self) -> String {
        let mut text = String::new();
        let mut taken = 0;
        for stretch in &self.stretches {
            text.extend(self.signs.get(taken..stretch.signs.start).unwrap_or_default());
            text.push_str(&stretch.text);
            taken = stretch.signs.end;
        }
        text.extend(self.signs.get(taken..).unwrap_or_default());
        text
    }

    fn edits(self, bytes: &dyn Fn(&Range<usize>) -> Range<usize>) -> Vec<Edit> {
        if !self.is_damage() {
            return self.found.iter().map(|one| left(self.signs, one, bytes)).collect();
        }
        let mark = self.usual_mark();
        let replays = self.replays(mark);
        let mut edits = Vec::new();
        for (stretch, replays) in self.stretches.iter().zip(replays) {
            let before: String = self.signs.get(stretch.signs.clone()).unwrap_or_default().iter().collect();
            let torn = stretch.inserted.iter().any(|one| self.found.get(*one).is_some_and(|it| it.torn));
            let damage = if torn { Damage::TornByReading } else { Damage::Reading };
            let (text, others, unknown) = filled(stretch, mark, self.reader);
            let state = match (unknown, others.is_empty() && replays) {
                (true, _) => State::Unresolved,
                (false, true) => State::Verified,
                (false, false) => State::Repaired,
            };
            let mut edit =
                Edit::new(bytes(&stretch.signs), &before, &text, damage, state).with_candidates(others);
            edit.place.replays = replays && !unknown;
            edits.push(edit);
        }
        edits
    }

    /// The sign of one byte that stands most often between two Chinese characters of this text.
    fn usual_mark(&self) -> Option<char> {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for three in self.signs.windows(3) {
            if let [before, sign @ '!'..='?', after] = *three
                && is_han(before)
                && is_han(after)
                && sign != self.reader.mark
            {
                *counts.entry(sign).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(sign, _)| sign)
    }

    /// For each stretch, whether the damage replayed on it and its neighbourhood gives the input.
    fn replays(&self, mark: Option<char>) -> Vec<bool> {
        let texts: Vec<String> =
            self.stretches.iter().map(|stretch| filled(stretch, mark, self.reader).0).collect();
        let mut repaired = String::new();
        let mut taken = 0;
        for (stretch, text) in self.stretches.iter().zip(&texts) {
            repaired.extend(self.signs.get(taken..stretch.signs.start).unwrap_or_default());
            repaired.push_str(text);
            taken = stretch.signs.end;
        }
        repaired.extend(self.signs.get(taken..).unwrap_or_default());
        let input: String = self.signs.iter().collect();
        if damaged(&repaired, &self.readings, self.reader) == input {
            return vec![true; texts.len()];
        }
        // Somewhere it does not: stretch by stretch, with what stands between.
        let one = |(stretch, text): (&Stretch, &String)| {
            // The first byte of a torn pair belongs to the character before.
            let from = stretch.signs.start.saturating_sub(1);
            let first: String =
                self.signs.get(from..stretch.signs.start).unwrap_or_default().iter().collect();
            let before: String = self.signs.get(from..stretch.signs.end).unwrap_or_default().iter().collect();
            let steady = stretch.inserted.iter().all(|one| {
                let owner = self.found.get(*one).and_then(|it| it.owners.first());
                owner.is_some_and(|owner| !self.doubtful.contains(owner))
            });
            steady && damaged(&format!("{first}{text}"), &self.readings, self.reader) == before
        };
        self.stretches.iter().zip(&texts).map(one).collect()
    }
}

/// A stretch with its lost characters filled in by the likeliest; what else could stand for the whole, and whether
/// nothing speaks for any.
fn filled(stretch: &Stretch, mark: Option<char>, reader: Reader) -> (String, Vec<String>, bool) {
    let mut text = stretch.text.clone();
    let mut others = Vec::new();
    let mut unknown = false;
    for (at, lead) in stretch.lost.iter().rev() {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let tail = if reader.swallows { mark.map(String::from) } else { Some(String::new()) };
        let all = completions(*lead, before);
        let is_word = |sign: &char| before.is_some_and(|first| word_rank(first, *sign).is_some());
        let Some(tail) = tail.filter(|_| all.first().is_some_and(is_word)) else {
            unknown = true;
            others.extend(all.iter().take(TOLD).map(char::to_string));
            continue;
        };
        let end = at + reader.mark.len_utf8();
        let with = |sign: &char| {
            let (head, rest) = (text.get(..*at).unwrap_or_default(), text.get(end..).unwrap_or_default());
            format!("{head}{sign}{tail}{rest}")
        };
        let mut texts = all.iter().take(TOLD).map(with);
        let best = texts.next();
        others.extend(texts);
        text = best.unwrap_or_default();
    }
    (text, others, unknown)
}

/// The characters that begin with a byte and whose second byte can be the first of a pair, the likeliest behind
/// `before` first.
fn completions(lead: u8, before: Option<char>) -> Vec<char> {
    let mut all: Vec<char> = (0x81..=0xfe).filter_map(|trail| gbk::sign(lead, trail)).collect();
    all.retain(|sign| is_han(*sign));
    all.sort_by_key(|sign| {
        let word = before.and_then(|first| word_rank(first, *sign));
        (word.is_none(), word, rank(*sign).is_none(), rank(*sign))
    });
    all
}
