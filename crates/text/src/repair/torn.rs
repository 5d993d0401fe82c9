//! UTF-8 that was read as GBK with bytes lost on the way: what is whole is put right, and each hole is told with what may
//! have stood there.

use std::cmp::Reverse;

use encoding_rs::GB18030;

use super::latin::{is_sign_of_texts, is_strict};
use super::place::{Damage, Edit, State};
use super::plausible::weigh;
use crate::script::{is_han, rank, word_rank};

/// Candidates that are told for a hole.
const TOLD: usize = 8;

/// Marks that texts have, the likeliest first.
const MARKS: &str = "。，、“”：；（）《》’–—…！？‘•「」·";

/// A byte of the damaged line, with the sign that it is from; `None` is a lost one, or two.
type Cell = (Option<u8>, usize);

/// What stands at a place of the bytes.
enum Item {
    /// A character, whole.
    Whole(char),
    /// The bytes of one that lacks some.
    Torn(Vec<Option<u8>>),
}

/// A stretch of the line at whose ends both texts begin a character.
struct Stretch {
    /// The signs of the line.
    signs: std::ops::Range<usize>,
    items: Vec<Item>,
}

/// The places of a line that is UTF-8 read as GBK with losses; `None` if it is not.
pub(super) fn of_line(line: &str, at: usize) -> Option<Vec<Edit>> {
    let signs: Vec<(usize, char)> = line.char_indices().collect();
    let is_lost = |sign: char| matches!(sign, '?' | '\u{fffd}');
    if !signs.iter().any(|(_, sign)| is_lost(*sign)) {
        return None;
    }
    let mut cells: Vec<Cell> = Vec::new();
    for (place, (_, sign)) in signs.iter().enumerate() {
        if is_lost(*sign) {
            cells.push((None, place));
            continue;
        }
        let mut buffer = [0; 4];
        let (bytes, _, failed) = GB18030.encode(sign.encode_utf8(&mut buffer));
        if failed {
            return None;
        }
        cells.extend(bytes.iter().map(|byte| (Some(*byte), place)));
    }
    let stretches = stretches(&cells, signs.len());
    is_damage(line, &stretches).then(|| edits(line, at, &signs, &stretches))
}

/// The bytes as characters, in stretches.
fn stretches(cells: &[Cell], signs: usize) -> Vec<Stretch> {
    let mut all = Vec::new();
    let (mut at, mut from) = (0, 0);
    let mut items = Vec::new();
    while at < cells.len() {
        let (item, length) = item(cells.get(at..).unwrap_or_default());
        at += length.max(1);
        items.push(item);
        let next = cells.get(at).map_or(signs, |(_, sign)| *sign);
        let last = cells.get(at - 1).map_or(signs, |(_, sign)| *sign);
        if next != last {
            all.push(Stretch { signs: from..next, items: std::mem::take(&mut items) });
            from = next;
        }
    }
    all
}

/// The character at the beginning of bytes, and how many it has.
fn item(cells: &[Cell]) -> (Item, usize) {
    let byte = |at: usize| cells.get(at).map(|(byte, _)| *byte);
    let is_tail = |at: usize| matches!(byte(at), Some(Some(0x80..=0xbf)));
    let is_mark = |at: usize| matches!(byte(at), Some(None));
    let length = match byte(0) {
        Some(Some(lead @ ..=0x7f)) => return (Item::Whole(char::from(lead)), 1),
        Some(Some(0xc2..=0xdf)) => 2,
        Some(Some(0xe0..=0xef)) => 3,
        Some(Some(0xf0..=0xf4)) => 4,
        // The first byte is lost, or was lost with the one before.
        _ => {
            let first = usize::from(is_mark(0));
            let mut end = first;
            while end < first + 2 && is_tail(end) {
                end += 1;
            }
            let tail = (first..end).filter_map(byte);
            return (Item::Torn(std::iter::once(None).chain(tail).collect()), end.max(1));
        }
    };
    let mut end = 1;
    while end < length && (is_tail(end) || is_mark(end)) {
        end += 1;
    }
    let bytes: Vec<Option<u8>> = (0..end).filter_map(byte).collect();
    let whole: Option<Vec<u8>> = bytes.iter().copied().collect();
    let text = whole.filter(|bytes| bytes.len() == length).and_then(|bytes| String::from_utf8(bytes).ok());
    match text.and_then(|text| text.chars().next()) {
        Some(sign) => (Item::Whole(sign), end),
        // A question that is asked behind a whole character is one.
        None => (Item::Torn(bytes), end),
    }
}

