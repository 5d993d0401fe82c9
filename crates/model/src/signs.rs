//! Signs that nobody sees, and signs that look like others: what two texts have in common when people compare them.

use earnest_text::fold::fold;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory},
};
use std::{borrow::Cow, fmt::Write};
use unicode_security::confusable_detection::skeleton;

/// Whether a sign leaves no trace on the page (Unicode: `Default_Ignorable_Code_Point`): zero-width blanks, marks of
/// byte order and of direction, soft hyphens, fillers, and the pattern without dots of the blind.
pub fn is_invisible(sign: char) -> bool {
    !sign.is_ascii() && (sign == '\u{2800}' || is_ignorable(sign))
}

fn is_ignorable(sign: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(sign)
}

/// Whether a sign is one that only some programs know (Unicode keeps it for private use): others show a box, or another
/// sign. Text in another encoding than it was read as is full of them.
pub fn is_private(sign: char) -> bool {
    matches!(u32::from(sign), 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}

/// The first sign that no text of a table has that comes from outside: none that is seen (`U+202E` turns round what follows),
/// none that everybody sees alike, the sign for what could not be read, a control sign. `lines`: whether line ends and tabs
/// are text. Every reader of tables asks this.
pub fn stray(text: &str, lines: bool) -> Option<char> {
    let is_break = |sign: char| lines && matches!(sign, '\n' | '\r' | '\t');
    text.chars().find(|sign| {
        let other = matches!(sign, '\u{fffd}' | '\u{2028}' | '\u{2029}');
        !is_break(*sign) && (other || is_invisible(*sign) || is_private(*sign) || is_no_character(*sign))
    })
}

/// Whether a sign has no place in any text: a control character, or what Unicode keeps for no character (`U+FFFE`),
/// which no XML takes. Line ends and tabs are for those who ask to decide.
pub fn is_no_character(sign: char) -> bool {
    let code = u32::from(sign);
    sign.is_control() || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// The text without what leaves no trace.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_invisible) {
        Cow::Owned(text.chars().filter(|sign| !is_invisible(*sign)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without blanks and invisible signs around it.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|sign: char| sign.is_whitespace() || is_invisible(sign))
}

/// Whether nothing of the text is seen.
pub fn is_blank(text: &str) -> bool {
    trimmed(text).is_empty()
}

/// A code, a day or a number as it was meant: full-width and other forms of the same sign are one (Unicode NFKC), nothing
/// invisible, no blanks around it.
pub fn meant(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_owned();
    }
    let whole = ComposingNormalizerBorrowed::new_nfkc().normalize(&seen(text)).into_owned();
    trimmed(&whole).to_owned()
}

/// Whether a number lost its last digits, as a spreadsheet writes one that is too long for its cell: `5.20111E+11`. What was
/// there before can't be told from it.
pub fn lost_digits(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let numbers = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit());
    let (before, after) = digits.split_once('.').unwrap_or((digits, "0"));
    power.strip_prefix('+').is_some_and(numbers) && numbers(before) && numbers(after)
}

/// The letters without the marks above and below them: `admín` is read as `admin`.
pub fn bare(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let marks = CodePointMapData::<GeneralCategory>::new();
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(text).into_owned();
    Cow::Owned(apart.chars().filter(|sign| marks.get(*sign) != GeneralCategory::NonspacingMark).collect())
}

/// The codes of a list that people typed: parted by blanks, line ends, or any comma or semicolon.
pub fn codes(text: &str) -> impl Iterator<Item = &str> {
    let parts = |sign: char| {
        sign.is_whitespace() || [',', '，', '、', ';', '；', '﹐', '﹑', '﹔', '､'].contains(&sign)
    };
    text.split(parts).map(trimmed).filter(|code| !code.is_empty())
}

/// Signs that look like those of a keyboard, letters of other scripts above all, and those.
const LIKE: [(&str, &str); 3] = [
    ("АВЕКМНОРСТХУЅІЈаеорсухіјѕԁԛԝһ", "ABEKMHOPCTXYSIJaeopcyxijsdqwh"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανγρ", "ABEZHIKMNOPTYXoavyp"),
    // Hyphens, the dash of figures, the short dash, the minus.
    ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}\u{fe63}", "------"),
];

fn like(sign: char) -> Option<char> {
    LIKE.iter()
        .find_map(|(other, latin)| other.chars().zip(latin.chars()).find(|(one, _)| *one == sign))
        .map(|(_, latin)| latin)
}

/// What a code looks like: two that look the same are not told apart by people.
pub fn shape(text: &str) -> String {
    let meant = meant(text);
    let meant = meant.split_whitespace().collect::<Vec<_>>().join(" ");
    if meant.is_ascii() { meant } else { meant.chars().map(|sign| like(sign).unwrap_or(sign)).collect() }
}

/// What a name or a code looks like to people: two with the same look can't be told apart by eye (Unicode Technical
/// Standard 39), whatever their case, width, script or marks, and neither can a character and its traditional form.
pub fn look(text: &str) -> String {
    let meant = meant(text);
    // Nearly all are plain: the table of other scripts is not asked for them.
    let plain = if meant.is_ascii() { meant.to_lowercase() } else { fold(&bare(&meant)) };
    bare(&skeleton(&plain).collect::<String>()).to_lowercase()
}

