//! Papers of every kind, in both layouts and all three languages: what must stand on each stands there, and nothing that is not meant for
//! a reader.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::papers::{pages, paper, words};
use earnest_i18n::{KEYS, Lang};
use earnest_model::actor::Role;
use earnest_papers::unpacked;
use earnest_testkit::site::{Site, marked};
use earnest_web::{
    State,
    printed::{self, Form, KINDS, Many, Wanted},
};
use std::collections::BTreeSet;

/// The records of a kind that have a paper, at most two: an open measure and one that is closing, a visit that was made and a planned
/// one are papers of two kinds.
fn records(state: &State, kind: &str) -> Vec<String> {
    if kind == "report" {
        return vec![marked::code("A")];
    }
    let most = if ["measure", "visit"].contains(&kind) { 2 } else { 1 };
    let mut begun = BTreeSet::new();
    let new = |id: &String| {
        let of = Wanted { kind, id, form: Form::Docx, lang: Lang::ZhHans, layout: None };
        let Ok(made) = printed::print(state, &of) else { return false };
        // The title of a record of a visit begins with a word before its unit, that of its announcement with another.
        let begins: String = title_of(&made).chars().take(if kind == "visit" { 1 } else { 3 }).collect();
        begun.insert(begins)
    };
    (1..=60).map(|id: i64| id.to_string()).filter(new).take(most).collect()
}

/// A part of a DOCX.
fn part(docx: &[u8], name: &str) -> String {
    let parts = unpacked(docx, 9_000_000, |_| true).unwrap();
    let found = parts.into_iter().find(|(part, _)| part == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1).unwrap()
}

fn title_of(docx: &[u8]) -> String {
    let core = part(docx, "docProps/core.xml");
    core.split("<dc:title>").nth(1).unwrap().split("</dc:title>").next().unwrap().to_owned()
}

/// The words of XML, its marks aside.
fn told(xml: &str) -> String {
    let pieces = xml.split('<').map(|piece| piece.split_once('>').map_or("", |(_, words)| words));
    let words: String = pieces.collect();
    words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// Words of sentences that are keys by chance.
const ORDINARY: [&str; 1] = ["severity-adjusted"];

/// What no reader is to see.
fn is_clean(text: &str, what: &str) {
    let keys: BTreeSet<&str> =
        KEYS.iter().copied().filter(|key| key.contains('-') && !ORDINARY.contains(key)).collect();
    for word in text.split(|sign: char| sign.is_whitespace() || "：:；;，。（）()".contains(sign)) {
        assert!(!keys.contains(word), "{what}: the key {word} stands in {text}");
    }
    for mark in ["{", "}", "\u{2068}", "\u{2069}", "-term"] {
        assert!(!text.contains(mark), "{what}: {mark} stands in {text}");
    }
}

#[test]
fn papers_of_every_kind_stand_whole_in_both_layouts_and_three_languages() {
    let register = marked::register();
    let state = Site::state_of(&register);
    let names: Vec<String> =
        marked::UNITS.iter().map(|(key, ..)| marked::name(key).replace(char::is_whitespace, "")).collect();
    let mut made = BTreeSet::new();
    for kind in KINDS {
        let ids = records(&state, kind.name);
        assert!(!ids.is_empty(), "the organisation has a {}", kind.name);
        for id in &ids {
            for lang in Lang::ALL {
                for layout in ["gb9704", "letter"] {
                    let what = format!("{} {id} {} {layout}", kind.name, lang.tag());
                    let of = |form| Wanted { kind: kind.name, id, form, lang, layout: Some(layout) };
                    let print = |form| {
                        printed::print(&state, &of(form)).unwrap_or_else(|why| panic!("{what}: {why}"))
                    };
                    let (pdf, docx) = (print(Form::Pdf), print(Form::Docx));
                    let title = title_of(&docx).replace(char::is_whitespace, "");
                    made.insert((kind.name, title.clone()));
                    let on_pages = pages(&pdf);
                    let all = on_pages.concat();
                    let document = part(&docx, "word/document.xml");
                    let written = told(&document);
                    let bare = written.replace(char::is_whitespace, "");
                    assert!(!title.is_empty() && all.contains(&title), "{what}: {title} | {all}");
                    assert!(bare.contains(&title), "{what}: {title} | {bare}");
                    for text in [&all, &bare] {
                        assert!(names.iter().any(|name| text.contains(name)), "{what}: no unit | {text}");
                    }
                    let number = if layout == "gb9704" { "—1—" } else { "1" };
                    assert!(on_pages.first().unwrap().contains(number), "{what}: {all}");
                    assert!(part(&docx, "word/footer1.xml").contains("PAGE"), "{what}");
                    is_clean(&written, &what);
                    is_clean(&all, &what);
                }
            }
        }
    }
    let kinds: BTreeSet<_> = made.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds.len(), KINDS.len());
}

