//! Folding of texts so that a search finds the same words in simplified and traditional script, in capitals and small
//! letters, in full and half width. The table of characters lies in the room `text`; here stands what a search makes of it.

pub use earnest_text::fold::{fold, fold_char};

use earnest_text::fold::forms;

/// A regular expression (POSIX, to be matched without regard to case) that finds what folds into the same as `word`.
pub fn expression(word: &str) -> String {
    let mut expression = String::new();
    for sign in word.chars().map(fold_char) {
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
    let all = text.split_whitespace().map(|word| fold(word).chars().take(40).collect());
    all.filter(|word: &String| !word.is_empty()).take(4).collect()
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
