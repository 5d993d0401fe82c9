//! `earnest units import|export|check|change`

use crate::{
    database::Database,
    failure::{Failure, label, words},
    out_file::OutFile,
    pack::pack_of,
    table_file::{not_whole, told as said},
};
use clap::{Args, Subcommand};
use earnest_app::{
    AppError,
    units::{
        unit_change::{ChangeForm, Changed, change_units},
        unit_export::export_units,
        unit_import::{check_table, import_table},
    },
};
use earnest_demo::shipped::DEFAULT;
use earnest_model::{
    hash::sha256_hex,
    message::Message,
    pack::Pack,
    units::{
        change::{ChangeFault, ChangeKind, ChangeRow, HangRule, parse_changes},
        unit::{Table, Unit},
    },
};
use earnest_papers::{Limits, UnitFileFault, no_unit_table, unit_table, units_of};
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
    /// Rename, move, open, close and join units by a file of changes: all of them or none.
    Change(Change),
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

#[derive(Debug, Args)]
pub struct Change {
    /// The file: CSV with the columns change, code, day, reason, and as they are needed name, parent_code, tier, class, into.
    file: PathBuf,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    database: Database,
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
            Self::Change(command) => command.run(out),
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|fault| Failure::file(path, fault))
}

/// The units of a file in the words of a pack: a table, or an outline. What is no unit in it is a fault with its line.
pub fn units_in(path: &Path, pack: &Pack) -> Result<Table, Failure> {
    match units_of(&read(path)?, Limits::of_operator(), pack, &said) {
        Ok(table) => Ok(table),
        Err(UnitFileFault::Table(fault)) => Err(not_whole(path, &fault)),
        Err(UnitFileFault::Rows(faults)) => Err(told(path, AppError::Import(faults))),
    }
}

/// The rows of a table of units, for a register whose units have codes already.
fn units(path: &Path, pack: &Pack) -> Result<Table, Failure> {
    match unit_table(&read(path)?, Limits::of_operator(), &said) {
        Ok(Some(table)) => Ok(pack.keyed(table)),
        Ok(None) => Err(told(path, AppError::Import(no_unit_table()))),
        Err(UnitFileFault::Table(fault)) => Err(not_whole(path, &fault)),
        Err(UnitFileFault::Rows(faults)) => Err(told(path, AppError::Import(faults))),
    }
}

/// Every fault with the name of the file and its line.
pub fn told(path: &Path, fault: AppError) -> Failure {
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
        let sha256 = sha256_hex(&read(&self.file)?);
        let open = self.database.open_or_make(self.pack.as_deref())?;
        let table = units(&self.file, &open.loaded.pack)?;
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
        let pack = pack_of(&self.pack)?.pack;
        let units = check_table(&units(&self.file, &pack)?, &pack.tiers())
            .map_err(|fault| told(&self.file, fault))?;
        if self.json {
            writeln!(out, "{}", serde_json::json!({ "units": units }))?;
        } else {
            writeln!(out, "{} units, no fault.", units)?;
        }
        Ok(())
    }
}

