//! Files of people, in the program's own words and in those that people use.

use crate::{Headings, Limits, WholeFault, WholeTable, is_ragged, whole_table};
use earnest_model::{
    formula::{harmless, put_line},
    left_out::LeftOut,
    message::Message,
    people::roll::{MOST_FAULTS, RollColumn, RollFault, RollRow},
    signs::shown,
};

/// What the columns are called, in the program's own files and in those that people make.
const HEADINGS: [(&str, RollColumn); 43] = [
    ("login", RollColumn::Login),
    ("user name", RollColumn::Login),
    ("登录名", RollColumn::Login),
    ("登入名", RollColumn::Login),
    ("账号", RollColumn::Login),
    ("帳號", RollColumn::Login),
    ("title", RollColumn::Title),
    ("post", RollColumn::Title),
    ("岗位", RollColumn::Title),
    ("岗位名称", RollColumn::Title),
    ("職務", RollColumn::Title),
    ("職務名稱", RollColumn::Title),
    ("职务", RollColumn::Title),
    ("职务名称", RollColumn::Title),
    ("崗位", RollColumn::Title),
    ("崗位名稱", RollColumn::Title),
    ("role", RollColumn::Role),
    ("角色", RollColumn::Role),
    ("unit", RollColumn::Unit),
    ("unit code", RollColumn::Unit),
    ("code", RollColumn::Unit),
    ("单位代码", RollColumn::Unit),
    ("單位代碼", RollColumn::Unit),
    ("单位", RollColumn::Unit),
    ("單位", RollColumn::Unit),
    ("单位名称", RollColumn::Unit),
    ("單位名稱", RollColumn::Unit),
    ("所在单位", RollColumn::Unit),
    ("所在單位", RollColumn::Unit),
    ("unit name", RollColumn::Unit),
    ("代码", RollColumn::Unit),
    ("代碼", RollColumn::Unit),
    ("from", RollColumn::From),
    ("first day", RollColumn::From),
    ("起始日期", RollColumn::From),
    ("任职日期", RollColumn::From),
    ("任職日期", RollColumn::From),
    ("until", RollColumn::Until),
    ("last day", RollColumn::Until),
    ("截止日期", RollColumn::Until),
    ("終止日期", RollColumn::Until),
    ("离任日期", RollColumn::Until),
    ("離任日期", RollColumn::Until),
];

/// Why a file is none of people.
#[derive(Debug)]
pub enum RollFileFault {
    /// It holds no table that can be taken as a whole.
    Table(WholeFault),
    /// Its rows have faults.
    Rows(Vec<RollFault>),
}

/// How words of a file come to be those of the program.
pub struct RollWords<'a> {
    /// The word of a role, of its name in any language; what is none stays as it is.
    pub role: &'a dyn Fn(&str) -> String,
    /// Why a row that is none of the table is none.
    pub left_out: &'a dyn Fn(&LeftOut) -> String,
}

/// The rows of a file of people.
///
/// # Errors
/// Every fault of its shape: columns that lack, rows that are none, fields that are lost.
pub fn roll_table(
    bytes: &[u8],
    limits: Limits,
    words: &RollWords<'_>,
) -> Result<Vec<RollRow>, RollFileFault> {
    let headings = Headings::new(HEADINGS.map(|(label, column)| (label.to_owned(), column)));
    match whole_table(bytes, limits, &headings, &|keys| keys.len() >= 2).map_err(RollFileFault::Table)? {
        Some(found) => rows(&found, words).map_err(RollFileFault::Rows),
        None => Err(RollFileFault::Rows(missing(|_| false))),
    }
}

fn missing(has: impl Fn(RollColumn) -> bool) -> Vec<RollFault> {
    let missing = RollColumn::ALL.into_iter().filter(|column| column.is_needed() && !has(*column));
    let fault = |column: RollColumn| RollFault {
        line: 1,
        column: None,
        message: Message::new("error-roll-column").with("column", column.key()),
    };
    missing.map(fault).collect()
}

fn rows(found: &WholeTable<RollColumn>, words: &RollWords<'_>) -> Result<Vec<RollRow>, Vec<RollFault>> {
    let has = |wanted: RollColumn| found.columns.iter().find(|(column, _)| *column == wanted);
    let at = |line: u64, message: Message| RollFault { line, column: None, message };
    let mut faults = missing(|column| has(column).is_some());
    faults.extend(
        found
            .unknown
            .iter()
            .map(|heading| at(1, Message::new("error-roll-unknown-column").with("column", shown(heading)))),
    );
    faults.extend(found.others.iter().map(|one| {
        let line = one.address().split('–').next().and_then(|line| line.parse().ok()).unwrap_or(1);
        at(line, Message::new("error-roll-row").with("row", (words.left_out)(one)))
    }));
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        let line = u64::from(row.line);
        if let Some((found, expected)) = is_ragged(row, found.fields) {
            let message = Message::new("error-import-ragged").with("expected", expected);
            faults.push(at(line, message.with("found", found)));
        }
        let text = |column| has(column).map(|(_, at)| row.text(*at).trim().to_owned()).unwrap_or_default();
        rows.push(RollRow {
            line,
            login: text(RollColumn::Login),
            title: text(RollColumn::Title),
            role: (words.role)(&text(RollColumn::Role)),
            unit: text(RollColumn::Unit),
            from: text(RollColumn::From),
            until: text(RollColumn::Until),
        });
    }
    if faults.is_empty() && rows.is_empty() {
        faults.push(at(1, Message::new("error-roll-empty")));
    }
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// A file of people with the program's own words: UTF-8 with the mark that spreadsheet programs look for.
pub fn roll_csv(rows: &[RollRow]) -> Vec<u8> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    put_line(&mut out, RollColumn::ALL.map(|column| column.key().to_owned()), "\r\n");
    for row in rows {
        let cells = [&row.login, &row.title, &row.role, &row.unit, &row.from, &row.until];
        put_line(&mut out, cells.map(|cell| harmless(cell)), "\r\n");
    }
    out
}
