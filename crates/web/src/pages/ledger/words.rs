//! The words of a ledger's columns and cells in a language, and back from any language to the words of the register.

use earnest_i18n::{Lang, Tr};
use earnest_model::{
    ledger::{
        book::{Column, Form, LedgerKind, Words},
        findings::problem::{Level, ProblemState, Source},
        measures::{
            measure::{MeasureState, Step},
            measure_form::TimeClass,
        },
    },
    pack::Pack,
};
use std::collections::BTreeMap;

/// Ways in which a unit is visited.
const METHODS: [&str; 3] = ["meeting", "interview", "site-check"];

/// The ways in which a table may come back: in neutral words and in those of the register, in every language. Where one word
/// means two things, the register's is meant, so it comes last.
pub fn ways(tr: Tr) -> impl Iterator<Item = Tr> {
    let neutral = Lang::ALL.map(|lang| tr.in_language(lang).in_neutral_words());
    neutral.into_iter().chain(Lang::ALL.map(|lang| tr.in_language(lang)))
}

/// The words of a key that is put together.
fn word(tr: Tr, key: &str) -> String {
    tr.by_key::<&str>(key, &[]).unwrap_or_else(|| key.to_owned())
}

/// The heading of a column.
pub fn label(tr: Tr, column: Column) -> String {
    word(tr, &format!("book-column-{}", column.key()))
}

/// The name of a ledger.
pub fn name(tr: Tr, kind: LedgerKind) -> String {
    word(tr, &format!("book-kind-{}", kind.key()))
}

/// What its file is called: of every organisation alike, for programs that look for it.
pub const fn file_name(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Problems => "problems",
        LedgerKind::Rectification => "ledger",
        LedgerKind::Supervision => "ledger-checks",
    }
}

/// The words that a cell chooses from: key and label, in order.
pub fn words_of(pack: &Pack, tr: Tr, words: Words) -> Vec<(String, String)> {
    let all = |prefix: &str, keys: Vec<&'static str>| {
        keys.into_iter().map(|key| (key.to_owned(), word(tr, &format!("{prefix}{key}")))).collect()
    };
    match words {
        Words::Aspect => {
            let named = |aspect: &earnest_model::pack::Named| {
                (aspect.key.clone(), aspect.name.get(tr.lang().tag()).to_owned())
            };
            pack.aspects.iter().map(named).collect()
        }
        Words::Level => all("level-", Level::ALL.iter().map(|one| one.key()).collect()),
        Words::Source => all("source-", Source::ALL.iter().map(|one| one.key()).collect()),
        Words::TimeClass => all("time-class-", TimeClass::ALL.iter().map(|one| one.key()).collect()),
        Words::ProblemState => all("problem-state-", ProblemState::ALL.iter().map(|one| one.key()).collect()),
        Words::MeasureState => all("measure-state-", MeasureState::ALL.iter().map(|one| one.key()).collect()),
        Words::Step => all("step-", Step::ALL.iter().map(|one| one.key()).collect()),
        Words::Method => all("visit-method-", METHODS.to_vec()),
    }
}

/// Turns cells of a ledger from words of the register into those of a language.
pub struct Speaker {
    lists: Vec<Option<BTreeMap<String, String>>>,
}

impl Speaker {
    /// For the columns of a ledger.
    pub fn new(pack: &Pack, tr: Tr, kind: LedgerKind) -> Self {
        let list = |column: &Column| match column.form() {
            Form::Choice(words) => Some(words_of(pack, tr, words).into_iter().collect()),
            _ => None,
        };
        Self { lists: kind.columns().iter().map(list).collect() }
    }

    /// What a cell at a place of a row shows.
    pub fn say(&self, place: usize, cell: &str) -> String {
        let Some(Some(list)) = self.lists.get(place) else { return cell.to_owned() };
        let say = |line| list.get(line).map_or(line, String::as_str);
        cell.split('\n').map(say).collect::<Vec<_>>().join("\n")
    }
}
