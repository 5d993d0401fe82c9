//! Texts that a spreadsheet program would take for a formula, in files of separated values: made harmless on the way out,
//! and brought back as they were on the way in.

/// What a spreadsheet program takes for the beginning of a formula (OWASP, CSV injection).
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// What parts the cells of a line in some countries' programs, whatever this file parts them with.
const OTHER: [char; 2] = [';', '\t'];

/// A text that a spreadsheet program would take for a formula gets a quote in front, and so does one that would look
/// like that: [`unquoted`] brings every text back as it was.
pub fn harmless(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a program may take the text, or what stands behind a separator within it, for a formula.
fn is_formula(text: &str) -> bool {
    let begins = |part: &str| part.trim_start_matches(['\'', ' ', '\u{3000}', '"']).starts_with(FORMULA);
    begins(text) || text.split(OTHER).skip(1).any(begins)
}

/// The text before it was made harmless.
pub fn unquoted(text: &str) -> &str {
    let bare = text.strip_prefix('\'').unwrap_or(text);
    if is_formula(bare) { bare } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_that_was_made_harmless_comes_back_as_it_was(text in "['=+@;\t a-c＝\"-]{0,12}") {
            let out = harmless(&text);
            prop_assert_eq!(unquoted(&out), text.as_str());
            prop_assert!(!out.starts_with(FORMULA));
        }
    }
}
