//! Folding of texts so that a search finds the same words in simplified and traditional script, in capitals and small
//! letters, in full and half width. The table of characters lies in the room `text`; here stands what a search makes of it.

pub use earnest_text::fold::{expression_of_initials, fold, fold_char, has_initials, may_be_initials};

use crate::signs::{is_invisible, meant};
use earnest_text::fold::forms;

/// What parts the names of people of some peoples; keyboards have many of it.
const DOTS: [char; 8] = ['·', '•', '‧', '．', '・', '･', '∙', '⋅'];

fn is_dot(sign: char) -> bool {
    DOTS.contains(&sign)
}

/// Whether a dot after this sign parts a name: it stands between letters that are no Latin ones.
fn is_of_name(sign: Option<char>) -> bool {
    sign.is_some_and(|sign| sign.is_alphabetic() && !sign.is_ascii())
}

/// The places of a text's signs as searches see them: without invisible ones, and without the dots within names.
pub fn searched_places(text: &[char]) -> Vec<usize> {
    let at = |place: Option<usize>| place.and_then(|place| text.get(place)).copied();
    let skipped = |place: usize, sign: char| {
        is_invisible(sign)
            || (is_dot(sign) && is_of_name(at(place.checked_sub(1))) && is_of_name(at(place.checked_add(1))))
    };
    text.iter().enumerate().filter(|(place, sign)| !skipped(*place, **sign)).map(|(place, _)| place).collect()
}

/// A text as searches see it: folded, and a name is the same with any dot in it and with none.
pub fn searched(text: &str) -> String {
    let plain = |sign: char| !is_dot(sign) && !is_invisible(sign);
    if text.chars().all(plain) {
        return fold(text);
    }
    let signs: Vec<char> = text.chars().collect();
    searched_places(&signs).into_iter().filter_map(|place| signs.get(place).copied().map(fold_char)).collect()
}

/// A regular expression (POSIX, to be matched without regard to case) that finds what folds into the same as `word`.
pub fn expression(word: &str) -> String {
    let mut expression = String::new();
    let mut before = None;
    for sign in word.chars().map(fold_char) {
        if is_of_name(before) && is_of_name(Some(sign)) {
            // A name may be written with a dot there.
            expression.push('[');
            expression.extend(DOTS);
            expression.push_str("]?");
        }
        before = Some(sign);
        let mut forms = forms(sign);
        if let ('!'..='~', Some(wide)) = (sign, char::from_u32(u32::from(sign) + 0xfee0)) {
            forms.push(wide);
        }
        if sign.is_ascii() && !sign.is_ascii_alphanumeric() {
            // A sign that means something in an expression stands for itself behind a backslash.
            let others: String = forms.iter().filter(|form| !form.is_ascii()).collect();
            expression.push_str(&if others.is_empty() {
                format!("\\{sign}")
            } else {
                format!("(\\{sign}|{others})")
            });
        } else if forms.len() == 1 {
            expression.push(sign);
        } else {
            expression.extend(std::iter::once('[').chain(forms).chain(std::iter::once(']')));
        }
    }
    expression
}

/// The words of a search: at most four, the blank between them being any of the blanks.
pub fn words(text: &str) -> Vec<String> {
    let all = text.split_whitespace().map(|word| searched(word).chars().take(40).collect());
    all.filter(|word: &String| !word.is_empty()).take(4).collect()
}

/// A word of a list as tables are read: blanks, the case, the width and the script of letters are no difference.
pub fn alike(text: &str) -> String {
    fold(&meant(text)).chars().filter(|sign| !sign.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_names_every_form_and_takes_signs_as_they_are() {
        assert_eq!(expression("a"), "[aａ]");
        assert!(expression("后").starts_with("[后") && expression("后").contains('後'));
        assert_eq!(expression("（"), "(\\(|（)");
        assert_eq!(expression("中"), "中");
    }
}
