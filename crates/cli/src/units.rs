//! `earnest units import|export|check`

use crate::{database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::{
    AppError,
    units::{
        unit_export::export_units,
        unit_import::{check_units, import_units},
    },
};
use earnest_model::pack::Pack;
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
    /// The file: code,name,parent_code,tier[,class].
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Mark the units as made up.
    #[arg(long)]
    synthetic: bool,
    /// For programs.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    database: Database,
    /// Where to write; standard output if absent.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Check {
    /// The file: code,name,parent_code,tier[,class].
    file: PathBuf,
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
        let bytes = read(&self.file)?;
        let tiers = Pack::built_in().map_err(Failure::new)?.tiers();
        let open = self.database.open_or_make()?;
        let mark = UnitMark { synthetic: self.synthetic, opened: None };
        let done =
            import_units(&open.context(), &bytes, &tiers, mark).map_err(|fault| told(&self.file, fault))?;
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
        let tiers = Pack::built_in().map_err(Failure::new)?.tiers();
        let open = self.database.open()?;
        let bytes = export_units(&open.context(), &tiers)?;
        match &self.out {
            Some(path) => fs::write(path, bytes).map_err(|fault| Failure::file(path, fault))?,
            None => out.write_all(&bytes)?,
        }
        Ok(())
    }
}

impl Check {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let tiers = Pack::built_in().map_err(Failure::new)?.tiers();
        let units = check_units(&read(&self.file)?, &tiers).map_err(|fault| told(&self.file, fault))?;
        if self.json {
            writeln!(out, "{}", serde_json::json!({ "units": units }))?;
        } else {
            writeln!(out, "{} units, no fault.", units)?;
        }
        Ok(())
    }
}
