//! `earnest journal …`: the chain checked, and anchored outside the register.

mod checkpoint;
mod follow;
mod key;
mod leaves;
mod prove;
mod source;

pub use key::read as read_key;

use crate::{database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::{
    Verified,
    journal_verify::{verify_head, verify_journal},
};
use serde_json::json;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Recompute the chain of hashes from the first entry to the last, and hold every record against the last act on it.
    Verify(Verify),
    /// Make a key that signs checkpoints, kept in a file outside the register; prints the public key.
    Key(key::Key),
    /// Sign a checkpoint of the tree over the acts.
    Checkpoint(checkpoint::SignCheckpoint),
    /// Prove that an act is in the journal, or all acts about a unit: lines to keep.
    Prove(prove::Prove),
    /// Check proofs that somebody kept. Needs no register.
    Check(prove::Check),
    /// Witness a register from elsewhere: cosign its newest checkpoint, or say what was rewritten.
    Follow(follow::Follow),
}

#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    database: Database,
    /// The head that was noted earlier: it must stand in the chain, or the journal was rewritten.
    #[arg(long, value_name = "HASH")]
    expect: Option<String>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl JournalCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Verify(command) => command.run(out),
            Self::Key(command) => command.run(out),
            Self::Checkpoint(command) => command.run(out),
            Self::Prove(command) => command.run(out),
            Self::Check(command) => command.run(out),
            Self::Follow(command) => command.run(out),
        }
    }
}

impl Verify {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Self { database, expect, json } = self;
        let store = database.open_to_check()?;
        let context = database.operating(&store);
        let verified = verify_journal(&context)?;
        let mut faults: Vec<String> = verified.broken.iter().map(ToString::to_string).collect();
        faults.extend(verified.faults.iter().map(ToString::to_string));
        if let Some(expected) = expect
            && !verify_head(&context, expected)?
        {
            faults.push(format!("no entry has the hash {expected}: the journal was rewritten or cut"));
        }
        if *json {
            let all = json!({
                "entries": verified.chain.checked(),
                "head": verified.chain.head(),
                "records": verified.records,
                "set-back": verified.chain.set_back(),
                "faults": faults,
            });
            writeln!(out, "{all}")?;
        } else if faults.is_empty() {
            said(&verified, out)?;
        }
        match faults.as_slice() {
            [] => Ok(()),
            [first] => Err(Failure::new(first)),
            [first, ..] => {
                let count = faults.len();
                let all = faults.iter().map(|fault| format!("\n  {fault}")).collect::<String>();
                Err(Failure::new(format!("{count} faults, the first: {first}{all}")))
            }
        }
    }
}

fn said(verified: &Verified, out: &mut dyn Write) -> Result<(), Failure> {
    let (entries, records) = (verified.chain.checked(), verified.records);
    writeln!(out, "{entries} entries, the chain holds. Head: {}", verified.chain.head())?;
    writeln!(out, "{records} records, each as the last act on it left it.")?;
    match verified.chain.set_back() {
        0 => {}
        count => {
            writeln!(out, "{count} entries say that the clock had been put back when they were written.")?
        }
    }
    Ok(())
}
