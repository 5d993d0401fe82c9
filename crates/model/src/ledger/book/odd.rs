//! What is wrong with a cell.

use super::{column::Column, day::day_of_number};
use crate::{message::Message, signs::shown, words::words};
use serde::{Deserialize, Serialize};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The row in the file.
    pub number: u32,
    /// The column; `None` if it is the row as a whole.
    pub column: Option<Column>,
    /// What is wrong and what can be done.
    pub message: Message,
}

/// A cell that says nothing that can be taken, whatever its column asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddCell {
    /// The row in the file.
    pub number: u32,
    /// Key of the column.
    pub column: String,
    /// Key of why.
    pub why: String,
    /// What it shows.
    pub says: String,
}

words! {
    /// Why a cell says nothing that can be taken.
    Odd, "error-ledger-odd" {
        /// A formula that found nothing (`#N/A`).
        Fault = "fault",
        /// A formula that was never computed.
        Uncomputed = "uncomputed",
        /// A time where a day is asked for.
        Time = "time",
        /// A number that a spreadsheet keeps a day as.
        DayNumber = "day-number",
        /// A number that lost its last digits.
        Rounded = "rounded",
        /// A sign that no text has: one that is not seen, or that not everybody sees alike.
        Stray = "stray",
        /// Text that is struck through or hidden, in part or whole.
        Struck = "struck",
        /// A value whose format shows nothing.
        Unseen = "unseen",
    }
}

impl OddCell {
    /// A cell that can't be taken.
    pub fn new(number: u32, column: Column, why: Odd, says: &str) -> Self {
        Self { number, column: column.key().to_owned(), why: why.key().to_owned(), says: says.to_owned() }
    }

    /// Its column, if why it is odd are its signs alone, and not what the file does with them.
    pub(super) fn text_column(&self) -> Option<Column> {
        let signs = matches!(Odd::parse(&self.why).ok()?, Odd::Fault | Odd::Rounded | Odd::Stray);
        Column::parse(&self.column).ok().filter(|_| signs)
    }

    /// The fault at the cell; `None` if its words are not of this version.
    pub(super) fn fault(&self) -> Option<CellFault> {
        let column = Column::parse(&self.column).ok()?;
        let message = match Odd::parse(&self.why).ok()? {
            Odd::Fault => Message::new("error-cell-fault"),
            Odd::Uncomputed => Message::new("error-cell-uncomputed"),
            Odd::Time => Message::new("error-cell-time"),
            Odd::DayNumber => {
                let day = day_of_number(&self.says).unwrap_or_default();
                Message::new("error-cell-day-number").with("day", day)
            }
            Odd::Rounded => Message::new("error-cell-rounded"),
            Odd::Stray => Message::new("error-cell-stray"),
            Odd::Struck => Message::new("error-cell-struck"),
            Odd::Unseen => Message::new("error-cell-unseen"),
        };
        Some(CellFault {
            number: self.number,
            column: Some(column),
            message: message.with("text", shown(&self.says)),
        })
    }
}
