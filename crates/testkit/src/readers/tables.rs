//! Tables: CSV, XLSX and XLS in any disguise, and the file of units.

use earnest_model::units::unit::{Layout, parse_table, write_table};
use earnest_papers::{Headings, Limits, find_head, packed, read};

/// Small, so that a limit is met at once.
const LIMITS: Limits = Limits { bytes: 1 << 20, unpacked: 4 << 20, rows: 2_000, columns: 60, cells: 20_000 };

/// A file or a pasted text as a ledger is read.
pub fn table(bytes: &[u8]) {
    let headings = Headings::new(
        [("序号", 1), ("问题", 2), ("整改措施", 3), ("Problem", 2), ("Due", 4)]
            .map(|(text, key)| (text.to_owned(), key)),
    );
    let read = match read(bytes, LIMITS, &|cell| headings.find(cell).is_some()) {
        Ok(read) => read,
        Err(fault) => {
            let _said = fault.message();
            return;
        }
    };
    let rows: usize = read.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    assert!((1..=LIMITS.rows).contains(&rows), "{rows} rows");
    for sheet in &read.sheets {
        assert!(sheet.rows.iter().all(|row| row.cells.len() <= LIMITS.columns), "more columns than are read");
        let _head = find_head(sheet, &headings, &|keys| keys.contains(&2))
            .map(|head| earnest_papers::body(sheet, &head, &headings));
    }
}

/// The parts that the bytes give, each after a line `--- NAME`.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("--- ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.take(12).map(|(name, part)| (name.chars().take(80).collect(), part.as_bytes().to_vec())).collect()
}

/// A workbook of the parts that the bytes give: packed here, so that changes reach what lies within.
pub fn workbook(bytes: &[u8]) {
    let parts = parts(bytes);
    let files: Vec<_> = parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
    // A name that stands twice can't be packed.
    if let Ok(book) = packed(&files) {
        table(&book);
    }
}

/// The file of units: what is read, and written as the same columns, is the same once more.
pub fn units(bytes: &[u8]) {
    let Ok(table) = parse_table(bytes) else { return };
    let rows = table.rows.iter().map(|row| {
        [row.code.as_str(), &row.name, &row.parent_code, &row.tier, &row.class].map(str::to_owned)
    });
    let rows: Vec<_> = rows.collect();
    let lines = rows.iter().map(|row| row.each_ref().map(String::as_str));
    let written = write_table(Layout::WithClass, lines);
    let again = parse_table(&written).expect("what was written is read");
    for (row, again) in table.rows.iter().zip(&again.rows) {
        assert_eq!((&row.code, &row.name, &row.tier), (&again.code, &again.name, &again.tier));
    }
    assert_eq!(table.rows.len(), again.rows.len());
}
