//! The letters and digits of a text, in whatever form they are written.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::fold::fold_char;

/// The letters and digits of a text, folded, with their bytes. Compatibility forms, letters with marks above and beneath
/// and letters in other widths are read as what they stand for (Unicode NFKD without the marks).
pub(super) fn letters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
    let apart = DecomposingNormalizerBorrowed::new_nfkd();
    text.char_indices().flat_map(move |(at, sign)| {
        let bytes = at..at + sign.len_utf8();
        // Most signs stand for themselves, and millions are asked for.
        let plain = sign.is_ascii() || matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
        let whole =
            if plain { String::new() } else { apart.normalize(sign.encode_utf8(&mut [0; 4])).into_owned() };
        let signs: Vec<char> = if plain { Vec::new() } else { whole.chars().collect() };
        let own = plain.then_some(sign);
        own.into_iter()
            .chain(signs)
            .filter(|sign| sign.is_alphanumeric())
            .map(move |sign| (bytes.clone(), fold_char(sign)))
    })
}
