//! Where a text was damaged, and what was done about it.

use std::ops::Range;

use serde::Serialize;

/// What happened to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// A reading in brackets was inserted behind a character: `學(xué)習`.
    Reading,
    /// The same inside the bytes of two characters, so that those behind it were torn apart: `談?wù)J`.
    TornByReading,
    /// UTF-8 was read as GBK.
    Utf8AsGbk,
    /// UTF-8 was read as Latin-1 or Windows-1252.
    Utf8AsLatin,
    /// GBK or GB 18030 was read as Latin-1 or Windows-1252.
    GbkAsLatin,
    /// Big5 was read as Latin-1 or Windows-1252.
    Big5AsLatin,
    /// Big5 was read as GBK or GB 18030.
    Big5AsGbk,
    /// GBK or GB 18030 was read as Big5.
    GbkAsBig5,
    /// A character is written as an HTML entity: `&amp;`, `&#20013;`.
    Entity,
    /// A replacement character, or question marks where letters stood: what it was is lost.
    Lost,
}

/// How far a place was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The damage replayed on what stands there now gives the input byte for byte, and nothing else that could stand
    /// there does.
    Verified,
    /// Put right by likelihood: others would give the same input ([`Place::candidates`]), or the damage replayed does
    /// not give it.
    Repaired,
    /// Left as it came; [`Place::candidates`] are what it may have been.
    Unresolved,
}

/// A damaged place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line of the repaired text in which it begins, from 1.
    pub line: usize,
    /// The bytes of the repaired text that stand for it.
    pub span: Range<usize>,
    /// What the input had.
    pub before: String,
    /// What stands there now; the same where nothing was changed.
    pub after: String,
    /// What happened.
    pub damage: Damage,
    /// How far it was put right.
    pub state: State,
    /// Whether the damage replayed on `after` gives `before`, byte for byte.
    pub replays: bool,
    /// What may have stood there besides, the likeliest first.
    pub candidates: Vec<String>,
}

/// A change of a text: bytes `range` of it become `place.after`. The span of the place is set when it is made.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) place: Place,
}

impl Edit {
    /// A change whose replay gives the input.
    pub(super) fn new(range: Range<usize>, before: &str, after: &str, damage: Damage, state: State) -> Self {
        let place = Place {
            line: 0,
            span: 0..0,
            before: before.to_owned(),
            after: after.to_owned(),
            damage,
            state,
            replays: state == State::Verified,
            candidates: Vec::new(),
        };
        Self { range, place }
    }

    pub(super) fn with_candidates(mut self, candidates: Vec<String>) -> Self {
        self.place.candidates = candidates;
        self
    }
}

/// A text under repair, with what was found so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) places: Vec<Place>,
}

impl Draft {
    /// Carries out changes, which are in order and do not overlap; places that were found before move along, and those
    /// that a change touches become one place with it.
    pub(super) fn make(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut taken = 0;
        // Old offset and new offset at the end of each change.
        let mut moves: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let mut places = Vec::new();
        for Edit { range, mut place } in self.joined(edits) {
            text.push_str(self.text.get(taken..range.start).unwrap_or_default());
            place.span = text.len()..text.len() + place.after.len();
            text.push_str(&place.after);
            taken = range.end;
            moves.push((range, place.span.clone()));
            places.push(place);
        }
        text.push_str(self.text.get(taken..).unwrap_or_default());
        for place in &mut self.places {
            place.span = moved(place.span.start, &moves)..moved(place.span.end, &moves);
        }
        self.text = text;
        self.places.append(&mut places);
        self.places.sort_by_key(|place| (place.span.start, place.span.end));
    }

    /// The changes with the known places that they touch taken into them.
    fn joined(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        let mut joined = Vec::new();
        let mut edits = edits.into_iter().peekable();
        let mut places = std::mem::take(&mut self.places).into_iter().peekable();
        while let Some(first) = edits.next() {
            while let Some(apart) = places.next_if(|place| place.span.end <= first.range.start) {
                self.places.push(apart);
            }
            let mut range = first.range.clone();
            let mut touched = Vec::new();
            let mut changes = vec![first];
            loop {
                if let Some(place) = places.next_if(|place| place.span.start < range.end) {
                    range = range.start.min(place.span.start)..range.end.max(place.span.end);
                    touched.push(place);
                } else if let Some(edit) = edits.next_if(|edit| edit.range.start < range.end) {
                    range.end = range.end.max(edit.range.end);
                    changes.push(edit);
                } else {
                    break;
                }
            }
            joined.push(self.one(range, changes, &touched));
        }
        self.places.extend(places);
        joined
    }

