//! What of a text is compared: letters and digits, folded; on demand numbers as one sign and names taken out.

use std::ops::Range;

use super::letters::letters;
use super::names::Names;

/// How texts are made alike before they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'a> {
    /// Every number becomes one sign, so that a changed number makes no difference.
    pub mask_numbers: bool,
    /// Names that are taken out wherever they stand: those of units, places, persons.
    pub names: Option<&'a Names>,
}

impl Form<'static> {
    /// Letters and digits, folded, and nothing else done.
    pub const PLAIN: Self = Self { mask_numbers: false, names: None };
}

/// A text as it is compared, with the place in the text of each of its signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Normal {
    pub(super) signs: Vec<char>,
    /// For each sign the bytes of the text that it is from.
    pub(super) bytes: Vec<Range<usize>>,
    /// Whether a sign goes on with the word of the sign before it. Han signs are words of their own.
    pub(super) goes_on: Vec<bool>,
}

impl Normal {
    fn push(&mut self, sign: char, bytes: Range<usize>) {
        let last = self.signs.last().zip(self.bytes.last());
        let goes_on = is_of_words(sign)
            && last.is_some_and(|(last, place)| is_of_words(*last) && place.end >= bytes.start);
        self.signs.push(sign);
        self.bytes.push(bytes);
        self.goes_on.push(goes_on);
    }

    /// The words of the text, as places of its signs.
    pub(super) fn words(&self) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::with_capacity(self.signs.len());
        for (at, goes_on) in self.goes_on.iter().enumerate() {
            match words.last_mut() {
                Some(word) if *goes_on => word.end = at + 1,
                _ => words.push(at..at + 1),
            }
        }
        words
    }

    /// How much it says: a Han sign or a number is one, a word of letters two.
    pub(super) fn weight(&self) -> usize {
        let first = self.signs.iter().zip(&self.goes_on).filter(|(_, goes_on)| !**goes_on);
        first.map(|(sign, _)| weight(*sign)).sum()
    }
}

/// How much the word says that begins with a sign.
pub(super) fn weight(first: char) -> usize {
    if is_of_words(first) { 2 } else { 1 }
}

/// The sign that every number becomes.
const NUMBER: char = '\u{f8ff}';

/// Whether signs like this one are written together as words: letters, but not those of Chinese, Japanese and Korean.
fn is_of_words(sign: char) -> bool {
    sign != NUMBER
        && !matches!(sign, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

/// The text as it is compared.
pub(super) fn normal(text: &str, form: Form<'_>) -> Normal {
    let (bytes, signs): (Vec<Range<usize>>, Vec<char>) = letters(text).unzip();
    let mut normal = Normal::default();
    let mut at = 0;
    while let Some((sign, place)) = signs.get(at).zip(bytes.get(at)) {
        let rest = signs.get(at..).unwrap_or_default();
        if let Some((length, _)) = form.names.and_then(|names| names.at(rest)) {
            at += length;
            continue;
        }
        at += 1;
        if form.mask_numbers && is_number(*sign) {
            match (normal.signs.last(), normal.bytes.last_mut()) {
                // A point or a comma inside of a number does not part it.
                (Some(&NUMBER), Some(last)) if place.start <= last.end + 1 => last.end = place.end,
                _ => normal.push(NUMBER, place.clone()),
            }
        } else {
            normal.push(*sign, place.clone());
        }
    }
    normal
}

fn is_number(folded: char) -> bool {
    folded.is_ascii_digit()
        || matches!(
            folded,
            '〇' | '零'
                | '一'
                | '二'
                | '两'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '万'
                | '亿'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, form: Form<'_>) -> String {
        normal(text, form).signs.into_iter().map(|sign| if sign == NUMBER { '#' } else { sign }).collect()
    }

    #[test]
    fn script_width_case_marks_and_compatibility_forms_make_no_difference() {
        assert_eq!(read("整改臺賬，共 ＡＢ 12 項！", Form::PLAIN), read("整改台账共ab12项", Form::PLAIN));
        assert_eq!(read("①café ﬁle\u{301}㎡", Form::PLAIN), "1cafefilem2");
    }

    #[test]
    fn numbers_become_one_sign_and_names_go() {
        let names = Names::of([(0, "青石縣"), (1, "North Ward"), (2, "青")]);
        let form = Form { mask_numbers: true, names: Some(&names) };
        assert_eq!(read("青石县走访1,204户、十五个村", form), "走访#户#个村");
        assert_eq!(read("走访7户、三个村", form), "走访#户#个村");
        assert_eq!(read("NORTH-WARD checks 青草", form), "checks青草");
    }

    #[test]
    fn words_are_runs_of_letters_and_han_signs_stand_alone() {
        let normal = normal("Read 3 台账 on-time", Form { mask_numbers: true, names: None });
        let words: Vec<String> =
            normal.words().into_iter().map(|word| normal.signs[word].iter().collect()).collect();
        assert_eq!(words.join("|").replace(NUMBER, "#"), "read|#|台|账|on|time");
        assert_eq!(normal.weight(), 9);
    }
}
