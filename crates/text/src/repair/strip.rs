//! The readings taken out again: the inserted bytes go, and what is left is read anew.

use std::ops::Range;

use super::gbk;
use super::replay::{Cell, Reader, cells};
use crate::script;

/// An inserted reading, as it is seen in the damaged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inserted {
    /// The characters of the damaged text that go, a swallowing mark included.
    pub(super) signs: Range<usize>,
    pub(super) sound: String,
    /// The characters behind whose bytes it may stand; one where no byte was lost.
    pub(super) owners: Vec<char>,
    /// Whether a byte of the owner was lost in the mark.
    pub(super) torn: bool,
}

/// All that look like inserted readings, in order.
pub(super) fn inserted(signs: &[char], reader: Reader) -> Vec<Inserted> {
    let mut found: Vec<Inserted> = Vec::new();
    for at in 0..signs.len() {
        let Some(sign) = signs.get(at).copied() else { break };
        let one = if sign == '(' || sign == '（' {
            whole(signs, at)
        } else if sign == reader.mark {
            torn(signs, at, reader)
        } else {
            None
        };
        if let Some(one) = one
            && found.last().is_none_or(|last| last.signs.end <= one.signs.start)
        {
            found.push(one);
        }
    }
    found
}

/// A syllable and the bracket behind it, from a place on; with the place after the bracket.
fn sound(signs: &[char], from: usize) -> Option<(String, usize)> {
    let rest = signs.get(from..)?;
    let length = rest.iter().take(7).take_while(|sign| script::is_pinyin_letter(**sign)).count();
    let sound: String = rest.iter().take(length).collect();
    (matches!(rest.get(length), Some(')' | '）')) && !script::read_as(&sound).is_empty())
        .then(|| (sound, from + length + 1))
}

fn whole(signs: &[char], at: usize) -> Option<Inserted> {
    let (sound, end) = sound(signs, at + 1)?;
    let before = signs.get(at.saturating_sub(2)..at)?;
    let bytes: Vec<Cell> = before.iter().copied().flat_map(cells).collect();
    let [.., Cell::Byte(lead), Cell::Byte(trail)] = *bytes else { return None };
    let owner = gbk::sign(lead, trail).filter(|owner| script::is_read(*owner, &sound))?;
    Some(Inserted { signs: at..end, sound, owners: vec![owner], torn: false })
}

fn torn(signs: &[char], at: usize, reader: Reader) -> Option<Inserted> {
    if !reader.swallows && signs.get(at + 1) != Some(&'(') {
        return None;
    }
    let (sound, end) = sound(signs, at + 1 + usize::from(!reader.swallows))?;
    let lead = last_byte(*signs.get(at.checked_sub(1)?)?)?;
    let is_owner = |sign: &char| {
        !gbk::is_in_gb2312(*sign)
            && gbk::bytes(*sign).is_some_and(|[first, second]| first == lead && gbk::is_lead(second))
    };
    let owners: Vec<char> = script::read_as(&sound).iter().copied().filter(is_owner).collect();
    (!owners.is_empty()).then_some(Inserted { signs: at..end, sound, owners, torn: true })
}

fn last_byte(sign: char) -> Option<u8> {
    match cells(sign).last() {
        Some(Cell::Byte(byte)) => Some(byte),
        _ => None,
    }
}

/// A byte of the text without the readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Cell(Cell),
    /// A mark: a lost byte behind the first byte of a character, else the mark itself.
    Mark,
}

/// A stretch of the repaired text that stands for a stretch of the damaged one: the shortest one at whose ends both
/// begin a character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The characters of the damaged text.
    pub(super) signs: Range<usize>,
    pub(super) text: String,
    /// The readings that were taken out of it, by their number.
    pub(super) inserted: Vec<usize>,
    /// The first bytes of characters whose second byte was lost, with the place of the mark in `text`.
    pub(super) lost: Vec<(usize, u8)>,
}

