//! `earnest journal …`: the chain checked, and anchored outside the register.

mod checkpoint;
mod follow;
mod key;
mod leaves;
mod prove;
mod source;

pub use key::read as read_key;
pub use prove::{printed_head, trusted};

use crate::{
    database::{Database, copied},
    failure::Failure,
};
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
    /// So many faults of each kind are named; all are counted.
    #[arg(long, default_value_t = 10, value_name = "NUMBER")]
    examples: usize,
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
        let Self { database, expect, examples, json } = self;
        let store = database.open_to_check()?;
        let context = database.operating(&store);
        let verified = verify_journal(&context)?;
        let mut found: Vec<(&str, String)> =
            verified.broken.iter().map(|broken| ("the chain is broken", broken.to_string())).collect();
        if let Some(since) = store.copied_while_served() {
            found.push(("what was written last is lacking", copied(since)));
        }
        // Where not even the root can be read, no entry within its reach has the hash.
        if let Some(expected) = expect
            && !verify_head(&context, expected).unwrap_or(false)
        {
            let said = format!("no entry has the hash {expected}: the journal was rewritten or cut");
            found.push(("a head that was noted is not there", said));
        }
        found.extend(verified.faults.iter().map(|fault| (fault.kind(), fault.to_string())));
        let kinds = Kind::of(found, *examples);
        if *json {
            let examples: Vec<&String> = kinds.iter().flat_map(|kind| &kind.examples).collect();
            let counts: serde_json::Map<_, _> =
                kinds.iter().map(|kind| (kind.name.to_owned(), kind.count.into())).collect();
            let all = json!({
                "entries": verified.chain.checked(),
                "head": verified.chain.head(),
                "records": verified.records,
                "set-back": verified.chain.set_back(),
                "faults": examples,
                "counts": counts,
            });
            writeln!(out, "{all}")?;
        } else if kinds.is_empty() {
            said(&verified, out)?;
        }
        match told(&kinds) {
            None => Ok(()),
            Some(told) => Err(Failure::new(told)),
        }
    }
}

/// Faults of one kind.
struct Kind {
    name: &'static str,
    count: usize,
    examples: Vec<String>,
}

impl Kind {
    /// The kinds in the order in which they were found first, each with so many examples.
    fn of(found: Vec<(&'static str, String)>, examples: usize) -> Vec<Self> {
        let mut kinds: Vec<Self> = Vec::new();
        for (name, said) in found {
            let place = kinds.iter().position(|kind| kind.name == name).unwrap_or_else(|| {
                kinds.push(Self { name, count: 0, examples: Vec::new() });
                kinds.len() - 1
            });
            if let Some(kind) = kinds.get_mut(place) {
                kind.count += 1;
                if kind.examples.len() < examples {
                    kind.examples.push(said);
                }
            }
        }
        // What there is little of says most: a table that is gone before the thousands of its records.
        kinds.sort_by_key(|kind| kind.count);
        kinds
    }
}

/// What is said of all faults; nothing if there is none.
fn told(kinds: &[Kind]) -> Option<String> {
    let count: usize = kinds.iter().map(|kind| kind.count).sum();
    let first = kinds.first()?;
    if count == 1 {
        return first.examples.first().cloned().or_else(|| Some(first.name.to_owned()));
    }
    let mut told = format!("{count} faults");
    for kind in kinds {
        told.push_str(&format!("\n{}: {}", kind.name, kind.count));
        for example in &kind.examples {
            told.push_str(&format!("\n  {example}"));
        }
        let more = kind.count - kind.examples.len();
        if more > 0 {
            told.push_str(&format!("\n  and {more} more (--examples {} names them)", kind.count));
        }
    }
    Some(told)
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
