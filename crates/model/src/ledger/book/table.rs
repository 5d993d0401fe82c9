//! A ledger that comes back: its rows in words of the register, and what they would change. Pure: the register's own
//! rows are an argument.

use super::{
    BookRow, CellFault, Column, Form, LedgerKind, OddCell, Right, SentLine, SentTable,
    row::{plain, version},
};
use crate::{
    id::UnitId,
    message::Message,
    signs::{shown, trimmed},
};
use std::collections::{BTreeMap, BTreeSet};

/// A cell that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The row in the file.
    pub number: u32,
    /// The key of the problem or measure.
    pub id: i64,
    /// Its serial.
    pub serial: String,
    /// Its unit.
    pub unit: UnitId,
    /// The column.
    pub column: Column,
    /// What stands there now.
    pub old: String,
    /// What would stand there.
    pub new: String,
}

/// What a table would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Cells that would change, in the order of the file.
    pub changes: Vec<Change>,
    /// New problems: for each the places of its rows among the table's lines.
    pub new: Vec<Vec<usize>>,
    /// What is wrong.
    pub faults: Vec<CellFault>,
    /// Rows that say what the register says.
    pub same: usize,
    /// Rows that nobody touched, but that the register has changed since: they stay as they are.
    pub moved: usize,
    /// Cells of rows that were changed here since the file went out: what stands there now, and what the file says.
    pub overtaken: Vec<Change>,
    /// Cells that say nothing that can be taken.
    odd: BTreeSet<(u32, Column)>,
}

/// Compares a table with the register's rows, by serial.
pub fn compare(kind: LedgerKind, table: &SentTable, current: &BTreeMap<String, BookRow>) -> Compared {
    let mut compared = Compared::default();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut last_new: Option<&SentLine> = None;
    for (place, line) in table.lines.iter().enumerate() {
        let fault = |column, message| CellFault { number: line.number, column, message };
        let serial = table.cell(line, Column::Serial).unwrap_or_default().trim();
        if serial.is_empty() {
            if !says_anything(kind, table, line) {
                continue;
            }
            match new_line(kind, table, line, last_new) {
                Err((column, message)) => {
                    last_new = None;
                    compared.faults.push(fault(column, message));
                }
                Ok(true) => {
                    if let Some(group) = compared.new.last_mut() {
                        group.push(place);
                    }
                }
                Ok(false) => {
                    compared.new.push(vec![place]);
                    last_new = Some(line);
                }
            }
            continue;
        }
        last_new = None;
        if let Some(first) = seen.insert(serial, line.number) {
            let twice = Message::new("error-ledger-twice").with("row", i64::from(first));
            compared.faults.push(fault(Some(Column::Serial), twice));
            continue;
        }
        match current.get(serial) {
            None => {
                let unknown = Message::new("error-ledger-unknown").with("serial", shown(serial));
                compared.faults.push(fault(Some(Column::Serial), unknown));
            }
            Some(row) => compare_row(kind, table, line, row, &mut compared),
        }
    }
    let odd = table.odd.iter().filter(|one| !stands(kind, table, one, current));
    compared.told(odd.filter_map(OddCell::fault).collect());
    compared
}

/// Whether what would be odd in a file stands in the register in these very signs: somebody typed them, and the file brings them
/// back as they went out.
fn stands(kind: LedgerKind, table: &SentTable, odd: &OddCell, current: &BTreeMap<String, BookRow>) -> bool {
    let Some(column) = odd.text_column() else { return false };
    let Some(line) = table.lines.iter().find(|line| line.number == odd.number) else { return false };
    let serial = table.cell(line, Column::Serial).unwrap_or_default().trim();
    let sent = table.cell(line, column).map(plain);
    let row = current.get(serial);
    row.zip(sent).is_some_and(|(row, sent)| same(kind, column, &sent, row.cell(kind, column)))
}

impl Compared {
    /// Takes the faults of cells that say nothing; what else is said of the same cell is said because of them.
    fn told(&mut self, odd: Vec<CellFault>) {
        self.odd = odd.iter().filter_map(|one| Some((one.number, one.column?))).collect();
        let others = std::mem::take(&mut self.faults);
        self.take(others);
        self.faults.extend(odd);
    }

    /// Takes further faults of cells.
    pub fn take(&mut self, faults: impl IntoIterator<Item = CellFault>) {
        let odd = &self.odd;
        let told =
            |fault: &CellFault| fault.column.is_some_and(|column| odd.contains(&(fault.number, column)));
        self.faults.extend(faults.into_iter().filter(|fault| !told(fault)));
    }
}

