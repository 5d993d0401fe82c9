//! The words of the domain that a pack may set: what it calls a session, a programme, the leading group.
//!
//! Sentences stand in `locales/` and are built from these terms; a term that a pack leaves out is said in neutral words.

use super::{
    fault::{PackFault, PackFaultKind},
    mend::Step,
    toml_text::TomlText,
    why::TermFault,
};
use crate::organisation::LANGUAGES;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::collections::BTreeMap;

/// A term: its key, and whether it is counted, so that a language with a plural needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The key in `words.toml` and, after a hyphen, in `locales/`.
    pub key: &'static str,
    /// Whether there can be several.
    pub counted: bool,
    /// Whether it stands as it is, with an article of its own where it has one.
    pub whole: bool,
}

const fn one(key: &'static str) -> Term {
    Term { key, counted: false, whole: false }
}

const fn several(key: &'static str) -> Term {
    Term { key, counted: true, whole: false }
}

const fn whole(key: &'static str) -> Term {
    Term { key, counted: false, whole: true }
}

/// Every term, in alphabetical order.
pub const TERMS: [Term; 28] = [
    one("brief"),
    one("dual-duty"),
    one("engagement"),
    whole("example-post"),
    whole("example-recipients"),
    one("first-responsibility"),
    one("first-responsible"),
    several("forum"),
    whole("four-steps"),
    several("leadership-study"),
    whole("leading-by-example"),
    several("leading-group"),
    several("lecture"),
    one("look-into"),
    several("open-air-meeting"),
    one("organising-duty"),
    one("principal-duty"),
    several("programme"),
    whole("public-reports"),
    one("rectification"),
    several("rectification-ledger"),
    several("review-meeting"),
    several("seminar"),
    several("session"),
    one("supervision"),
    several("supervision-ledger"),
    several("visit"),
    one("whole-area"),
];
/// The most signs of a form.
const LONGEST: usize = 80;

/// What a term is in a language: one text, or its forms.
struct Said(TermText);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(SaidVisitor)
    }
}

struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Said;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, or { one = …, many = …, a = …, short = … }")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Said, E> {
        Ok(Said(TermText { one: text.to_owned(), many: None, a: None, short: None }))
    }

    fn visit_map<A: MapAccess<'de>>(self, forms: A) -> Result<Said, A::Error> {
        TermText::deserialize(MapAccessDeserializer::new(forms)).map(Said)
    }
}

/// The forms of a term in a language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermText {
    /// The term itself: of one.
    pub one: String,
    /// Of several, where the language has a plural.
    #[serde(default)]
    pub many: Option<String>,
    /// With its article (`an audit`), where it is not the one its first letter asks for.
    #[serde(default)]
    pub a: Option<String>,
    /// Within longer words, where it is shorter there (领导班子: 班子成员).
    #[serde(default)]
    pub short: Option<String>,
}

impl TermText {
    fn forms(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let others = [("many", &self.many), ("a", &self.a), ("short", &self.short)];
        let others = others.into_iter().filter_map(|(form, text)| Some((form, text.as_deref()?)));
        std::iter::once(("one", self.one.as_str())).chain(others)
    }
}

/// The words of a pack: of each term that it sets, the languages in which it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackWords(BTreeMap<&'static str, BTreeMap<&'static str, TermText>>);

impl PackWords {
    /// What a term is called in a language, if it is set there.
    pub fn get(&self, term: &str, tag: &str) -> Option<&TermText> {
        self.0.get(term)?.get(tag)
    }

    /// Every term that is set: its key, the tag of the language, and its forms.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str, &TermText)> {
        self.0.iter().flat_map(|(term, said)| said.iter().map(move |(tag, text)| (*term, *tag, text)))
    }
}

/// Reads `words.toml`: what can be said of it, and every fault.
pub(super) fn read_words(file: &mut TomlText<'_>) -> (PackWords, Vec<PackFault>) {
    let mut words = PackWords::default();
    let (given, mut faults) = file.holds::<BTreeMap<String, BTreeMap<String, Said>>>();
    for (key, said) in given.unwrap_or_default() {
        let Some(term) = TERMS.iter().find(|term| term.key == key) else {
            faults.push(file.fault(&[Step::Key(&key)], fault(&key, TermFault::Unknown)));
            continue;
        };
        for (tag, said) in said {
            let way = [Step::Key(&key), Step::Key(&tag)];
            let Some(language) = LANGUAGES.into_iter().find(|language| *language == tag) else {
                faults.push(file.fault(&way, fault(&key, TermFault::Language(tag.clone()))));
                continue;
            };
            let Said(text) = said;
            if !file.is_made_up(&way) {
                let told =
                    wrong(*term, language, &text).into_iter().map(|kind| file.fault(&way, fault(&key, kind)));
                let before = faults.len();
                faults.extend(told);
                if before == faults.len() {
                    words.0.entry(term.key).or_default().insert(language, text);
                }
            }
        }
    }
    faults.sort_by_key(|fault| fault.line);
    (words, faults)
}

