//! The contents of the register in the chain: which records an act wrote, each by the digest of its canonical text.
//!
//! The canonical text of a record is made by the register (`contents` in `store`) alike on both engines: for
//! each column that holds something, in the order of the columns' names, `name=length:value;`. Its digest is the SHA-256
//! of that text. An act names every record that it wrote by a line `table TAB key TAB digest LF`; the SHA-256 over its
//! lines, sorted, stands in its journal entry.
//! [`earnest-store`'s `contents`]: https://doc.rust-lang.org/cargo/

use crate::hash::sha256_hex;

/// Stands for the digest of a record that an act took out.
pub const GONE: &str = "gone";

/// A record that an act wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// The table in which it stands.
    pub table: String,
    /// Its key there, as text.
    pub key: String,
    /// SHA-256 of its canonical text after the act, in hexadecimal, or [`GONE`].
    pub digest: String,
}

/// The hash over the lines of an act, whatever their order; empty if it wrote nothing.
pub fn hash_of(lines: &[Written]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut sorted: Vec<&Written> = lines.iter().collect();
    sorted.sort();
    let text: String =
        sorted.iter().map(|line| format!("{}\t{}\t{}\n", line.table, line.key, line.digest)).collect();
    sha256_hex(text.as_bytes())
}

/// How the contents of the register differ from what the journal says of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentsFault {
    /// The lines of an entry are not those that it was written with.
    #[error("journal entry {0} does not match the list of what it wrote")]
    Lines(i64),
    /// A record is not what the last act on it left.
    #[error(
        "{table} {key} is not what journal entry {place} ({action}) left: it was changed behind the journal"
    )]
    Changed {
        /// The table.
        table: String,
        /// The record.
        key: String,
        /// The last entry that wrote it.
        place: i64,
        /// What was done there.
        action: String,
    },
    /// A record that an act left is not there.
    #[error("{table} {key} is missing; journal entry {place} ({action}) left it there")]
    Missing {
        /// The table.
        table: String,
        /// The record.
        key: String,
        /// The last entry that wrote it.
        place: i64,
        /// What was done there.
        action: String,
    },
    /// A record of which no act tells.
    #[error("{table} {key} stands in the register and no journal entry wrote it")]
    Unvouched {
        /// The table.
        table: String,
        /// The record.
        key: String,
    },
    /// The journal has no entry, and records stand there.
    #[error("the journal is empty, and the register holds {0} records")]
    Emptied(u64),
    /// Fewer acts than a checkpoint of the register's own was signed for.
    #[error("a checkpoint was signed for {size} acts and the journal has {entries}: it was cut")]
    Cut {
        /// Acts that the checkpoint covers.
        size: i64,
        /// Entries that there are.
        entries: i64,
    },
    /// The acts are not those that a checkpoint of the register's own was signed for, or what their leaves are salted with
    /// was changed: the two can't be told apart.
    #[error(
        "the checkpoint of {0} acts does not fit the journal: entries, or the secret of the tree, were rewritten"
    )]
    Rewritten(i64),
    /// A checkpoint that can't be read, or that stands at another size than its own.
    #[error("the checkpoint kept for {0} acts is none")]
    NoCheckpoint(i64),
    /// Something among what was kept of the tree is no text or no number.
    #[error("what was kept of the tree over the acts can't be read")]
    NoTree,
    /// What the leaves of the tree are salted with is gone.
    #[error("the secret of the tree over the acts is missing")]
    NoTreeSecret,
    /// A kept hash of the tree does not follow from the journal.
    #[error(
        "the kept hash of the tree at level {level}, place {place} does not follow from the journal; the next checkpoint makes it anew"
    )]
    TreeHash {
        /// The level of tiles.
        level: i32,
        /// The place there.
        place: i64,
    },
    /// A table, or what looks like one, that the program never made.
    #[error("the table {0} is none of the register's: somebody else made it")]
    Strange(String),
    /// A table of the register is not there at all.
    #[error("the table {0} is missing")]
    NoTable(String),
    /// What is counted beside the records is not what counting them gives.
    #[error(
        "{table} {key} is not what counting its records gives; journal entry {place} ({action}) was the last on it"
    )]
    Miscounted {
        /// The table.
        table: String,
        /// The row.
        key: String,
        /// The last entry that wrote it.
        place: i64,
        /// What was done there.
        action: String,
    },
    /// Among the rows of a table is something that no record of the program holds.
    #[error("the table {0} can't be read: somebody wrote there what the program never writes")]
    Unreadable(String),
    /// An index does not hold what its table holds.
    #[error(
        "the index {0} does not hold what its table holds: what is counted through it is wrong; make it anew (REINDEX)"
    )]
    Index(String),
    /// The engine finds the register's file damaged.
    #[error("the register is damaged: {0}")]
    Damaged(String),
}

impl ContentsFault {
    /// What faults of its kind have in common, for whoever counts them.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Lines(_) => "entries do not match the list of what they wrote",
            Self::Changed { .. } => "records were changed behind the journal",
            Self::Missing { .. } => "records are missing",
            Self::Unvouched { .. } => "records stand there that no entry wrote",
            Self::Emptied(_) => "the journal is empty",
            Self::Cut { .. } => "checkpoints cover more acts than there are",
            Self::Rewritten(_) => "checkpoints do not fit the journal",
            Self::NoCheckpoint(_) => "checkpoints are none",
            Self::NoTree | Self::NoTreeSecret => "the tree over the acts can't be computed",
            Self::TreeHash { .. } => "kept hashes of the tree do not follow from the journal",
            Self::Strange(_) => "tables are none of the register's",
            Self::NoTable(_) => "tables are missing",
            Self::Unreadable(_) => "tables can't be read",
            Self::Index(_) => "indexes do not hold what their tables hold",
            Self::Damaged(_) => "the register is damaged",
            Self::Miscounted { .. } => "rows are not what counting their records gives",
        }
    }

    /// The record that is at fault, as table and key, if it is one.
    pub fn record(&self) -> Option<(&str, &str)> {
        match self {
            Self::Changed { table, key, .. }
            | Self::Missing { table, key, .. }
            | Self::Unvouched { table, key }
            | Self::Miscounted { table, key, .. } => Some((table, key)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(table: &str, key: i64, digest: &str) -> Written {
        Written { table: table.into(), key: key.to_string(), digest: digest.into() }
    }

    #[test]
    fn an_act_that_wrote_nothing_has_no_hash() {
        assert_eq!(hash_of(&[]), "");
    }

    proptest! {
        #[test]
        fn the_order_of_the_lines_does_not_matter_and_every_part_of_them_does(
            keys in proptest::collection::btree_set(0_i64..1000, 1..8), which in 0_usize..8
        ) {
            let lines: Vec<Written> = keys.iter().map(|key| line("plan", *key, "ab")).collect();
            let mut turned = lines.clone();
            turned.reverse();
            prop_assert_eq!(hash_of(&lines), hash_of(&turned));
            let which = which % lines.len();
            for change in [line("plans", 0, "ab"), line("plan", -1, "ab"), line("plan", 0, GONE)] {
                let mut changed = lines.clone();
                changed[which] = change;
                prop_assert_ne!(hash_of(&lines), hash_of(&changed));
            }
        }
    }
}
