//! `earnest migrate`

use crate::{database::Database, failure::Failure};
use clap::Args;
use earnest_app::Store;
use std::io::Write;

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let ran = Store::open(&self.database.database, 1)?.migrate()?;
        match ran {
            0 => writeln!(out, "The tables are up to date.")?,
            ran => writeln!(out, "Ran {ran} migrations; the tables are up to date.")?,
        }
        Ok(())
    }
}
