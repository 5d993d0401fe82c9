//! The words of an organisation: terms that stand in the place of the neutral ones.

use std::fmt::Write as _;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::Lang;
use crate::bundle::Bundle;

/// A term in a language, in its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The language.
    pub lang: Lang,
    /// The key: `session` sets `-session`.
    pub key: String,
    /// Of one.
    pub one: String,
    /// Of several; as of one if absent.
    pub many: Option<String>,
    /// With its article; by its first letter if absent.
    pub a: Option<String>,
    /// Within longer words; the term itself if absent.
    pub short: Option<String>,
}

/// Whose words are spoken: the neutral ones of `locales/`, or those with an organisation's terms in their place.
///
/// A handle that is free to copy. What it stands for is made once and kept as long as the program runs: an organisation has
/// a few versions of its words in many years.
#[derive(Clone, Copy)]
pub struct Words(&'static Set);

/// A set of words with its bundles, one a language, built at first use.
pub(crate) struct Set {
    name: String,
    terms: Vec<Term>,
    bundles: [OnceLock<Bundle>; 3],
}

static NEUTRAL: Set = Set::new(String::new(), Vec::new());
static KNOWN: Mutex<Vec<&'static Set>> = Mutex::new(Vec::new());

impl Set {
    const fn new(name: String, terms: Vec<Term>) -> Self {
        Self { name, terms, bundles: [const { OnceLock::new() }; 3] }
    }

    /// The terms of a language as a Fluent resource.
    pub(crate) fn source(&self, lang: Lang) -> String {
        let mut out = String::new();
        for term in self.terms.iter().filter(|term| term.lang == lang) {
            fluent(&mut out, term);
        }
        out
    }
}

impl Words {
    /// The neutral ones.
    #[must_use]
    pub fn neutral() -> Self {
        Self(&NEUTRAL)
    }

    /// Those with these terms. The name stands for exactly these terms (the hash of what they were read from); they are asked
    /// for only where it is new.
    #[must_use]
    pub fn named(name: &str, terms: impl FnOnce() -> Vec<Term>) -> Self {
        // Whoever broke off while holding it left a whole list.
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(set) = known.iter().find(|set| set.name == name) {
            return Self(set);
        }
        let terms = terms();
        let set: &'static Set =
            if terms.is_empty() { &NEUTRAL } else { Box::leak(Box::new(Set::new(name.to_owned(), terms))) };
        if !std::ptr::eq(set, &raw const NEUTRAL) {
            known.push(set);
        }
        Self(set)
    }

    /// Whether they are the neutral ones.
    #[must_use]
    pub fn is_neutral(self) -> bool {
        self.0.terms.is_empty()
    }

    /// The bundle of a language, made when it is first asked for.
    pub(crate) fn bundle(self, lang: Lang) -> &'static Bundle {
        let [hans, hant, en] = &self.0.bundles;
        let cell = match lang {
            Lang::ZhHans => hans,
            Lang::ZhHant => hant,
            Lang::En => en,
        };
        cell.get_or_init(|| Bundle::new(lang, &self.0.source(lang)))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Words {}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.0.name).finish()
    }
}

/// Writes a term with every form that a sentence may ask for.
fn fluent(out: &mut String, term: &Term) {
    let one = term.one.as_str();
    let many = term.many.as_deref().unwrap_or(one);
    let with_article = term.a.clone().unwrap_or_else(|| with_article(one));
    let short = term.short.as_deref().unwrap_or(one);
    let forms = [
        ("many", many.to_owned()),
        ("One", capital(one)),
        ("Many", capital(many)),
        ("A", capital(&with_article)),
        ("a", with_article),
        ("short", short.to_owned()),
    ];
    let _ = writeln!(out, "-{} = {{ $form ->\n   *[one] {}", term.key, literal(one));
    for (form, text) in forms {
        let _ = writeln!(out, "    [{form}] {}", literal(&text));
    }
    out.push_str("}\n");
}

/// Text that means nothing but itself.
fn literal(text: &str) -> String {
    format!("{{ \"{}\" }}", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// An article by the first letter, which is right for most words; for the others the term says it.
fn with_article(text: &str) -> String {
    let vowel = text.chars().next().is_some_and(|first| "aeiouAEIOU".contains(first));
    format!("{} {text}", if vowel { "an" } else { "a" })
}
