//! `earnest people import|export`

use crate::{
    database::Database,
    failure::{Failure, words},
    out_file::OutFile,
    table_file::{not_whole, told},
};
use clap::{Args, Subcommand};
use earnest_app::{
    AppError,
    people::roll::{RollCounts, check_roll, export_roll, import_roll},
};
use earnest_i18n::Tr;
use earnest_model::people::roll::{RollFault, RollRow};
use earnest_papers::{Limits, RollFileFault, RollWords, roll_csv, roll_table};
use earnest_web::role_meant;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// Bring a file of people in: accounts with their posts, all of it or nothing.
    Import(Import),
    /// Give the file of people back.
    Export(Export),
}

#[derive(Debug, Args)]
pub struct Import {
    /// The file, a table with the columns login, title, role, unit and perhaps from and until: CSV or a workbook.
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

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    out: OutFile,
}

impl PeopleCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Import(command) => command.run(out),
            Self::Export(command) => command.run(out),
        }
    }
}

fn rows(path: &Path) -> Result<Vec<RollRow>, Failure> {
    let bytes = fs::read(path).map_err(|fault| Failure::file(path, fault))?;
    let words = RollWords { role: &|text| role_meant(text, Tr::new), left_out: &told };
    roll_table(&bytes, Limits::of_operator(), &words).map_err(|fault| match fault {
        RollFileFault::Table(fault) => not_whole(path, &fault),
        RollFileFault::Rows(faults) => faulty(path, &faults),
    })
}

/// Every fault with the name of the file, its line and its column.
fn faulty(path: &Path, faults: &[RollFault]) -> Failure {
    let said = faults.iter().map(|fault| {
        let column = fault.column.map(|column| format!(", column `{}`", column.key())).unwrap_or_default();
        format!("{}, line {}{column}: {}", path.display(), fault.line, words(&fault.message))
    });
    Failure::new(said.collect::<Vec<_>>().join("\n"))
}

impl Import {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let rows = rows(&self.file)?;
        let told = |fault| match fault {
            AppError::Roll(faults) => faulty(&self.file, &faults),
            other => other.into(),
        };
        let counts = if self.dry_run {
            let open = self.database.open_to_read()?;
            check_roll(&open.context(), &rows).map_err(told)?.0
        } else {
            let open = self.database.open()?;
            import_roll(&open.context(), &rows, None).map_err(told)?
        };
        self.say(counts, out)
    }

    fn say(&self, counts: RollCounts, out: &mut dyn Write) -> Result<(), Failure> {
        let RollCounts { opened, given, ended, titled, rows } = counts;
        if self.json {
            let told = serde_json::json!({
                "rows": rows, "opened": opened, "given": given, "ended": ended, "titled": titled,
                "dry_run": self.dry_run,
            });
            return Ok(writeln!(out, "{told}")?);
        }
        if counts.is_nothing() {
            return Ok(writeln!(out, "{rows} rows: nothing in them is new.")?);
        }
        let would = if self.dry_run { "would be " } else { "" };
        Ok(writeln!(
            out,
            "{rows} rows: {opened} accounts {would}opened, {given} posts {would}given, {ended} {would}ended, \
             {titled} titles {would}corrected."
        )?)
    }
}

impl Export {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        self.out.check()?;
        let open = self.database.open_to_read()?;
        let bytes = roll_csv(&export_roll(&open.context())?);
        if !self.out.write(&bytes)? {
            out.write_all(&bytes)?;
        }
        Ok(())
    }
}
