//! What is taken at most, and why something is not.

use super::other::Other;
use earnest_model::message::Message;

/// What is taken at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of a workbook's parts when they are unpacked, and of the texts in all cells together.
    pub unpacked: u64,
    /// Rows, the head among them.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Cells in which something stands.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 8 << 20, unpacked: 64 << 20, rows: 20_001, columns: 100, cells: 800_000 }
    }
}

impl Limits {
    /// For a file that the operator of the program names: a whole nation of units, ratings by the million.
    #[must_use]
    pub fn of_operator() -> Self {
        Self { bytes: 1 << 30, unpacked: 1 << 30, rows: 5_000_000, columns: 1_000, cells: 60_000_000 }
    }
}

/// The most characters of a cell (a spreadsheet's own limit).
const CELL: usize = 32_767;

/// Why a table can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The file is larger than it may be.
    #[error("more than {0} bytes")]
    Large(usize),
    /// Its parts would unpack to more than is taken.
    #[error("unpacked it is more than {0} bytes")]
    Bomb(u64),
    /// It has more rows, or more cells, than are taken.
    #[error("more than {0} rows, or too many cells")]
    Rows(usize),
    /// It has more columns than are taken, or a cell more characters.
    #[error("more than {0} columns, or too long a cell")]
    Wide(usize),
    /// It is an archive, but no workbook that can be read.
    #[error("no readable workbook: {0}")]
    Workbook(String),
    /// It is something else.
    #[error("this is no table but a file of another kind: {}", .0.key())]
    Other(Other),
    /// It is text in no encoding that is known.
    #[error("line {0}: the text is neither UTF-8, UTF-16 nor GB18030")]
    Encoding(usize),
    /// Nothing is in it.
    #[error("no rows")]
    Empty,
}

impl ReadFault {
    /// What is said of it to people, with what can be done.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Large(most) => Message::new("error-table-large").with("most", *most >> 20),
            Self::Bomb(_) => Message::new("error-table-bomb"),
            Self::Rows(most) => Message::new("error-table-rows").with("most", most.saturating_sub(1)),
            Self::Wide(most) => Message::new("error-table-wide").with("most", *most),
            Self::Workbook(_) => Message::new("error-table-workbook"),
            Self::Encoding(line) => Message::new("error-table-encoding").with("line", *line),
            Self::Other(other) => Message::new(other.message_key()),
            Self::Empty => Message::new("error-table-empty"),
        }
    }
}

/// What was kept so far, held to the limits.
pub(super) struct Kept {
    pub limits: Limits,
    rows: usize,
    cells: usize,
    left: u64,
}

impl Kept {
    pub fn new(limits: Limits) -> Self {
        Self { limits, rows: 0, cells: 0, left: limits.unpacked }
    }

    pub fn row(&mut self) -> Result<(), ReadFault> {
        self.rows += 1;
        if self.rows > self.limits.rows { Err(ReadFault::Rows(self.limits.rows)) } else { Ok(()) }
    }

    pub fn cell(&mut self, text: &str) -> Result<(), ReadFault> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ReadFault::Rows(self.limits.rows));
        }
        // Bytes are quickly counted; only what has many is counted in characters.
        if text.len() > CELL && text.chars().count() > CELL {
            return Err(ReadFault::Wide(self.limits.columns));
        }
        self.left = self.left.checked_sub(text.len() as u64).ok_or(ReadFault::Bomb(self.limits.unpacked))?;
        Ok(())
    }
}
