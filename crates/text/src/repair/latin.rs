//! UTF-8 that was read as Latin-1 or Windows-1252 in single places: `trustâ€™s`, `CafÃ©`, also beside what was lost.

use encoding_rs::WINDOWS_1252;

use super::place::{Damage, Edit, State};

/// What Windows-1252 and Latin-1 can hold.
pub(super) fn is_latin(sign: char) -> bool {
    sign.is_ascii() || byte(sign).is_some()
}

/// The byte of a character in either of the two.
pub(super) fn byte(sign: char) -> Option<u8> {
    // Latin-1 has controls where Windows-1252 has signs; programs mix both.
    if let Ok(byte) = u8::try_from(u32::from(sign)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(sign.encode_utf8(&mut buffer));
    (!failed).then(|| bytes.first().copied()).flatten()
}

/// Bytes that Windows-1252 has no sign for: a reader shows them as lost.
const LOST: [u8; 5] = [0x9d, 0x90, 0x8f, 0x8d, 0x81];

/// Whether what UTF-8 gives is what texts are made of. UTF-8 is so strict that this is enough; a single letter of another
/// alphabet is not.
pub(super) fn is_strict(after: &str) -> bool {
    let signs = || after.chars().filter(|sign| !sign.is_ascii());
    let own = |sign: char| matches!(sign, '\u{a0}'..='ÿ' | '‐'..='‧' | '‰'..='›' | '₠'..='₿' | '™');
    signs().all(is_sign_of_texts) && (signs().count() > 1 || signs().any(own))
}

/// Signs that texts in many languages are made of.
pub(super) fn is_sign_of_texts(sign: char) -> bool {
    matches!(sign,
        '\u{a0}'..='ſ' | 'Α'..='ω' | 'Ѐ'..='џ' | '\u{2009}' | '\u{200b}' | '‐'..='‧' | '\u{202f}'..='›' | '₠'..='₿'
        | '℃'..='℡' | '™' | '⅓'..='⅞' | '←'..='↓' | '−'..='≥' | '①'..='⑳' | '■'..='●' | '\u{3000}'..='ヿ' | '一'..='鿿' | '！'..='～' | '\u{feff}')
}

/// A sequence of UTF-8 as it is seen.
enum Seen {
    /// It is whole.
    Whole { signs: usize, is: char },
    /// A byte of it is lost: how many characters are left, and what it may have been.
    Torn { signs: usize, candidates: Vec<String> },
}

/// Signs of which Latin-1 holds the bytes by chance: three letters and signs of prices (`é½£`) give an ideograph, too. One of
/// them alone says nothing.
fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{3000}'..='鿿' | '！'..='～')
}

/// Whether a text has nothing but ASCII and one ideograph.
pub(super) fn is_chance(text: &str) -> bool {
    let mut signs = text.chars().filter(|sign| !sign.is_ascii());
    signs.next().is_some_and(is_ideograph) && signs.next().is_none()
}

/// The sequences in a stretch of a line, each a place; what a lost byte tore is told and left.
pub(super) fn sequences(line: &str, at: usize) -> Vec<Edit> {
    let signs: Vec<(usize, char)> = line.char_indices().collect();
    let mut edits = Vec::new();
    let mut torn = Vec::new();
    let mut here = 0;
    while here < signs.len() {
        // What stands right behind a sequence may be any sign of texts: `Ã¢â‚¬Å“` is one of three.
        let follows = edits
            .last()
            .is_some_and(|edit: &Edit| signs.get(here).is_some_and(|(from, _)| edit.range.end == at + from));
        let (count, after, candidates) = match seen(signs.get(here..).unwrap_or_default(), follows) {
            Some(Seen::Whole { signs, is }) => (signs, Some(is), Vec::new()),
            Some(Seen::Torn { signs, candidates }) => (signs, None, candidates),
            None => {
                here += 1;
                continue;
            }
        };
        let from = signs.get(here).map_or(line.len(), |(from, _)| *from);
        let to = signs.get(here + count).map_or(line.len(), |(to, _)| *to);
        let before = line.get(from..to).unwrap_or_default();
        let range = at + from..at + to;
        match after {
            Some(is) => {
                edits.push(Edit::new(range, before, &is.to_string(), Damage::Utf8AsLatin, State::Verified))
            }
            None => torn.push(
                Edit::new(range, before, before, Damage::Utf8AsLatin, State::Unresolved)
                    .with_candidates(candidates),
            ),
        }
        here += count;
    }
    // An ideograph alone is chance, unless something is lost beside it.
    if torn.is_empty() && edits.len() == 1 {
        edits.retain(|edit: &Edit| !edit.place.after.chars().all(is_ideograph));
    }
    // A letter with a hat alone is a letter; beside what was put right, or with a lost byte, it is a part of damage.
    let is_sure = !edits.is_empty();
    edits.extend(torn.into_iter().filter(|edit| is_sure || edit.place.before.contains('\u{fffd}')));
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

fn seen(signs: &[(usize, char)], follows: bool) -> Option<Seen> {
    let lead = byte(signs.first()?.1)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = vec![lead];
    for (_, sign) in signs.get(1..).unwrap_or_default().iter().take(length - 1) {
        if *sign == '\u{fffd}' {
            let candidates = may_be(&bytes, length);
            return (!candidates.is_empty()).then_some(Seen::Torn { signs: bytes.len() + 1, candidates });
        }
        match byte(*sign).filter(|byte| (0x80..0xc0).contains(byte)) {
            Some(byte) => bytes.push(byte),
            None => break,
        }
    }
    if bytes.len() == length {
        let text = std::str::from_utf8(&bytes).ok()?;
        let fits = is_strict(text)
            || follows && text.chars().all(|sign| is_sign_of_texts(sign) || sign == '\u{fffd}');
        let is = text.chars().next().filter(|_| fits)?;
        return Some(Seen::Whole { signs: length, is });
    }
    // Two of three bytes: the third had no sign and was dropped.
    let candidates =
        if bytes.len() + 1 == length && length > 2 { may_be(&bytes, length) } else { Vec::new() };
    (!candidates.is_empty()).then_some(Seen::Torn { signs: bytes.len(), candidates })
}

/// What bytes that lack their last one may have been.
fn may_be(bytes: &[u8], length: usize) -> Vec<String> {
    if bytes.len() + 1 != length {
        return Vec::new();
    }
    let whole = |last: u8| {
        let all: Vec<u8> = bytes.iter().copied().chain([last]).collect();
        std::str::from_utf8(&all).ok().filter(|text| is_strict(text)).map(str::to_owned)
    };
    LOST.into_iter().filter_map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(line: &str) -> Vec<(String, String, State, Vec<String>)> {
        let place =
            |edit: Edit| (edit.place.before, edit.place.after, edit.place.state, edit.place.candidates);
        sequences(line, 0).into_iter().map(place).collect()
    }

    #[test]
    fn single_sequences_are_put_right_and_torn_ones_told() {
        let found = places("The trustâ€™s â€\u{fffd} CafÃ©");
        let states: Vec<_> = found.iter().map(|(_, after, state, _)| (after.as_str(), *state)).collect();
        assert_eq!(
            states,
            [("’", State::Verified), ("â€\u{fffd}", State::Unresolved), ("é", State::Verified)]
        );
        assert_eq!(found[1].3, ["”", "‐"]);
    }

    #[test]
    fn letters_of_europe_are_no_sequences() {
        for sound in ["«CAFÉ»", "L’été à l’île – 20 °C", "Ä Ö Ü", "São Tomé", "ÂME", "Côté", "È«"]
        {
            assert_eq!(places(sound), [], "{sound}");
        }
    }
}
