//! `earnest units import|export|check`

use crate::{
    database::Database,
    failure::Failure,
    out_file::OutFile,
    pack::pack_of,
    table_file::{is_ragged, table, told as said},
};
use clap::{Args, Subcommand};
use earnest_app::{
    AppError,
    units::{
        unit_export::export_units,
        unit_import::{check_table, import_table},
    },
};
use earnest_demo::shipped::DEFAULT;
use earnest_model::{
    hash::sha256_hex,
    signs::shown,
    units::unit::{ImportFault, ImportFaultKind, ImportRow, Layout, Table},
};
use earnest_papers::{Headings, ReadRow};
use earnest_store::UnitMark;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub enum UnitsCommand {
    /// Bring a file of units in: all of it or nothing.
    Import(Import),
    /// Give the file of units back.
    Export(Export),
    /// Check a file of units. Needs no register.
    Check(Check),
}

#[derive(Debug, Args)]
pub struct Import {
    /// The file, a table with the columns code, name, parent_code, tier and perhaps class: CSV or a workbook.
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Mark the units as made up.
    #[arg(long)]
    synthetic: bool,
    /// The pack of a register that is made with these units: a folder, a ZIP file, or the name of one that ships.
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    out: OutFile,
}

#[derive(Debug, Args)]
pub struct Check {
    /// The file, a table with the columns code, name, parent_code, tier and perhaps class: CSV or a workbook.
    file: PathBuf,
    /// The pack with their tiers and classes: a folder, a ZIP file, or the name of one that ships.
    #[arg(long, value_name = "PACK", default_value = DEFAULT)]
    pack: String,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl UnitsCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Import(command) => command.run(out),
            Self::Export(command) => command.run(out),
            Self::Check(command) => command.run(out),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|fault| Failure::file(path, fault))
}

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
const HEADINGS: [(&str, Column); 21] = [
    ("code", Column::Code),
    ("单位代码", Column::Code),
    ("單位代碼", Column::Code),
    ("代码", Column::Code),
    ("代碼", Column::Code),
    ("name", Column::Name),
    ("单位名称", Column::Name),
    ("單位名稱", Column::Name),
    ("名称", Column::Name),
    ("名稱", Column::Name),
    ("parent_code", Column::Parent),
    ("上级单位代码", Column::Parent),
    ("上級單位代碼", Column::Parent),
    ("上级代码", Column::Parent),
    ("上級代碼", Column::Parent),
    ("tier", Column::Tier),
    ("层级", Column::Tier),
    ("層級", Column::Tier),
    ("class", Column::Class),
    ("类别", Column::Class),
    ("類別", Column::Class),
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

/// The rows of a file of units; what is no unit in it is a fault with its line.
fn units(path: &Path) -> Result<Table, Failure> {
    let headings = Headings::new(HEADINGS.map(|(label, column)| (label.to_owned(), column)));
    let needed = [Column::Code, Column::Name, Column::Parent, Column::Tier];
    let fail = |faults: Vec<ImportFault>| told(path, AppError::Import(faults));
    let Some(found) = table(path, &headings, &|keys| keys.len() >= 2)? else {
        let missing = needed.map(|column| ImportFault::new(1, ImportFaultKind::MissingColumn(own(column))));
        return Err(fail(missing.to_vec()));
    };
    let has = |wanted: Column| found.columns.iter().find(|(column, _)| *column == wanted).map(|(_, at)| *at);
    let unknown =
        found.unknown.iter().map(|name| ImportFault::new(1, ImportFaultKind::UnknownColumn(shown(name))));
    let missing = needed.into_iter().filter(|column| has(*column).is_none());
    let missing = missing.map(|column| ImportFault::new(1, ImportFaultKind::MissingColumn(own(column))));
    let mut faults: Vec<ImportFault> = unknown.chain(missing).collect();
    faults.extend(found.others.iter().map(|one| {
        let line = one.address().split('–').next().and_then(|line| line.parse().ok()).unwrap_or(1);
        ImportFault::new(line, ImportFaultKind::NoUnit(said(one)))
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
        faults.truncate(earnest_model::units::unit::FAULT_LIMIT);
        return Err(fail(faults));
    }
    let layout = if has(Column::Class).is_some() { Layout::WithClass } else { Layout::Plain };
    Ok(Table { layout, rows })
}

/// Every fault with the name of the file and its line.
fn told(path: &Path, fault: AppError) -> Failure {
    match fault {
        AppError::Import(faults) => {
            let said: Vec<_> = faults.iter().map(|fault| format!("{}: {fault}", path.display())).collect();
            Failure::new(said.join("\n"))
        }
        other => other.into(),
    }
}

impl Import {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let table = units(&self.file)?;
        let sha256 = sha256_hex(&read(&self.file)?);
        let open = self.database.open_or_make(self.pack.as_deref())?;
        let tiers = open.loaded.pack.tiers();
        let mark = UnitMark { synthetic: self.synthetic, opened: None };
        let done = import_table(&open.context(), (&table, sha256), &tiers, mark)
            .map_err(|fault| told(&self.file, fault))?;
        open.store.analyse()?;
        if self.json {
            writeln!(out, "{}", serde_json::json!({ "imported": done.units, "total": done.total }))?;
        } else {
            writeln!(out, "{} units imported; the register holds {}.", done.units, done.total)?;
        }
        Ok(())
    }
}

impl Export {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        self.out.check()?;
        let open = self.database.open_to_read()?;
        let bytes = export_units(&open.context(), &open.loaded.pack.tiers())?;
        if !self.out.write(&bytes)? {
            out.write_all(&bytes)?;
        }
        Ok(())
    }
}

impl Check {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let tiers = pack_of(&self.pack)?.pack.tiers();
        let units = check_table(&units(&self.file)?, &tiers).map_err(|fault| told(&self.file, fault))?;
        if self.json {
            writeln!(out, "{}", serde_json::json!({ "units": units }))?;
        } else {
            writeln!(out, "{} units, no fault.", units)?;
        }
        Ok(())
    }
}
