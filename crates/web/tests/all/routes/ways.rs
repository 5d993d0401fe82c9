//! A link is shown only to whom it opens.

use crate::forms::crawl::shape;
use earnest_model::actor::Role;
use earnest_testkit::site::Site;
use std::collections::{BTreeMap, BTreeSet};

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

#[test]
fn no_page_leads_anybody_to_a_page_that_answers_not_found() {
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
            if [403, 404].contains(&answer.status) && !from.is_empty() {
                faults.insert(format!("{role:?} at {unit}: {} -> {}", shape(&from), shape(&at)), at.clone());
            }
            if answer.status == 200 && answer.header("content-type").starts_with("text/html") {
                open.extend(links(&answer.body).map(|link| (at.clone(), link)));
            }
        }
    }
    assert!(faults.is_empty(), "{} links open to nobody who is shown them:\n{faults:#?}", faults.len());
}
