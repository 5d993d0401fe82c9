//! No event, no commit: what happened, as a link of the journal's chain.

use crate::{
    act::Act,
    action::ActionKind,
    id::UnitId,
    record::{Key, RecordKind},
};
use serde_json::json;
use sha2::{Digest, Sha256};

pub use crate::hash::{hex, sha256_hex};

/// The record that an event is about: the kind of record and its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Kind of record (`plan`, `measure`, …).
    pub kind: &'static str,
    /// Its key in the register; 0 where the act is about many.
    pub id: i64,
}

impl Subject {
    /// The record `id` of a kind.
    pub fn new(kind: &'static str, id: i64) -> Self {
        Self { kind, id }
    }

    /// Several records of a kind at once, or one that has no key of its own.
    pub fn many(kind: RecordKind) -> Self {
        Self { kind: kind.key(), id: 0 }
    }
}

impl<K: Key> From<K> for Subject {
    fn from(key: K) -> Self {
        Self { kind: K::KIND.key(), id: key.number() }
    }
}

/// Who does what at which unit: the part of an event that its permit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doing {
    /// The action that was permitted.
    pub action: ActionKind,
    /// How the journal names the actor.
    pub actor: String,
    /// The unit.
    pub unit: UnitId,
}

/// One state change. Made by a permit alone ([`crate::permit::Permit::act`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    doing: Doing,
    subject: Subject,
    word: &'static str,
    detail: serde_json::Value,
}

impl Event {
    pub(crate) fn new(doing: Doing, subject: Subject, act: &Act) -> Self {
        Self { doing, subject, word: act.word(), detail: act.detail() }
    }

    pub(crate) fn free(doing: Doing, subject: Subject, detail: serde_json::Value) -> Self {
        Self { doing, subject, word: "", detail }
    }

    /// What was done.
    pub fn action(&self) -> ActionKind {
        self.doing.action
    }

    /// The word of the act, which notices ask for.
    pub fn word(&self) -> &'static str {
        self.word
    }

    /// To what.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Links the event to the journal: its entry at a place and time after `previous`.
    pub fn chain(&self, place: i64, at: jiff::Timestamp, previous: &str) -> Entry {
        let mut entry = Entry {
            place,
            at: at.to_string(),
            action: self.doing.action.key().to_owned(),
            actor: self.doing.actor.clone(),
            subject: self.subject.kind.to_owned(),
            subject_id: self.subject.id,
            unit: self.doing.unit,
            detail: self.detail.to_string(),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash();
        entry
    }
}

/// A line of the journal as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1 without a gap.
    pub place: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The word of the action.
    pub action: String,
    /// Who: `account:7`, `operator`, `public`.
    pub actor: String,
    /// The kind of record.
    pub subject: String,
    /// Its key.
    pub subject_id: i64,
    /// The unit it belongs to.
    pub unit: UnitId,
    /// What else, as JSON text.
    pub detail: String,
    /// Hash of the entry before, 64 hexadecimal digits; zeros for the first.
    pub previous: String,
    /// SHA-256 over the previous hash and this entry's bytes.
    pub hash: String,
}

/// The hash that stands before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Entry {
    /// The bytes that are hashed after the previous hash: a JSON array of the fields in order.
    pub fn bytes(&self) -> String {
        json!([
            self.place,
            self.at,
            self.action,
            self.actor,
            self.subject,
            self.subject_id,
            self.unit.0,
            self.detail
        ])
        .to_string()
    }

    /// Recomputes the hash.
    pub fn computed_hash(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.previous.as_bytes());
        hasher.update(self.bytes().as_bytes());
        hex(&hasher.finalize())
    }
}

/// Where and how the chain is broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// A number is missing or double.
    #[error("journal entry {found} stands where {expected} should")]
    Gap {
        /// The number that should stand here.
        expected: i64,
        /// The number that does.
        found: i64,
    },
    /// The entry does not follow on the one before.
    #[error("journal entry {0} does not follow the hash of the entry before it")]
    Unlinked(i64),
    /// The entry's content was changed.
    #[error("journal entry {0} does not match its own hash")]
    Changed(i64),
}

/// Checks a journal entry by entry, in order.
#[derive(Debug, Clone)]
pub struct ChainCheck {
    place: i64,
    hash: String,
}

impl Default for ChainCheck {
    fn default() -> Self {
        Self { place: 0, hash: GENESIS.to_owned() }
    }
}

impl ChainCheck {
    /// Takes the next entry.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), ChainFault> {
        if entry.place != self.place + 1 {
            return Err(ChainFault::Gap { expected: self.place + 1, found: entry.place });
        }
        if entry.previous != self.hash {
            return Err(ChainFault::Unlinked(entry.place));
        }
        if entry.computed_hash() != entry.hash {
            return Err(ChainFault::Changed(entry.place));
        }
        self.place = entry.place;
        self.hash.clone_from(&entry.hash);
        Ok(())
    }

    /// How many entries were checked.
    pub fn checked(&self) -> i64 {
        self.place
    }

    /// The hash of the last entry checked.
    pub fn head(&self) -> &str {
        &self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chain(details: &[String]) -> Vec<Entry> {
        let mut previous = GENESIS.to_owned();
        let mut entries = Vec::new();
        for (index, detail) in details.iter().enumerate() {
            let doing = Doing { action: ActionKind::SubmitPlan, actor: "account:1".into(), unit: UnitId(1) };
            let event = Event::free(doing, Subject::new("plan", 1), json!(detail));
            let entry = event.chain(index as i64 + 1, jiff::Timestamp::UNIX_EPOCH, &previous);
            previous.clone_from(&entry.hash);
            entries.push(entry);
        }
        entries
    }

    fn check(entries: &[Entry]) -> Result<(), ChainFault> {
        let mut check = ChainCheck::default();
        entries.iter().try_for_each(|entry| check.follow(entry))
    }

    proptest! {
        #[test]
        fn an_untouched_chain_holds_and_a_touched_one_does_not(
            details in proptest::collection::vec(".{0,12}", 2..8), which in 0_usize..8, field in 0_usize..6
        ) {
            let mut entries = chain(&details);
            prop_assert!(check(&entries).is_ok());
            let which = which % entries.len();
            match field {
                0 => entries[which].detail.push('x'),
                1 => entries[which].actor.push('x'),
                2 => entries[which].at.push('x'),
                3 => entries[which].unit = UnitId(99),
                4 => entries[which].subject_id += 1,
                _ => { entries[which].previous = sha256_hex(b"other"); }
            }
            prop_assert!(check(&entries).is_err());
        }

        #[test]
        fn a_removed_entry_breaks_the_chain(details in proptest::collection::vec(".{0,5}", 3..8), which in 0_usize..8) {
            let mut entries = chain(&details);
            let which = which % (entries.len() - 1);
            entries.remove(which);
            prop_assert!(check(&entries).is_err());
        }
    }
}
