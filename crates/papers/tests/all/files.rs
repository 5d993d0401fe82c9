//! What is written is read back: by another crate for workbooks, byte by byte for CSV.

use calamine::{Data, Reader, Xlsx};
use earnest_papers::{About, Column, Field, List, csv, xlsx};
use std::io::Cursor;

fn list(name: &str, rows: Vec<Vec<Field>>) -> List {
    let column = |label: &str, numeric| Column { label: label.to_owned(), numeric };
    List { name: name.to_owned(), columns: vec![column("单位", false), column("得分", true)], rows }
}

fn about() -> About {
    About { name: "关于本文件".into(), facts: vec![("页面".into(), "通报".into())] }
}

fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

#[test]
fn a_workbook_keeps_words_as_words_and_numbers_as_numbers() {
    let rows = vec![
        vec![text("=1+1"), Field::number("1,673")],
        vec![text("南明区\n第二行"), Field::number("62.5%")],
        vec![text("0012"), Field::Nothing],
    ];
    let lists = [list("县[市]: 18", rows), list("县[市]: 18", Vec::new())];
    let bytes = xlsx(&lists, &about(), (2015, 11, 23)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["县 市   18", "县 市   18 2", "关于本文件"]);
    let told = book.worksheet_range("关于本文件").unwrap();
    assert_eq!(told.get_value((0, 1)), Some(&Data::String("通报".into())), "it says what it is of");
    let sheet = book.worksheet_range("县 市   18").unwrap();
    let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0, 0), Data::String("单位".into()));
    assert_eq!((at(1, 0), at(1, 1)), (Data::String("=1+1".into()), Data::Float(1673.0)));
    assert_eq!((at(2, 0), at(2, 1)), (Data::String("南明区\n第二行".into()), Data::Float(0.625)));
    assert_eq!((at(3, 0), at(3, 1)), (Data::String("0012".into()), Data::Empty));
    assert!(book.worksheet_formula("县 市   18").unwrap().is_empty(), "nothing of it is computed");
    assert_eq!(bytes, xlsx(&lists, &about(), (2015, 11, 23)).unwrap(), "the same list gives the same bytes");
}

#[test]
fn a_csv_file_is_quoted_marked_and_never_a_formula() {
    let rows =
        vec![vec![text("a,\"b\"\nc"), Field::number("-5.7")], vec![text("=cmd()"), Field::number("85%")]];
    let one = csv(&[list("x", rows)], "组").unwrap();
    let expected = "\u{feff}单位,得分\r\n\"a,\"\"b\"\"\nc\",-5.7\r\n'=cmd(),85%\r\n";
    assert_eq!(String::from_utf8(one).unwrap(), expected);
    let row = || vec![vec![text("甲"), Field::number("1")]];
    let two = csv(&[list("x", row()), list("y", row())], "组").unwrap();
    assert_eq!(String::from_utf8(two).unwrap(), "\u{feff}组,单位,得分\r\nx,甲,1\r\ny,甲,1\r\n");
}
