//! Files of units: `code,name,parent_code,tier[,class]`, UTF-8, header.

use super::import::{ImportFault, ImportFaultKind as Kind, ImportRow};
use crate::formula::{harmless, put_line, unquoted};
use csv::{ByteRecord, ReaderBuilder};

/// Which columns a file has, so that an export gives the same file back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `code,name,parent_code,tier`
    Plain,
    /// `code,name,parent_code,tier,class`
    WithClass,
}

impl Layout {
    /// The header's columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["code", "name", "parent_code", "tier"],
            Self::WithClass => &["code", "name", "parent_code", "tier", "class"],
        }
    }
}

/// A parsed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub layout: Layout,
    /// Its rows in the order of the file.
    pub rows: Vec<ImportRow>,
}

/// The most faults that are told at once; more help nobody.
pub const FAULT_LIMIT: usize = 200;

/// Parses a file; a byte-order mark and CRLF are accepted. All faults are collected.
pub fn parse_table(bytes: &[u8]) -> Result<Table, Vec<ImportFault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let places = reader
        .byte_headers()
        .map_err(|_| vec![ImportFault::new(1, Kind::BadUtf8("header".into()))])
        .and_then(places)?;
    let mut faults = Vec::new();
    // A row of such a file has some forty bytes; growing by doubling would cost more memory than this guess.
    let mut rows = Vec::with_capacity(bytes.len() / 48);
    let mut record = ByteRecord::new();
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            continue; // what a spreadsheet writes below its last row
        }
        let line = record.position().map_or(0, |position| line_of(bytes, position));
        match row(&record, &places, line) {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
        if faults.len() >= FAULT_LIMIT {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if rows.is_empty() {
        return Err(vec![ImportFault::new(1, Kind::Empty)]);
    }
    let layout = if places.class.is_some() { Layout::WithClass } else { Layout::Plain };
    Ok(Table { layout, rows })
}

/// The line on which a record starts. The reader's position can lie before the line feed of the line above
/// (after a carriage return) and before blank lines, which it skips only when it reads the record.
pub fn line_of(bytes: &[u8], position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let skipped =
        bytes.get(start..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + skipped.filter(|byte| **byte == b'\n').count() as u64
}

/// Where each column stands.
struct Places {
    width: usize,
    required: [usize; 4],
    class: Option<usize>,
}

fn places(header: &ByteRecord) -> Result<Places, Vec<ImportFault>> {
    let mut names: Vec<_> =
        header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    while names.len() > 1 && names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let mut faults = Vec::new();
    for name in &names {
        if !Layout::WithClass.columns().contains(&name.as_str()) {
            faults.push(ImportFault::new(1, Kind::UnknownColumn(name.clone())));
        }
    }
    let mut find = |column: &'static str| {
        let place = names.iter().position(|name| name == column);
        if place.is_none() {
            faults.push(ImportFault::new(1, Kind::MissingColumn(column)));
        }
        place.unwrap_or_default()
    };
    let required = [find("code"), find("name"), find("parent_code"), find("tier")];
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Places { width: names.len(), required, class: names.iter().position(|name| name == "class") })
}

fn row(record: &ByteRecord, places: &Places, line: u64) -> Result<ImportRow, ImportFault> {
    let beyond = record.iter().skip(places.width).any(|field| !field.trim_ascii().is_empty());
    if record.len() < places.width || beyond {
        return Err(ImportFault::new(line, Kind::Ragged { expected: places.width, found: record.len() }));
    }
    let field = |place: usize, name: &str| {
        std::str::from_utf8(record.get(place).unwrap_or_default())
            .map(|text| unquoted(text).into_owned())
            .map_err(|_| ImportFault::new(line, Kind::BadUtf8(name.to_owned())))
    };
    let [code, name, parent_code, tier] = places.required;
    Ok(ImportRow {
        line,
        code: field(code, "code")?,
        name: field(name, "name")?,
        parent_code: field(parent_code, "parent_code")?,
        tier: field(tier, "tier")?,
        class: places.class.map_or(Ok(String::new()), |place| field(place, "class"))?,
    })
}

/// Writes rows (`[code, name, parent_code, tier, class]`) as a file with the given columns, harmless to spreadsheet programs:
/// read back it is the very same text.
pub fn write_table<'a>(layout: Layout, rows: impl Iterator<Item = [&'a str; 5]>) -> Vec<u8> {
    let (mut out, width) = (Vec::new(), layout.columns().len());
    put_line(&mut out, layout.columns(), "\n");
    for row in rows {
        put_line(&mut out, row.iter().take(width).map(|text| harmless(text)), "\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mark_and_windows_line_ends_are_accepted() {
        let table =
            parse_table("\u{feff}code,name,parent_code,tier\r\n52,甲省,,province\r\n".as_bytes()).unwrap();
        assert_eq!((table.layout, table.rows.len()), (Layout::Plain, 1));
        assert_eq!((table.rows[0].tier.as_str(), table.rows[0].line), ("province", 2));
    }

    #[test]
    fn bad_bytes_and_ragged_rows_name_their_line() {
        let faults = parse_table(b"code,name,parent_code,tier\n1,\xff,,province\n2,a,b\n").unwrap_err();
        assert_eq!(faults[0], ImportFault::new(2, Kind::BadUtf8("name".into())));
        assert_eq!(faults[1], ImportFault::new(3, Kind::Ragged { expected: 4, found: 3 }));
    }

    #[test]
    fn a_header_without_a_column_and_an_empty_file_are_refused() {
        let faults = parse_table(b"code,name,tier,colour\n").unwrap_err();
        assert_eq!(faults.len(), 2);
        assert_eq!(parse_table(b"code,name,parent_code,tier\n").unwrap_err()[0].kind, Kind::Empty);
        assert_eq!(parse_table(b"").unwrap_err().len(), 4);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(fields in proptest::collection::vec(("[a-z0-9]{1,6}", "[^\u{0}-\u{1f}]{1,12}|[=+@';-]{1,4}a"), 1..9)) {
            let rows = fields.iter().map(|(code, name)| [code.as_str(), name.as_str(), "", "village", ""]);
            let bytes = write_table(Layout::WithClass, rows.clone());
            let table = parse_table(&bytes).unwrap();
            for (row, [code, name, ..]) in table.rows.iter().zip(rows) {
                prop_assert_eq!((row.code.as_str(), row.name.as_str()), (code, name));
            }
        }
    }
}
