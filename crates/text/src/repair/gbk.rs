//! The double-byte code GBK as Windows knows it (code page 936): pairs of bytes and their characters.

use std::collections::HashMap;
use std::sync::LazyLock;

/// First and last byte that can begin a pair.
const LEADS: std::ops::RangeInclusive<u8> = 0x81..=0xfe;

static PAIRS: LazyLock<HashMap<[u8; 2], char>> = LazyLock::new(|| {
    let all = LEADS.flat_map(|lead| (0x40..=0xfe).map(move |trail| [lead, trail]));
    all.filter_map(|pair| Some((pair, decoded(pair)?))).collect()
});

static BYTES: LazyLock<HashMap<char, [u8; 2]>> = LazyLock::new(|| {
    let all = PAIRS.iter().map(|(pair, sign)| (*sign, *pair));
    let mut bytes: HashMap<char, [u8; 2]> = HashMap::new();
    for (sign, pair) in all {
        // A few signs have two codes; the smaller one is the usual.
        bytes.entry(sign).and_modify(|known| *known = pair.min(*known)).or_insert(pair);
    }
    bytes
});

fn decoded(pair: [u8; 2]) -> Option<char> {
    let text = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&pair)?;
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        // Private characters stand for nothing in a report.
        (Some('\u{e000}'..='\u{f8ff}'), None) => None,
        (Some(sign), None) => Some(sign),
        _ => None,
    }
}

/// Whether a byte begins a pair.
pub(super) fn is_lead(byte: u8) -> bool {
    LEADS.contains(&byte)
}

/// The character of a pair of bytes.
pub(super) fn sign(lead: u8, trail: u8) -> Option<char> {
    PAIRS.get(&[lead, trail]).copied()
}

/// The pair of bytes of a character that has one.
pub(super) fn bytes(sign: char) -> Option<[u8; 2]> {
    BYTES.get(&sign).copied()
}

/// Whether a character belongs to the older and smaller set GB 2312, which has simplified characters only.
pub(super) fn is_in_gb2312(sign: char) -> bool {
    bytes(sign).is_some_and(|[lead, trail]| (0xa1..=0xf7).contains(&lead) && trail >= 0xa1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_characters_belong_together() {
        assert_eq!(bytes('務'), Some([0x84, 0xd5]));
        assert_eq!(sign(0x84, 0xd5), Some('務'));
        for (pair, found) in PAIRS.iter() {
            let back = bytes(*found).unwrap();
            assert_eq!(sign(back[0], back[1]), Some(*found), "{pair:?}");
        }
        assert!(is_in_gb2312('学') && !is_in_gb2312('學') && !is_in_gb2312('a'));
        assert_eq!(bytes('ù').map(|[lead, trail]| sign(lead, trail)), Some(Some('ù')));
    }
}
