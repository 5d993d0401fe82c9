//! The damage itself, so that it can be replayed: readings in brackets inserted byte by byte into GBK.
//!
//! A converter that knows a list of characters looks for their two bytes in the bytes of the text, at every offset and
//! not only where characters begin, and inserts the reading behind them. Where the two bytes belong to two characters,
//! the second one is torn apart: all that follows is read one byte too late until a sign of one byte comes. A pair that
//! is none becomes a mark (`?`) that swallows the sign of one byte after it.

use std::collections::BTreeMap;

use super::gbk;

/// How the program that read the damaged bytes shows a pair that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader {
    /// What it shows: `?` or U+FFFD.
    pub(super) mark: char,
    /// Whether the byte after the lost one is swallowed.
    pub(super) swallows: bool,
}

impl Reader {
    /// The readers that are known.
    pub(super) const ALL: [Self; 3] = [
        Self { mark: '?', swallows: true },
        Self { mark: '\u{fffd}', swallows: true },
        Self { mark: '\u{fffd}', swallows: false },
    ];
}

/// The characters of a converter's list, with the readings that it inserts.
pub(super) type Readings = BTreeMap<char, String>;

/// A byte of a text, or a character that GBK has no pair for; those stand outside of the damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Byte(u8),
    Foreign(char),
}

/// A character in bytes.
pub(super) fn cells(sign: char) -> impl Iterator<Item = Cell> {
    let (first, second) = match (u8::try_from(u32::from(sign)), gbk::bytes(sign)) {
        (Ok(byte), _) if byte < 0x80 => (Cell::Byte(byte), None),
        (_, Some([lead, trail])) => (Cell::Byte(lead), Some(Cell::Byte(trail))),
        _ => (Cell::Foreign(sign), None),
    };
    std::iter::once(first).chain(second)
}

/// What becomes of a text.
pub(super) fn damaged(text: &str, readings: &Readings, reader: Reader) -> String {
    let bytes: Vec<Cell> = text.chars().flat_map(cells).collect();
    let by_pair: BTreeMap<[u8; 2], &String> =
        readings.iter().filter_map(|(sign, sound)| Some((gbk::bytes(*sign)?, sound))).collect();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(cell) = bytes.get(at) {
        out.push(*cell);
        at += 1;
        let (Cell::Byte(lead), Some(Cell::Byte(trail))) = (*cell, bytes.get(at).copied()) else { continue };
        if let Some(sound) = by_pair.get(&[lead, trail]) {
            out.push(Cell::Byte(trail));
            at += 1;
            out.extend(cells('(').chain(sound.chars().flat_map(cells)).chain(cells(')')));
        }
    }
    read(&out, reader)
}

fn read(bytes: &[Cell], reader: Reader) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes.iter().copied().peekable();
    while let Some(cell) = rest.next() {
        let byte = match cell {
            Cell::Foreign(sign) => {
                text.push(sign);
                continue;
            }
            Cell::Byte(byte) if byte < 0x80 => {
                text.push(char::from(byte));
                continue;
            }
            Cell::Byte(byte) => byte,
        };
        let Some(Cell::Byte(trail)) = rest.peek().copied() else {
            text.push(reader.mark);
            continue;
        };
        match gbk::sign(byte, trail) {
            Some(sign) if gbk::is_lead(byte) => {
                text.push(sign);
                rest.next();
            }
            _ => {
                text.push(reader.mark);
                if reader.swallows || trail >= 0x80 {
                    rest.next();
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insertion_between_characters_leaves_them_whole_and_one_inside_tears_them() {
        let readings: Readings = [('務', "wù"), ('學', "xué")].map(|(s, r)| (s, r.to_owned())).into();
        let reader = Reader::ALL[0];
        assert_eq!(damaged("上學去", &readings, reader), "上學(xué)去");
        // The last byte of 談 and the first of 認 are those of 務.
        assert_eq!(damaged("談認識", &readings, reader), "談?wù)J識");
        assert_eq!(damaged("談認識", &readings, Reader::ALL[2]), "談\u{fffd}(wù)J識");
        assert_eq!(damaged("無事", &readings, reader), "無事");
    }
}
