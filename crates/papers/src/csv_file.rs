//! Lists as CSV (RFC 4180, UTF-8 with the mark that spreadsheet programs look for, lines ended by CR LF).

use crate::{Field, List, PaperFault};
use earnest_model::formula::{harmless, put_line};

/// Writes lists below each other. Where there are several, a first column (`group` is its heading) names the list of each
/// row; a list whose columns differ from those before it brings its own heads.
///
/// # Errors
/// The rows can't be written; a list in memory always can.
pub fn csv(lists: &[List], group: &str) -> Result<Vec<u8>, PaperFault> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    let several = lists.len() > 1;
    let mut last = None;
    for list in lists {
        if last != Some(&list.columns) {
            let heads = list.columns.iter().map(|column| harmless(&column.label));
            put_line(&mut out, several.then(|| harmless(group)).into_iter().chain(heads), END);
        }
        last = Some(&list.columns);
        for row in &list.rows {
            let first = several.then(|| harmless(&list.name));
            put_line(&mut out, first.into_iter().chain(row.iter().map(written)), END);
        }
    }
    Ok(out)
}

const END: &str = "\r\n";

fn written(field: &Field) -> String {
    match field {
        Field::Nothing => String::new(),
        Field::Text(text) => harmless(text),
        Field::Number { digits, percent } => format!("{digits}{}", if *percent { "%" } else { "" }),
    }
}