/// What a text is without the insertions, in the stretches that change; the error is the character of the damaged text
/// at which the bytes left over are no text. Each insertion must have one owner.
pub(super) fn stripped(signs: &[char], inserted: &[Inserted], reader: Reader) -> Result<Vec<Stretch>, usize> {
    let bytes = left_over(signs, inserted, reader);
    let mut stretches = Vec::new();
    let mut open = Stretch::default();
    let mut at = 0;
    let mut taken = 0;
    while let Some((_, from)) = bytes.get(at).copied() {
        if open.text.is_empty() {
            open.signs = from..from;
        }
        at += read_one(bytes.get(at..).unwrap_or_default(), reader, &mut open).ok_or(from)?;
        let last = bytes.get(at - 1).map_or(from, |(_, sign)| *sign);
        if bytes.get(at).is_some_and(|(_, sign)| *sign == last) {
            continue;
        }
        let mut end = last + 1;
        while let Some(one) = inserted.get(taken).filter(|one| one.signs.start + usize::from(one.torn) <= end)
        {
            open.inserted.push(taken);
            end = end.max(one.signs.end);
            taken += 1;
        }
        open.signs.end = end;
        let done = std::mem::take(&mut open);
        if !done.inserted.is_empty() || !done.lost.is_empty() {
            stretches.push(done);
        }
    }
    Ok(stretches)
}

/// The bytes without the insertions, each with the character of the damaged text that it is from.
fn left_over(signs: &[char], inserted: &[Inserted], reader: Reader) -> Vec<(Left, usize)> {
    let mut bytes = Vec::with_capacity(signs.len() * 2);
    let mut next = inserted.iter().peekable();
    let mut at = 0;
    while let Some(sign) = signs.get(at).copied() {
        if let Some(one) = next.next_if(|one| one.signs.start == at) {
            if one.torn
                && let Some([_, trail]) = one.owners.first().and_then(|owner| gbk::bytes(*owner))
            {
                bytes.push((Left::Cell(Cell::Byte(trail)), at));
            }
            at = one.signs.end;
            continue;
        }
        if sign == reader.mark {
            bytes.push((Left::Mark, at));
        } else {
            bytes.extend(cells(sign).map(|cell| (Left::Cell(cell), at)));
        }
        at += 1;
    }
    bytes
}

/// Reads one character into the stretch; how many bytes it has, `None` if there is none.
fn read_one(bytes: &[(Left, usize)], reader: Reader, into: &mut Stretch) -> Option<usize> {
    let lead = match bytes.first()?.0 {
        Left::Cell(Cell::Foreign(sign)) => {
            into.text.push(sign);
            return Some(1);
        }
        Left::Cell(Cell::Byte(byte)) if byte < 0x80 => {
            into.text.push(char::from(byte));
            return Some(1);
        }
        Left::Mark => {
            into.text.push(reader.mark);
            return Some(1);
        }
        Left::Cell(Cell::Byte(byte)) => byte,
    };
    match bytes.get(1)?.0 {
        Left::Cell(Cell::Byte(trail)) => into.text.push(gbk::sign(lead, trail)?),
        Left::Cell(Cell::Foreign(_)) => return None,
        Left::Mark => {
            into.lost.push((into.text.len(), lead));
            into.text.push(reader.mark);
        }
    }
    Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_whole_reading_goes_and_its_character_stays() {
        let signs = signs("上學(xué)去(兩次)");
        let found = inserted(&signs, Reader::ALL[0]);
        assert_eq!(found.len(), 1);
        let stretches = stripped(&signs, &found, Reader::ALL[0]).unwrap();
        assert_eq!((stretches[0].text.as_str(), stretches[0].signs.clone()), ("學", 1..7));
    }

    #[test]
    fn a_torn_pair_is_joined_up_to_where_both_texts_begin_a_character() {
        let signs = signs("人談?wù)J識");
        let found = inserted(&signs, Reader::ALL[0]);
        assert_eq!(found[0].owners, ['務']);
        let stretches = stripped(&signs, &found, Reader::ALL[0]).unwrap();
        assert_eq!(
            (stretches[0].text.as_str(), stretches[0].signs.clone()),
            ("認", 2..7),
            "談 stands in both"
        );
    }

    #[test]
    fn a_reading_that_is_not_the_characters_own_is_none() {
        assert_eq!(inserted(&signs("學(xí)"), Reader::ALL[0]), []);
        assert_eq!(inserted(&signs("學(see)"), Reader::ALL[0]), []);
    }
}
