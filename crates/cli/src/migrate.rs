//! `earnest migrate`

use crate::{database::Database, failure::Failure};
use clap::Args;
use earnest_app::{Store, register_migrate::migrate_register};
use std::io::Write;

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let store = Store::open(&self.database.database, 1)?;
        let done = migrate_register(&self.database.operating(&store))?;
        match done.migrations {
            0 => writeln!(out, "The tables are up to date.")?,
            ran => writeln!(out, "Ran {ran} migrations; the tables are up to date.")?,
        }
        if done.sealed > 0 {
            writeln!(out, "The journal tells of {} records as they now stand.", done.sealed)?;
        }
        if done.faults > 0 {
            writeln!(
                out,
                "{} records did not agree with the journal before; see: earnest journal verify",
                done.faults
            )?;
        }
        Ok(())
    }
}
