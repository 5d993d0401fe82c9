//! A ledger as a file: its customary columns, the lists to choose from, what may be written where.

use super::words::{Speaker, label, name, words_of};
use crate::frame::call::Call;
use earnest_model::ledger::book::{Column, Form, LedgerKind, Right};
use earnest_papers::{Book, BookCell, BookColumn, CellForm, Open};

/// Rows below the last that are ready for new entries.
const SPARE: u32 = 100;

/// A file of a ledger with rows in words of the register.
pub fn paper(call: &Call<'_>, kind: LedgerKind, rows: impl Iterator<Item = Vec<BookCell>>) -> Book {
    let speaker = Speaker::new(call.pack(), call.tr, kind);
    let say = |(place, cell): (usize, BookCell)| BookCell { text: speaker.say(place, &cell.text), ..cell };
    let columns: Vec<_> = kind.columns().iter().map(|one| column(call, kind, *one)).collect();
    let takes = columns.iter().any(|column| column.open != Open::Never);
    Book {
        name: name(call.tr, kind),
        lists: call.tr.book_lists().into_owned(),
        columns,
        rows: rows.map(|row| row.into_iter().enumerate().map(say).collect()).collect(),
        spare: if takes { SPARE } else { 0 },
    }
}

fn column(call: &Call<'_>, kind: LedgerKind, column: Column) -> BookColumn {
    let open = match column.right(kind) {
        Right::Key if column == Column::ProblemSerial => Open::New,
        Right::Key | Right::Told => Open::Never,
        Right::New => Open::New,
        Right::Free => Open::Always,
    };
    let form = match column.form() {
        Form::Code | Form::Choice(_) => CellForm::Short,
        Form::Text if matches!(column, Column::Unit | Column::Leader | Column::Contact | Column::FoundBy) => {
            CellForm::Short
        }
        Form::Text => CellForm::Text,
        Form::Day => CellForm::Day,
        Form::Whole => CellForm::Whole,
    };
    let choices = match column.form() {
        Form::Choice(words) if open != Open::Never => {
            words_of(call.pack(), call.tr, words).into_iter().map(|(_, label)| label).collect()
        }
        _ => Vec::new(),
    };
    let help = match (open, column) {
        (Open::Never, _) => String::new(),
        (Open::New, _) => call.tr.book_help_new().into_owned(),
        (Open::Always, Column::Progress) => call.tr.book_help_progress().into_owned(),
        (Open::Always, _) => String::new(),
    };
    BookColumn { label: label(call.tr, column), help, form, choices, open, hidden: column == Column::Version }
}
