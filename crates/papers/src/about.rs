//! What a file says of itself, so that nobody who is handed it has to guess where its rows are from.

use crate::PaperFault;
use rust_xlsxwriter::{Format, FormatAlign, Workbook};

/// A sheet beside the lists of a workbook: what they show, where they were taken, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The name of its sheet.
    pub name: String,
    /// What is told, each with its label.
    pub facts: Vec<(String, String)>,
}

/// Adds the sheet to a workbook; `name` is one that no other sheet has.
pub(crate) fn add(workbook: &mut Workbook, name: &str, about: &About) -> Result<(), PaperFault> {
    let label = Format::new().set_bold().set_align(FormatAlign::Top);
    let words = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 80)?;
    for (row, (is, says)) in (0_u32..).zip(&about.facts) {
        sheet.write_string_with_format(row, 0, is, &label)?;
        sheet.write_string_with_format(row, 1, says, &words)?;
    }
    Ok(())
}
