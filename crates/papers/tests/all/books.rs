//! A ledger as a workbook is read back by another crate; what concerns printing and protection, in its own XML.

use calamine::{Data, Reader, Xlsx};
use earnest_papers::{About, Book, BookCell, BookColumn, CellForm, Open, book_xlsx, csv};
use std::io::Cursor;

fn column(label: &str, form: CellForm, open: Open, choices: &[&str]) -> BookColumn {
    let choices = choices.iter().map(|word| (*word).to_owned()).collect();
    BookColumn { label: label.into(), help: String::new(), form, choices, open, hidden: label == "版本" }
}

fn cells(texts: &[&str]) -> Vec<BookCell> {
    texts.iter().map(|text| BookCell::from((*text).to_owned())).collect()
}

fn about() -> About {
    About { name: "关于本文件".into(), facts: vec![("页面".into(), "问题清单".into())] }
}

fn book() -> Book {
    Book {
        name: "问题清单".into(),
        lists: "选项".into(),
        columns: vec![
            column("编号", CellForm::Short, Open::Never, &[]),
            column("版本", CellForm::Short, Open::Never, &[]),
            column("层面", CellForm::Short, Open::New, &["面上", "领导班子", "个人"]),
            column("时限", CellForm::Day, Open::Always, &[]),
            column("进展", CellForm::Whole, Open::Always, &[]),
            column("问题", CellForm::Text, Open::Always, &[]),
        ],
        rows: vec![
            cells(&["A-1", "0123", "面上", "2015-07-10", "40", "=1+1\n第二行"]),
            cells(&["A-2", "4567", "个人", "-\n2015-08-01", "", "'-x"]),
        ],
        spare: 3,
    }
}

#[test]
fn days_are_days_numbers_are_numbers_and_words_are_never_reckoned() {
    let bytes = book_xlsx(&book(), &about(), (2015, 11, 23)).unwrap();
    let mut sheets: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    assert_eq!(sheets.sheet_names(), ["问题清单", "选项", "关于本文件"]);
    let sheet = sheets.worksheet_range("问题清单").unwrap();
    let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    let Data::DateTime(day) = at(1, 3) else { unreachable!("a day is a day") };
    let (year, month, date, ..) = day.to_ymd_hms_milli();
    assert_eq!((year, month, date), (2015, 7, 10));
    assert_eq!(at(1, 4), Data::Float(40.0));
    assert_eq!(at(1, 5), Data::String("=1+1\n第二行".into()));
    assert_eq!((at(2, 3), at(2, 5)), (Data::String("-\n2015-08-01".into()), Data::String("'-x".into())));
    assert!(sheets.worksheet_formula("问题清单").unwrap().is_empty());
    assert_eq!(
        bytes,
        book_xlsx(&book(), &about(), (2015, 11, 23)).unwrap(),
        "the same ledger gives the same bytes"
    );
}

#[test]
fn the_sheet_is_set_up_for_people_who_filter_choose_and_print() {
    let bytes = book_xlsx(&book(), &about(), (2015, 11, 23)).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut xml)
        .unwrap();
    for part in [
        "<pane xSplit=\"1\" ySplit=\"1\"",
        "<sheetProtection sheet=\"1\"",
        "<autoFilter ref=\"A1:F3\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "type=\"list\"",
        "'选项'!$C$1:$C$3",
        "sqref=\"C2:C6\"",
        "hidden=\"1\"",
    ] {
        assert!(xml.contains(part), "{part} is missing");
    }
}

#[test]
fn a_cell_that_is_wrong_says_so_in_a_note() {
    let mut book = book();
    book.rows[0][5].mark = Some("请填写此项。".into());
    let bytes = book_xlsx(&book, &about(), (2015, 11, 23)).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/comments1.xml").unwrap(), &mut xml).unwrap();
    assert!(xml.contains("ref=\"F2\"") && xml.contains("请填写此项。"));
}

#[test]
fn as_csv_the_hidden_version_is_in_sight_and_nothing_is_a_formula() {
    let text = String::from_utf8(csv(&[book().list()], "").unwrap()).unwrap();
    let expected = "\u{feff}编号,版本,层面,时限,进展,问题\r\nA-1,0123,面上,2015-07-10,40,\"'=1+1\n第二行\"\r\n\
                    A-2,4567,个人,\"'-\n2015-08-01\",,''-x\r\n";
    assert_eq!(text, expected);
}
