//! Odd tables, as people make them: what is in them is read as it shows, or called by its name.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_papers::{CellIs, Limits, Other, ReadCell, ReadFault, ReadTable, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Workbook};

const HEADS: [&str; 3] = ["编号", "具体问题", "整改时限"];

fn read_all(bytes: &[u8]) -> Result<ReadTable, ReadFault> {
    read(bytes, Limits::default(), &|cell| HEADS.contains(&cell))
}

fn text_rows(text: &str) -> Vec<Vec<String>> {
    let table = read_all(text.as_bytes()).unwrap();
    table.sheets[0].rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

#[test]
fn a_quote_that_nothing_closes_swallows_no_rows() {
    for (text, rows, cell) in [
        ("编号\t具体问题\n1\t\"一把手带头不够\n2\t文件偏长\n", 3, "\"一把手带头不够"),
        ("编号\t具体问题\n1\t\"一把手\"带头不够\n2\t文件偏长\n", 3, "\"一把手\"带头不够"),
        ("编号\t具体问题\n1\t\"一把手\n2\t文件偏长\"\n", 3, "\"一把手"),
        ("编号,具体问题,整改时限\n1,\"一把手,x\n2,文件偏长,认识\"\n", 3, "\"一把手"),
        (
            "编号,具体问题,责任人,整改时限\n1,\"一把手,甲,x\n2,文件\",乙,y\n3,\"甲,乙\n第二行\",丙,z\n",
            4,
            "\"一把手",
        ),
        ("编号\t具体问题\n1\t\"重要\"\n2\t文件偏长\n", 3, "重要"),
        ("编号,具体问题\n1,\"说\"\"好\"\",\n第二行\"\n2,文件\n", 3, "说\"好\",\n第二行"),
    ] {
        let found = text_rows(text);
        assert_eq!((found.len(), found[1][1].as_str()), (rows, cell), "{text:?}");
    }
}

#[test]
fn what_parts_the_cells_is_told_apart_by_the_headings() {
    for sign in ["\t", ",", ";", "，"] {
        let text = ["编号", "具体问题", "整改时限"].join(sign)
            + "\n"
            + &["1", "会议、文件", "2015-12-30"].join(sign);
        let titled = format!("问题清单，共3条；报市委，请审\n{text}");
        assert_eq!(text_rows(&text)[1], ["1", "会议、文件", "2015-12-30"], "{sign:?}");
        assert_eq!(text_rows(&titled)[2].len(), 3, "{sign:?} below a title");
    }
    assert_eq!(text_rows("sep=;\n编号;具体问题\n1;a,b\n")[1], ["1", "a,b"]);
}

#[test]
fn a_mark_of_byte_order_and_utf_16_without_one_are_understood() {
    let text = "编号,具体问题\r\n1,会议\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for bytes in [format!("\u{feff}{text}").into_bytes(), little, big] {
        let table = read_all(&bytes).unwrap();
        assert_eq!(table.sheets[0].rows[1].text(1), "会议");
    }
}

#[test]
fn a_file_that_is_something_else_is_called_what_it_is() {
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(1024, 0);
    locked.extend("EncryptedPackage".encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
    let files: [(&[u8], Other); 8] = [
        (b"<html><table><tr><td>1</td></tr></table></html>", Other::WebPage),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", Other::WebPage),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Other::WebPage),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", Other::XmlWorkbook),
        (b"%PDF-1.7", Other::Pdf),
        (b"\x89PNG\r\n\x1a\n", Other::Picture),
        (b"Rar!\x1a\x07", Other::Archive),
        (&locked, Other::Password),
    ];
    for (bytes, other) in files {
        let found = read_all(bytes);
        assert!(matches!(&found, Err(ReadFault::Other(one)) if *one == other), "{other:?}: {found:?}");
    }
}

fn cell(table: &ReadTable, row: usize, column: usize) -> ReadCell {
    table.sheets[0].rows[row].cells[column].clone()
}

#[test]
fn cells_of_a_workbook_are_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (percent, day, time) = (
        Format::new().set_num_format("0%"),
        Format::new().set_num_format("yyyy-mm-dd"),
        Format::new().set_num_format("h:mm"),
    );
    sheet.write_number_with_format(0, 0, 1, &percent).unwrap();
    sheet.write_number_with_format(0, 1, 0.335, &Format::new().set_num_format("0.0%")).unwrap();
    sheet.write_datetime_with_format(0, 2, ExcelDateTime::from_ymd(2015, 12, 30).unwrap(), &day).unwrap();
    sheet.write_number_with_format(0, 3, 0.375, &time).unwrap();
    sheet.write_number_with_format(0, 4, 0, &day).unwrap();
    sheet.write_number(0, 5, 42368).unwrap();
    sheet.write_number(0, 6, 522_201_199_001_011_234_i64 as f64).unwrap();
    sheet.write_formula(0, 7, Formula::new("NA()").set_result("#N/A")).unwrap();
    let table = read_all(&book.save_to_buffer().unwrap()).unwrap();
    let shows: Vec<(String, CellIs)> =
        (0..7).map(|at| cell(&table, 0, at)).map(|cell| (cell.text, cell.is)).collect();
    let shows: Vec<(&str, CellIs)> = shows.iter().map(|(text, is)| (text.as_str(), *is)).collect();
    assert_eq!(
        shows[..6],
        [
            ("100%", CellIs::Percent),
            ("33.5%", CellIs::Percent),
            ("2015-12-30", CellIs::Day),
            ("09:00", CellIs::Time),
            ("00:00", CellIs::Time),
            ("42368", CellIs::Number),
        ]
    );
    assert_eq!(cell(&table, 0, 7).text, "#N/A");
    assert_eq!(shows[6].1, CellIs::Rounded, "a number with more digits than are kept");
}

