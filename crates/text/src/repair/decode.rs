//! The bytes of a file as text, when nobody said in which encoding they are.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::plausible::{Weight, weigh};

/// A text read from bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was read in, by its name in the Encoding Standard.
    pub encoding: &'static str,
    /// Whether bytes were no text in that encoding (each is U+FFFD now), or the whole can't be read as text.
    pub lossy: bool,
    /// Whether a byte order mark stood at its beginning; it is no part of the text.
    pub mark: bool,
}

/// Reads bytes: by their byte order mark; as UTF-16 if there are noughts among them and it can be read so;
/// as UTF-8 if they are UTF-8; else as GB 18030, Big5 or Windows-1252, whichever
/// gives the most words that can be read.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes)
        && [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)
    {
        return Decoded { mark: true, ..read(bytes.get(length..).unwrap_or_default(), encoding) };
    }
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return read(bytes, UTF_8);
    }
    let all = [GB18030, BIG5, WINDOWS_1252, UTF_8].map(|encoding| read(bytes, encoding));
    let mut best: Option<(Decoded, (bool, usize, usize))> = None;
    for one in all {
        let weight: Weight = weigh(&one.text);
        let value = (!one.lossy && weight.is_readable(), weight.words, weight.good);
        if best.as_ref().is_none_or(|(_, known)| *known < value) {
            best = Some((one, value));
        }
    }
    let best = best.map_or_else(|| read(bytes, UTF_8), |(one, _)| one);
    if best.encoding == WINDOWS_1252.name() { with_marks(best) } else { best }
}

/// Windows-1252 reads every byte: controls are no text, and neither is what can't be read as any.
fn with_marks(mut decoded: Decoded) -> Decoded {
    let is_control = |sign: char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{c}');
    if decoded.text.contains(is_control) {
        decoded.text = decoded.text.replace(is_control, "\u{fffd}");
        decoded.lossy = true;
    }
    let weight = weigh(&decoded.text);
    decoded.lossy |= weight.good * 2 < weight.signs || !has_words(&decoded.text);
    decoded
}

/// Whether letters of ASCII are the most of a text: signs of Windows-1252 stand among them in all languages that it is for.
fn has_words(text: &str) -> bool {
    let plain = text.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == ' ').count();
    plain * 2 >= text.chars().count()
}

/// UTF-16 without a mark: its line ends, digits and letters have a nought beside them, and no other encoding has noughts.
fn wide(bytes: &[u8]) -> Option<Decoded> {
    if !bytes.contains(&0) {
        return None;
    }
    let both = [UTF_16LE, UTF_16BE].map(|encoding| read(bytes, encoding));
    let readable = both.into_iter().filter(|one| !one.lossy && !one.text.contains('\0'));
    let weighed = readable.map(|one| {
        let weight = weigh(&one.text);
        ((one.text.is_ascii(), weight.is_readable(), weight.words, weight.good), one)
    });
    let (value, one) = weighed.max_by_key(|(value, _)| *value)?;
    (value.0 || value.1).then_some(one)
}

fn read(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), lossy, mark: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_the_encoding_that_they_have() {
        for (text, encoding) in [
            ("各地各单位强化问题导向，认真查找。", GB18030),
            ("各單位會議記錄已經整理完畢，問題逐條核對。", BIG5),
            ("各單位會議記錄", UTF_8),
            ("Le comité s’est réuni", WINDOWS_1252),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding.name()));
        }
        let utf_16: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
        for (bytes, name) in utf_16.into_iter().zip(["UTF-16LE", "UTF-16BE"]) {
            let wide: Vec<u8> = "会议3次。\n".encode_utf16().flat_map(bytes).collect();
            let decoded = decode(&wide);
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("会议3次。\n", name));
        }
        let marked = [&[0xef, 0xbb, 0xbf][..], "字".as_bytes()].concat();
        assert_eq!((decode(&marked).text.as_str(), decode(&marked).mark), ("字", true));
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        // Of a generator that everybody can follow.
        let mut seed = 7_u32;
        let mut random = |from: u32, to: u32| {
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            u8::try_from(from + (seed >> 16) % (to - from)).unwrap_or(0)
        };
        let high: Vec<u8> = (0..4000).map(|_| random(128, 256)).collect();
        assert!(decode(&high).lossy, "{}", decode(&high).encoding);
        let mixed: Vec<u8> = (0..60).map(|_| random(0, 256)).collect();
        assert!(decode(&mixed).lossy, "{}", decode(&mixed).encoding);
        for sound in ["Le comité s’est réuni à l’été", "Größe: 20 °C", "café"] {
            let (bytes, _, _) = WINDOWS_1252.encode(sound);
            assert!(!decode(&bytes).lossy, "{sound}");
        }
    }
}