#[test]
fn a_frozen_report_is_had_by_its_key_and_says_by_what_it_is_known() {
    let register = marked::register();
    let (state, site) = (Site::state_of(&register), Site::on(register));
    let wanted = Wanted { kind: "frozen-report", id: "1", form: Form::Pdf, lang: Lang::En, layout: None };
    let made = printed::print(&state, &wanted).unwrap();
    assert!(made == printed::print(&state, &wanted).unwrap(), "the same record gives the same bytes");
    let said = words(&made);
    assert!(said.contains("SHA-256"), "{said}");
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let shown = paper(&mut office, "/report/frozen/1", "pdf", "en");
    assert!(shown.bytes == made, "the bytes of the page");
    let docx = printed::print(&state, &Wanted { form: Form::Docx, ..wanted }).unwrap();
    assert!(told(&part(&docx, "word/document.xml")).contains("SHA-256"));
}

#[test]
fn whoever_is_sent_to_listen_in_has_a_letter_of_invitation_that_says_nothing_of_others() {
    let register = marked::register();
    let (state, site) = (Site::state_of(&register), Site::on(register));
    let ids = records(&state, "invitation");
    let id = ids.first().unwrap();
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let page = (1..=60)
        .map(|id| format!("/observations/{id}"))
        .find(|page| office.get(&format!("{page}?lang=en")).body.contains("as=pdf"))
        .unwrap();
    let answer = paper(&mut office, &page, "pdf", "en");
    let said = words(&answer.bytes);
    for part in ["Letterofinvitation", "Handinyoursheet", "asksyoutolistenin"] {
        assert!(said.contains(part), "{part} | {said}");
    }
    assert!(
        office.get("/observations?lang=en").body.contains("href=\"/observations/"),
        "the list leads there"
    );
    let stranger = site.visitor().get(&page);
    assert_eq!(stranger.status, 303, "a stranger signs in first");
    assert_eq!(office.get("/observations/999999").status, 404);
    let two = vec![id.clone(), id.clone()];
    let many = Many { kind: "invitation", ids: &two, lang: Lang::ZhHans, layout: None };
    let joined = printed::print_joined(&state, &many).unwrap();
    assert_eq!(pages(&joined).len(), 2, "a letter each, on one page");
}

#[test]
fn a_planned_visit_is_announced_by_a_letter_that_asks_for_nothing_and_gives_no_reason_away() {
    let register = marked::register();
    let (state, site) = (Site::state_of(&register), Site::on(register));
    let announced = (1..=60).map(|id| id.to_string()).find_map(|id| {
        let wanted = Wanted { kind: "visit", id: &id, form: Form::Pdf, lang: Lang::En, layout: None };
        let said = words(&printed::print(&state, &wanted).ok()?);
        said.contains("Announcementof").then_some((id, said))
    });
    let (id, said) = announced.unwrap();
    assert!(said.contains("Nothingistobewrittenorpreparedforit"), "{said}");
    assert!(!said.contains("Chosenbecause"), "{said}");
    let page = format!("/visits/{id}");
    let senders = ["P", "A", "B"].map(|unit| {
        let mut office = site.sign_in(Role::Office, &marked::code(unit));
        office.get(&page).body.contains("as=pdf")
    });
    assert!(senders.contains(&true), "its page offers it to those who send it");
}
