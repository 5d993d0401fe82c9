//! Headings as comparisons see them.

use earnest_model::{fold::fold, signs::meant};

/// The letters and digits of a heading as comparisons see them; stars, blanks and colons are no difference.
pub(super) fn whole(text: &str) -> String {
    fold(&meant(text)).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// The same without what stands in brackets: `方面（必选）` is `方面`.
pub(super) fn outside(text: &str) -> String {
    let mut depth = 0_usize;
    let text = meant(text);
    let outside = text.chars().filter(|sign| {
        match sign {
            '(' | '[' | '{' | '【' | '〔' | '<' | '《' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' | '>' | '》' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    whole(&outside.collect::<String>())
}
