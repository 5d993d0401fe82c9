//! `earnest journal verify`

use crate::{database::Database, failure::Failure};
use clap::Subcommand;
use earnest_app::journal_verify::verify_journal;
use serde_json::json;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Recompute the chain of hashes from the first entry to the last.
    Verify {
        #[command(flatten)]
        database: Database,
        /// For programs.
        #[arg(long)]
        json: bool,
    },
}

impl JournalCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Self::Verify { database, json } = self;
        let open = database.open()?;
        let check = verify_journal(&open.context())?.map_err(Failure::new)?;
        if *json {
            writeln!(out, "{}", json!({ "entries": check.checked(), "head": check.head() }))?;
        } else {
            writeln!(out, "{} entries, the chain holds. Head: {}", check.checked(), check.head())?;
        }
        Ok(())
    }
}
