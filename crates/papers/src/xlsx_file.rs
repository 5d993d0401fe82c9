//! Lists as a workbook: a sheet each, heads frozen, repeated in print and with a filter.

use crate::{About, Column, Field, List, PaperFault, about};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

/// The widest a column is made, in characters; longer texts wrap.
const WIDEST: usize = 60;

/// Writes a workbook, what it says of itself on its last sheet; `day` (year, month, day) stands in its properties.
///
/// # Errors
/// A list has more rows (1,048,575) or columns (16,384), or a text more characters (32,767), than a sheet takes.
pub fn xlsx(lists: &[List], about: &About, day: (u16, u8, u8)) -> Result<Vec<u8>, PaperFault> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.0, day.1, day.2)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut names: Vec<String> = Vec::new();
    for list in lists {
        let name = sheet_name(&list.name, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        fill(sheet, list)?;
    }
    about::add(&mut workbook, &sheet_name(&about.name, &names), about)?;
    Ok(workbook.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, list: &List) -> Result<(), PaperFault> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (place, column) in (0_u16..).zip(&list.columns) {
        sheet.write_string_with_format(0, place, &column.label, &head)?;
        sheet.set_column_width(place, width(list, place.into(), column))?;
    }
    for (row, fields) in (1_u32..).zip(&list.rows) {
        for (place, field) in (0_u16..).zip(fields) {
            match field {
                Field::Nothing => {}
                Field::Text(text) => {
                    sheet.write_string_with_format(row, place, text, &words)?;
                }
                Field::Number { digits, percent } => number(sheet, (row, place), digits, *percent)?,
            }
        }
    }
    let last = u16::try_from(list.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_paper_size(9); // A4
    if !list.columns.is_empty() {
        sheet.autofilter(0, 0, u32::try_from(list.rows.len()).unwrap_or(u32::MAX), last)?;
    }
    Ok(())
}

/// A number with as many places as it was shown with.
fn number(sheet: &mut Worksheet, at: (u32, u16), digits: &str, percent: bool) -> Result<(), PaperFault> {
    // Hundredths by the exponent, so that nothing is computed.
    let text = if percent { format!("{digits}e-2") } else { digits.to_owned() };
    let places = digits.split_once('.').map_or(0, |(_, rest)| rest.len());
    let shown = match places {
        0 => "#,##0".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places)),
    };
    let shown = if percent { shown.replace("#,##", "") + "%" } else { shown };
    let format = Format::new().set_num_format(shown).set_align(FormatAlign::Top);
    match text.parse::<f64>() {
        Ok(value) => sheet.write_number_with_format(at.0, at.1, value, &format)?,
        Err(_) => sheet.write_string(at.0, at.1, digits)?,
    };
    Ok(())
}

/// As wide as its longest text; a Chinese character takes the place of two.
fn width(list: &List, place: usize, column: &Column) -> u32 {
    let text = |field: &Field| match field {
        Field::Nothing => 0,
        Field::Text(text) => text.lines().map(wide).max().unwrap_or(0),
        Field::Number { digits, .. } => digits.len() + 2,
    };
    let longest = list.rows.iter().filter_map(|row| row.get(place)).map(text).max().unwrap_or(0);
    u32::try_from(longest.max(wide(&column.label)).clamp(6, WIDEST) + 2).unwrap_or(8)
}

fn wide(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// A name that a sheet may have: at most 31 characters, none of `[]:*?/\`, and no other sheet's.
pub(crate) fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted
        .chars()
        .map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter })
        .take(26)
        .collect();
    let clean = clean.trim_matches(|letter: char| letter.is_whitespace() || letter == '·');
    let clean = if clean.is_empty() { "-" } else { clean };
    let same = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    if !same(clean) {
        return clean.to_owned();
    }
    (2..).map(|number| format!("{clean} {number}")).find(|name| !same(name)).unwrap_or_default()
}
