//! A table that came back, from the words of any language to those of the register. What is not taken of it is told.

use super::words::{label, ways, words_of};
use earnest_i18n::Tr;
use earnest_model::{
    fold::alike,
    ledger::book::{
        Column, Form, LedgerKind, Odd, OddCell, SentLine, SentTable, Words, day_of_number, has_hour,
        loose_day, plain,
    },
    left_out::{LeftOut, Place, Why},
    message::Message,
    pack::Pack,
    signs::{is_blank, meant, stray, trimmed},
};
use earnest_papers::{
    CellIs, Head, Headings, ReadCell, ReadRow, ReadSheet, ReadTable, body, find_head, left_sheets,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every heading in every language.
pub fn headings(tr: Tr) -> Headings<Column> {
    let all = ways(tr).flat_map(|tr| Column::ALL.iter().map(move |column| (label(tr, *column), *column)));
    Headings::new(all)
}

/// The words of a column in every language, and as the register has them.
fn lists((pack, tr): (&Pack, Tr), columns: &[(Column, usize)]) -> Vec<Option<BTreeMap<String, String>>> {
    let list = |(column, _): &(Column, usize)| {
        let Form::Choice(words) = column.form() else { return None };
        let all = ways(tr).flat_map(|tr| words_of(pack, tr, words));
        Some(all.flat_map(|(key, label)| [(alike(&label), key.clone()), (alike(&key), key)]).collect())
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

/// Whether a sheet is the one on which a file of ours says what it is, as we wrote it.
fn is_about(tr: Tr, sheet: &ReadSheet) -> bool {
    let labels = |tr: Tr| {
        [
            tr.file_about_house(),
            tr.file_about_title(),
            tr.file_about_lede(),
            tr.file_about_reader(),
            tr.file_address(),
            tr.file_about_day(),
        ]
    };
    let known: BTreeSet<_> = ways(tr).flat_map(labels).collect();
    let told = |row: &ReadRow| {
        known.contains(row.text(0)) && row.cells.iter().skip(2).all(|cell| cell.text.is_empty())
    };
    ways(tr).any(|tr| tr.file_about() == sheet.name) && sheet.rows.iter().all(told)
}

/// Whether a hidden sheet is that of the words to choose from, which goes out beside each ledger: by its name and by
/// holding nothing else.
fn is_lists((pack, tr): (&Pack, Tr), sheet: &ReadSheet) -> bool {
    const LISTS: [Words; 8] = [
        Words::Level,
        Words::Aspect,
        Words::Source,
        Words::TimeClass,
        Words::ProblemState,
        Words::MeasureState,
        Words::Step,
        Words::Method,
    ];
    let named = ways(tr).any(|tr| tr.book_lists() == sheet.name);
    let words = || -> BTreeSet<String> {
        let each = ways(tr).flat_map(|tr| LISTS.map(|words| words_of(pack, tr, words)));
        each.flatten().map(|(_, label)| label).collect()
    };
    let all = || {
        let words = words();
        sheet.rows.iter().flat_map(ReadRow::filled).all(|(_, cell)| words.contains(&cell.text))
    };
    named && all()
}

/// The first sheet that is not hidden and has the head of a ledger.
fn found<'t>(
    read: &'t ReadTable,
    headings: &Headings<Column>,
) -> Option<(usize, &'t ReadSheet, Head<Column>)> {
    let enough = |keys: &[Column]| {
        keys.len() >= 2 && (keys.contains(&Column::Serial) || keys.contains(&Column::Problem))
    };
    let sheets = read.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden);
    sheets.filter_map(|(place, sheet)| Some((place, sheet, find_head(sheet, headings, &enough)?))).next()
}

/// Takes a table that was read as a ledger.
///
/// # Errors
/// No row has the headings of a ledger, or a heading stands twice.
pub fn table(spoken: (&Pack, Tr), read: &ReadTable) -> Result<SentTable, Message> {
    let headings = headings(spoken.1);
    let Some((place, sheet, head)) = found(read, &headings) else {
        return Err(Message::new("error-ledger-head"));
    };
    if let Some(heading) = head.twice {
        return Err(Message::new("error-ledger-head-twice").with("heading", heading));
    }
    let kind = kind_of(&head.columns);
    let (columns, others): (Vec<_>, Vec<_>) =
        head.columns.iter().partition(|(column, _)| kind.columns().contains(column));
    let below = body(sheet, &head, &headings);
    let mut left = left_sheets(read, place, &|sheet| {
        sheet.hidden && is_lists(spoken, sheet) || is_about(spoken.1, sheet)
    });
    left.extend(head.left);
    left.extend(others.iter().map(|(_, at)| other_ledger(sheet, head.end, *at)));
    left.extend(below.left);
    left.extend(columns.iter().filter_map(|(column, at)| hours(sheet, &below.rows, (*column, *at))));
    let reading = Reading { kind, lists: lists(spoken, &columns), columns };
    let mut odd = Vec::new();
    let lines = below.rows.iter().map(|row| reading.line(row, &mut odd)).collect();
    let columns = reading.columns.iter().map(|(column, at)| (column.key().to_owned(), *at)).collect();
    Ok(SentTable { kind: kind.key().to_owned(), columns, lines, left, odd })
}

/// A column that is known, but that this ledger has not.
fn other_ledger(sheet: &ReadSheet, end: usize, at: usize) -> LeftOut {
    let heading =
        sheet.rows.iter().take(end).map(|row| row.text(at)).rfind(|text| !is_blank(text)).unwrap_or_default();
    let count = sheet.rows.iter().skip(end).filter(|row| !is_blank(row.text(at))).count();
    LeftOut::new(&sheet.name, Place::Column(at), Why::OtherLedger, heading, count)
}

/// Hours behind the days of a column: the register keeps days, and does not keep silent about it.
fn hours(sheet: &ReadSheet, rows: &[&ReadRow], (column, at): (Column, usize)) -> Option<LeftOut> {
    let is_left = |text: &&str| column.form() == Form::Day && text.lines().any(has_hour);
    let mut texts = rows.iter().map(|row| row.text(at)).filter(is_left);
    let first = texts.next()?;
    Some(LeftOut::new(&sheet.name, Place::Column(at), Why::Hour, first, 1 + texts.count()))
}

/// How the rows of a ledger are read.
struct Reading {
    kind: LedgerKind,
    columns: Vec<(Column, usize)>,
    lists: Vec<Option<BTreeMap<String, String>>>,
}

impl Reading {
    fn line(&self, row: &ReadRow, odd: &mut Vec<OddCell>) -> SentLine {
        // Where the problem is merged over several rows, they are measures of one problem: what is merged beside it is
        // said once. Where it is not, each row is a problem of its own, and has what it shows.
        let goes_on = self.kind == LedgerKind::Problems
            && self.columns.iter().any(|(column, at)| {
                *column == Column::Problem && row.cells.get(*at).is_some_and(|cell| cell.merged)
            });
        let blank = ReadCell::default();
        let cells = self.columns.iter().zip(&self.lists).map(|((column, at), list)| {
            let cell = row.cells.get(*at).unwrap_or(&blank);
            if goes_on && cell.merged && !column.is_of_measure() {
                return String::new();
            }
            odd.extend(
                why_odd(*column, cell).map(|why| OddCell::new(row.number, *column, why, trimmed(&cell.text))),
            );
            canonical(*column, list.as_ref(), &cell.text)
        });
        SentLine { number: row.number, cells: cells.collect() }
    }
}

/// Why a cell says nothing that can be taken.
fn why_odd(column: Column, cell: &ReadCell) -> Option<Odd> {
    let is_day = column.form() == Form::Day;
    match cell.is {
        CellIs::Fault => Some(Odd::Fault),
        CellIs::Uncomputed => Some(Odd::Uncomputed),
        CellIs::Time if is_day => Some(Odd::Time),
        CellIs::Rounded => Some(Odd::Rounded),
        CellIs::Struck => Some(Odd::Struck),
        CellIs::Unseen => Some(Odd::Unseen),
        CellIs::Number | CellIs::Words if is_day && day_of_number(&meant(&cell.text)).is_some() => {
            Some(Odd::DayNumber)
        }
        _ if is_text(column) && stray(trimmed(&plain(&cell.text)), true).is_some() => Some(Odd::Stray),
        CellIs::Words if FAULTS.contains(&meant(&cell.text).to_uppercase().as_str()) => Some(Odd::Fault),
        _ => None,
    }
}

/// Whether a column keeps a text as it stands; of codes, days and words of a list only what is meant is taken.
fn is_text(column: Column) -> bool {
    !matches!(column.form(), Form::Choice(_) | Form::Day | Form::Whole | Form::Code)
}

/// What a spreadsheet shows where a formula found nothing: so it comes in pasted rows and CSV files.
const FAULTS: [&str; 9] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"];

/// A cell in words of the register; what is not understood stays as it is, so that its fault can be told.
fn canonical(column: Column, list: Option<&BTreeMap<String, String>>, cell: &str) -> String {
    let text = plain(cell);
    match (column.form(), list) {
        (Form::Choice(_), Some(list)) => {
            lines(&text, |line| list.get(&alike(line)).cloned().unwrap_or_else(|| line.to_owned()))
        }
        (Form::Day, _) => lines(&text, |line| loose_day(line).unwrap_or_else(|| line.to_owned())),
        (Form::Whole, _) => meant(&text).trim_end_matches('%').trim_end().trim_end_matches(".0").to_owned(),
        (Form::Code, _) => meant(&text),
        _ => trimmed(&text).to_owned(),
    }
}

fn lines(text: &str, of: impl Fn(&str) -> String) -> String {
    text.split('\n').map(|line| of(line.trim())).collect::<Vec<_>>().join("\n")
}
