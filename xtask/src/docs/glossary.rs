//! The glossary: a word of the domain in three languages, what it means, where in the code it lives.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::failure::{Failure, Outcome, While};
use crate::sources::{self, Source};

use super::facts::module_of;

const FILE: &str = "docs/glossary.toml";
const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "zh-Hant"];

/// A word of the domain.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    /// The message of `locales/` whose text is the word.
    message: String,
    means: String,
    /// `room::module::path::Name`.
    code: String,
}

/// The texts of a language by their keys.
type Texts = BTreeMap<String, String>;

/// A Markdown table with a row per word, in the order of the English words.
///
/// # Errors
/// When a message is missing in a language, or a name in the code.
pub fn table(root: &Path) -> Outcome<String> {
    let terms = parse(&fs::read_to_string(root.join(FILE)).while_trying(&format!("read {FILE}"))?)?;
    let texts = LANGUAGES.map(|language| texts(root, language));
    let [en, hans, hant] = texts;
    let sources = sources::below(root, &root.join("crates"), &["rs"])?;
    rows(&terms, &[en?, hans?, hant?], &sources)
}

fn parse(text: &str) -> Outcome<Vec<Term>> {
    let table: Table = text.parse().while_trying(&format!("read {FILE}"))?;
    let terms = table.get("term").and_then(Value::as_array).cloned().unwrap_or_default();
    let read = |value: &Value| {
        let text = |key: &str| {
            let found = value.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
            found
                .map(str::to_owned)
                .ok_or_else(|| Failure::new(format!("{FILE}: {value:?}: `{key}` must be a text")))
        };
        Ok(Term { message: text("message")?, means: text("means")?, code: text("code")? })
    };
    terms.iter().map(read).collect()
}

fn texts(root: &Path, language: &str) -> Outcome<Texts> {
    let files = sources::below(root, &root.join("locales").join(language), &["ftl"])?;
    let lines = || files.iter().flat_map(|file| file.text.lines());
    let terms = terms(lines());
    Ok(lines().map(|line| with_terms(line, &terms)).filter_map(|line| entry(&line)).collect())
}

/// How sentences ask for a term, and the text that stands there: the neutral one, in each of its forms.
fn terms<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<(String, String)> {
    let (mut terms, mut open) = (Vec::new(), None);
    for line in lines {
        if let Some((key, text)) = line.strip_prefix('-').and_then(|line| line.split_once(" = ")) {
            open = Some(key);
            terms.push((format!("{{ -{key} }}"), text.to_owned()));
        } else if let (Some(key), Some((form, text))) = (
            open,
            line.trim().trim_start_matches('*').strip_prefix('[').and_then(|line| line.split_once("] ")),
        ) {
            if line.trim().starts_with('*') {
                terms.pop();
                terms.push((format!("{{ -{key} }}"), text.to_owned()));
            }
            terms.push((format!("{{ -{key}(form: \"{form}\") }}"), text.to_owned()));
        } else {
            open = None;
        }
    }
    terms
}

fn with_terms(line: &str, terms: &[(String, String)]) -> String {
    if line.starts_with('-') || !line.contains("{ -") {
        return line.to_owned();
    }
    terms.iter().fold(line.to_owned(), |line, (asked, text)| line.replace(asked, text))
}

/// The message of a line, if its text is all on it and names no variable.
fn entry(line: &str) -> Option<(String, String)> {
    let (key, text) = line.split_once(" = ")?;
    let plain = key.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-');
    (plain && !key.starts_with('-') && !text.contains(['{', '|']))
        .then(|| (key.to_owned(), text.trim().to_owned()))
}