#[test]
fn what_a_cell_shows_otherwise_than_it_holds_it_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let struck = Format::new().set_font_strikethrough();
    sheet.write_string_with_format(0, 0, "全部划掉", &struck).unwrap();
    let parts = [(&Format::new(), "会议"), (&struck, "过"), (&Format::new(), "偏多")];
    sheet.write_rich_string(0, 1, &parts).unwrap();
    sheet.write_number_with_format(0, 2, 45, &Format::new().set_num_format(";;;")).unwrap();
    sheet.write_string_with_format(0, 3, "不见", &Format::new().set_num_format(";;;")).unwrap();
    let hour = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let day = ExcelDateTime::from_ymd(2015, 12, 30).unwrap().and_hms(15, 30, 0).unwrap();
    sheet.write_datetime_with_format(0, 4, day, &hour).unwrap();
    sheet.write_number_with_format(0, 5, 45, &Format::new().set_num_format("0;;")).unwrap();
    sheet.write_string(0, 6, "照旧").unwrap();
    sheet.insert_note(0, 6, &Note::new("这一条要改成上半年").add_author_prefix(false)).unwrap();
    sheet.write_string(1, 0, "x").unwrap();
    sheet.set_row_height(1, 0).unwrap();
    let table = read_all(&book.save_to_buffer().unwrap()).unwrap();
    let shows: Vec<(String, CellIs)> =
        (0..7).map(|at| cell(&table, 0, at)).map(|cell| (cell.text, cell.is)).collect();
    let shows: Vec<(&str, CellIs)> = shows.iter().map(|(text, is)| (text.as_str(), *is)).collect();
    assert_eq!(
        shows,
        [
            ("全部划掉", CellIs::Struck),
            ("会议过偏多", CellIs::Struck),
            ("45", CellIs::Unseen),
            ("不见", CellIs::Unseen),
            ("2015-12-30 15:30", CellIs::Day),
            ("45", CellIs::Number),
            ("照旧", CellIs::Words),
        ]
    );
    let notes: Vec<_> =
        table.sheets[0].notes.iter().map(|note| (note.number, note.column, &*note.text)).collect();
    assert_eq!(notes, [(1, 6, "这一条要改成上半年")]);
    assert!(table.sheets[0].rows[1].hidden, "a row without height");
}

#[test]
fn an_old_workbook_that_was_cut_off_is_damaged_and_no_text_document() {
    let mut cut = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    cut.resize(3000, 7);
    assert!(matches!(read_all(&cut), Err(ReadFault::Workbook(_))), "{:?}", read_all(&cut));
}

#[test]
fn a_merged_cell_shows_itself_in_every_row_and_a_hidden_row_says_so() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..4 {
        sheet.write_string(row, 0, "x").unwrap();
    }
    sheet.merge_range(1, 1, 3, 1, "做人", &Format::new()).unwrap();
    sheet.set_row_hidden(2).unwrap();
    let table = read_all(&book.save_to_buffer().unwrap()).unwrap();
    let rows = &table.sheets[0].rows;
    let merged: Vec<_> =
        rows.iter().map(|row| (row.text(1), row.cells.get(1).is_some_and(|cell| cell.merged))).collect();
    assert_eq!(merged, [("", false), ("做人", false), ("做人", true), ("做人", true)]);
    assert_eq!(rows.iter().map(|row| row.hidden).collect::<Vec<_>>(), [false, false, true, false]);
}

#[test]
fn many_separators_cost_next_to_nothing_and_many_cells_are_refused() {
    let commas = vec![b','; 8 << 20];
    assert!(matches!(read_all(&commas), Err(ReadFault::Empty)));
    let wide = "a,".repeat(4 << 20);
    assert!(matches!(read_all(wide.as_bytes()), Err(ReadFault::Wide(_))));
    let few = Limits { cells: 10, ..Limits::default() };
    assert!(matches!(read(b"a,b,c\nd,e,f\ng,h,i\nj,k,l\n", few, &|_| false), Err(ReadFault::Rows(_))));
}
