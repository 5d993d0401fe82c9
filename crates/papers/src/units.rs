//! Files of units, in the program's own words and in those that people use.

use crate::{Headings, Limits, ReadRow, WholeFault, WholeTable, is_ragged, plain_text, whole_table};
use earnest_model::{
    left_out::LeftOut,
    pack::Pack,
    signs::shown,
    units::unit::{FAULT_LIMIT, ImportFault, ImportFaultKind, ImportRow, Layout, Table},
};

/// A column of a file of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Name,
    Parent,
    Tier,
    Class,
}

/// What the columns are called, in the program's own files and in those that people make.
const HEADINGS: [(&str, Column); 38] = [
    ("code", Column::Code),
    ("unit code", Column::Code),
    ("单位代码", Column::Code),
    ("單位代碼", Column::Code),
    ("代码", Column::Code),
    ("代碼", Column::Code),
    ("单位编码", Column::Code),
    ("單位編碼", Column::Code),
    ("编码", Column::Code),
    ("編碼", Column::Code),
    ("name", Column::Name),
    ("unit", Column::Name),
    ("unit name", Column::Name),
    ("单位名称", Column::Name),
    ("單位名稱", Column::Name),
    ("名称", Column::Name),
    ("名稱", Column::Name),
    ("单位", Column::Name),
    ("單位", Column::Name),
    ("parent_code", Column::Parent),
    ("parent code", Column::Parent),
    ("parent", Column::Parent),
    ("code of the unit above", Column::Parent),
    ("上级单位代码", Column::Parent),
    ("上級單位代碼", Column::Parent),
    ("上级代码", Column::Parent),
    ("上級代碼", Column::Parent),
    ("上级单位编码", Column::Parent),
    ("上級單位編碼", Column::Parent),
    ("上级编码", Column::Parent),
    ("上級編碼", Column::Parent),
    ("tier", Column::Tier),
    ("层级", Column::Tier),
    ("層級", Column::Tier),
    ("class", Column::Class),
    ("类别", Column::Class),
    ("類別", Column::Class),
    ("unit class", Column::Class),
];

/// The file's own name of a column.
const fn own(column: Column) -> &'static str {
    match column {
        Column::Code => "code",
        Column::Name => "name",
        Column::Parent => "parent_code",
        Column::Tier => "tier",
        Column::Class => "class",
    }
}

/// Why a file is none of units.
#[derive(Debug)]
pub enum UnitFileFault {
    /// It holds no table that can be taken as a whole.
    Table(WholeFault),
    /// Its rows have faults, each with its line.
    Rows(Vec<ImportFault>),
}

/// Whether a row of headings could be meant for a table of units: two of its columns are enough to say what is missing.
fn is_table(keys: &[Column]) -> bool {
    keys.len() >= 2
}

/// The rows of a file of units; what is no unit in it is a fault with its line. `None` if it holds no table of units at all.
/// `left_out`: why a row that is none of the table is none, in words.
///
/// # Errors
/// Every fault.
pub fn unit_table(
    bytes: &[u8],
    limits: Limits,
    left_out: &dyn Fn(&LeftOut) -> String,
) -> Result<Option<Table>, UnitFileFault> {
    let headings = Headings::new(HEADINGS.map(|(label, column)| (label.to_owned(), column)));
    match whole_table(bytes, limits, &headings, &is_table).map_err(UnitFileFault::Table)? {
        Some(found) => rows(&found, left_out).map(Some).map_err(UnitFileFault::Rows),
        None => Ok(None),
    }
}

/// The units of a file in the words of a pack: a table, or an outline, a line per unit. See [`unit_table`].
///
/// # Errors
/// Every fault: of the table if it is meant for one, else of the outline.
pub fn units_of(
    bytes: &[u8],
    limits: Limits,
    pack: &Pack,
    left_out: &dyn Fn(&LeftOut) -> String,
) -> Result<Table, UnitFileFault> {
    let outline = || match plain_text(bytes) {
        Ok(Some(text)) if !has_columns(&text) => pack.outline(&text).map_err(UnitFileFault::Rows),
        Ok(_) => Err(UnitFileFault::Rows(no_unit_table())),
        Err(fault) => Err(UnitFileFault::Table(WholeFault::Read(fault))),
    };
    match unit_table(bytes, limits, left_out) {
        Ok(Some(table)) => Ok(pack.keyed(table)),
        Ok(None) => outline(),
        // What is no table may be an outline all the same.
        Err(UnitFileFault::Table(fault)) => outline().map_err(|_| UnitFileFault::Table(fault)),
        Err(fault) => Err(fault),
    }
}

/// Whether a text is meant for a table: its first two lines are parted into as many columns, three at least.
fn has_columns(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    [',', ';', '\t', '|'].iter().any(|sign| {
        let parts = |line: &str| line.trim().matches(*sign).count();
        parts(first) > 1 && parts(first) == parts(second)
    })
}

/// The faults of a file that holds no table of units.
pub fn no_unit_table() -> Vec<ImportFault> {
    needed().map(|column| ImportFault::new(1, ImportFaultKind::MissingColumn(own(column)))).collect()
}

fn needed() -> impl Iterator<Item = Column> {
    [Column::Code, Column::Name, Column::Parent, Column::Tier].into_iter()
}

fn rows(
    found: &WholeTable<Column>,
    left_out: &dyn Fn(&LeftOut) -> String,
) -> Result<Table, Vec<ImportFault>> {
    let has = |wanted: Column| found.columns.iter().find(|(column, _)| *column == wanted).map(|(_, at)| *at);
    let unknown =
        found.unknown.iter().map(|name| ImportFault::new(1, ImportFaultKind::UnknownColumn(shown(name))));
    let missing = needed().filter(|column| has(*column).is_none());
    let missing = missing.map(|column| ImportFault::new(1, ImportFaultKind::MissingColumn(own(column))));
    let mut faults: Vec<ImportFault> = unknown.chain(missing).collect();
    faults.extend(found.others.iter().map(|one| {
        let line = one.address().split('–').next().and_then(|line| line.parse().ok()).unwrap_or(1);
        ImportFault::new(line, ImportFaultKind::NoUnit(left_out(one)))
    }));
    let cell =
        |row: &ReadRow, column: Column| has(column).map(|at| row.text(at).to_owned()).unwrap_or_default();
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        let line = u64::from(row.line);
        if let Some((found, expected)) = is_ragged(row, found.fields) {
            faults.push(ImportFault::new(line, ImportFaultKind::Ragged { expected, found }));
        }
        rows.push(ImportRow {
            line,
            code: cell(row, Column::Code),
            name: cell(row, Column::Name),
            parent_code: cell(row, Column::Parent),
            tier: cell(row, Column::Tier).trim().to_owned(),
            class: cell(row, Column::Class).trim().to_owned(),
        });
    }
    if faults.is_empty() && rows.is_empty() {
        faults.push(ImportFault::new(1, ImportFaultKind::Empty));
    }
    if !faults.is_empty() {
        faults.truncate(FAULT_LIMIT);
        return Err(faults);
    }
    let layout = if has(Column::Class).is_some() { Layout::WithClass } else { Layout::Plain };
    Ok(Table { layout, rows })
}
