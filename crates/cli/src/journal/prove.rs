//! `earnest journal prove` and `earnest journal check`: proofs that acts are in the journal, made here and checked anywhere.

use super::follow::printed;
use crate::{database::Database, failure::Failure};
use clap::Args;
use earnest_app::anchor::{
    Head, Trust, VerifierKey,
    proof_check::{Ground, check_proof},
    proof_file::{read_proof, write_proof},
    proof_make::{prove, prove_unit},
};
use std::{fs, io::Write, path::PathBuf};

/// Proofs of a unit made at once.
const AT_ONCE: i64 = 500;

#[derive(Debug, Args)]
pub struct Prove {
    /// The number of the act in the journal.
    #[arg(required_unless_present = "unit")]
    place: Option<i64>,
    /// All acts about a unit instead, by its code: one line each.
    #[arg(long, value_name = "CODE", conflicts_with = "place")]
    unit: Option<String>,
    /// By the checkpoint of so many acts, as a paper prints it, instead of the newest.
    #[arg(long, value_name = "SIZE")]
    by: Option<i64>,
    #[command(flatten)]
    database: Database,
}

impl Prove {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = self.database.open_to_read()?;
        if let Some(place) = self.place {
            writeln!(out, "{}", write_proof(&prove(&open.context(), place, self.by)?))?;
        }
        let mut after = 0;
        while let Some(code) = &self.unit {
            let proven = prove_unit(&open.context(), code, self.by, (after, AT_ONCE))?;
            let Some(last) = proven.last() else { break };
            after = last.entry.place;
            for one in &proven {
                writeln!(out, "{}", write_proof(one))?;
            }
        }
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Check {
    /// A file of proofs, one a line.
    file: PathBuf,
    /// The public key of the register, as `earnest journal key` printed it.
    #[arg(long, value_name = "KEY", required_unless_present = "printed")]
    key: Option<String>,
    /// The checkpoint that the proofs must lead to, as a paper prints it: the number of acts, a colon, the root. It takes the
    /// place of the key, or stands beside it.
    #[arg(long, value_name = "SIZE:ROOT")]
    printed: Option<String>,
}

impl Check {
    /// Needs no register.
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let ground = Ground {
            trust: self.key.as_deref().map(trusted).transpose()?,
            printed: self.printed.as_deref().map(printed_head).transpose()?,
        };
        let text = fs::read_to_string(&self.file).map_err(|fault| Failure::file(&self.file, fault))?;
        let mut checked = 0_u64;
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |why: String| Failure::new(format!("{}:{number}: {why}", self.file.display()));
            let proven = read_proof(line).map_err(|fault| wrong(fault.to_string()))?;
            let size = check_proof(&proven, &ground).map_err(|fault| wrong(fault.to_string()))?;
            let entry = &proven.entry;
            writeln!(out, "{} {} {}: in the journal of {size} acts", entry.place, entry.at, entry.action)?;
            checked += 1;
        }
        if checked == 0 {
            return Err(Failure::file(&self.file, "no proof stands in it"));
        }
        Ok(())
    }
}

/// The head that a paper prints; whose log it is says the paper itself.
pub fn printed_head(text: &str) -> Result<Head, Failure> {
    Ok(printed("paper", text)?.head())
}

/// Trusts whoever holds this key to sign for the log that it is named after.
pub fn trusted(key: &str) -> Result<Trust, Failure> {
    let key = VerifierKey::parse(key).map_err(Failure::new)?;
    let origin = key.name().to_owned();
    Trust::new(&origin, vec![key], Vec::new(), 0).map_err(Failure::new)
}
