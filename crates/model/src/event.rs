//! No event, no commit: what happened, as a link of the journal's chain.

use crate::{
    act::Act,
    action::ActionKind,
    before::word_before,
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

    /// Links the event to the journal: its entry behind `last`, with the hash over what was written. `at` is the moment
    /// of the request.
    pub fn chain(&self, last: &Link, at: jiff::Timestamp, contents: String) -> Entry {
        let at = last.at.filter(|before| waited(at, *before)).unwrap_or(at);
        let set_back = last.at.is_some_and(|before| at < before);
        let mut entry = Entry {
            place: last.place + 1,
            at: at.to_string(),
            action: self.doing.action.key().to_owned(),
            actor: self.doing.actor.clone(),
            subject: self.subject.kind.to_owned(),
            subject_id: self.subject.id,
            unit: self.doing.unit,
            detail: self.detail.to_string(),
            form: if set_back { Form::SetBack } else { Form::Whole },
            word: self.word.to_owned(),
            contents,
            previous: last.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash();
        entry
    }
}

/// The longest that somebody works and waits for their turn to write, in seconds.
pub const WAITED: i64 = 60;

/// Whether a request that came before the last act was done is one that had to wait for it, and none of a clock that was
/// put back: it is done when its turn comes, and dated as the act before it.
fn waited(at: jiff::Timestamp, before: jiff::Timestamp) -> bool {
    at < before && before.duration_since(at) <= jiff::SignedDuration::from_secs(WAITED)
}

/// The end of the chain so far: what the next entry links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The number of the last entry; 0 before the first.
    pub place: i64,
    /// Its hash.
    pub hash: String,
    /// When it was written.
    pub at: Option<jiff::Timestamp>,
}

impl Default for Link {
    fn default() -> Self {
        Self { place: 0, hash: GENESIS.to_owned(), at: None }
    }
}

impl From<&Entry> for Link {
    fn from(entry: &Entry) -> Self {
        Self { place: entry.place, hash: entry.hash.clone(), at: entry.at.parse().ok() }
    }
}

/// Which fields of an entry its hash covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The eight fields of the first releases, without word and contents.
    First,
    /// All fields.
    Whole,
    /// All fields, of an entry that was written when the clock had been put back.
    SetBack,
}

impl Form {
    /// All forms by their numbers in the register.
    pub const ALL: [(i32, Self); 3] = [(1, Self::First), (2, Self::Whole), (3, Self::SetBack)];

    /// Its number in the register.
    pub fn number(self) -> i32 {
        match self {
            Self::First => 1,
            Self::Whole => 2,
            Self::SetBack => 3,
        }
    }

    /// Reads its number.
    pub fn of(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|(own, _)| *own == number).map(|(_, form)| form)
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
    /// Which of the fields the hash covers.
    pub form: Form,
    /// The word of the act. That of the first form is no part of its bytes: it follows from them.
    pub word: String,
    /// The hash over what was written ([`crate::contents::hash_of`]); empty where nothing was.
    pub contents: String,
    /// Hash of the entry before, 64 hexadecimal digits; zeros for the first.
    pub previous: String,
    /// SHA-256 over the previous hash and this entry's bytes.
    pub hash: String,
}

/// The hash that stands before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Entry {
    /// The bytes that are hashed after the previous hash: a JSON array of the fields in order. The first form has eight
    /// fields; the others begin with their number and end with word and contents.
    pub fn bytes(&self) -> String {
        if self.form == Form::First {
            let Self { place, at, action, actor, subject, subject_id, unit, detail, .. } = self;
            return json!([place, at, action, actor, subject, subject_id, unit.0, detail]).to_string();
        }
        json!([
            self.form.number(),
            self.place,
            self.at,
            self.action,
            self.actor,
            self.subject,
            self.subject_id,
            self.unit.0,
            self.detail,
            self.word,
            self.contents
        ])
        .to_string()
    }

    /// The word that an entry of the first form has ([`word_before`]).
    pub fn word_before(&self) -> &'static str {
        word_before(&self.action, &self.subject, &self.detail)
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
    /// The entry's time lies before that of the entry before it, and it does not say that the clock was put back.
    #[error("journal entry {0} is dated before the entry before it")]
    Backwards(i64),
    /// Where this entry should stand, or among the lines of what it wrote, is something that can't be read.
    #[error("journal entry {0} can't be read: somebody wrote there what the program never writes")]
    Unreadable(i64),
    /// An entry in the form of the first releases after one of a later form: what it holds is held by less.
    #[error("journal entry {0} is written in a form that was given up before it")]
    OldForm(i64),
    /// The entry's content was changed.
    #[error("journal entry {0} does not match its own hash")]
    Changed(i64),
    /// The entry of the first form has a word that does not follow from its content.
    #[error("journal entry {0} is named as another act than it is")]
    Misnamed(i64),
}

/// Checks a journal entry by entry, in order.
#[derive(Debug, Clone, Default)]
pub struct ChainCheck {
    last: Link,
    is_whole: bool,
    set_back: i64,
}

