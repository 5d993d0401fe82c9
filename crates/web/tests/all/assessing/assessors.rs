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

#[test]
fn the_office_draws_by_lot_whose_materials_are_marked_twice() {
    let site = Site::with_example();
    site.sign_in(Role::Assessor, "P");
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/assessors?lang=en").body;
    assert!(
        page.contains("20% of the assessed units of every class, by lot; scores more than 15 points apart"),
        "{page}"
    );
    let wrong = office.post("/assessors/second?round=1", &[("seed", "12")]);
    assert!(wrong.status == 422 && wrong.body.contains("aria-invalid"), "{}", wrong.body);
    let done = office.post("/assessors/second?round=1", &[("seed", "16180339887498948482")]);
    assert_eq!((done.status, done.place()), (303, "/assessors?round=1#second"));
    let page = office.get("/assessors?round=1").body;
    assert!(page.contains("with the seed 16180339887498948482"), "{page}");
    let certificate = office.get("/assessors/second/1/certificate.json");
    assert_eq!(certificate.status, 200);
    assert!(earnest_draw::verify(certificate.body.as_bytes()).is_ok());
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_ne!(officer.get("/assessors/second/1/certificate.json").status, 200);
}