/// What a code looks like: a number with noughts that say nothing is that number, as spreadsheet programs have it.
pub fn look_of_code(code: &str) -> String {
    let meant = meant(code);
    let (whole, part) = meant.split_once('.').unwrap_or((meant.as_str(), "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(whole) && is_number(part) && part.trim_start_matches('0').is_empty() {
        let bare = whole.trim_start_matches('0');
        return look(if bare.is_empty() { "0" } else { bare });
    }
    look(&meant.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first sign of a code that is not seen, or that looks like another one.
pub fn odd(text: &str) -> Option<char> {
    text.chars().find(|sign| is_invisible(*sign) || is_no_character(*sign) || like(*sign).is_some())
}

/// The number of a sign as Unicode writes it: `U+200B`.
pub fn number(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

/// The text with every sign that is not seen, or that looks like another one, shown by its number: `5201⟨U+200B⟩`. Blanks
/// around it are shown too.
pub fn shown(text: &str) -> String {
    let (from, to) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let mut shown = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let around = sign.is_whitespace() && (at < from || at >= to);
        let unseen = is_invisible(sign) || is_private(sign) || matches!(sign, '\u{2028}' | '\u{2029}');
        if around || unseen || is_no_character(sign) || like(sign).is_some() {
            // Writing to a text can't fail.
            let _ = write!(shown, "⟨{}⟩", number(sign));
        } else {
            shown.push(sign);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_differs_by_nothing_seen_is_the_same_code() {
        for text in [
            "5201",
            " 5201 ",
            "５２０１",
            "52\u{200b}01",
            "\u{feff}5201",
            "5201\u{ad}",
            "\u{2066}5201\u{2069}",
            "5201\u{3000}",
        ] {
            assert_eq!(meant(text), "5201", "{text:?}");
        }
        assert_eq!(shape("А-1"), "A-1", "a Cyrillic letter");
        assert_ne!(shape("5201"), shape("5202"));
        assert_eq!(shape("A\u{2013}1"), "A-1", "a short dash");
        assert_eq!(shape("A  1"), shape("A 1"));
    }

    #[test]
    fn a_sign_that_nobody_sees_is_shown_by_its_number() {
        assert_eq!(shown("5201\u{200b}"), "5201⟨U+200B⟩");
        assert_eq!(shown("5201 "), "5201⟨U+0020⟩");
        assert_eq!(shown("А-1"), "⟨U+0410⟩-1");
        assert_eq!(shown("实 际"), "实 际");
        assert_eq!(odd("实\u{fffe}际"), Some('\u{fffe}'));
        assert!(is_blank("\u{200b}\u{3000}\n") && !is_blank("\u{200b}一"));
    }

    #[test]
    fn what_no_text_of_a_table_has_is_found_by_its_number() {
        for sign in
            ['\u{202e}', '\u{200b}', '\u{e123}', '\u{fffd}', '\u{2028}', '\u{2800}', '\u{7}', '\u{ad}']
        {
            let text = format!("已办{sign}结");
            assert_eq!(stray(&text, true), Some(sign));
            assert_eq!(shown(&text).contains(&number(sign)), sign != '\u{fffd}', "{}", shown(&text));
        }
        assert_eq!((stray("已办\n结", true), stray("已办\n结", false)), (None, Some('\n')));
        assert_eq!(stray("实施——𠀀 (A-1) “x”…", false), None);
    }

    #[test]
    fn codes_that_the_eye_or_a_spreadsheet_takes_for_each_other_look_alike() {
        for (one, other) in [
            ("5201", "52\u{41e}1"),
            ("52A", "52a"),
            ("1", "001"),
            ("1", "1.0"),
            ("al", "a1"),
            ("A-1", "A\u{2013}1"),
            ("A  1", "A 1"),
            ("国1", "國1"),
        ] {
            assert_eq!(look_of_code(one), look_of_code(other), "{one} {other}");
        }
        for (one, other) in [("5201", "5202"), ("1.1", "1.10"), ("10", "1"), ("0", "00A"), ("A-1", "A.1")] {
            assert_ne!(look_of_code(one), look_of_code(other), "{one} {other}");
        }
    }

    #[test]
    fn codes_are_parted_by_whatever_people_part_them_by() {
        for text in
            ["5201 5202", "5201,5202", "5201， 5202", "5201、5202；", "5201\n5202\u{200b}", ";5201 ; 5202,"]
        {
            assert_eq!(codes(text).collect::<Vec<_>>(), ["5201", "5202"], "{text:?}");
        }
    }

    #[test]
    fn letters_that_look_alike_stand_in_pairs() {
        for (other, latin) in LIKE {
            assert_eq!(other.chars().count(), latin.chars().count());
        }
    }

    proptest! {
        #[test]
        fn what_is_meant_is_meant_once(text in "\\PC{0,24}") {
            prop_assert_eq!(meant(&meant(&text)), meant(&text));
        }
    }
}