    /// One change out of several and of the places that they touch.
    fn one(&self, range: Range<usize>, mut changes: Vec<Edit>, touched: &[Place]) -> Edit {
        if touched.is_empty() && changes.len() == 1 {
            return changes.remove(0);
        }
        let stretch = |parts: Vec<(Range<usize>, &str)>| {
            let mut text = String::new();
            let mut taken = range.start;
            for (part, becomes) in parts {
                text.push_str(self.text.get(taken..part.start).unwrap_or_default());
                text.push_str(becomes);
                taken = part.end;
            }
            text + self.text.get(taken..range.end).unwrap_or_default()
        };
        let before =
            stretch(touched.iter().map(|place| (place.span.clone(), place.before.as_str())).collect());
        let after =
            stretch(changes.iter().map(|edit| (edit.range.clone(), edit.place.after.as_str())).collect());
        let all = || touched.iter().chain(changes.iter().map(|edit| &edit.place));
        let worst = all().map(|place| place.state).max().unwrap_or(State::Unresolved);
        // What was changed was not left as it came.
        let state = if before == after { worst } else { worst.min(State::Repaired) };
        let damage = all().map(|place| place.damage).next().unwrap_or(Damage::Lost);
        // A text with a hole in it is not put right: it stays as it came, with what may have stood there.
        let torn = after.contains('\u{fffd}') && !before.contains('\u{fffd}');
        let (after, state) = if torn { (before.clone(), State::Unresolved) } else { (after, state) };
        let mut edit = Edit::new(range.clone(), &before, &after, damage, state);
        edit.place.replays = !torn && all().all(|place| place.replays);
        for candidate in all().flat_map(|place| &place.candidates) {
            if !edit.place.candidates.contains(candidate) {
                edit.place.candidates.push(candidate.clone());
            }
        }
        edit
    }

    /// Numbers the lines of all places.
    pub(super) fn number_lines(&mut self) {
        let ends: Vec<usize> = self.text.match_indices('\n').map(|(at, _)| at).collect();
        for place in &mut self.places {
            place.line = 1 + ends.partition_point(|end| *end < place.span.start);
        }
    }
}

/// Where an offset of the old text is in the new one; inside of a change it is the change's end.
fn moved(old: usize, moves: &[(Range<usize>, Range<usize>)]) -> usize {
    let behind = moves.partition_point(|(range, _)| range.end <= old);
    match moves.get(behind) {
        Some((range, now)) if range.start < old => now.end,
        _ => match behind.checked_sub(1).and_then(|last| moves.get(last)) {
            Some((range, now)) => now.end + (old - range.end),
            None => old,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, before: &str, after: &str) -> Edit {
        Edit::new(range, before, after, Damage::Entity, State::Verified)
    }

    #[test]
    fn a_change_of_what_was_changed_before_is_one_place_with_it() {
        let mut draft = Draft { text: "A&amp;lt;B".into(), places: Vec::new() };
        draft.make(vec![edit(1..6, "&amp;", "&")]);
        draft.make(vec![edit(1..5, "&lt;", "<")]);
        assert_eq!(draft.text, "A<B");
        let found: Vec<_> = draft.places.iter().map(|p| (p.span.clone(), p.before.as_str())).collect();
        assert_eq!(found, [(1..2, "&amp;lt;")]);
    }

    #[test]
    fn places_found_before_move_with_later_changes() {
        let mut draft = Draft { text: "a&lt;b\n&amp;c".into(), places: Vec::new() };
        draft.make(vec![edit(7..12, "&amp;", "&")]);
        draft.make(vec![edit(1..5, "&lt;", "<")]);
        draft.number_lines();
        assert_eq!(draft.text, "a<b\n&c");
        let found: Vec<_> = draft.places.iter().map(|p| (p.line, &draft.text[p.span.clone()])).collect();
        assert_eq!(found, [(1, "<"), (2, "&")]);
    }
}
