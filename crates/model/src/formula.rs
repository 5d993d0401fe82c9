//! Texts that a spreadsheet program would take for a formula, in files of separated values: made harmless on the way out,
//! and brought back as they were on the way in.

use std::borrow::Cow;

/// What a spreadsheet program takes for the beginning of a formula (OWASP, CSV injection).
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What some programs pass over before a formula at the beginning of a cell.
const BEFORE: [char; 3] = ['\t', '\r', '\n'];
/// What parts the cells of a line in some countries' programs, whatever this file parts them with, and what ends a line for
/// whoever does not see the quotes around it.
const OTHER: [char; 4] = [';', '\t', '\n', '\r'];

/// A text that a spreadsheet program would take for a formula gets a quote in front, and so does what stands behind
/// anything within it that a program may take for the end of a cell, and what would look like that: [`unquoted`] brings
/// every text back as it was.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for (place, cell) in text.split_inclusive(OTHER).enumerate() {
        if begins(cell, place) {
            out.push('\'');
        }
        out.push_str(cell);
    }
    out
}

/// Whether a program may take what would be a cell for a formula.
fn begins(cell: &str, place: usize) -> bool {
    let rest = cell.trim_start_matches(['\'', ' ', '\u{3000}', '"']);
    rest.starts_with(FORMULA) || place == 0 && rest.starts_with(BEFORE)
}

/// The text before it was made harmless.
pub fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let cells = || text.split_inclusive(OTHER).enumerate();
    // Older files held the whole text alone; what they held within it stands as it was.
    if cells().skip(1).any(|(place, cell)| begins(cell, place) && !cell.starts_with('\'')) {
        return Cow::Borrowed(text.strip_prefix('\'').unwrap_or(text));
    }
    let bare = |(place, cell)| bare(cell, place);
    Cow::Owned(cells().map(bare).collect())
}

fn bare(cell: &str, place: usize) -> &str {
    let bare = cell.strip_prefix('\'').unwrap_or(cell);
    if begins(bare, place) { bare } else { cell }
}

/// Writes a line of separated values. A field stands in quotes where RFC 4180 needs it, and where it holds what programs of
/// other countries part cells with; that texts are harmless is for those to see to who know which are texts.
pub fn put_line<T: AsRef<str>>(out: &mut Vec<u8>, fields: impl IntoIterator<Item = T>, end: &str) {
    let mut fields = fields.into_iter().peekable();
    let mut first = true;
    while let Some(field) = fields.next() {
        if !first {
            out.push(b',');
        }
        // A line of one empty field would be none.
        let alone = first && fields.peek().is_none() && field.as_ref().is_empty();
        put_field(out, field.as_ref(), alone);
        first = false;
    }
    out.extend_from_slice(end.as_bytes());
}

fn put_field(out: &mut Vec<u8>, field: &str, alone: bool) {
    if alone || field.contains([',', '"', '\r', '\n', ';', '\t']) {
        out.push(b'"');
        out.extend_from_slice(field.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(field.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_that_another_reading_would_make_is_held_and_comes_back() {
        for (text, held) in [
            ("x;=HYPERLINK(1);y", "x;'=HYPERLINK(1);y"),
            ("x;@SUM", "x;'@SUM"),
            ("x\t=1+1", "x\t'=1+1"),
            (";=1", ";'=1"),
            ("x\n=1", "x\n'=1"),
            ("x; \"-1", "x;' \"-1"),
            ("=1", "'=1"),
            ("'=1", "''=1"),
            ("\tx", "'\tx"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(harmless(text), held);
            assert_eq!(unquoted(held), text);
        }
        assert_eq!(unquoted("'x;=1"), "x;=1", "of an older file");
        let mut line = Vec::new();
        put_line(&mut line, ["a", "x;=1", "b\"c", ""].map(harmless), "\n");
        assert_eq!(String::from_utf8(line).unwrap(), "a,\"x;'=1\",\"b\"\"c\",\n");
    }

    proptest! {
        #[test]
        fn a_text_that_was_made_harmless_comes_back_as_it_was(text in "['=+@;\t\r\n a-c＝\"-]{0,12}") {
            let out = harmless(&text);
            prop_assert_eq!(unquoted(&out), text.as_str());
            for cell in out.split(OTHER) {
                let reckoned = cell.trim_start_matches([' ', '\u{3000}', '"']).starts_with(FORMULA);
                prop_assert!(!reckoned);
            }
        }
    }
}