impl Change {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let rows = parse_changes(&read(&self.file)?).map_err(|faults| self.faulty(&faults))?;
        let open = self.database.open()?;
        let forms: Vec<ChangeForm<'_>> = rows.iter().map(form).collect();
        let tiers = open.loaded.pack.tiers();
        let done = change_units(&open.context(), &forms, (&tiers, self.dry_run))?.map_err(|faults| {
            let told = faults.iter().flat_map(|(place, errors)| {
                let line = rows.get(*place).map_or(0, |row| row.line);
                errors.iter().map(move |(_, fault)| (line, fault.clone()))
            });
            self.faulty(&told.collect::<Vec<_>>())
        })?;
        if !self.dry_run {
            open.store.analyse()?;
        }
        self.say(&done, out)
    }

    fn faulty(&self, faults: &[ChangeFault]) -> Failure {
        let said = faults
            .iter()
            .map(|(line, fault)| format!("{}, line {line}: {}", self.file.display(), words(fault)));
        Failure::new(said.collect::<Vec<_>>().join("\n"))
    }

    fn say(&self, done: &[Changed], out: &mut dyn Write) -> Result<(), Failure> {
        let count = |kind: ChangeKind| done.iter().filter(|changed| changed.kind == kind).count();
        if self.json {
            let each: Vec<_> = done.iter().map(told_to_programs).collect();
            let mut told =
                serde_json::json!({ "changes": done.len(), "dry_run": self.dry_run, "each": each });
            if let Some(told) = told.as_object_mut() {
                told.extend(ChangeKind::ALL.iter().map(|kind| (kind.key().to_owned(), count(*kind).into())));
            }
            return Ok(writeln!(out, "{told}")?);
        }
        for changed in done {
            tell(changed, out)?;
        }
        let said = if self.dry_run { "would be made" } else { "made" };
        let changes = if done.len() == 1 { "change" } else { "changes" };
        Ok(writeln!(out, "{} {changes} {said}.", done.len())?)
    }
}

/// A line of the file as it is asked for.
fn form(row: &ChangeRow) -> ChangeForm<'_> {
    let [change, code, name, parent, tier, class, into, day, reason] =
        row.cells.each_ref().map(String::as_str);
    ChangeForm { change, code, name, parent, tier, class, into, day, reason }
}

/// What is said of a change: what the page says of it before it is carried out.
fn tell(changed: &Changed, out: &mut dyn Write) -> std::io::Result<()> {
    let named = |unit: &Unit| format!("{} {}", unit.code, unit.name);
    let other = changed.other.as_ref().map(|other| format!(" -> {}", named(other))).unwrap_or_default();
    let name = changed.name.as_ref().map(|name| format!(" -> {name}")).unwrap_or_default();
    let (kind, unit, day) = (changed.kind.key(), named(&changed.unit), changed.ordered_on);
    writeln!(out, "{kind} {unit}{other}{name}, ordered on {day}")?;
    let goes = matches!(changed.kind, ChangeKind::Move | ChangeKind::Merge);
    let counts = [
        (changed.beneath, "unit-change-beneath", goes),
        (changed.frames, "unit-change-frames", true),
        (changed.left_tasks, "unit-change-left-tasks", true),
        (changed.left_owed, "unit-change-left-owed", true),
    ];
    for (count, key, told) in counts {
        if count > 0 && told {
            writeln!(out, "  {}", words(&Message::new(key).with("count", count)))?;
        }
    }
    for hangs in &changed.hangs {
        let kind = label("hang", hangs.kind.key());
        let becomes = match changed.becomes(hangs) {
            Some(rule) => label("hang-rule", rule.key()),
            None => words(&Message::new("unit-change-goes-with")),
        };
        writeln!(out, "  {} {kind}: {becomes}", hangs.all)?;
    }
    Ok(())
}

fn told_to_programs(changed: &Changed) -> serde_json::Value {
    let unit = |unit: &Unit| serde_json::json!({ "code": unit.code, "name": unit.name });
    let hangs: Vec<_> = changed
        .hangs
        .iter()
        .map(|hangs| {
            let becomes = changed.becomes(hangs).map_or("goes-with", HangRule::key);
            serde_json::json!({ "kind": hangs.kind.key(), "count": hangs.all, "becomes": becomes })
        })
        .collect();
    serde_json::json!({
        "change": changed.kind.key(),
        "unit": unit(&changed.unit),
        "other": changed.other.as_ref().map(unit),
        "name": changed.name,
        "ordered_on": changed.ordered_on.to_string(),
        "beneath": changed.beneath,
        "frames": changed.frames,
        "left_tasks": changed.left_tasks,
        "left_owed": changed.left_owed,
        "hangs": hangs,
    })
}
