//! A file of changes: a line each, with a header; columns in any order.

use crate::{formula::unquoted, message::Message, units::unit::line_of};
use csv::{ByteRecord, ReaderBuilder};

/// The columns of a file of changes. The first and the last two are always asked for.
pub const CHANGE_COLUMNS: [&str; 9] =
    ["change", "code", "name", "parent_code", "tier", "class", "into", "day", "reason"];

/// Those without which nothing can be told.
const REQUIRED: [usize; 4] = [0, 1, 7, 8];

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its number, the header being 1.
    pub line: u64,
    /// Its cells in the order of [`CHANGE_COLUMNS`]; empty for a column that the file has not.
    pub cells: [String; 9],
}

/// A fault and its line.
pub type ChangeFault = (u64, Message);

/// Parses the file: UTF-8, parted by commas, semicolons or tabs as its header is. All faults are told.
pub fn parse_changes(bytes: &[u8]) -> Result<Vec<ChangeRow>, Vec<ChangeFault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let utf8 = |column: &str| Message::new("error-import-utf8").with("column", column);
    let mut reader = ReaderBuilder::new().flexible(true).delimiter(parted_by(bytes)).from_reader(bytes);
    let header = reader.byte_headers().map_err(|_| vec![(1, utf8("header"))])?;
    let places = places(header)?;
    let (mut rows, mut faults, mut record) = (Vec::new(), Vec::new(), ByteRecord::new());
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            continue; // what a spreadsheet writes below its last row
        }
        let line = record.position().map_or(0, |position| line_of(bytes, position));
        let mut cells: [String; 9] = Default::default();
        let beyond = record.iter().skip(places.len()).any(|field| !field.trim_ascii().is_empty());
        if beyond {
            let found = record.len();
            faults.push((
                line,
                Message::new("error-import-ragged").with("expected", places.len()).with("found", found),
            ));
            continue;
        }
        for (field, column) in record.iter().zip(&places) {
            match (std::str::from_utf8(field), cells.get_mut(*column)) {
                (Ok(text), Some(cell)) => *cell = unquoted(text).trim().to_owned(),
                _ => faults.push((line, utf8(CHANGE_COLUMNS.get(*column).copied().unwrap_or_default()))),
            }
        }
        rows.push(ChangeRow { line, cells });
    }
    match (faults.is_empty(), rows.is_empty()) {
        (true, false) => Ok(rows),
        (true, true) => Err(vec![(1, Message::new("error-change-empty"))]),
        _ => Err(faults),
    }
}

/// What parts the columns: what stands most often in the header, in which no column's name holds any of it.
fn parted_by(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Which column stands where.
fn places(header: &ByteRecord) -> Result<Vec<usize>, Vec<ChangeFault>> {
    let mut faults = Vec::new();
    let mut places = Vec::new();
    for name in header {
        let name = String::from_utf8_lossy(name).trim().to_owned();
        match CHANGE_COLUMNS.iter().position(|column| *column == name) {
            Some(place) if !places.contains(&place) => places.push(place),
            _ => faults.push((1, Message::new("error-change-column").with("column", name))),
        }
    }
    for column in REQUIRED.iter().filter(|place| !places.contains(place)) {
        let name = CHANGE_COLUMNS.get(*column).copied().unwrap_or_default();
        faults.push((1, Message::new("error-change-column-missing").with("column", name)));
    }
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order_and_lines_keep_their_number() {
        let file = "\u{feff}code,change,day,reason,parent_code\r\nW1,move,2015-06-01,\"order, no. 4\",H2\r\n\r\nW2,close,2015-06-01,why,\r\n";
        let rows = parse_changes(file.as_bytes()).unwrap();
        assert_eq!(rows[0].cells[..4], ["move", "W1", "", "H2"].map(str::to_owned));
        assert_eq!((rows[0].cells[8].as_str(), rows[1].line), ("order, no. 4", 4));
        for sign in [";", "\t"] {
            let file = "change,code,day,reason\nclose,W1,2015-06-01,why so\n".replace(',', sign);
            assert_eq!(parse_changes(file.as_bytes()).unwrap()[0].cells[1], "W1", "{sign:?}");
        }
    }

    #[test]
    fn unknown_and_missing_columns_and_broken_lines_are_told() {
        let faults = parse_changes(b"change,colour,code,day\n").unwrap_err();
        assert_eq!(faults.len(), 2);
        let faults =
            parse_changes(b"change,code,day,reason\nmove,W1,2015-06-01,a,b\nmove,\xff,x,y\n").unwrap_err();
        assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(parse_changes(b"change,code,day,reason\n").unwrap_err().len(), 1);
    }
}
