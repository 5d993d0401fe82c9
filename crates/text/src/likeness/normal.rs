//! What of a text is compared: letters and digits, folded; on demand numbers as one sign and names taken out.

use std::ops::Range;

use crate::fold::fold_char;

/// How texts are made alike before they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'a> {
    /// Every number becomes one sign, so that a changed number makes no difference.
    pub mask_numbers: bool,
    /// Names that are taken out wherever they stand: those of units, places, persons.
    pub names: &'a [String],
}

impl Form<'static> {
    /// Letters and digits, folded, and nothing else done.
    pub const PLAIN: Self = Self { mask_numbers: false, names: &[] };
}

/// A text as it is compared, with the place in the text of each of its signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Normal {
    pub(super) signs: Vec<char>,
    /// For each sign the bytes of the text that it is from.
    pub(super) bytes: Vec<Range<usize>>,
}

/// The sign that every number becomes.
const NUMBER: char = '0';

/// The text as it is compared.
pub(super) fn normal(text: &str, form: Form<'_>) -> Normal {
    let mut normal = Normal::default();
    let mut skip_to = 0;
    for (at, sign) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some(name) = form
            .names
            .iter()
            .filter(|name| !name.is_empty() && rest.starts_with(name.as_str()))
            .max_by_key(|name| name.len())
        {
            skip_to = at + name.len();
            continue;
        }
        if !sign.is_alphanumeric() {
            continue;
        }
        let folded = fold_char(sign);
        let end = at + sign.len_utf8();
        if form.mask_numbers && is_number(folded) {
            match (normal.signs.last(), normal.bytes.last_mut()) {
                // A point or a comma inside of a number does not part it.
                (Some(&NUMBER), Some(last)) if at - last.end <= 1 => last.end = end,
                _ => {
                    normal.signs.push(NUMBER);
                    normal.bytes.push(at..end);
                }
            }
            continue;
        }
        normal.signs.push(folded);
        normal.bytes.push(at..end);
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
        normal(text, form).signs.into_iter().collect()
    }

    #[test]
    fn script_width_case_and_marks_make_no_difference() {
        assert_eq!(read("整改臺賬，共 ＡＢ 12 項！", Form::PLAIN), read("整改台账共ab12项", Form::PLAIN));
    }

    #[test]
    fn numbers_become_one_sign_and_names_go() {
        let names = ["青石县".to_owned()];
        let form = Form { mask_numbers: true, names: &names };
        assert_eq!(read("青石县走访1,204户、十五个村", form), "走访0户0个村");
        assert_eq!(read("走访7户、三个村", form), "走访0户0个村");
    }
}
