//! The laws of figures on pages: whatever is shown as a count opens to exactly as many records, for whoever reads it on
//! whatever page; and a page of a past day says later what it said then.
#![expect(clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::programmes::programme_set_up::{PlanRound, SetUp, set_up_programme};
use earnest_model::{actor::Role, id::ProgrammeId};
use earnest_testkit::site::{Site, Visitor, marked};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The pages that one walk opens at most: the marked organisation has fewer.
const MOST: usize = 4_000;

/// Addresses that lead out of what is read: what they answer is no page, or changes who reads.
const LEFT_OUT: [&str; 8] =
    ["/sign-out", "/sign-in", "/why", "/files/", "/assets/", "/api/", "/posts", "/tile/"];

/// With how many questions the same page is opened: filters and forms ask without end. Counts are followed all the same.
const QUESTIONS: usize = 6;

/// A count of a page: where its link leads, and how many records that must list.
type Shown = (String, usize);

fn plain(text: &str) -> String {
    text.replace("&amp;", "&").replace("&#38;", "&").replace("&quot;", "\"").replace("&#34;", "\"")
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// The tags of all links of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("<a ").skip(1).filter_map(|rest| rest.split('>').next())
}

fn counts(page: &str) -> Vec<Shown> {
    links(page)
        .filter_map(|tag| {
            let count = attribute(tag, "data-counts")?.parse().ok()?;
            Some((plain(attribute(tag, "href")?), count))
        })
        .collect()
}

/// Where else a page leads within the site.
fn ways(page: &str) -> Vec<String> {
    let own = |href: &String| href.starts_with('/') && !href.starts_with("//");
    let read = |href: &String| {
        !LEFT_OUT.iter().any(|out| href.starts_with(out)) && !href.contains("lang=") && !href.contains("as=")
    };
    let hrefs = links(page).filter_map(|tag| attribute(tag, "href")).map(plain);
    let without_anchor = hrefs.map(|href| href.split('#').next().unwrap_or_default().to_owned());
    without_anchor.filter(own).filter(read).collect()
}

/// How many rows each list of a page has.
fn lists(page: &str) -> Vec<usize> {
    let bodies = page.split("<tbody>").skip(1).filter_map(|rest| rest.split("</tbody>").next());
    bodies.map(|body| body.matches("<tr>").count()).collect()
}

/// Whether a page lists so many records: in one of its lists, in several that follow each other, such as one for each class,
/// or, for nought, in none.
fn lists_as_many(page: &str, count: usize) -> bool {
    let lists = lists(page);
    let runs = (0..lists.len()).flat_map(|from| (from..lists.len()).map(move |until| (from, until)));
    let mut sums = runs.map(|(from, until)| lists[from..=until].iter().sum::<usize>());
    sums.any(|sum| sum == count) || (count == 0 && lists.iter().all(|rows| *rows == 0))
}

/// Opens every page that somebody is led to, and follows every count. How many counts there were, by the page's folder.
fn walk(visitor: &mut Visitor) -> BTreeMap<String, usize> {
    let mut waiting: VecDeque<String> =
        ["/", "/desk", "/board", "/pictures", "/report", "/cascade", "/late", "/timeliness", "/burden"]
            .map(str::to_owned)
            .into();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut followed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut questions: BTreeMap<String, usize> = BTreeMap::new();
    let (mut found, mut faults) = (BTreeMap::new(), Vec::new());
    let mut opened = 0;
    while let Some(address) = waiting.pop_front() {
        opened += 1;
        assert!(opened <= MOST, "more pages than the walk opens");
        let answer = visitor.get(&address);
        if answer.status != 200 {
            continue;
        }
        for (href, count) in counts(&answer.body) {
            let folder = address.split(['/', '?']).nth(1).unwrap_or_default().to_owned();
            *found.entry(folder).or_insert(0) += 1;
            let tried = followed.entry(href.clone()).or_default();
            if tried.contains(&count) {
                continue;
            }
            tried.push(count);
            let records = visitor.get(&href);
            if records.status != 200 || !lists_as_many(&records.body, count) {
                let told = lists(&records.body);
                faults.push(format!(
                    "{address}: {count} at {href}, which answers {} with {told:?}",
                    records.status
                ));
            }
        }
        for way in ways(&answer.body) {
            let page = way.split('?').next().unwrap_or_default().to_owned();
            let asked = questions.entry(page).or_insert(0);
            if *asked < QUESTIONS && seen.insert(way.clone()) {
                *asked += 1;
                waiting.push_back(way);
            }
        }
    }
    assert!(faults.is_empty(), "{} of {found:?} in {opened} pages:\n{}", faults.len(), faults.join("\n"));
    found
}

