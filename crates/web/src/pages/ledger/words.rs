//! The words of a ledger's columns and cells in a language, and back from any language to the words of the register.

use earnest_i18n::{Lang, Tr};
use earnest_model::{
    ledger::{
        book::{Column, Form, LedgerKind, Words},
        findings::problem::{Level, ProblemState, Source, TimeClass},
        measures::measure::{MeasureState, Step},
    },
    pack::Pack,
};
use std::collections::BTreeMap;

/// Ways in which a unit is visited.
const METHODS: [&str; 3] = ["meeting", "interview", "site-check"];

/// The words of a key that is put together.
fn word(lang: Lang, key: &str) -> String {
    Tr::new(lang).by_key::<&str>(key, &[]).unwrap_or_else(|| key.to_owned())
}

/// The heading of a column.
pub fn label(lang: Lang, column: Column) -> String {
    word(lang, &format!("book-column-{}", column.key()))
}

/// The name of a ledger.
pub fn name(lang: Lang, kind: LedgerKind) -> String {
    word(lang, &format!("book-kind-{}", kind.key()))
}

/// The words that a cell chooses from: key and label, in order.
pub fn words_of(pack: &Pack, lang: Lang, words: Words) -> Vec<(String, String)> {
    let all = |prefix: &str, keys: Vec<&'static str>| {
        keys.into_iter().map(|key| (key.to_owned(), word(lang, &format!("{prefix}{key}")))).collect()
    };
    match words {
        Words::Aspect => {
            let named = |aspect: &earnest_model::pack::Named| {
                (aspect.key.clone(), aspect.name.get(lang.tag()).to_owned())
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
    pub fn new(pack: &Pack, lang: Lang, kind: LedgerKind) -> Self {
        let list = |column: &Column| match column.form() {
            Form::Choice(words) => Some(words_of(pack, lang, words).into_iter().collect()),
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
