//! A register whose pack has a mark for every word: wherever a word of the first programme shows, a sentence is not built from
//! terms, or a word stands in the code.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may break off")]

use super::scopes::walker::Register;
use earnest_app::units::register_found::{Founding, found_register};
use earnest_i18n::{Arg, Lang, MESSAGES, Tr};
use earnest_model::{
    actor::Role,
    ledger::findings::problem::Source,
    pack::{BESIDE, NEUTRAL, PLACES, PackFiles, TERMS, Term},
    zone::Zone,
};
use earnest_papers::unpacked;
use earnest_testkit::{
    OPERATOR, pack,
    site::{Answer, Site, Visitor, marked},
};
use earnest_web::{frame::route::Verb, speaking};
use std::{collections::BTreeSet, fs, path::Path};

/// What a visit and a session are called by the first programme and by everybody else: terms all the same, so that another
/// pack's word for them stands everywhere. Files are called after them for programs.
const OF_EVERYBODY: [(Lang, &[&str]); 3] = [
    (Lang::En, &["visit", "visits", "visited", "session", "sessions"]),
    (Lang::ZhHans, &["走访", "活动"]),
    (Lang::ZhHant, &["走訪", "活動"]),
];

/// Longer words in which one of the first programme's stands by chance.
const ORDINARY: [&str; 2] = ["页面上", "頁面上"];

/// The lists and the standard of the first programme, with a mark in the place of each text.
fn with_marks(text: &str) -> String {
    let text = text.split("\n[report]").next().unwrap();
    let marked = text.lines().enumerate().map(|(at, line)| {
        let key = line.split(" = ").next().unwrap_or_default();
        match key {
            "name" | "help" | "title" | "goal" | "evidence" => {
                format!("{key} = {{ zh-Hans = \"⟦{at}⟧\", zh-Hant = \"⟦{at}⟧\", en = \"⟦{at}⟧\" }}")
            }
            "key" if at < 5 => "key = \"marks\"".to_owned(),
            "words" => format!("words = [\"⟦{at}⟧\"]"),
            _ => line.to_owned(),
        }
    });
    marked.collect::<Vec<_>>().join("\n") + "\n"
}

/// A pack whose every term is a mark in every language.
fn marks() -> PackFiles {
    let files = pack::files();
    // By its place: the key of a term is often the word itself.
    let term = |(at, term): (usize, &Term)| {
        let key = term.key;
        format!(
            "[{key}]\nzh-Hans = \"⟦t{at}⟧\"\nzh-Hant = \"⟦t{at}⟧\"\nen = {{ one = \"⟦t{at}⟧\", many = \"⟦t{at}s⟧\" }}\n"
        )
    };
    PackFiles {
        pack: with_marks(&files.pack),
        standard: with_marks(&files.standard),
        words: Some(TERMS.iter().enumerate().map(term).collect()),
    }
}

/// The marked organisation with that pack.
fn site() -> Site {
    let register = marked::register();
    let files = marks();
    let founding = Founding { files: &files, zone: Zone::hours_east(8), name: None, language: "en" };
    assert!(found_register(&register.context(&OPERATOR), &founding).expect("the marks are a sound pack"));
    Site::on(register)
}

/// What the first programme calls things in a language, and what everybody does of what a pack calls otherwise.
fn foreign(lang: Lang) -> BTreeSet<String> {
    let everybody = OF_EVERYBODY.iter().filter(|(of, _)| *of == lang);
    let words = everybody.flat_map(|(_, words)| words.iter().map(|word| (*word).to_owned()));
    of_first(lang).into_iter().chain(words).collect()
}

/// What the first programme calls things in a language, unless everybody calls them so.
pub(super) fn of_first(lang: Lang) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{}/terms.ftl", lang.tag()));
    let neutral = fs::read_to_string(file).unwrap();
    let is_neutral = |word: &str| {
        neutral
            .lines()
            .any(|line| line.ends_with(&format!("] {word}")) || line.ends_with(&format!(" = {word}")))
    };
    let shipped = pack::shipped();
    let of_lang = shipped.words.iter().filter(|(_, tag, _)| *tag == lang.tag());
    let all = of_lang.flat_map(|(_, _, text)| {
        [Some(text.one.clone()), text.many.clone(), text.short.clone()].into_iter().flatten()
    });
    all.filter(|word| !is_neutral(word)).map(|word| word.to_lowercase()).collect()
}

