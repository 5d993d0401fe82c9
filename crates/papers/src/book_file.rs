//! A ledger as a workbook: lists of words to choose from, the head frozen and repeated, what names a row protected.

use crate::{About, Book, BookCell, BookColumn, CellForm, Open, PaperFault, about, xlsx_file::sheet_name};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet,
};

/// The ground of cells that tell and take nothing.
const TOLD: Color = Color::RGB(0x00F1_EFEA);
/// The ground of cells that are wrong.
const WRONG: Color = Color::RGB(0x00F8_D7D3);
/// From so many columns on a ledger is printed two pages wide, with its first column on both.
const WIDE: usize = 16;

/// Writes the workbook, what it says of itself on its last sheet; `day` (year, month, day) stands in its properties.
///
/// # Errors
/// It has more rows (1,048,575) or a text more characters (32,767) than a sheet takes.
pub fn book_xlsx(book: &Book, about: &About, day: (u16, u8, u8)) -> Result<Vec<u8>, PaperFault> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.0, day.1, day.2)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let name = sheet_name(&book.name, &[]);
    let lists = sheet_name(&book.lists, std::slice::from_ref(&name));
    let sheet = workbook.add_worksheet();
    sheet.set_name(&name)?;
    fill(sheet, book, &lists)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(&lists)?;
    sheet.set_hidden(true);
    for (place, column) in (0_u16..).zip(&book.columns) {
        for (row, word) in (0_u32..).zip(&column.choices) {
            sheet.write_string(row, place, word)?;
        }
    }
    about::add(&mut workbook, &sheet_name(&about.name, &[name, lists]), about)?;
    Ok(workbook.save_to_buffer()?)
}

/// How a cell looks and whether it may be written.
fn format(form: CellForm, locked: bool, wrong: bool) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
    let format = match form {
        CellForm::Short | CellForm::Text => format.set_text_wrap().set_num_format("@"),
        CellForm::Day => format.set_num_format("yyyy\\-mm\\-dd"),
        CellForm::Whole => format.set_num_format("0"),
    };
    let format = if locked { format.set_locked() } else { format.set_unlocked() };
    match (wrong, locked) {
        (true, _) => format.set_background_color(WRONG),
        (false, true) => format.set_background_color(TOLD),
        (false, false) => format,
    }
}

/// The looks of a column's cells: may be written, may not, and both again where the cell is wrong.
struct Looks {
    open: [Format; 2],
    locked: [Format; 2],
}

fn fill(sheet: &mut Worksheet, book: &Book, lists: &str) -> Result<(), PaperFault> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(TOLD);
    let rows = u32::try_from(book.rows.len()).unwrap_or(u32::MAX);
    let last = rows.saturating_add(book.spare);
    for (place, column) in (0_u16..).zip(&book.columns) {
        let looks = Looks {
            open: [format(column.form, false, false), format(column.form, false, true)],
            locked: [format(column.form, true, false), format(column.form, true, true)],
        };
        sheet.set_column_width(place, width(column))?;
        let below = if column.open == Open::Never { &looks.locked } else { &looks.open };
        // Whatever stands further down may be written where new rows may be; only what is ready is drawn.
        let [plain, _] = below;
        sheet.set_column_format(place, &plain.clone().set_border(FormatBorder::None))?;
        sheet.write_string_with_format(0, place, &column.label, &head)?;
        let of_rows = if column.open == Open::Always { &looks.open } else { &looks.locked };
        for (row, cells) in (1_u32..).zip(&book.rows) {
            let blank = BookCell::default();
            let cell = cells.get(usize::from(place)).unwrap_or(&blank);
            // A row without a name is new.
            let new = cells.first().is_none_or(|first| first.text.is_empty());
            let [right, wrong] = if new { below } else { of_rows };
            let look = if cell.mark.is_some() { wrong } else { right };
            write(sheet, (row, place), column.form, cell, look)?;
        }
        for row in rows + 1..=last {
            sheet.write_blank(row, place, plain)?;
        }
        if column.open != Open::Never && last > 0 {
            validate(sheet, (place, last), column, lists)?;
        }
        if column.hidden {
            sheet.set_column_hidden(place)?;
        }
    }
    set_up(sheet, book, rows)
}

