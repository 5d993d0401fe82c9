//! How assessors mark is for the office that sends them, and for the auditor; for nobody else.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn the_office_sees_who_marked_what_and_why_nothing_more_can_be_told() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/assessors?lang=en").body;
    assert!(page.contains("scored, 0 of them by two or more"), "{page}");
    assert!(page.contains("there is a single assessor"), "the refusal of the model is a sentence: {page}");
    let href = page.split("href=\"/assessors/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let one = office.get(&format!("/assessors/{href}"));
    assert_eq!((one.status, one.body.matches("href=\"/sheets/").count()), (200, 2), "{}", one.body);
    for lang in ["zh-Hans", "zh-Hant"] {
        assert_eq!(office.get(&format!("/assessors?lang={lang}")).status, 200);
    }
    assert!(office.get("/ratings").body.contains("/assessors?round=1"));
    assert_eq!(site.sign_in(Role::Auditor, "P").get("/assessors").status, 200);
}

#[test]
fn neither_the_units_nor_the_assessors_themselves_find_the_page() {
    let site = Site::with_example();
    for (role, unit) in [(Role::UnitOfficer, "A"), (Role::UnitHead, "A"), (Role::Assessor, "P")] {
        let mut person = site.sign_in(role, unit);
        assert_ne!(person.get("/assessors").status, 200, "{role:?}");
        assert_ne!(person.get("/assessors/1?round=1").status, 200, "{role:?}");
    }
    let mut below = site.sign_in(Role::Office, "A");
    assert_ne!(below.get("/assessors?round=1").status, 200, "the round of the unit above is not theirs");
}
