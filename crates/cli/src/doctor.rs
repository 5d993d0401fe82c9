//! `earnest doctor`

use crate::{clock, database::Database, failure::Failure, files::FilesFolder};
use clap::Args;
use earnest_app::{Store, desk::examine::examine};
use earnest_model::actor::Actor;
use serde_json::json;
use std::io::Write;

#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    files: FilesFolder,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let store = Store::open(&self.database.database, 2)?;
        let pending = store.pending_migrations()?;
        if pending > 0 {
            return Err(Failure::new(format!("{pending} migrations are waiting; run: earnest migrate")));
        }
        let context = earnest_app::Context {
            store: &store,
            actor: &Actor::Operator,
            now: clock::now(),
            today: clock::today(self.database.zone.offset),
            seen: None,
        };
        let mut findings = examine(&context)?;
        findings.push(self.files.look(&context, &self.database.database)?);
        let well = findings.iter().all(|finding| finding.fault.is_none());
        if self.json {
            let all: Vec<_> = findings
                .iter()
                .map(
                    |finding| json!({ "check": finding.check, "said": finding.said, "fault": finding.fault }),
                )
                .collect();
            writeln!(
                out,
                "{}",
                json!({ "engine": format!("{:?}", store.engine()), "well": well, "checks": all })
            )?;
        } else {
            writeln!(out, "engine: {:?}", store.engine())?;
            for finding in &findings {
                let mark = if finding.fault.is_none() { "ok" } else { "FAULT" };
                writeln!(
                    out,
                    "{mark:5} {}: {}",
                    finding.check,
                    finding.fault.as_deref().unwrap_or(&finding.said)
                )?;
            }
        }
        if well { Ok(()) } else { Err(Failure::new("the register is not whole")) }
    }
}