/// Whether a line reads far better so, apart from its holes.
fn is_damage(line: &str, stretches: &[Stretch]) -> bool {
    let items = || stretches.iter().flat_map(|stretch| &stretch.items);
    let text: String = items()
        .map(|item| match item {
            Item::Whole(sign) => *sign,
            Item::Torn(_) => ' ',
        })
        .collect();
    let lost = items().filter(|item| matches!(item, Item::Torn(_))).count();
    let (weight, input) = (weigh(&text), weigh(line));
    let chinese =
        weight.good * 10 >= weight.signs * 9 && weight.words > input.words * 4 && weight.signs >= lost * 2;
    // A line of Latin letters: nothing is left of what it was read as, and all are signs that texts are made of.
    let own: String = text.chars().filter(|sign| !sign.is_ascii()).collect();
    let known = |item: &Item| matches!(item, Item::Whole(_)) || !candidates(item, None, None).is_empty();
    let latin = !own.is_empty()
        && input.han > 0
        && weight.han == 0
        && is_strict(&own)
        && items().all(known)
        && text.chars().filter(char::is_ascii_alphabetic).count() > own.chars().count() * 3;
    chinese || latin
}

fn edits(line: &str, at: usize, signs: &[(usize, char)], stretches: &[Stretch]) -> Vec<Edit> {
    let byte = |place: usize| signs.get(place).map_or(line.len(), |(from, _)| *from);
    let mut edits = Vec::new();
    let mut clean: Option<(std::ops::Range<usize>, String)> = None;
    let flush = |clean: &mut Option<(std::ops::Range<usize>, String)>, edits: &mut Vec<Edit>| {
        let Some((range, text)) = clean.take() else { return };
        let before = line.get(range.clone()).unwrap_or_default();
        if before != text {
            let range = at + range.start..at + range.end;
            edits.push(Edit::new(range, before, &text, Damage::Utf8AsGbk, State::Verified));
        }
    };
    for (place, stretch) in stretches.iter().enumerate() {
        let range = byte(stretch.signs.start)..byte(stretch.signs.end);
        if let Some(text) = whole(stretch) {
            // Nothing changes in ASCII: it parts the places.
            if text.is_ascii() {
                flush(&mut clean, &mut edits);
                continue;
            }
            clean = match clean.take() {
                Some((known, mut all)) => {
                    all.push_str(&text);
                    Some((known.start..range.end, all))
                }
                None => Some((range, text)),
            };
            continue;
        }
        flush(&mut clean, &mut edits);
        let before = line.get(range.clone()).unwrap_or_default();
        let last = place.checked_sub(1).and_then(|place| stretches.get(place)).and_then(|it| end(it, true));
        let next = stretches.get(place + 1).and_then(|it| end(it, false));
        let told = told(stretch, last, next);
        // A sign that stands for itself is none that is lost: a question at the end of a sound clause.
        if before == "?" && told.is_empty() {
            continue;
        }
        let range = at + range.start..at + range.end;
        edits.push(
            Edit::new(range, before, before, Damage::Utf8AsGbk, State::Unresolved).with_candidates(told),
        );
    }
    flush(&mut clean, &mut edits);
    edits
}

/// The text of a stretch without holes.
fn whole(stretch: &Stretch) -> Option<String> {
    stretch.items.iter().map(|item| if let Item::Whole(sign) = item { Some(*sign) } else { None }).collect()
}

/// The last or the first character of a stretch.
fn end(stretch: &Stretch, last: bool) -> Option<char> {
    let item = if last { stretch.items.last() } else { stretch.items.first() };
    match item? {
        Item::Whole(sign) => Some(*sign),
        Item::Torn(_) => None,
    }
}

/// What a stretch with holes may have been, the likeliest first; nothing where too little is left of one.
fn told(stretch: &Stretch, last: Option<char>, next: Option<char>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for (place, item) in stretch.items.iter().enumerate() {
        let signs = match item {
            Item::Whole(sign) => vec![*sign],
            Item::Torn(_) => {
                let before =
                    place.checked_sub(1).and_then(|place| stretch.items.get(place)).map_or(last, sign_of);
                let behind = stretch.items.get(place + 1).map_or(next, sign_of);
                candidates(item, before, behind)
            }
        };
        if signs.is_empty() {
            return Vec::new();
        }
        let longer = |text: &String| signs.iter().map(|sign| format!("{text}{sign}")).collect::<Vec<_>>();
        texts = texts.iter().flat_map(longer).take(TOLD).collect();
    }
    texts
}

fn sign_of(item: &Item) -> Option<char> {
    if let Item::Whole(sign) = item { Some(*sign) } else { None }
}