/// Whether something stands in a cell that a new row may fill.
fn says_anything(kind: LedgerKind, table: &SentTable, line: &SentLine) -> bool {
    let fills = |column: &Column| matches!(column.right(kind), Right::New | Right::Free);
    let mut columns = kind.columns().iter().filter(|column| kind == LedgerKind::Supervision || fills(column));
    columns.any(|column| table.cell(line, *column).is_some_and(|cell| !cell.trim().is_empty()))
}

/// Whether a new row goes on with the new problem above it (a further measure), or begins one.
fn new_line(
    kind: LedgerKind,
    table: &SentTable,
    line: &SentLine,
    last: Option<&SentLine>,
) -> Result<bool, (Option<Column>, Message)> {
    let of = table.cell(line, Column::ProblemSerial).unwrap_or_default().trim();
    if kind == LedgerKind::Supervision {
        return Err((None, Message::new("error-ledger-new-here")));
    }
    if !of.is_empty() {
        return Err((Some(Column::ProblemSerial), Message::new("error-ledger-add-measure")));
    }
    let filled = |column: &&Column| table.cell(line, **column).is_some_and(|cell| !cell.trim().is_empty());
    for column in kind.columns().iter().filter(filled) {
        // What would be left out without a word is told instead. The unit's name is only a help to the eye.
        let key = match column.right(kind) {
            Right::Told if *column != Column::Unit => refusal(kind, *column),
            Right::Free if kind == LedgerKind::Rectification => Some("error-ledger-later"),
            _ => None,
        };
        if let Some(key) = key {
            return Err((Some(*column), Message::new(key)));
        }
    }
    Ok(last.is_some_and(|last| goes_on(kind, table, line, last)))
}

/// Whether a new row says nothing of a problem, or (where a row is a measure) the same as the row above.
fn goes_on(kind: LedgerKind, table: &SentTable, line: &SentLine, last: &SentLine) -> bool {
    let of_problem = |column: &&Column| column.is_of_problem() || **column == Column::UnitCode;
    let mut columns = kind.columns().iter().filter(of_problem);
    columns.all(|column| {
        let (cell, above) = (table.cell(line, *column).map(plain), table.cell(last, *column).map(plain));
        let blank = cell.as_ref().is_none_or(String::is_empty);
        blank || (kind == LedgerKind::Rectification && cell == above)
    })
}

/// Whether two cells say the same. Codes that a spreadsheet took for numbers have lost their leading noughts.
fn same(kind: LedgerKind, column: Column, sent: &str, now: &str) -> bool {
    let bare = |text: &str| text.trim_start_matches('0').to_owned();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    sent == now
        || (column.form() == Form::Text && trimmed(sent) == trimmed(now))
        || (column == Column::UnitCode && digits(sent) && digits(now) && bare(sent) == bare(now))
        || (column.form() == Form::Text
            && column.right(kind) != Right::Free
            && squeezed(sent) == squeezed(now))
}

/// A text without its line breaks: where a text only tells, a program that lost them did no harm.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn compare_row(kind: LedgerKind, table: &SentTable, line: &SentLine, row: &BookRow, compared: &mut Compared) {
    let sent: Vec<Option<String>> =
        kind.columns().iter().map(|column| table.cell(line, *column).map(plain)).collect();
    let mut differ = Vec::new();
    for ((column, sent), now) in kind.columns().iter().zip(&sent).zip(row.cells()) {
        if let Some(sent) = sent
            && *column != Column::Version
            && !same(kind, *column, sent, now)
        {
            differ.push((*column, now, sent));
        }
    }
    if differ.is_empty() {
        compared.same += 1;
        return;
    }
    let fault = |column, key| CellFault { number: line.number, column, message: Message::new(key) };
    let change = |column: Column, old: &String, new: &String| Change {
        number: line.number,
        id: row.id,
        serial: row.cell(kind, Column::Serial).to_owned(),
        unit: row.unit,
        column,
        old: old.clone(),
        new: new.clone(),
    };
    let carried = table.cell(line, Column::Version).map(str::trim).unwrap_or_default();
    let whole: Option<Vec<String>> = sent.iter().cloned().collect();
    if whole.is_some_and(|cells| version(kind, &cells) == carried) {
        compared.moved += 1;
        return;
    }
    let current = row.cell(kind, Column::Version);
    if carried != current {
        let key = if carried.is_empty() { "error-ledger-version" } else { "error-ledger-stale" };
        compared.faults.push(fault(Some(Column::Serial), key));
        compared.overtaken.extend(differ.iter().map(|(column, now, sent)| change(*column, now, sent)));
        return;
    }
    for (column, old, new) in differ {
        match refusal(kind, column) {
            Some(key) => compared.faults.push(fault(Some(column), key)),
            None => compared.changes.push(change(column, old, new)),
        }
    }
}

