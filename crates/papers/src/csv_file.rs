//! Lists as CSV (RFC 4180, UTF-8 with the mark that spreadsheet programs look for, lines ended by CR LF).

use crate::{Field, List, PaperFault};

/// Writes lists below each other. Where there are several, a first column (`group` is its heading) names the list of each
/// row; a list whose columns differ from those before it brings its own heads.
///
/// # Errors
/// The rows can't be written; a list in memory always can.
pub fn csv(lists: &[List], group: &str) -> Result<Vec<u8>, PaperFault> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let several = lists.len() > 1;
    let mut last = None;
    for list in lists {
        if last != Some(&list.columns) {
            let heads = list.columns.iter().map(|column| harmless(&column.label));
            let first = several.then(|| harmless(group));
            writer.write_record(first.into_iter().chain(heads))?;
        }
        last = Some(&list.columns);
        for row in &list.rows {
            let first = several.then(|| harmless(&list.name));
            writer.write_record(first.into_iter().chain(row.iter().map(written)))?;
        }
    }
    writer.into_inner().map_err(|fault| PaperFault::Buffer(fault.to_string()))
}

fn written(field: &Field) -> String {
    match field {
        Field::Nothing => String::new(),
        Field::Text(text) => harmless(text),
        Field::Number { digits, percent } => format!("{digits}{}", if *percent { "%" } else { "" }),
    }
}

/// What a spreadsheet program takes for the beginning of a formula (OWASP, CSV injection).
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// What parts the cells of a line in some countries' programs, whatever this file parts them with.
const OTHER: [char; 2] = [';', '\t'];

/// A text that a spreadsheet program would take for a formula gets a quote in front, and so does one that would look
/// like that: [`unquoted`] brings every text back as it was.
fn harmless(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a program may take the text, or what stands behind a separator within it, for a formula.
fn is_formula(text: &str) -> bool {
    let begins = |part: &str| part.trim_start_matches(['\'', ' ', '\u{3000}', '"']).starts_with(FORMULA);
    begins(text) || text.split(OTHER).skip(1).any(begins)
}

/// The text before it was made harmless.
pub(crate) fn unquoted(text: &str) -> &str {
    let bare = text.strip_prefix('\'').unwrap_or(text);
    if is_formula(bare) { bare } else { text }
}
