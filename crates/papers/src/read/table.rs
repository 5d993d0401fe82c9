//! A table as it was read: sheets, rows and cells, each with what it shows.

/// A table that comes from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// Its sheets, in the order of the workbook; text is one sheet without a name.
    pub sheets: Vec<ReadSheet>,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadSheet {
    /// Its name; empty where there are no names.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Its rows that are not wholly blank.
    pub rows: Vec<ReadRow>,
    /// Comments that hang on its cells, and what lies over them.
    pub notes: Vec<ReadNote>,
}

/// What lies beside the cells and is not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Beside {
    /// A comment on a cell.
    #[default]
    Comment,
    /// A text box, a shape or a picture.
    Drawing,
    /// A chart.
    Chart,
    /// Formats that show something else than so many cells of a column hold.
    Formats(usize),
}

/// A comment on a cell, or what else lies there and is no cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadNote {
    /// What it is.
    pub is: Beside,
    /// The number of its row, from 1.
    pub number: u32,
    /// Its column, from 0.
    pub column: usize,
    /// What it says, as far as that can be read.
    pub text: String,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// The line of the text on which it begins; in a workbook its number.
    pub line: u32,
    /// How many fields were written, blank ones too; `None` in a workbook, whose rows have no end.
    pub fields: Option<usize>,
    /// Whether a filter or a hand hides it.
    pub hidden: bool,
    /// Its cells from the first column to the last that is not blank.
    pub cells: Vec<ReadCell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadCell {
    /// What it shows; days are written `YYYY-MM-DD`, with the hour behind if one is kept, hundredths with their sign (`85%`).
    pub text: String,
    /// What it is.
    pub is: CellIs,
    /// Whether it lies beneath the first row of a merged cell, whose text it shows.
    pub merged: bool,
    /// Over how many columns it goes, if it is merged.
    pub wide: usize,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellIs {
    /// Words, or nothing.
    #[default]
    Words,
    /// A number.
    Number,
    /// A number that is shown in hundredths.
    Percent,
    /// A day.
    Day,
    /// A time of day or a span of hours.
    Time,
    /// What a formula could not find or compute (`#N/A`).
    Fault,
    /// A formula that was never computed.
    Uncomputed,
    /// A number with more digits than a spreadsheet keeps: its last ones are lost.
    Rounded,
    /// Text of which some or all is struck through or hidden.
    Struck,
    /// A value whose format shows nothing (`;;;`).
    Unseen,
}

impl ReadRow {
    /// What stands in a column.
    #[must_use]
    pub fn text(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.text.as_str())
    }

    /// Whether nothing is seen in any cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(ReadCell::is_blank)
    }

    /// The cells in which something is seen, with their places.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &ReadCell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }

    /// What the row says, for people.
    #[must_use]
    pub fn says(&self) -> String {
        let mut said: Vec<&str> = self.filled().map(|(_, cell)| cell.text.trim()).collect();
        said.dedup();
        said.join(" ")
    }
}

impl ReadCell {
    /// A cell with words.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// Whether nothing is seen in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.is != CellIs::Uncomputed && earnest_model::signs::is_blank(&self.text)
    }
}