fn walk_as(role: Role, unit: &str) -> BTreeMap<String, usize> {
    let site = Site::on(marked::register());
    let mut visitor = site.sign_in(role, &marked::code(unit));
    walk(&mut visitor)
}

#[test]
fn every_count_that_an_office_meets_opens_to_exactly_its_records() {
    let found = walk_as(Role::Office, "P");
    for folder in ["board", "pictures", "report", "cascade", "burden", "rounds", "circulars"] {
        assert!(found.get(folder).is_some_and(|counts| *counts > 0), "no count in {folder}: {found:?}");
    }
}

#[test]
fn every_count_that_the_office_of_a_prefecture_meets_opens_to_exactly_its_records() {
    assert!(walk_as(Role::Office, "A").len() > 3);
}

#[test]
fn every_count_that_an_assessor_meets_opens_to_exactly_its_records() {
    walk_as(Role::Assessor, "A");
}

#[test]
fn every_count_that_an_officer_meets_opens_to_exactly_its_records() {
    walk_as(Role::UnitOfficer, "A");
}

#[test]
fn every_count_that_a_head_meets_opens_to_exactly_its_records() {
    walk_as(Role::UnitHead, "A1");
}

#[test]
fn every_count_that_an_auditor_meets_opens_to_exactly_its_records() {
    walk_as(Role::Auditor, "P");
}

#[test]
fn every_count_that_an_administrator_meets_opens_to_exactly_its_records() {
    walk_as(Role::Administrator, "A");
}

#[test]
fn every_count_that_a_visitor_meets_opens_to_exactly_its_records() {
    let site = Site::on(marked::register());
    walk(&mut site.visitor());
}

#[test]
fn the_board_and_the_report_of_a_past_day_say_later_what_they_said_then() {
    let site = Site::on(marked::register());
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let day = site.register.today.get();
    let mut pages = vec![format!("/board?as_of={day}"), format!("/report?as_of={day}")];
    for unit in ["A", "B", "B1"] {
        pages.push(format!("/board?unit={}&as_of={day}", marked::code(unit)));
        pages.push(format!("/report?unit={}&as_of={day}", marked::code(unit)));
    }
    // What was entered since stands beside, told apart.
    let of_day = |page: &str| -> Vec<Shown> {
        counts(page).into_iter().filter(|(href, _)| !href.contains("entered=since")).collect()
    };
    let then: Vec<_> = pages.iter().map(|page| of_day(&office.get(page).body)).collect();
    assert!(then.iter().all(|counts| !counts.is_empty()));
    site.goes_on_to(day.saturating_add(jiff::Span::new().days(3)));
    marked::more_of_b(&site.register);
    let mut office = site.sign_in(Role::Office, &marked::code("P"));
    let today = counts(&office.get(&format!("/board?unit={}", marked::code("B"))).body);
    let numbers = |counts: &[Shown]| counts.iter().map(|(_, count)| *count).collect::<Vec<_>>();
    assert_ne!(numbers(&today), numbers(&then[4]), "something happened since");
    for (page, then) in pages.iter().zip(then) {
        assert_eq!(of_day(&office.get(page).body), then, "{page}");
        for (href, count) in then {
            assert!(lists_as_many(&office.get(&href).body, count), "{page}: {count} at {href}");
        }
    }
}

#[test]
fn of_programmes_side_by_side_every_count_of_the_board_and_the_report_opens_to_exactly_its_records() {
    let site = Site::on(marked::register());
    let code = marked::code("P");
    let office = site.register.actor(Role::Office, &code);
    let day = site.register.today.get();
    let round = PlanRound { number: 1, topic: "t", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: &code, key: "other", title: "other", goal: "g", rounds: vec![round] };
    let (other, _) = set_up_programme(&site.register.context(&office), &set_up).expect("a second one");
    let mut visitor = site.sign_in(Role::Office, &code);
    for programme in [ProgrammeId(1), other] {
        for room in ["board", "report"] {
            let page = format!("/{room}?unit={code}&programme={programme}");
            let shown = counts(&visitor.get(&page).body);
            assert!(shown.iter().any(|(href, _)| href.contains(&format!("programme={programme}"))), "{page}");
            for (href, count) in shown {
                let records = visitor.get(&href);
                assert!(lists_as_many(&records.body, count), "{page}: {count} at {href}");
            }
        }
    }
}