fn rows(terms: &[Term], languages: &[Texts; 3], sources: &[Source]) -> Outcome<String> {
    let mut complaints = Vec::new();
    let mut rows = BTreeMap::new();
    for term in terms {
        let words: Vec<&String> = languages.iter().filter_map(|texts| texts.get(&term.message)).collect();
        let [en, hans, hant] = words.as_slice() else {
            complaints.push(format!("{FILE}: `{}` is not a plain message in every language", term.message));
            continue;
        };
        if !is_there(&term.code, sources) {
            complaints.push(format!("{FILE}: `{}`: there is no `{}`", term.message, term.code));
        }
        let row = format!("| {en} | {hans} | {hant} | {} | `{}` |", term.means, term.code);
        if rows.insert((en.to_lowercase(), &term.message), row).is_some() {
            complaints.push(format!("{FILE}: `{}` stands twice", term.message));
        }
    }
    Failure::unless_empty(complaints)?;
    let head =
        ["| word | 简体 | 繁體 | what it means | in the code |", "|---|---|---|---|---|"].map(str::to_owned);
    Ok(head.into_iter().chain(rows.into_values()).collect::<Vec<_>>().join("\n"))
}

/// Whether the module declares the name: by itself, or among the words of a macro that declares types.
fn is_there(code: &str, sources: &[Source]) -> bool {
    let Some((module, name)) = code.rsplit_once("::") else { return false };
    let declared = ["pub struct ", "pub enum ", "pub trait ", "pub fn ", "pub type ", ""];
    let declares = |line: &str| {
        declared.iter().any(|kind| {
            let after = line.trim().strip_prefix(kind).and_then(|rest| rest.strip_prefix(name));
            let ends =
                if kind.is_empty() { &[", \"", " = ", " {"][..] } else { &["<", "(", " ", ";", ":"][..] };
            after.is_some_and(|after| ends.iter().any(|end| after.starts_with(end)))
        })
    };
    let of_module = |source: &&Source| module_of(&source.path).as_deref() == Some(module);
    sources.iter().filter(of_module).any(|source| source.text.lines().any(declares))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> [Texts; 3] {
        [(); 3].map(|()| text.lines().filter_map(entry).collect())
    }

    fn term(message: &str, code: &str) -> Term {
        Term { message: message.to_owned(), means: "What is baked.".to_owned(), code: code.to_owned() }
    }

    fn sources() -> Vec<Source> {
        let text =
            "pub struct Loaf<'a> {\nwords! {\n    Crust, \"error-crust\" {\n    let dough = 1;".to_owned();
        vec![Source { path: "crates/model/src/oven/bread.rs".to_owned(), text }]
    }

    #[test]
    fn a_word_has_a_row_with_its_three_languages_its_meaning_and_its_place() {
        let terms =
            [term("subject-loaf", "model::oven::bread::Loaf"), term("crust", "model::oven::bread::Crust")];
        let table = rows(&terms, &texts("subject-loaf = loaf\ncrust = Crust"), &sources()).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[2], "| Crust | Crust | Crust | What is baked. | `model::oven::bread::Crust` |");
        assert!(lines[3].starts_with("| loaf |"), "{table}");
    }

    #[test]
    fn a_word_that_is_a_term_is_shown_in_the_form_it_is_asked_for() {
        let text = "-loaf = { $form ->\n   *[one] loaf\n    [One] Loaf\n}\n-oven = oven\na-b = { -loaf(form: \"One\") } in the { -oven }, { -loaf }";
        let terms = terms(text.lines());
        let said = text.lines().map(|line| with_terms(line, &terms)).filter_map(|line| entry(&line));
        assert_eq!(said.collect::<Vec<_>>(), [("a-b".to_owned(), "Loaf in the oven, loaf".to_owned())]);
    }

    #[test]
    fn a_message_that_is_missing_or_has_variables_is_refused() {
        let terms = [term("subject-loaf", "model::oven::bread::Loaf")];
        assert!(rows(&terms, &texts("subject-loaf = { $count } loaves"), &sources()).is_err());
        let mut missing = texts("subject-loaf = loaf");
        missing[1].clear();
        assert!(rows(&terms, &missing, &sources()).is_err());
    }

    #[test]
    fn a_name_that_the_code_does_not_declare_is_refused() {
        for code in ["model::oven::bread::Roll", "model::oven::Loaf", "model::oven::bread::dough", "Loaf"] {
            assert!(rows(&[term("l", code)], &texts("l = loaf"), &sources()).is_err(), "{code}");
        }
    }

    #[test]
    fn a_word_without_meaning_is_refused() {
        assert!(parse("[[term]]\nmessage = \"l\"\nmeans = \"\"\ncode = \"a::B\"").is_err());
    }
}
