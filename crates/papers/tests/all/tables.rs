//! Tables that come from outside: encodings, separators, and files that were made to do harm.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_papers::{
    About, Book, BookCell, BookColumn, CellForm, Limits, Open, ReadFault, ReadRow, ReadTable, book_xlsx, csv,
};
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn read(bytes: &[u8], limits: Limits) -> Result<ReadTable, ReadFault> {
    earnest_papers::read(bytes, limits, &|_| false)
}

fn words(row: &ReadRow) -> Vec<String> {
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes, Limits::default()).unwrap().sheets[0].rows.iter().map(words).collect()
}

#[test]
fn csv_is_read_as_the_programs_of_different_countries_save_it() {
    let expected = vec![vec!["编号", "问题"], vec!["A-1", "文山会海"]];
    let text = "编号,问题\r\nA-1,文山会海\r\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = format!("\u{feff}{text}");
    let european = text.replace(',', ";");
    for bytes in [text.as_bytes(), &gbk, &utf16, marked.as_bytes(), european.as_bytes()] {
        assert_eq!(rows(bytes), expected);
    }
    assert!(matches!(read(&[0x81, 0xff, 0x00, 0x20], Limits::default()), Err(ReadFault::Encoding(1))));
    assert!(matches!(read(b"\r\n,,\r\n", Limits::default()), Err(ReadFault::Empty)));
}

