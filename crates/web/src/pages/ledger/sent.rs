//! A table that came back, from the words of any language to those of the register.

use super::words::{label, words_of};
use earnest_i18n::Lang;
use earnest_model::{
    ledger::book::{Column, Form, LedgerKind, SentLine, SentTable, loose_day, plain},
    message::Message,
    pack::Pack,
};
use earnest_papers::SentRow;
use std::collections::BTreeMap;

/// Rows among which the head is looked for: some people put a title above it.
const HEAD_WITHIN: usize = 5;

/// How headings and words are compared: blanks and the case of letters are no difference.
fn bare(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Every heading in every language.
fn heads() -> BTreeMap<String, Column> {
    let all = Lang::ALL.iter().flat_map(|lang| Column::ALL.iter().map(move |column| (*lang, *column)));
    all.map(|(lang, column)| (bare(&label(lang, column)), column)).collect()
}

/// The words of a column in every language, and as the register has them.
fn lists(pack: &Pack, columns: &[(Column, usize)]) -> Vec<Option<BTreeMap<String, String>>> {
    let list = |(column, _): &(Column, usize)| {
        let Form::Choice(words) = column.form() else { return None };
        let all = Lang::ALL.iter().flat_map(|lang| words_of(pack, *lang, words));
        Some(all.flat_map(|(key, label)| [(bare(&label), key.clone()), (bare(&key), key)]).collect())
    };
    columns.iter().map(list).collect()
}

/// Which ledger has these columns.
fn kind_of(columns: &[(Column, usize)]) -> LedgerKind {
    let has = |wanted: &[Column]| columns.iter().any(|(column, _)| wanted.contains(column));
    if has(&[Column::VisitedOn, Column::Method, Column::Team, Column::Feedback]) {
        LedgerKind::Supervision
    } else if has(&[Column::ProblemSerial, Column::Progress, Column::Note]) {
        LedgerKind::Rectification
    } else {
        LedgerKind::Problems
    }
}

/// Reads the rows of a file as a ledger.
///
/// # Errors
/// No row has the headings of a ledger, or a heading stands twice.
pub fn table(pack: &Pack, rows: Vec<SentRow>) -> Result<SentTable, Message> {
    let heads = heads();
    let of = |row: &SentRow| -> Vec<(Column, usize)> {
        let found = row.cells.iter().enumerate();
        found.filter_map(|(at, cell)| Some((*heads.get(&bare(cell))?, at))).collect()
    };
    let found = rows.iter().take(HEAD_WITHIN).map(of).enumerate().find(|(_, columns)| {
        let has = |wanted: Column| columns.iter().any(|(column, _)| *column == wanted);
        columns.len() >= 2 && (has(Column::Serial) || has(Column::Problem))
    });
    let Some((head, mut columns)) = found else { return Err(Message::new("error-ledger-head")) };
    let kind = kind_of(&columns);
    columns.retain(|(column, _)| kind.columns().contains(column));
    let mut once: Vec<Column> = columns.iter().map(|(column, _)| *column).collect();
    once.sort_unstable();
    if once.windows(2).any(|pair| pair.first() == pair.get(1)) {
        return Err(Message::new("error-ledger-head-twice"));
    }
    let lists = lists(pack, &columns);
    let line = |row: SentRow| {
        let cells = columns.iter().zip(&lists).map(|((column, at), list)| {
            canonical(*column, list.as_ref(), row.cells.get(*at).map_or("", String::as_str))
        });
        SentLine { number: row.number, cells: cells.collect() }
    };
    let lines = rows.into_iter().skip(head + 1).map(line).collect();
    let columns = columns.iter().map(|(column, at)| (column.key().to_owned(), *at)).collect();
    Ok(SentTable { kind: kind.key().to_owned(), columns, lines })
}

/// A cell in words of the register; what is not understood stays as it is, so that its fault can be told.
fn canonical(column: Column, list: Option<&BTreeMap<String, String>>, cell: &str) -> String {
    let text = plain(cell);
    match (column.form(), list) {
        (Form::Choice(_), Some(list)) => {
            lines(&text, |line| list.get(&bare(line)).cloned().unwrap_or_else(|| line.to_owned()))
        }
        (Form::Day, _) => lines(&text, |line| loose_day(line).unwrap_or_else(|| line.to_owned())),
        (Form::Whole, _) => text.trim_end_matches('%').trim_end().trim_end_matches(".0").to_owned(),
        _ => text,
    }
}

fn lines(text: &str, of: impl Fn(&str) -> String) -> String {
    text.split('\n').map(|line| of(line.trim())).collect::<Vec<_>>().join("\n")
}
