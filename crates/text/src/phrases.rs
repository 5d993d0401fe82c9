//! Stock phrases: whether a text is made of nothing else.

use crate::fold::fold;
use std::{collections::HashSet, sync::LazyLock};

/// The phrases, each as it is compared, and the length of the longest in signs.
static PHRASES: LazyLock<(HashSet<String>, usize)> = LazyLock::new(|| {
    let lines = include_str!("../data/phrases.txt").lines().filter(|line| !line.starts_with('#'));
    let phrases: HashSet<String> = lines.map(bare).filter(|phrase| !phrase.is_empty()).collect();
    let longest = phrases.iter().map(|phrase| phrase.chars().count()).max().unwrap_or_default();
    (phrases, longest)
});

/// A text without what makes no difference: script, capitals, width, blanks and signs.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Whether a text is made of stock phrases alone, in whatever order: nobody could check a word of it. A blank text is made of
/// none.
pub fn is_stock(text: &str) -> bool {
    let signs: Vec<char> = bare(text).chars().collect();
    let (phrases, longest) = &*PHRASES;
    // Up to which places the text can be parted into phrases.
    let mut parted = vec![false; signs.len() + 1];
    if let Some(first) = parted.first_mut() {
        *first = true;
    }
    for end in 1..=signs.len() {
        let ends = (end.saturating_sub(*longest)..end).any(|start| {
            parted.get(start).copied().unwrap_or_default()
                && signs
                    .get(start..end)
                    .is_some_and(|part| phrases.contains(&part.iter().collect::<String>()))
        });
        if let Some(place) = parted.get_mut(end) {
            *place = ends;
        }
    }
    !signs.is_empty() && parted.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::is_stock;

    #[test]
    fn a_text_of_stock_phrases_alone_is_told_in_every_language() {
        for text in [
            "Thank you for your understanding.",
            "As discussed, see attachment. Thank you!",
            "无",
            "按要求办理，见附件，谢谢！",
            "因工作需要，敬請諒解。",
            "由於特殊情況，請予批准",
            "ＡＳ　ＤＩＳＣＵＳＳＥＤ",
        ] {
            assert!(is_stock(text), "{text}");
        }
    }

    #[test]
    fn one_thing_that_could_be_checked_is_enough() {
        for text in [
            "",
            "As discussed with the office on 3 June",
            "Thank you for your understanding: the hall was flooded",
            "按6月3日会议要求办理",
            "因防汛推迟另行安排。",
            "a flood in June",
            "请见附件二第三页的签到表",
        ] {
            assert!(!is_stock(text), "{text}");
        }
    }
}
