//! `earnest doctor`

use crate::{
    database::{Database, copied},
    failure::Failure,
    files::FilesFolder,
};
use clap::Args;
use earnest_app::{
    Store,
    health::{Finding, examine},
    units::register_load::load_register,
};
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
        self.database.must_exist()?;
        let store = self.database.open_to_look()?;
        let pending = store.pending_migrations()?;
        if pending > 0 {
            return Err(Failure::new(format!("{pending} migrations are waiting; run: earnest migrate")));
        }
        let context = self.database.operating(&store);
        let mut findings = examine(&context);
        findings.push(pack(&store));
        let copied = store.copied_while_served().map(copied);
        findings.push(Finding { check: "log", said: "nothing of it is lacking".to_owned(), fault: copied });
        let files = self.files.look(&context, &self.database.database);
        findings.push(files.unwrap_or_else(|fault| Finding::unread("files", fault)));
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

/// By which pack the register is read, and in which zone its days begin.
fn pack(store: &Store) -> Finding {
    let (said, fault) = match load_register(store, None) {
        Ok(Some(loaded)) => {
            let zone = loaded.organisation.zone.name();
            (format!("{}@{}, days of {zone}", loaded.stored.key, loaded.stored.version), None)
        }
        Ok(None) => (String::new(), Some("the register holds none yet; run: earnest migrate".to_owned())),
        Err(fault) => (String::new(), Some(fault.to_string())),
    };
    Finding { check: "pack", said, fault }
}