#[test]
fn pasted_cells_keep_their_line_breaks_and_quotes() {
    let pasted = "编号\t问题\nA-1\t\"第一行\n说\"\"好\"\"\"\n";
    assert_eq!(rows(pasted.as_bytes())[1], ["A-1", "第一行\n说\"好\""]);
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_unpacks_to_more_than_is_taken_is_refused_before_it_is_read() {
    let zeros = vec![b'0'; 1 << 20];
    let tight = Limits { unpacked: 4 << 20, ..Limits::default() };
    let parts: Vec<(String, &[u8])> =
        (0..8).map(|part| (format!("xl/{part}.xml"), zeros.as_slice())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let bomb = packed(&parts);
    assert!(bomb.len() < 50_000, "a small file");
    assert!(matches!(read(&bomb, tight), Err(ReadFault::Bomb(_))));
    assert!(matches!(read(&packed(&[("a", b"b")]), Limits::default()), Err(ReadFault::Other(_))));
    assert!(matches!(read(b"PK\x03\x04 no archive", Limits::default()), Err(ReadFault::Workbook(_))));
    let large = vec![b'a'; (8 << 20) + 1];
    assert!(matches!(read(&large, Limits::default()), Err(ReadFault::Large(_))));
}

/// A workbook whose one sheet has these rows, as XML.
fn sheet(rows: &str) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let rels = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    packed(&[
        ("_rels/.rels", root.as_bytes()),
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_lone_cell_in_the_last_corner_costs_nothing_and_too_many_rows_are_refused() {
    let cell = |at: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>x</t></is></c>"#);
    let last = format!(r#"<row r="1">{}</row><row r="1048576">{}</row>"#, cell("A1"), cell("A1048576"));
    let found = read(&sheet(&last), Limits::default()).unwrap();
    let row = &found.sheets[0].rows[1];
    assert_eq!((row.number, words(row)), (1_048_576, vec!["x".to_owned()]));
    let corner = format!(r#"<row r="1">{}</row>"#, cell("XFD1"));
    assert!(matches!(read(&sheet(&corner), Limits::default()), Err(ReadFault::Wide(_))));
    let many: String =
        (1..=4).map(|row| format!(r#"<row r="{row}">{}</row>"#, cell(&format!("A{row}")))).collect();
    let few = Limits { rows: 3, ..Limits::default() };
    assert!(matches!(read(&sheet(&many), few), Err(ReadFault::Rows(3))));
    assert!(matches!(read(b"a\nb\nc\nd", few), Err(ReadFault::Rows(3))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_stands_in_a_cell_comes_back_as_it_went_out(
        texts in proptest::collection::vec("[ -~\n\t'=+@文山会海_x0D]{0,24}", 1..6)
    ) {
        // Blanks around a text are nobody's: they are trimmed on both ways.
        let texts: Vec<String> = texts.into_iter().map(|text| text.trim().to_owned()).collect();
        let columns = texts.iter().map(|_| BookColumn {
            label: "列".into(), help: String::new(), form: CellForm::Text, choices: Vec::new(), open: Open::Always, hidden: false,
        });
        let cells = texts.iter().cloned().map(BookCell::from).collect();
        let book = Book { name: "表".into(), lists: "选项".into(), columns: columns.collect(), rows: vec![cells], spare: 2 };
        for bytes in [book_xlsx(&book, &About::default(), (2015, 11, 23)).unwrap(), csv(&[book.list()], "").unwrap()] {
            let back = read(&bytes, Limits::default()).unwrap();
            let row = back.sheets[0].rows.iter().find(|row| row.number == 2);
            let mut row = row.map(words).unwrap_or_default();
            row.resize(texts.len(), String::new());
            prop_assert_eq!(&row, &texts);
        }
    }
}

#[test]
fn a_line_feed_alone_stands_within_a_cell_where_rows_end_with_both_signs() {
    let text = "列,列,列\r\n,,\"甲\na,b,c\"\r\n1,\"5 inches,x\r\n2,y,z\r\n3,6 inches\",w\r\n";
    let found = read(text.as_bytes(), Limits::default()).unwrap();
    let rows = &found.sheets[0].rows;
    assert_eq!(words(&rows[1]), ["", "", "甲\na,b,c"]);
    // A quote that would take rows in is a sign like any other.
    assert_eq!(words(&rows[2]), ["1", "\"5 inches", "x"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_code_keeps_the_noughts_that_its_cell_shows() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let code = rust_xlsxwriter::Format::new().set_num_format("00000");
    let plain = rust_xlsxwriter::Format::new().set_num_format("#,##0");
    for (column, heading) in [(0, "代码"), (1, "数量")] {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_number_with_format(1, 0, 123.0, &code).unwrap();
    sheet.write_number_with_format(1, 1, 123.0, &plain).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let table = read(&bytes, Limits::default()).unwrap();
    let row = &table.sheets[0].rows[1];
    assert_eq!((row.text(0), row.text(1)), ("00123", "123"));
}

/// A workbook of the old kind in which the first sheet says another size of itself.
fn of_size(size: [u8; 14]) -> Vec<u8> {
    let mut book = include_bytes!("../../../../fuzz/corpus/table/old.xls").to_vec();
    let head = [0x00, 0x02, 14, 0];
    let at = book.windows(4).position(|bytes| bytes == head).unwrap();
    book[at + 4..at + 18].copy_from_slice(&size);
    book
}

#[test]
fn an_old_workbook_whose_sheet_ends_before_it_begins_is_refused_before_room_is_made_for_it() {
    let size = |top: u32, bottom: u32, left: u16, right: u16| {
        let rows = [top.to_le_bytes(), bottom.to_le_bytes()].concat();
        let columns = [left.to_le_bytes(), right.to_le_bytes(), [0, 0]].concat();
        of_size([rows, columns].concat().try_into().unwrap())
    };
    assert!(read(&size(0, 10, 0, 20), Limits::default()).is_ok());
    for (top, bottom, left, right) in [(9, 5, 0, 20), (5, 5, 0, 20), (u32::MAX, 1, 0, 1), (0, 9, 7, 7)] {
        let refused = read(&size(top, bottom, left, right), Limits::default());
        assert!(matches!(refused, Err(ReadFault::Workbook(_))), "{top} {bottom} {left} {right}: {refused:?}");
    }
    let refused = read(&size(0, u32::MAX, 0, 20), Limits::default());
    assert!(matches!(refused, Err(ReadFault::Bomb(_))), "{refused:?}");
}

#[test]
fn a_workbook_with_a_cell_at_no_place_is_refused_and_one_with_a_row_beyond_all_is_read_or_refused() {
    let book = |sheet: &str| {
        let parts = std::str::from_utf8(include_bytes!("../../../../fuzz/corpus/workbook/na")).unwrap();
        let parts = parts.split("--- ").skip(1).filter_map(|part| part.split_once('\n'));
        let files =
            parts.map(|(name, part)| if name.ends_with("sheet1.xml") { (name, sheet) } else { (name, part) });
        let files: Vec<_> = files.map(|(name, part)| (name, part.as_bytes())).collect();
        read(&earnest_papers::packed(&files).unwrap(), Limits::default())
    };
    let sheet = |rows: &str| {
        let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!("<worksheet xmlns=\"{spreadsheet}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let sound = book(&sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"));
    assert_eq!(sound.unwrap().sheets[0].rows.len(), 1);
    for place in ["AAAAAAAAAAAA1", "A", "1", "A99999999999", "A0", "?1"] {
        let refused = book(&sheet(&format!("<row r=\"1\"><c r=\"{place}\"><v>1</v></c></row>")));
        assert!(matches!(refused, Err(ReadFault::Workbook(_))), "{place}: {refused:?}");
    }
    let rows = "<row r=\"4294967295\"><c><v>1</v></c></row><row><c><v>1</v></c></row>";
    let _read_or_refused = book(&sheet(rows));
}