/// A foreign word in a text, with what stands around it.
pub(super) fn found(text: &str, foreign: &BTreeSet<String>) -> Option<String> {
    let text = ORDINARY.iter().fold(text.to_lowercase(), |text, word| text.replace(word, ""));
    // After a slash it is an address, which is the program's and the same for everybody.
    let letter = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || sign == '/');
    foreign.iter().find_map(|word| {
        let at = text.match_indices(word.as_str()).map(|(at, _)| at).find(|at| {
            !word.is_ascii()
                || !letter(text[..*at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
        })?;
        let before: Vec<char> = text[..at].chars().rev().take(60).collect();
        let around: String = before.into_iter().rev().chain(text[at..].chars().take(60)).collect();
        Some(format!("“{word}” in …{}…", around.replace('\n', " ")))
    })
}

/// What a person reads of a page: its texts, and what is said of pictures, fields and buttons.
fn read_aloud(page: &str) -> String {
    let mut said = String::new();
    let mut rest = page;
    while let Some((text, after)) = rest.split_once('<') {
        said.push_str(text);
        said.push('\n');
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for attribute in ["title=\"", "aria-label=\"", "alt=\"", "placeholder=\"", "data-label=\""] {
            for value in tag.split(attribute).skip(1) {
                said.push_str(value.split('"').next().unwrap_or_default());
                said.push('\n');
            }
        }
        rest = after;
    }
    said + rest
}

/// What programs look for in the names of files.
const OF_FILES: [&str; 3] = ["visits", "sessions", "session"];

/// The words of an answer, and the name of the file that it is: without its address, which is the program's and the same for
/// everybody.
pub(super) fn words(answer: &Answer, address: &str) -> String {
    let parts = address.split(['/', '?', '&', '=']).filter(|part| part.len() > 3);
    let name = answer.header("content-disposition").to_owned();
    let name = parts.chain(OF_FILES).fold(name, |name, part| name.replace(part, ""));
    let media = answer.header("content-type");
    if answer.bytes.starts_with(b"PK") {
        let parts = unpacked(&answer.bytes, 16 << 20, |name| name.ends_with(".xml")).unwrap();
        let texts = parts.iter().map(|(_, part)| read_aloud(&String::from_utf8_lossy(part)));
        let said = texts.collect::<Vec<_>>().join("\n");
        let said = said.split_whitespace().filter(|word| !word.starts_with('/'));
        return name + "\n" + &said.collect::<Vec<_>>().join(" ");
    }
    match media.split(';').next().unwrap_or_default() {
        "text/html" => read_aloud(&answer.body),
        // Keys of programs are no words of people.
        "application/json" => String::new(),
        _ => {
            // Where a number leads is the program's word, too.
            let cells = answer.body.split([',', '"', ' ', '\r', '\n']).filter(|cell| !cell.starts_with('/'));
            name + "\n" + &cells.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Where the words of the test's own standard and the keys of terms stand, which are English.
const OF_DATA: [&str; 3] = ["/standards/", "/sheets/", "/packs/"];

/// Everybody who reads something of their own.
const READERS: [(Role, &str); 6] = [
    (Role::Office, "P"),
    (Role::Administrator, "P"),
    (Role::Assessor, "P"),
    (Role::UnitHead, "A"),
    (Role::UnitOfficer, "A"),
    (Role::Auditor, "P"),
];

/// Every address of a page, up to two of the records of each.
fn addresses(site: &Site) -> Vec<String> {
    let mut register = Register::open(site);
    let mut all = Vec::new();
    for route in earnest_web::routes().filter(|route| route.method == Verb::Get) {
        if route.path.contains('{') {
            let mut kept: Vec<String> =
                register.addresses(route.path).into_iter().map(|(at, _)| at).collect();
            let figures = route.path.ends_with("/figures/{name}");
            kept.truncate(if figures { kept.len() } else { 2 });
            all.extend(kept);
        } else {
            all.push(route.path.to_owned());
        }
    }
    all
}

/// Reads every page in a language under every role, and every file of the office.
fn walk(lang: Lang) {
    let (site, foreign) = (site(), foreign(lang));
    assert!(foreign.len() > 10, "{foreign:?}");
    let (all, mut faults, mut files) = (addresses(&site), BTreeSet::new(), 0);
    let (mut pages, mut marks) = (0, 0);
    let mut look = |visitor: &mut Visitor, address: &str, faults: &mut BTreeSet<String>| {
        let answer = visitor.get(address);
        assert!(answer.status < 500, "{address}: {}", answer.status);
        let words = words(&answer, address);
        marks += usize::from(words.contains('⟦'));
        let of_data = lang == Lang::En && OF_DATA.iter().any(|start| address.starts_with(start));
        if let Some(fault) = found(&words, &foreign).filter(|_| !of_data) {
            faults.insert(format!("{address}: {fault}"));
        }
        answer
    };
    let code = marked::code("P");
    let mut visitors: Vec<_> = READERS.map(|(role, unit)| site.sign_in(role, &marked::code(unit))).into();
    visitors.push(site.visitor());
    for (place, visitor) in visitors.iter_mut().enumerate() {
        for address in &all {
            let answer = look(visitor, &format!("{address}?lang={}", lang.tag()), &mut faults);
            pages += usize::from(answer.status == 200);
            // The head of the organisation's office takes every file that a page offers.
            for kind in ["csv", "xlsx", "docx"].into_iter().filter(|_| place == 0 && answer.status == 200) {
                if answer.body.contains(&format!("as={kind}")) {
                    let unit =
                        if address.contains('{') || address.matches('/').count() > 1 { "" } else { &code };
                    let asked = format!("{address}?lang={}&as={kind}", lang.tag());
                    let asked = if unit.is_empty() || address != "/report" {
                        asked
                    } else {
                        format!("{asked}&unit={unit}")
                    };
                    files += usize::from(look(visitor, &asked, &mut faults).status == 200);
                }
            }
        }
    }
    assert!(pages > 300 && marks > 200 && files > 20, "{pages} pages, {marks} with marks, {files} files");
    let faults: Vec<_> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{} places:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_page_and_no_file_in_english_says_a_word_of_another_pack() {
    walk(Lang::En);
}

#[test]
fn no_page_and_no_file_in_simplified_chinese_says_a_word_of_another_pack() {
    walk(Lang::ZhHans);
}

#[test]
fn no_page_and_no_file_in_traditional_chinese_says_a_word_of_another_pack() {
    walk(Lang::ZhHant);
}

#[test]
fn no_sentence_of_any_language_says_a_word_of_another_pack() {
    let site = site();
    let known = Site::state_of(&site.register).known.last();
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        let (tr, foreign) = (speaking(&known, lang), foreign(lang));
        // What reports of others call a thing is read, never said.
        for message in MESSAGES.iter().filter(|message| !message.key.starts_with("said-")) {
            let args: Vec<(&str, Arg)> = message.variables.iter().map(|name| (*name, Arg::Int(2))).collect();
            let said = tr.by_key(message.key, &args).unwrap();
            faults.extend(
                found(&said, &foreign).map(|fault| format!("{} {}: {fault}", lang.tag(), message.key)),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_terms_that_a_pack_may_set_are_those_of_the_locales() {
    let of_locales: Vec<_> = earnest_i18n::TERMS.iter().map(|(key, _)| *key).collect();
    assert_eq!(of_locales, TERMS.map(|term| term.key));
    for (key, forms) in earnest_i18n::TERMS {
        let counted = TERMS.iter().any(|term| term.key == *key && term.counted);
        assert_eq!(forms.contains(&"many"), counted, "{key}");
    }
}

/// The terms of a language where no pack sets them.
fn neutral_terms(lang: Lang) -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{}/terms.ftl", lang.tag()));
    let text = fs::read_to_string(file).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some((key, word)) = line.strip_prefix('-').and_then(|line| line.split_once(" = ")) {
            found.push((key.to_owned(), word.to_owned()));
        } else if let (Some(word), Some(last)) = (line.trim().strip_prefix("*[one] "), found.last_mut()) {
            word.clone_into(&mut last.1);
        }
    }
    found
}

#[test]
fn the_words_from_which_terms_are_told_apart_are_those_of_the_locales() {
    for (place, lang) in [Lang::ZhHans, Lang::ZhHant, Lang::En].into_iter().enumerate() {
        let of_model = NEUTRAL.map(|(key, words)| (key.to_owned(), words[place].to_owned()));
        assert_eq!(neutral_terms(lang), of_model);
        let tr = Tr::new(lang);
        for (what, words) in BESIDE {
            let keys = [format!("source-{what}"), format!("level-{what}")];
            let said = keys.iter().find_map(|key| tr.by_key::<&str>(key, &[]));
            assert!(said.is_none_or(|said| said == words[place]), "{what}");
        }
        let fixed = Source::ALL
            .iter()
            .map(|source| source.key())
            .filter(|key| !["lecture", "public", "seminar", "visit"].contains(key));
        for key in fixed {
            assert!(BESIDE.iter().any(|(what, _)| *what == key), "{key}");
        }
    }
}

#[test]
fn the_places_to_which_a_pack_may_point_are_pages() {
    for place in PLACES {
        let is_page = earnest_web::routes().any(|route| route.method == Verb::Get && route.path == place);
        assert!(is_page, "{place}");
    }
}