/// Why a cell of a row that exists can't be changed in a ledger; `None` if it can.
fn refusal(kind: LedgerKind, column: Column) -> Option<&'static str> {
    Some(match (column.right(kind), kind) {
        (Right::Free, _) => return None,
        (Right::Key, _) => "error-ledger-key",
        _ if column.is_of_closure() => "error-ledger-closure",
        (_, LedgerKind::Supervision) => "error-ledger-told",
        (Right::New, LedgerKind::Rectification) if column.is_of_problem() => "error-ledger-in-problems",
        (Right::New, _) if column.is_of_measure() => "error-ledger-measure",
        (Right::New, _) => "error-ledger-fixed",
        (Right::Told, _) => "error-ledger-told",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::book::Odd;
    use proptest::prelude::*;

    const KIND: LedgerKind = LedgerKind::Problems;

    fn row(serial: &str, body: &str, state: &str) -> BookRow {
        BookRow::new(KIND, 7, UnitId(3), |column| match column {
            Column::Serial => serial.to_owned(),
            Column::Problem => body.to_owned(),
            Column::ProblemState => state.to_owned(),
            Column::UnitCode => "0012".to_owned(),
            _ => String::new(),
        })
    }

    fn table(rows: &[Vec<String>]) -> SentTable {
        let columns = KIND.columns().iter().enumerate().map(|(at, column)| (column.key().to_owned(), at));
        let lines = (2..).zip(rows).map(|(number, cells)| SentLine { number, cells: cells.clone() });
        SentTable {
            kind: KIND.key().into(),
            columns: columns.collect(),
            lines: lines.collect(),
            left: Vec::new(),
            odd: Vec::new(),
        }
    }

    fn held(rows: &[BookRow]) -> BTreeMap<String, BookRow> {
        rows.iter().map(|row| (row.cell(KIND, Column::Serial).to_owned(), row.clone())).collect()
    }

    fn set(cells: &mut [String], column: Column, text: &str) {
        cells[KIND.place(column).unwrap()] = text.to_owned();
    }

    fn keys(compared: &Compared) -> Vec<&'static str> {
        compared.faults.iter().map(|fault| fault.message.key).collect()
    }

    #[test]
    fn a_cell_that_may_be_written_changes_and_one_of_the_closure_is_refused_by_its_own_words() {
        let now = row("A-1", "vague", "signed");
        let mut cells = now.cells().to_vec();
        set(&mut cells, Column::Problem, "three letters unanswered");
        let compared = compare(KIND, &table(&[cells.clone()]), &held(std::slice::from_ref(&now)));
        assert_eq!((compared.changes.len(), keys(&compared)), (1, vec![]));
        assert_eq!((compared.changes[0].old.as_str(), compared.changes[0].number), ("vague", 2));
        set(&mut cells, Column::Closed, "3");
        set(&mut cells, Column::Source, "audit");
        let compared = compare(KIND, &table(&[cells]), &held(&[now]));
        assert_eq!(keys(&compared), ["error-ledger-fixed", "error-ledger-closure"]);
    }

    #[test]
    fn a_row_that_the_register_changed_meanwhile_is_told_if_touched_and_left_alone_if_not() {
        let (out, now) = (row("A-1", "vague", "reported"), row("A-1", "less vague", "signed"));
        let untouched = compare(KIND, &table(&[out.cells().to_vec()]), &held(std::slice::from_ref(&now)));
        assert_eq!((untouched.moved, untouched.changes.len(), untouched.faults.len()), (1, 0, 0));
        let mut cells = out.cells().to_vec();
        set(&mut cells, Column::Problem, "mine");
        let touched = compare(KIND, &table(&[cells.clone()]), &held(std::slice::from_ref(&now)));
        assert_eq!((keys(&touched), touched.changes.len()), (vec!["error-ledger-stale"], 0));
        let both = touched.overtaken.iter().map(|one| (one.column, &*one.old, &*one.new));
        let state = (Column::ProblemState, "signed", "reported");
        assert_eq!(both.collect::<Vec<_>>(), [(Column::Problem, "less vague", "mine"), state]);
        set(&mut cells, Column::Version, "");
        assert_eq!(keys(&compare(KIND, &table(&[cells]), &held(&[now]))), ["error-ledger-version"]);
    }

    #[test]
    fn what_somebody_typed_comes_back_though_it_looks_like_a_fault_of_a_spreadsheet() {
        for (text, why) in [("#N/A", Odd::Fault), ("1.5E+11", Odd::Rounded), ("a\u{202e}b", Odd::Stray)] {
            let now = row("A-1", text, "signed");
            let mut sent = table(&[now.cells().to_vec()]);
            sent.odd.push(OddCell::new(2, Column::Problem, why, text));
            let compared = compare(KIND, &sent, &held(std::slice::from_ref(&now)));
            assert_eq!((compared.same, keys(&compared)), (1, vec![]), "{text}");
            let other = row("A-1", "vague", "signed");
            assert_eq!(
                compare(KIND, &sent, &held(&[other])).faults.len(),
                1,
                "new words are refused: {text}"
            );
        }
        let now = row("A-1", "gone", "signed");
        let mut sent = table(&[now.cells().to_vec()]);
        sent.odd.push(OddCell::new(2, Column::Problem, Odd::Struck, "gone"));
        let compared = compare(KIND, &sent, &held(&[now]));
        assert_eq!(keys(&compared), ["error-cell-struck"], "what somebody struck out is no text that stands");
    }

    #[test]
    fn rows_without_a_serial_are_new_and_those_without_a_problem_are_further_measures() {
        let blank = || vec![String::new(); KIND.columns().len()];
        let line = |problem: &str, measure: &str| {
            let mut cells = blank();
            set(&mut cells, Column::Problem, problem);
            set(&mut cells, Column::Measure, measure);
            cells
        };
        let rows = [line("p", "1"), line("", "2"), blank(), line("q", "1"), line("q", "1")];
        let compared = compare(KIND, &table(&rows), &BTreeMap::new());
        assert_eq!(compared.new, [vec![0, 1], vec![3], vec![4]]);
        let mut half = line("", "2");
        set(&mut half, Column::Instance, "in May");
        let compared = compare(KIND, &table(&[line("p", "1"), half]), &BTreeMap::new());
        assert_eq!(compared.new, [vec![0], vec![1]], "who forgot the problem is asked for it");
        let mut closed = line("p", "1");
        set(&mut closed, Column::Closed, "1");
        assert_eq!(keys(&compare(KIND, &table(&[closed]), &BTreeMap::new())), ["error-ledger-closure"]);
        let now = row("A-1", "p", "signed");
        let rows = [now.cells().to_vec(), now.cells().to_vec()];
        assert_eq!(keys(&compare(KIND, &table(&rows), &held(&[now]))), ["error-ledger-twice"]);
        assert_eq!(keys(&compare(KIND, &table(&rows), &BTreeMap::new()))[0], "error-ledger-unknown");
    }

    proptest! {
        #[test]
        fn what_goes_out_and_comes_back_changes_nothing(
            bodies in proptest::collection::vec("[ -~\n]{0,20}", 1..8), order in any::<proptest::sample::Index>()
        ) {
            let rows: Vec<_> = bodies.iter().enumerate().map(|(n, body)| row(&format!("A-{n}"), body, "signed")).collect();
            let mut sent: Vec<_> = rows.iter().map(|row| row.cells().to_vec()).collect();
            sent.rotate_left(order.index(rows.len()));
            let compared = compare(KIND, &table(&sent), &held(&rows));
            prop_assert_eq!((compared.same, compared.changes.len(), compared.new.len(), compared.faults.len()), (rows.len(), 0, 0, 0));
        }

        #[test]
        fn no_row_that_changes_also_fails(
            column in 0_usize..26, text in "[a-z]{1,5}"
        ) {
            let now = row("A-1", "vague", "signed");
            let mut cells = now.cells().to_vec();
            cells[column] = text;
            let compared = compare(KIND, &table(&[cells]), &held(&[now]));
            let (changes, faults) = (compared.changes.len(), compared.faults.len());
            prop_assert!(changes + faults + compared.same == 1, "{changes} {faults}");
            let free = KIND.columns()[column].right(KIND) == Right::Free;
            prop_assert_eq!(changes == 1, free);
        }
    }
}
