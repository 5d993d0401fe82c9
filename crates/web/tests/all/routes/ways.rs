//! A link is shown only to whom it opens, and an address says nothing that its page does not know.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::forms::crawl::shape;
use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

/// Everybody who signs in somewhere in the example.
const PEOPLE: [(Role, &str); 8] = [
    (Role::Office, "P"),
    (Role::Office, "A"),
    (Role::UnitOfficer, "A"),
    (Role::UnitHead, "A"),
    (Role::Assessor, "P"),
    (Role::Auditor, "P"),
    (Role::Administrator, "P"),
    (Role::Administrator, "A"),
];

/// Links of one shape that are followed.
const ALIKE: usize = 4;
/// Pages that are read.
const MOST: usize = 400;

/// Addresses that a page leads to, files and other languages aside.
fn links(html: &str) -> impl Iterator<Item = String> + '_ {
    let found = html.split(" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    let pages = found.filter(|link| !link.contains("lang=") && !link.starts_with("assets"));
    pages.map(|link| format!("/{}", link.replace("&#38;", "&")))
}

/// Statements that ask whether a key stands in none of the rows of another statement: a server may read those anew for every
/// key.
static ANEW: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn note(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        let words = query.to_string();
        if words.contains("NOT IN (SELECT") || words.contains("!= ALL(SELECT") {
            ANEW.lock().unwrap().insert(words);
        }
    }
}

/// What is wrong with what a page answers to words that nobody asks for.
fn passed_over(visitor: &mut Visitor, at: &str) -> Option<String> {
    let more = if at.contains('?') { '&' } else { '?' };
    let odd = ["nobody-asks-this=1", "as_of=2015-05-05", "organiser=A"];
    let passed = odd.into_iter().filter(|word| !at.contains(word.split('=').next().unwrap()));
    let passed: Vec<&str> = passed
        .filter(|word| {
            let answer = visitor.get(&format!("{at}{more}{word}"));
            // Whoever knows the word tells of it.
            let told = [answer.body.as_str(), answer.header("content-disposition")];
            let told = !word.starts_with("nobody") && told.into_iter().any(|told| at_heart(told, word));
            answer.status == 200 && !told
        })
        .collect();
    (!passed.is_empty()).then(|| format!("{at}: {passed:?}"))
}

/// Whether what was asked for a day or an organiser has it in its own address fields or words, or, a file, in its name.
fn at_heart(told: &str, word: &str) -> bool {
    let value = word.split_once('=').unwrap().1;
    told.contains(value) || told.contains("5 May 2015")
}

#[test]
fn no_page_leads_anybody_to_one_that_is_not_found_or_refuses_its_address_and_none_passes_a_word_over() {
    set_default_instrumentation(|| Some(Box::new(note))).unwrap();
    let site = Site::with_example();
    let mut faults = BTreeMap::new();
    for (role, unit) in PEOPLE {
        let mut visitor = site.sign_in(role, unit);
        // Pages to which a name or an address typed by hand leads stand among them.
        let also = ["/leaders", "/rounds/1", "/programmes/1", "/interests", "/board", "/units/A", "/draws/1"];
        let mut open: Vec<(String, String)> =
            ["/desk", "/me"].iter().chain(&also).map(|at| (String::new(), (*at).to_owned())).collect();
        let (mut read, mut alike) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some((from, at)) = open.pop() {
            let seen = alike.entry(shape(&at)).or_default();
            *seen += 1;
            if *seen > ALIKE || read.len() > MOST || !read.insert(at.clone()) {
                continue;
            }
            let answer = visitor.get(&at);
            if [403, 404, 422].contains(&answer.status) && !from.is_empty() {
                faults.insert(format!("{role:?} at {unit}: {} -> {}", shape(&from), shape(&at)), at.clone());
            }
            if answer.status == 200 && role == Role::Office && alike.get(&shape(&at)) == Some(&1) {
                faults.extend(passed_over(&mut visitor, &at).map(|at| (format!("passed over: {at}"), at)));
            }
            if answer.status == 200 && answer.header("content-type").starts_with("text/html") {
                open.extend(links(&answer.body).map(|link| (at.clone(), link)));
            }
        }
    }
    assert_eq!(*ANEW.lock().unwrap(), BTreeSet::new());
    assert!(faults.is_empty(), "{} links open to nobody who is shown them:\n{faults:#?}", faults.len());
}
