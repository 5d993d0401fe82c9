//! Where the head of a table is, and what is left out of it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_papers::{Headings, Limits, ReadSheet, body, find_head, left_sheets, read};
use rust_xlsxwriter::{Format, Workbook};

const HEADS: [&str; 6] = ["编号", "具体问题", "方面", "整改措施", "责任人", "进展（%）"];

fn headings() -> Headings<usize> {
    Headings::new(HEADS.iter().enumerate().map(|(place, head)| ((*head).to_owned(), place)))
}

fn sheet(text: &str) -> ReadSheet {
    read(text.as_bytes(), Limits::default(), &|cell| HEADS.contains(&cell)).unwrap().sheets.remove(0)
}

/// The known columns, how many rows there are, and what is left out.
fn taken(sheet: &ReadSheet) -> (Vec<(usize, usize)>, usize, Vec<String>) {
    let headings = headings();
    let head = find_head(sheet, &headings, &|keys| keys.len() >= 2).unwrap();
    assert_eq!(head.twice, None);
    let below = body(sheet, &head, &headings);
    let left =
        head.left.iter().chain(&below.left).map(|one| format!("{} {}", one.address(), one.why)).collect();
    (head.columns, below.rows.len(), left)
}

#[test]
fn headings_are_known_with_stars_brackets_blanks_and_full_width() {
    let headings = headings();
    for text in [
        "*具体问题",
        "具体问题*",
        "具体 问题：",
        "具體問題",
        "具体问题（必填）",
        "【具体问题】",
        "\u{feff}具体问题",
        "具体\n问题",
        "进展(％)",
        "进展",
    ] {
        let expected = if text.contains("进展") { 5 } else { 1 };
        assert_eq!(headings.find(text).map(|(key, _)| key), Some(expected), "{text}");
    }
    assert_eq!(headings.find("牵头领导"), None);
    assert_eq!(headings.find(""), None);
}

#[test]
fn rows_above_below_and_between_are_left_out_with_their_reason() {
    let text = "附件2\n问题清单\n填表说明：\n1.每项一行\n编号,具体问题,方面,备考\n1,2,3,4\n,会议偏多,做人,x\n编号,具体问题,方面,备考\n\
                ,文件偏长,做人,\n,,,只有备考\n合计,2,,\n注：以上属实\n填表人：甲,审核人：乙,,\n";
    let (columns, rows, left) = taken(&sheet(text));
    assert_eq!((columns, rows), (vec![(0, 0), (1, 1), (2, 2)], 2));
    let expected = [
        "1–4 above",
        "D heading",
        "6 numbers",
        "8 head-again",
        "10 outside",
        "11 total",
        "12 note",
        "13 signature",
    ];
    assert_eq!(left, expected);
}

#[test]
fn a_row_that_only_begins_like_a_total_or_a_note_is_a_row() {
    let text =
        "编号,具体问题,方面\n,合计不实、虚报数字,做人\n,注重形式,做人\n,负责人不到岗,做人\n,总数,做人\n";
    let (_, rows, left) = taken(&sheet(text));
    assert_eq!((rows, left), (4, Vec::<String>::new()));
}

#[test]
fn a_head_of_two_rows_is_one_head() {
    let flat = sheet("编号,具体问题,整改情况,\n,,整改措施,责任人\n,会议偏多,合并例会,甲\n");
    assert_eq!(taken(&flat), (vec![(0, 0), (1, 1), (3, 2), (4, 3)], 1, vec![]));
    let behind = sheet("编号,具体问题,整改,,责任人\n,,措施,说法,\n,会议偏多,合并例会,x,甲\n");
    let (columns, rows, left) = taken(&behind);
    assert_eq!(
        (columns, rows, left),
        (vec![(0, 0), (1, 1), (3, 2), (4, 4)], 1, vec!["D heading".to_owned()])
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (column, head) in [(0, "编号"), (1, "具体问题")] {
        sheet.merge_range(0, column, 1, column, head, &plain).unwrap();
    }
    sheet.merge_range(0, 2, 0, 3, "整改情况", &plain).unwrap();
    for (row, cells) in [(1, ["", "", "整改措施", "责任人"]), (2, ["", "会议偏多", "合并例会", "甲"])]
    {
        for (column, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let table = read(&book.save_to_buffer().unwrap(), Limits::default(), &|_| false).unwrap();
    assert_eq!(taken(&table.sheets[0]), (vec![(0, 0), (1, 1), (3, 2), (4, 3)], 1, vec![]));
}

#[test]
fn the_better_of_two_like_headings_is_taken_and_two_alike_are_told() {
    let (columns, _, left) = taken(&sheet("编号,具体问题,具体问题（修改前）\n,a,b\n"));
    assert_eq!((columns, left), (vec![(0, 0), (1, 1)], vec!["C twice".to_owned()]));
    let twice = sheet("编号,具体问题,具体问题\n,a,b\n");
    assert!(find_head(&twice, &headings(), &|keys| keys.len() >= 2).unwrap().twice.is_some());
}

#[test]
fn other_sheets_hidden_sheets_and_hidden_rows_are_told() {
    let mut book = Workbook::new();
    for (place, name) in ["做人", "用权", "底稿"].into_iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0_u32..).zip([["编号", "具体问题"], ["", "a"], ["", "b"]]) {
            sheet.write_string(row, 1, cells[1]).unwrap();
            sheet.write_string(row, 0, cells[0]).unwrap();
        }
        if place == 0 {
            sheet.set_row_hidden(2).unwrap();
        }
        if place == 2 {
            sheet.set_hidden(true);
        }
    }
    let table = read(&book.save_to_buffer().unwrap(), Limits::default(), &|_| false).unwrap();
    let left: Vec<_> =
        left_sheets(&table, 0, &|_| false).into_iter().map(|one| (one.sheet, one.why, one.count)).collect();
    let expected =
        [("用权".to_owned(), "other-sheet".to_owned(), 3), ("底稿".to_owned(), "hidden-sheet".to_owned(), 3)];
    assert_eq!(left, expected);
    assert_eq!(left_sheets(&table, 0, &|sheet| sheet.name == "底稿").len(), 1);
    assert_eq!(taken(&table.sheets[0]).2, ["3 hidden-row"]);
}
