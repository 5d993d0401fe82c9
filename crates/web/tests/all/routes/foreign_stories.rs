//! The demonstrations that are told from data, read page by page in their language: they speak of their own.

#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use super::foreign::{found, of_first, words};
use earnest_i18n::Lang;
use earnest_testkit::{
    demonstration::{PASSWORD, told_in},
    register::Register,
    site::Site,
};
use std::collections::BTreeSet;

/// Pages on which most of what a story tells is shown.
const PAGES: [&str; 14] = [
    "/desk",
    "/plans",
    "/plans/1",
    "/seminars",
    "/seminars/1",
    "/ratings",
    "/circulars",
    "/circulars/1",
    "/ledger",
    "/visits",
    "/visits/1",
    "/draws",
    "/board",
    "/report",
];

/// What the first programme says, and this pack does not say itself.
fn foreign(name: &str, lang: Lang) -> BTreeSet<String> {
    let pack = earnest_demo::shipped::Shipped::find(name).unwrap().pack().unwrap();
    let own = pack.words.iter().filter(|(_, tag, _)| *tag == lang.tag());
    let own: BTreeSet<String> = own
        .flat_map(|(_, _, text)| [Some(text.one.clone()), text.many.clone(), text.short.clone()])
        .flatten()
        .map(|word| word.to_lowercase())
        .collect();
    let mut foreign = of_first(lang);
    foreign.retain(|word| !own.iter().any(|own| own.contains(word.as_str())));
    foreign
}

fn speaks_of_its_own(name: &str, lang: Lang, said: &[&str]) {
    let site = Site::on(told_in(Register::empty_sqlite(), name));
    let foreign = foreign(name, lang);
    assert!(foreign.len() > 5, "{foreign:?}");
    let (mut faults, mut read) = (Vec::new(), String::new());
    for login in ["office", "officer", "head", "assessor"] {
        let mut visitor = site.visitor();
        let answer = visitor.post("/sign-in", &[("login", login), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{login}: {}", answer.body);
        for page in PAGES {
            let answer = visitor.get(page);
            assert!(answer.status == 200 || login != "office", "{page}: {}", answer.status);
            assert!(answer.status < 500, "{page}: {}", answer.status);
            let words = words(&answer, page);
            faults.extend(found(&words, &foreign).map(|fault| format!("{login} {page}: {fault}")));
            read.push_str(&words);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for word in said {
        assert!(read.contains(word), "{word} is said nowhere");
    }
}

#[test]
fn the_hospital_group_speaks_of_its_own() {
    speaks_of_its_own("patient-safety", Lang::En, &["Larkfield Hospital Group", "racer review", "Ward 3A"]);
}

#[test]
fn the_school_district_speaks_of_its_own() {
    speaks_of_its_own("school-inspection", Lang::ZhHant, &["海棠學區", "課例研討", "大圳國小"]);
}

#[test]
fn the_audited_system_speaks_of_its_own() {
    let said = ["Halden Instruments", "rocess audit", "Major nonconformity", "Good practice"];
    speaks_of_its_own("management-system-audit", Lang::En, &said);
}

#[test]
fn the_chain_of_shops_speaks_of_its_own() {
    speaks_of_its_own("shops", Lang::ZhHans, &["青禾便利", "店内自查会", "青年路店"]);
}
