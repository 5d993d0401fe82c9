//! A problem of a person over the pages: that person, the head and the office read it; no list, file, search or API tells others.

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

const SECRET: &str = "其本人接待来访态度生硬";

fn registered(officer: &mut Visitor) -> String {
    let form = [
        ("unit", "A"),
        ("0-aspect", "self-discipline"),
        ("0-body", SECRET),
        ("0-instance", "五月四日的来访"),
        ("0-measure-0-body", "学习接待规范"),
        ("0-measure-0-owner", "市委主要负责人"),
        ("0-measure-0-deliverable", "学习笔记"),
        ("0-measure-0-due_on", "2015-07-10"),
        ("0-level", "person"),
        ("0-source", "self-examination"),
        ("0-found_on", "2015-06-01"),
        ("0-measure-0-time_class", "by-date"),
    ];
    let sent = officer.post("/problems/new", &form);
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.place().split('?').next().unwrap_or_default().to_owned()
}

#[test]
fn a_person_reads_what_is_about_them_and_nobody_else_finds_it_anywhere() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut person = site.sign_in(Role::Assessor, "A");
    let place = registered(&mut officer);
    let page = officer.get(&format!("{place}?lang=en")).body;
    assert!(page.contains("Whom it is about"));
    let choice =
        page.split("assessor of A</option>").next().and_then(|before| before.rsplit("value=\"").next());
    let key = choice.and_then(|rest| rest.split('"').next()).expect("the person can be chosen").to_owned();
    assert_eq!(officer.post(&format!("{place}/person"), &[("person", "")]).status, 422);
    let named = officer.post(&format!("{place}/person"), &[("person", &key)]);
    assert_eq!((named.status, named.place()), (303, "/ledger"), "the writer has seen it for the last time");
    let back = officer.get(&place).body;
    assert!(
        !back.contains(SECRET) && back.contains("/ledger"),
        "their form was taken, and that is all they read"
    );
    let mine = person.get("/ledger/mine?lang=en").body;
    assert!(
        mine.contains(SECRET) && mine.contains("学习接待规范") && mine.contains("One problem is about you")
    );
    assert!(person.get("/me").body.contains("/ledger/mine"));
    assert!(site.sign_in(Role::UnitHead, "A").get(&place).body.contains(SECRET));
    assert!(site.sign_in(Role::Office, "P").get(&place).body.contains(SECRET));
    for (role, unit) in [
        (Role::UnitOfficer, "A"),
        (Role::Assessor, "A"),
        (Role::Administrator, "A"),
        (Role::Auditor, "A"),
        (Role::UnitHead, "P"),
        (Role::Assessor, "P"),
        (Role::Auditor, "P"),
        (Role::Office, "B"),
        (Role::UnitHead, "A1"),
    ] {
        let mut other = site.sign_in(role, unit);
        for path in [
            place.as_str(),
            "/ledger/mine",
            "/ledger",
            "/ledger?unit=A&as=csv",
            "/ledger/problems?unit=A",
            "/ledger/problems?unit=A&as=csv",
            "/ledger/supervision?unit=A",
            "/units/A",
            "/journal",
            "/search?q=%E6%80%81%E5%BA%A6%E7%94%9F%E7%A1%AC",
            "/api/v1/ledger?unit=A",
            "/api/v1/problems?unit=A",
            "/figures/team-problems?unit=A",
            "/figures/area-problems?unit=A",
        ] {
            let page = other.get(path).body;
            assert!(!page.contains(SECRET), "{role:?} of {unit} at {path}");
        }
    }
}
