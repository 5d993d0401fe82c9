//! Lists as files: every page of a list gives the same rows as CSV and XLSX, by `as=csv` and `as=xlsx` in its address.

use crate::{
    frame::{
        call::Call,
        fields::Fields,
        file_caption::FileCaption,
        reply::{Fault, Outcome, Reply},
    },
    look::{Nav, Shell, Table},
};
use earnest_app::AppError;
use earnest_model::message::Message;
use earnest_papers::{About, Book, Field, Grid, List, PaperFault};
use serde_json::{Number, Value};

/// The most rows that a file takes: more than twice the longest list of a province. Whoever wants more narrows the list.
pub(super) const MOST: i64 = 100_000;

/// What a list is asked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Xlsx,
    /// For programs: no page shows the way to it.
    Json,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Json];
    /// To which a page shows the way.
    const SHOWN: [Self; 2] = [Self::Xlsx, Self::Csv];

    const fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

impl Call<'_> {
    fn kind_of_file(&self) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| self.query.get("as") == kind.key())
    }

    /// How many rows are read: those of a page, or all that a file takes.
    pub fn rows(&self, page: i64) -> i64 {
        if self.wants_file() { MOST } else { page }
    }

    /// The frame of a list's page, with the ways to its files.
    pub fn shell_of_list(&self, room: Option<Nav>, title: impl Into<String>) -> Shell {
        let kept =
            self.query.0.iter().filter(|(name, _)| !["after", "before", "lang"].contains(&name.as_str()));
        let kept = Fields(kept.cloned().collect());
        let href = |kind: Kind| (kind.key().to_uppercase(), self.here(&kept.with("as", kind.key())));
        let mut ways: Vec<_> = Kind::SHOWN.map(href).into();
        ways.extend(self.ways_to_papers(&kept));
        self.shell(room, title).files(ways).files_note(self.faces_note())
    }

    /// The tables as a file, if the request asks for one; the page's frame gives the caption that goes with them. `more`:
    /// rows that are not in them; such a file would be a half, so it is refused.
    ///
    /// # Errors
    /// There are more rows than a file takes, or the file can't be written.
    pub fn file<'t>(
        &self,
        shell: &Shell,
        (name, more): (&str, bool),
        tables: impl IntoIterator<Item = &'t Table>,
    ) -> Result<Option<Reply>, Fault> {
        if !self.wants_file() {
            return Ok(None);
        }
        if more {
            return Err(AppError::Refused(Message::new("error-file-rows").with("most", MOST)).into());
        }
        let caption = self.caption_of_file(shell, name);
        let Some(kind) = self.kind_of_file() else {
            let grids = tables.into_iter().map(|table| self.grid(table)).collect();
            return self.list_paper(&caption, grids).map(Some);
        };
        let (note, address) = (|label: &str| self.tr.file_note(label), self.tr.file_address());
        let lists: Vec<_> = tables.into_iter().map(|table| table.list(&note, &address)).collect();
        let bytes = match kind {
            Kind::Csv => earnest_papers::csv(&lists, &self.tr.file_list()),
            Kind::Json => Ok(json(&lists)),
            Kind::Xlsx => earnest_papers::xlsx(&lists, &self.about(&caption), self.day_of_file()),
        };
        self.kept(kind, &caption, bytes).map(Some)
    }

    fn kept(
        &self,
        kind: Kind,
        caption: &FileCaption,
        bytes: Result<Vec<u8>, PaperFault>,
    ) -> Result<Reply, Fault> {
        let bytes = bytes.map_err(|fault| {
            tracing::error!(%fault, "a list can't be written as a file");
            AppError::refused("error-file")
        })?;
        Ok(Reply::File { media: kind.media(), name: format!("{}.{}", caption.name, kind.key()), bytes })
    }

    fn about(&self, caption: &FileCaption) -> About {
        About { name: self.tr.file_about().into_owned(), facts: caption.facts.clone() }
    }

    /// Whether the request asks for a file instead of a page.
    pub fn wants_file(&self) -> bool {
        self.kind_of_file().is_some() || self.wants_paper()
    }

    /// A ledger as the file that the request asks for; the page's frame gives the caption that goes with it. `more`: rows
    /// that are not in it; a half is refused.
    ///
    /// # Errors
    /// There are more rows than a file takes, or the file can't be written.
    pub fn book_file(&self, shell: &Shell, (name, more): (&str, bool), book: &Book) -> Outcome {
        if more {
            return Err(AppError::Refused(Message::new("error-file-rows").with("most", MOST)).into());
        }
        let caption = self.caption_of_file(shell, name);
        if self.wants_paper() {
            return self.list_paper(&caption, vec![Grid::from(&book.list())]);
        }
        let kind = self.kind_of_file().unwrap_or(Kind::Xlsx);
        let bytes = match kind {
            Kind::Csv => earnest_papers::csv(&[book.list()], &self.tr.file_list()),
            Kind::Json => Ok(json(&[book.list()])),
            Kind::Xlsx => earnest_papers::book_xlsx(book, &self.about(&caption), self.day_of_file()),
        };
        self.kept(kind, &caption, bytes)
    }

    fn day_of_file(&self) -> (u16, u8, u8) {
        let day = self.today;
        let whole = |number: i8| u8::try_from(number).unwrap_or(1);
        (u16::try_from(day.year()).unwrap_or(1900), whole(day.month()), whole(day.day()))
    }
}

/// Lists for programs: of each its name, its columns, and its rows in the order of the columns. A share stays as it is shown.
fn json(lists: &[List]) -> Vec<u8> {
    let field = |field: &Field| match field {
        Field::Nothing => Value::Null,
        Field::Text(text) => Value::String(text.clone()),
        Field::Number { digits, percent: true } => Value::String(format!("{digits}%")),
        Field::Number { digits, percent: false } => {
            digits.parse::<Number>().map_or_else(|_| Value::String(digits.clone()), Value::Number)
        }
    };
    let list = |list: &List| {
        let columns: Vec<_> = list.columns.iter().map(|column| column.label.as_str()).collect();
        let rows: Vec<Vec<_>> = list.rows.iter().map(|row| row.iter().map(field).collect()).collect();
        serde_json::json!({ "list": list.name, "columns": columns, "rows": rows })
    };
    let mut text =
        serde_json::to_string_pretty(&lists.iter().map(list).collect::<Vec<_>>()).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}