fn fault(key: &str, fault: TermFault) -> PackFaultKind {
    PackFaultKind::Term { key: key.to_owned(), fault }
}

/// What is wrong with a term in a language.
fn wrong(term: Term, language: &str, text: &TermText) -> Vec<TermFault> {
    let mut found: Vec<_> = text.forms().filter_map(|(form, text)| odd(form, text)).collect();
    if language == "en" {
        if term.counted && text.many.is_none() {
            found.push(TermFault::NoForm("many"));
        }
        found.extend(articles(term, text));
    }
    found
}

/// Sentences put articles before terms by themselves; a form with one is that article and the term.
fn articles(term: Term, text: &TermText) -> Option<TermFault> {
    let mut plain = text.forms().filter(|(form, _)| *form != "a");
    let article = |text: &str| {
        let first = text.split(' ').next().unwrap_or_default().to_lowercase();
        text.contains(' ') && ["a", "an", "the"].contains(&first.as_str())
    };
    if let Some((form, _)) = plain.find(|(_, text)| !term.whole && article(text)) {
        return Some(TermFault::Article(form));
    }
    let with = text.a.as_deref()?;
    let is_right = ["a ", "an "].into_iter().any(|one| with.strip_prefix(one) == Some(text.one.as_str()));
    (!is_right).then_some(TermFault::NoArticle)
}

/// A term stands in the middle of sentences of pages, files, papers and mails: it is one short line without signs that
/// steer any of them.
fn odd(form: &'static str, text: &str) -> Option<TermFault> {
    let unseen = |sign: char| matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let steers = |sign: char| sign.is_control() || "{}<>".contains(sign) || unseen(sign);
    if text.trim().is_empty() {
        Some(TermFault::Blank(form))
    } else if text.trim() != text || text.chars().any(steers) {
        Some(TermFault::Signs(form))
    } else if text.chars().count() > LONGEST {
        Some(TermFault::Long(form, LONGEST))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (PackWords, Vec<PackFault>) {
        read_words(&mut TomlText::read("words.toml", text).unwrap())
    }

    fn told(text: &str) -> Vec<String> {
        read(text).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_terms_stand_in_order() {
        assert!(TERMS.is_sorted_by_key(|term| term.key));
    }

    #[test]
    fn a_term_may_be_set_in_one_language_alone() {
        let (words, faults) = read("[session]\nen = { one = \"tracer\", many = \"tracers\" }\n");
        assert_eq!(faults, []);
        let all: Vec<_> = words.iter().map(|(term, tag, text)| (term, tag, text.one.as_str())).collect();
        assert_eq!(all, [("session", "en", "tracer")]);
    }

    #[test]
    fn what_no_sentence_can_hold_is_told_with_its_line() {
        let text = "[session]\nen = \"tracer\"\nde = \"x\"\n\n[sesion]\nen = \"x\"\n\n[brief]\nen = \"a{b}\"\nzh-Hans = \" \"\n";
        assert_eq!(
            told(text),
            [
                "words.toml:2: the term `session` needs the form `many`",
                "words.toml:3: the term `session` is set for `de`, which is none of zh-Hans, zh-Hant and en",
                "words.toml:5: the term `sesion` is not known",
                "words.toml:9: the term `brief` can't hold line breaks, braces, angle brackets, signs that are not seen or \
                 blanks around it (one)",
                "words.toml:10: the term `brief` has no text (one)",
            ]
        );
        let long = format!("[brief]\nen = \"{}\"\n", "x".repeat(LONGEST + 1));
        assert_eq!(told(&long), ["words.toml:2: the term `brief` has more than 80 signs (one)"]);
    }

    #[test]
    fn a_form_that_there_is_not_is_told_with_its_line() {
        let told = told(
            "[brief]\nen = \"x{\"\n\n[session]\nzh-Hans = { one = \"x\", three = \"y\" }\nen = \"x\"\n[breif]\nen = 5\n",
        );
        assert_eq!(told.len(), 5, "one fault hides no other: {told:?}");
        assert!(told[0].starts_with("words.toml:2: the term `brief` can't hold"), "{told:?}");
        assert!(told[1].starts_with("words.toml:5: unknown field `three`"), "{told:?}");
        assert!(told[2].starts_with("words.toml:6: the term `session` needs the form `many`"), "{told:?}");
        assert!(told[3].starts_with("words.toml:7: the term `breif`"), "{told:?}");
        assert!(told[4].starts_with("words.toml:8: invalid type: integer"), "{told:?}");
    }

    #[test]
    fn articles_are_put_before_terms_by_sentences_alone() {
        let told = told(
            "[brief]\nen = \"the report\"\n[forum]\nen = { one = \"hour\", many = \"hours\", a = \"the hour\" }\n\
             [public-reports]\nen = \"the customers\"\n[visit]\nen = { one = \"hour out\", many = \"hours out\", a = \"an hour out\" }\n",
        );
        assert_eq!(
            told,
            [
                "words.toml:2: the term `brief` begins with an article, which sentences have already (one)",
                "words.toml:4: the term `forum` needs `a` or `an` and then the term itself as the form `a`",
            ]
        );
    }
}