impl ChainCheck {
    /// Takes the next entry.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), ChainFault> {
        if entry.place != self.last.place + 1 {
            return Err(ChainFault::Gap { expected: self.last.place + 1, found: entry.place });
        }
        if entry.previous != self.last.hash {
            return Err(ChainFault::Unlinked(entry.place));
        }
        if entry.computed_hash() != entry.hash {
            return Err(ChainFault::Changed(entry.place));
        }
        if entry.form == Form::First && entry.word != entry.word_before() {
            return Err(ChainFault::Misnamed(entry.place));
        }
        let next = Link::from(entry);
        if entry.form == Form::Whole && next.at < self.last.at {
            return Err(ChainFault::Backwards(entry.place));
        }
        if entry.form == Form::First && self.is_whole {
            return Err(ChainFault::OldForm(entry.place));
        }
        self.is_whole = entry.form != Form::First;
        self.set_back += i64::from(entry.form == Form::SetBack);
        self.last = next;
        Ok(())
    }

    /// How many entries were checked.
    pub fn checked(&self) -> i64 {
        self.last.place
    }

    /// The hash of the last entry checked.
    pub fn head(&self) -> &str {
        &self.last.hash
    }

    /// How many entries say that they were written when the clock had been put back.
    pub fn set_back(&self) -> i64 {
        self.set_back
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(title: &str) -> Act {
        crate::burden::acts::BurdenAct::QuestionAnswered { title: title.to_owned() }.into()
    }

    fn chain(details: &[String]) -> Vec<Entry> {
        let mut last = Link::default();
        let mut entries: Vec<Entry> = Vec::new();
        for detail in details {
            let doing = Doing { action: ActionKind::SubmitPlan, actor: "account:1".into(), unit: UnitId(1) };
            let event = Event::new(doing, Subject::new("plan", 1), &told(detail));
            let entry = event.chain(&last, jiff::Timestamp::UNIX_EPOCH, "ab".to_owned());
            last = Link::from(&entry);
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
            details in proptest::collection::vec(".{0,12}", 2..8), which in 0_usize..8, field in 0_usize..9
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
                5 => entries[which].word.push('x'),
                6 => entries[which].contents.push('x'),
                7 => entries[which].form = Form::First,
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

    #[test]
    fn an_entry_of_the_first_form_still_verifies() {
        let mut entry = chain(&["as it was".to_owned()]).remove(0);
        entry.form = Form::First;
        entry.word = "plan-sent".to_owned();
        entry.hash = entry.computed_hash();
        assert_eq!(
            entry.bytes(),
            r#"[1,"1970-01-01T00:00:00Z","submit-plan","account:1","plan",1,1,"{\"title\":\"as it was\"}"]"#
        );
        assert!(check(std::slice::from_ref(&entry)).is_ok());
        entry.word = "plan-signed".to_owned();
        assert_eq!(entry.computed_hash(), entry.hash, "its word is no part of its bytes");
        assert_eq!(check(&[entry]), Err(ChainFault::Misnamed(1)));
    }

    #[test]
    fn no_entry_goes_back_to_the_form_that_was_given_up() {
        let mut entries = chain(&["one".to_owned(), "two".to_owned()]);
        if let [_, last] = entries.as_mut_slice() {
            last.form = Form::First;
            last.word = last.word_before().to_owned();
            last.hash = last.computed_hash();
        }
        assert_eq!(check(&entries), Err(ChainFault::OldForm(2)));
    }

    #[test]
    fn whoever_waited_for_the_writer_is_dated_as_the_act_before_and_nothing_is_said_of_the_clock() {
        let first = chain(&["first".to_owned()]).remove(0);
        let doing = Doing { action: ActionKind::SubmitPlan, actor: "account:1".into(), unit: UnitId(1) };
        let event = Event::new(doing, Subject::new("plan", 1), &told("second"));
        for milliseconds in [1, 2_500, WAITED * 1_000] {
            let earlier = jiff::Timestamp::from_millisecond(-milliseconds).unwrap();
            let second = event.chain(&Link::from(&first), earlier, String::new());
            assert_eq!((second.form, second.at.as_str()), (Form::Whole, first.at.as_str()), "{milliseconds}");
            check(&[first.clone(), second]).unwrap();
        }
    }

    #[test]
    fn a_clock_put_back_is_said_by_the_entry_itself_and_is_a_fault_otherwise() {
        let first = chain(&["first".to_owned()]).remove(0);
        let doing = Doing { action: ActionKind::SubmitPlan, actor: "account:1".into(), unit: UnitId(1) };
        let event = Event::new(doing, Subject::new("plan", 1), &told("second"));
        let earlier = jiff::Timestamp::from_second(-WAITED - 1).unwrap();
        let mut second = event.chain(&Link::from(&first), earlier, String::new());
        assert_eq!(second.form, Form::SetBack);
        let mut told = ChainCheck::default();
        told.follow(&first).and_then(|()| told.follow(&second)).unwrap();
        assert_eq!((told.checked(), told.set_back()), (2, 1));
        second.form = Form::Whole;
        second.hash = second.computed_hash();
        assert_eq!(check(&[first, second]), Err(ChainFault::Backwards(2)));
    }
}
