//! What a table of numbers is read from: plain CSV streams by, since it may have millions of rows; workbooks and texts in
//! other encodings or with other separators go through the reader of all tables first.

use super::table::Fault;
use crate::{
    failure::words,
    table_file::{no_content, told},
};
use earnest_model::left_out::{LeftOut, Place, Why};
use earnest_papers::{Limits, ReadRow, ReadSheet, left_sheets, notes, read};
use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
};

/// As many bytes tell whether a file is plain CSV.
const HEAD: u64 = 64 * 1024;

/// The table of a file as plain CSV, each row on its own line of the file.
pub fn table(path: &Path) -> Result<Box<dyn Read>, Fault> {
    let mut source = open(path)?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD).read_to_end(&mut head).map_err(|why| at(path, &why))?;
    if is_plain(&head) {
        return Ok(Box::new(Cursor::new(head).chain(source)));
    }
    let limits = Limits::of_operator();
    let most = u64::try_from(limits.bytes).unwrap_or(u64::MAX).saturating_add(1);
    source.take(most).read_to_end(&mut head).map_err(|why| at(path, &why))?;
    let read = read(&head, limits, &|_| false).map_err(|why| at(path, &words(&why.message())))?;
    let mut sheets =
        read.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden && !sheet.rows.is_empty());
    let Some((place, sheet)) = sheets.next() else { return Err(at(path, &"the file is empty")) };
    // A hidden sheet counts: nobody is shown what is left out here.
    let others = left_sheets(&read, place, &|_| false);
    if let Some(other) = others.first().or(beside(sheet).first()) {
        return Err(at(
            path,
            &format!("{}{} is no row of the table; remove it", place_of(other), told(other)),
        ));
    }
    plain(path, sheet).map(|csv| Box::new(Cursor::new(csv)) as Box<dyn Read>)
}

/// What of a sheet is no row of its table, whatever its columns are: hidden rows, comments, what lies over the cells.
fn beside(sheet: &ReadSheet) -> Vec<LeftOut> {
    let hidden = sheet
        .rows
        .iter()
        .filter(|row| row.hidden)
        .map(|row| LeftOut::new("", Place::Rows(row.number, row.number), Why::HiddenRow, &row.says(), 1));
    hidden.chain(notes(sheet)).collect()
}

/// Where something stands, for the beginning of a sentence.
fn place_of(one: &LeftOut) -> String {
    match one.place {
        Place::Sheet => format!("the sheet `{}`: ", one.sheet),
        Place::Rows(..) => format!("line {}: ", one.address()),
        Place::Column(_) => format!("column {}: ", one.address()),
    }
}

/// Whether the bytes begin as UTF-8 text whose first line is parted by commas.
fn is_plain(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character that the end of the head cuts is none that is wrong.
        Err(why) if why.error_len().is_none() => {
            std::str::from_utf8(head.get(..why.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let first = text.lines().next().unwrap_or_default();
    let parted = first.contains(',') && !first.contains([';', '\t', '，']);
    parted && !text.contains('\0') && !first.trim_start_matches('\u{feff}').starts_with(['<', '{', '['])
}

/// A sheet as CSV; what its rows hold beyond their line end stands where it stood.
fn plain(path: &Path, sheet: &ReadSheet) -> Result<Vec<u8>, Fault> {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut csv = Vec::new();
    let mut line: u32 = 1;
    for row in &sheet.rows {
        let blank = row.line.saturating_sub(line);
        csv.extend(std::iter::repeat_n(b'\n', usize::try_from(blank).unwrap_or_default()));
        csv.extend(record(path, row, width)?);
        line = row.line.saturating_add(1);
    }
    Ok(csv)
}

fn record(path: &Path, row: &ReadRow, width: usize) -> Result<Vec<u8>, Fault> {
    if let Some(why) = row.cells.iter().find_map(no_content) {
        return Err(at(path, &format!("line {}: {why}", row.line)));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells = row.cells.iter().map(|cell| cell.text.replace(['\n', '\r'], " "));
    let blank = std::iter::repeat_n(String::new(), width.saturating_sub(row.cells.len()));
    writer.write_record(cells.chain(blank)).map_err(|why| at(path, &why))?;
    writer.into_inner().map_err(|why| at(path, &why))
}

/// A file, or standard input where it is named `-`.
pub fn open(path: &Path) -> Result<Box<dyn Read>, Fault> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let file = File::open(path).map_err(|e| at(path, &e))?;
    Ok(Box::new(file))
}

/// A fault of a file.
pub fn at(path: &Path, why: &dyn std::fmt::Display) -> Fault {
    Fault(format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_utf_8_are_plain_and_nothing_else_is() {
        assert!(is_plain("\u{feff}unit,assessor,score\nA,实,3".as_bytes()));
        assert!(is_plain(&"unit,实".as_bytes()[..7]), "a character that is cut at the end");
        for other in ["unit;assessor;score\n", "unit\tscore\n", "<table>,", "单位，评分", "{\"a\",", ""]
        {
            assert!(!is_plain(other.as_bytes()), "{other}");
        }
        assert!(!is_plain(b"PK\x03\x04,\xff\xff"));
        assert!(!is_plain(b"\xb5\xa5\xce\xbb,score"));
    }
}
