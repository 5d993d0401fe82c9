//! What a workbook shows beside the words and numbers of its cells: it is named with its place, or read as people see it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_model::left_out::{LeftOut, Why};
use earnest_papers::{
    Headings, Limits, ReadTable, WholeFault, WholeTable, find_head, notes, read, whole_table,
};
use rust_xlsxwriter::{Chart, ChartType, Format, Note, Shape, Workbook, Worksheet};

fn book(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["编号", "具体问题"], ["1", "会议"], ["2", "文件"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn read_all(bytes: &[u8]) -> ReadTable {
    read(bytes, Limits::default(), &|cell| ["编号", "具体问题"].contains(&cell)).unwrap()
}

fn headings() -> Headings<u8> {
    Headings::new([("编号".to_owned(), 1), ("具体问题".to_owned(), 2)])
}

/// What of a sheet is named, by its reason.
fn named(bytes: &[u8], why: Why) -> Vec<LeftOut> {
    let table = read_all(bytes);
    let head = find_head(&table.sheets[0], &headings(), &|keys| keys.len() == 2).unwrap();
    head.left.into_iter().filter(|one| one.why == why.key()).collect()
}

fn whole(bytes: &[u8]) -> Result<Option<WholeTable<u8>>, WholeFault> {
    whole_table(bytes, Limits::default(), &headings(), &|keys| keys.len() == 2)
}

#[test]
fn a_text_box_and_a_chart_are_named_with_their_place_and_their_words() {
    let boxed = book(|sheet| {
        sheet.insert_shape(3, 1, &Shape::textbox().set_text("另有两条见附页")).unwrap();
    });
    let found = named(&boxed, Why::Drawing);
    assert_eq!(
        (found.len(), found[0].says.as_str(), found[0].address().as_str()),
        (1, "B4 另有两条见附页", "4")
    );
    let charted = book(|sheet| {
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_values(("Sheet1", 1, 0, 2, 0));
        sheet.insert_chart(5, 2, &chart).unwrap();
    });
    let found = named(&charted, Why::Chart);
    assert!(found.len() == 1 && found[0].says.starts_with("C6"), "{found:?}");
    for bytes in [boxed, charted] {
        assert_eq!(whole(&bytes).unwrap().unwrap().others.len(), 1, "a command refuses what nobody is shown");
    }
}

#[test]
fn a_comment_is_still_a_comment() {
    let bytes = book(|sheet| {
        sheet.insert_note(1, 1, &Note::new("此条不报")).unwrap();
        sheet.insert_shape(8, 0, &Shape::textbox().set_text("说明")).unwrap();
    });
    assert_eq!((named(&bytes, Why::Comment).len(), named(&bytes, Why::Drawing).len()), (1, 1));
    assert_eq!(notes(&read_all(&bytes).sheets[0]).len(), 2);
}

#[test]
fn words_that_a_format_puts_around_a_number_are_read_as_they_are_seen() {
    for (code, number, seen) in [
        ("0\"天\"", 30.0, "30天"),
        ("\"约\"0\"人\"", 7.0, "约7人"),
        ("0.0\"天\"", 1.5, "1.5天"),
        ("\"第\"0\"号\"", 12.0, "第12号"),
        ("#,##0", 1200.0, "1200"),
        ("0.00", 2.0, "2"),
    ] {
        let bytes = book(|sheet| {
            sheet.write_number_with_format(1, 1, number, &Format::new().set_num_format(code)).unwrap();
        });
        assert_eq!(read_all(&bytes).sheets[0].rows[1].text(1), seen, "{code}");
        assert!(named(&bytes, Why::Format).is_empty(), "{code}");
    }
}

#[test]
fn a_format_that_shows_another_number_or_a_word_is_named() {
    for (code, number) in
        [("0,", 30_000.0), ("[=1]\"是\";[=0]\"否\"", 1.0), ("\"合格\"", 1.0), ("0\"天\"", 30.4)]
    {
        let bytes = book(|sheet| {
            for row in [1, 2] {
                sheet.write_number_with_format(row, 1, number, &Format::new().set_num_format(code)).unwrap();
            }
        });
        let found = named(&bytes, Why::Format);
        assert_eq!((found.len(), found[0].count, found[0].address().as_str()), (1, 2, "B"), "{code}");
        assert_eq!(whole(&bytes).unwrap().unwrap().others.len(), 1, "{code}");
    }
}
