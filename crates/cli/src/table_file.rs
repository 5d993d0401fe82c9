//! Tables that a command reads from a file: workbooks, CSV in any encoding, whatever the pages read too. What is not taken
//! of a table is a fault here, since a command shows no preview.

use crate::failure::{Failure, words};
use earnest_i18n::{Arg, Lang, Tr};
use earnest_model::{left_out::LeftOut, signs::shown};
use earnest_papers::{Headings, Limits, NoContent, ReadCell, WholeFault, WholeTable, whole_table};
use std::{io::Write as _, path::Path};

/// Reads the table of a file. `enough`: whether these columns make one; `None` if no row has them.
pub fn table_of<K: Copy + Ord>(
    path: &Path,
    bytes: &[u8],
    headings: &Headings<K>,
    enough: &dyn Fn(&[K]) -> bool,
) -> Result<Option<WholeTable<K>>, Failure> {
    whole_table(bytes, Limits::of_operator(), headings, enough).map_err(|fault| not_whole(path, &fault))
}

/// Why a file is not taken as a whole.
pub fn not_whole(path: &Path, fault: &WholeFault) -> Failure {
    match fault.message() {
        (Some(line), message) => Failure::file(path, format!("line {line}: {}", words(&message))),
        (None, message) => Failure::file(path, words(&message)),
    }
}

/// Why what a cell shows is no content that anybody meant.
pub fn no_content(cell: &ReadCell) -> Option<String> {
    NoContent::of(cell).map(|why| words(&why.message()))
}

/// What a row that is none of the table says, and why it is none.
pub fn told(one: &LeftOut) -> String {
    let key = format!("left-out-{}", one.why);
    let count = Arg::from(i64::try_from(one.count).unwrap_or(i64::MAX));
    let why = Tr::new(Lang::En).by_key(&key, &[("count", count)]).unwrap_or_else(|| one.why.clone());
    format!("`{}` ({})", shown(&one.says), why.trim_end_matches('.'))
}

/// Says which columns of a table are not read: whoever meant one of them learns it here.
pub fn name_unread(name: &str, unread: &[String]) {
    let named: Vec<String> = unread.iter().map(|heading| format!("`{}`", shown(heading.trim()))).collect();
    if !named.is_empty() {
        // That it can't be said is no reason to withhold the result.
        let _unsaid = writeln!(std::io::stderr(), "{name}: not read: column {}", named.join(", "));
    }
}
