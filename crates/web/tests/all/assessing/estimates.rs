//! The page of estimates as an office and a neighbour meet it.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn a_sample_of_one_is_shown_as_itself_and_every_number_opens_to_its_units() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/estimates?lang=en").body;
    assert!(page.contains(">1 of 36<"), "n of N stands beside everything: {page}");
    assert!(page.contains("Too few: see each"), "one rated unit is no estimate");
    assert!(page.contains("8 of the 9 drawn units are not rated"), "{page}");
    let behind = office.get("/estimates/units?round=1&unit=P").body;
    assert_eq!(behind.matches("<tr>").count(), 10, "a head and exactly nine drawn units: {behind}");
    assert_eq!(behind.matches("href=\"/ratings/").count(), 1, "what is not rated is not shown as rated");
    for lang in ["zh-Hans", "zh-Hant"] {
        assert_eq!(office.get(&format!("/estimates?lang={lang}")).status, 200);
    }
}

#[test]
fn a_neighbour_finds_nothing_and_a_stranger_must_sign_in() {
    let site = Site::with_example();
    let mut neighbour = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(neighbour.get("/estimates/units?round=1&unit=A").status, 404);
    assert_eq!(neighbour.get("/estimates?round=1&unit=P").status, 404);
    assert_eq!(neighbour.get("/estimates?round=99").status, 404);
    assert_ne!(site.visitor().get("/estimates").status, 200);
}