/// Who wrote the marks on cells: by that they are known when the table comes back.
pub(crate) const AUTHOR: &str = "Earnest";

fn write(
    sheet: &mut Worksheet,
    at: (u32, u16),
    form: CellForm,
    cell: &BookCell,
    look: &Format,
) -> Result<(), PaperFault> {
    let (row, place) = at;
    let day = day_of(&cell.text).filter(|_| form == CellForm::Day);
    let whole = cell.text.parse::<i32>().ok().filter(|_| form == CellForm::Whole);
    match (day, whole) {
        _ if cell.text.is_empty() => sheet.write_blank(row, place, look)?,
        (Some((year, month, day)), _) => {
            sheet.write_datetime_with_format(row, place, ExcelDateTime::from_ymd(year, month, day)?, look)?
        }
        (_, Some(whole)) => sheet.write_number_with_format(row, place, whole, look)?,
        _ => sheet.write_string_with_format(row, place, &cell.text, look)?,
    };
    if let Some(mark) = &cell.mark {
        sheet.insert_note(
            row,
            place,
            &Note::new(mark.as_str()).set_author(AUTHOR).add_author_prefix(false),
        )?;
    }
    Ok(())
}

/// A day that a sheet can hold as one: written `YYYY-MM-DD`, not before 1900-03-01 (before that spreadsheets disagree).
fn day_of(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let written = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let holds =
        written && (year, month, day) >= (1900, 3, 1) && ExcelDateTime::from_ymd(year, month, day).is_ok();
    holds.then_some((year, month, day))
}

fn validate(
    sheet: &mut Worksheet,
    at: (u16, u32),
    column: &BookColumn,
    lists: &str,
) -> Result<(), PaperFault> {
    let (place, last) = at;
    let mut rule = match column.form {
        _ if !column.choices.is_empty() => {
            let letter = rust_xlsxwriter::utility::column_number_to_name(place);
            let range = format!("='{lists}'!${letter}$1:${letter}${}", column.choices.len());
            DataValidation::new().allow_list_formula(Formula::new(range))
        }
        CellForm::Day => {
            let first = ExcelDateTime::from_ymd(1900, 3, 1)?;
            DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(first))
        }
        CellForm::Whole => DataValidation::new().allow_whole_number(DataValidationRule::Between(0, 100)),
        CellForm::Short | CellForm::Text if column.help.is_empty() => return Ok(()),
        CellForm::Short | CellForm::Text => DataValidation::new().allow_any_value(),
    };
    if !column.help.is_empty() {
        // A program shows at most 255 characters, under a title of 32.
        let help: String = column.help.chars().take(255).collect();
        rule = rule.set_input_message(&help)?.set_error_message(&help)?;
    }
    sheet.add_data_validation(1, place, last, place, &rule)?;
    Ok(())
}

fn width(column: &BookColumn) -> u32 {
    match column.form {
        CellForm::Text => 26,
        CellForm::Short => 14,
        CellForm::Day => 11,
        CellForm::Whole => 8,
    }
}

fn set_up(sheet: &mut Worksheet, book: &Book, rows: u32) -> Result<(), PaperFault> {
    let last = u16::try_from(book.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9); // A4
    sheet.set_print_fit_to_pages(if book.columns.len() > WIDE { 2 } else { 1 }, 0);
    // `&` begins a command in headings of a print.
    sheet.set_header(format!("&C&\"-,Bold\"&14{}", book.name.replace('&', "&&")));
    sheet.set_footer("&C&P / &N");
    if !book.columns.is_empty() {
        sheet.autofilter(0, 0, rows, last)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        insert_rows: true,
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}
