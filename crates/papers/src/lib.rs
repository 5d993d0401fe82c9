//! Room `papers`: lists as files that spreadsheet programs open, XLSX and CSV, tables that come back, and
//! official papers as PDF and DOCX.
//!
//! Pure: rows in, bytes out; the day and the fonts are arguments, so that the same list gives the same bytes.

mod about;
mod archive;
mod book;
mod book_file;
mod csv_file;
mod list;
mod paper;
mod people;
mod read;
mod units;
mod xlsx_file;

pub use about::About;
pub use archive::{ArchiveFault, is_archive, packed, unpacked};
pub use book::{Book, BookCell, BookColumn, CellForm, Open};
pub use book_file::book_xlsx;
pub use csv_file::csv;
pub use list::{Column, Field, List};
pub use paper::*;
pub use people::{RollFileFault, RollWords, roll_csv, roll_table};
pub use read::{
    Beside, Body, CellIs, Head, Headings, Limits, NoContent, Other, ReadCell, ReadFault, ReadNote, ReadRow,
    ReadSheet, ReadTable, WholeFault, WholeTable, body, find_head, is_ragged, is_total, left_sheets,
    names_nothing, notes, plain_text, read, whole_table,
};
pub use units::{UnitFileFault, no_unit_table, unit_table, units_of};
pub use xlsx_file::xlsx;

/// Why a file can't be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperFault {
    /// The workbook refuses something, for instance a text of more than 32,767 characters.
    #[error("the workbook can't be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The rows can't be written as CSV.
    #[error("the rows can't be written: {0}")]
    Csv(#[from] csv::Error),
    /// The rows can't be brought to an end.
    #[error("the rows can't be written: {0}")]
    Buffer(String),
}