/// The characters that a torn one may have been: those that make words with their neighbours first, then the commoner ones.
fn candidates(item: &Item, before: Option<char>, behind: Option<char>) -> Vec<char> {
    let Item::Torn(bytes) = item else { return Vec::new() };
    let lead = bytes.first().copied().flatten();
    let length = match lead {
        Some(0xc2..=0xdf) => 2,
        Some(0xf0..) => return Vec::new(),
        _ => 3,
    };
    let mut known: Vec<Option<u8>> = bytes.clone();
    known.resize(length, None);
    // Where two of three are lost, any character could stand there; marks are told by what they begin with.
    if known.iter().filter(|byte| byte.is_none()).count() > 1 && bytes.len() > 1 {
        let begins = |sign: &char| Some(sign.to_string().as_bytes().first().copied()) == Some(lead);
        return MARKS.chars().filter(begins).take(TOLD).collect();
    }
    if known.iter().filter(|byte| byte.is_none()).count() > 1 || bytes.len() > length {
        return Vec::new();
    }
    let mut found: Vec<char> = (0x80..=0xef_u8)
        .filter_map(|byte| {
            let all: Vec<u8> = known.iter().map(|known| known.unwrap_or(byte)).collect();
            std::str::from_utf8(&all).ok()?.chars().next()
        })
        .filter(|sign| rank(*sign).is_some() || !is_han(*sign) && is_sign_of_texts(*sign))
        .collect();
    let words = |sign: &char| {
        let pair = |first: Option<char>, second: Option<char>| word_rank(first?, second?);
        pair(before, Some(*sign)).into_iter().chain(pair(Some(*sign), behind)).min()
    };
    let mark = |sign: &char| MARKS.chars().position(|mark| mark == *sign);
    found.sort_by_key(|sign| {
        (mark(sign).is_none(), mark(sign), Reverse(words(sign).is_some()), words(sign), rank(*sign))
    });
    found.dedup();
    found.truncate(TOLD);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a reader of GBK shows it that gives up one byte where no pair is.
    fn misread(text: &str) -> String {
        let bytes = text.as_bytes();
        let (mut out, mut at) = (String::new(), 0);
        while let Some(byte) = bytes.get(at).copied() {
            let pair = bytes.get(at..at + 2).unwrap_or_default();
            let read = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(pair);
            match read.filter(|read| byte >= 0x80 && read.chars().count() == 1) {
                Some(read) => (out.push_str(&read), at += 2).1,
                None => (out.push(if byte < 0x80 { char::from(byte) } else { '\u{fffd}' }), at += 1).1,
            }
        }
        out
    }

    #[test]
    fn what_is_whole_is_put_right_and_each_hole_is_told_with_what_may_have_stood_there() {
        let sound = "各学校食堂共消毒83间,更换厨具19台,整改完成91.5%。";
        let repaired = crate::repair::repair(&misread(sound));
        assert!(
            repaired.text.contains("各学校食堂共消") && repaired.text.contains("更换厨具19"),
            "{}",
            repaired.text
        );
        for place in &repaired.places {
            assert!(
                place.state != State::Repaired
                    && !(place.after != place.before && place.after.contains('\u{fffd}'))
            );
        }
        let holes: Vec<_> = repaired.places.iter().filter(|place| place.state == State::Unresolved).collect();
        assert!(!holes.is_empty());
        assert!(
            holes.iter().any(|hole| hole.candidates.iter().any(|text| text.contains('间'))),
            "{holes:#?}"
        );
    }

    #[test]
    fn a_line_of_latin_letters_is_put_right_around_its_holes() {
        let sound = "The board’s plan – it’s new – costs £3m at the café.";
        let repaired = crate::repair::repair(&misread(sound));
        assert!(
            repaired.text.starts_with("The board’s plan ")
                && repaired.text.ends_with("costs £3m at the café."),
            "{}",
            repaired.text
        );
        let candidates: Vec<_> =
            repaired.places.iter().filter(|place| place.state == State::Unresolved).collect();
        assert!(
            candidates.iter().all(|place| place.candidates.iter().any(|text| text.contains('–'))),
            "{candidates:#?}"
        );
    }

    #[test]
    fn a_mark_with_a_lost_end_is_told_as_marks() {
        let repaired = crate::repair::repair(&misread("各村按期完成巡查任务，台账齐全。"));
        let hole = repaired.places.iter().find(|place| place.state == State::Unresolved).unwrap();
        assert!(hole.candidates.first().is_some_and(|text| text.ends_with('。')), "{hole:?}");
    }

    #[test]
    fn questions_stay_questions() {
        for sound in ["整改到位了吗?还有多少?", "Is it done? Café – yes?", "为什么没有完成?因为缺人。"]
        {
            let repaired = crate::repair::repair(sound);
            assert_eq!((repaired.text.as_str(), repaired.places.len()), (sound, 0));
        }
    }
}
