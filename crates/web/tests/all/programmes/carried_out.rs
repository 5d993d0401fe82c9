//! Programmes over the pages: set up by form, carried out beneath, the calendar changed, the round page's gates.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

fn form<'a>(topic: &'a str, ends: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", "市专题教育"),
        ("goal", "改到位"),
        ("0-topic", topic),
        ("0-opens_on", "2015-06-01"),
        ("0-plans_due_on", "2015-06-01"),
        ("0-ends_on", ends),
    ]
}

#[test]
fn a_city_office_carries_out_the_province_s_programme_by_a_form_that_is_filled_in_already() {
    let site = Site::with_example();
    let mut city = site.sign_in(Role::Office, "A");
    let rounds = city.get("/rounds?lang=en").body;
    assert!(rounds.contains("/programmes/new") && rounds.contains("/programmes/1"));
    let page = city.get("/programmes/new").body;
    assert!(page.contains("Carries out “programme” of 试验省") && page.contains("value=\"first topic\""));
    assert!(page.contains("Not later than the superior’s"));
    let late = city.post("/programmes/new?unit=A&from=superior", &form("first topic", "2015-06-02"));
    assert_eq!(late.status, 422);
    assert!(late.body.contains("2015-06-02 is later than the superior’s 2015-06-01."), "{}", late.body);
    assert!(late.body.contains("value=\"市专题教育\""), "what was written stays");
    let done = city.post("/programmes/new?unit=A&from=superior", &form("first topic", "2015-06-01"));
    assert_eq!((done.status, done.place()), (303, "/programmes/2"));
    let own = city.get("/programmes/2").body;
    assert!(own.contains("Carries out “programme” of 试验省") && own.contains("/rounds/2"));
    let above = city.get("/programmes/1").body;
    assert!(above.contains("/programmes/2") && !above.contains("of the 7 units"), "no count of others");
    let mut province = site.sign_in(Role::Office, "P");
    assert!(province.get("/programmes/1?lang=en").body.contains("1 of the 7 units"));
    assert!(city.get("/programmes/new").body.contains("This unit’s programme is still running"));
    let again = city.post("/programmes/new?unit=A&from=superior", &form("first topic", "2015-06-01"));
    assert_eq!(again.status, 409, "one at a time");
    assert_eq!(city.get("/programmes/9").status, 404);

    let page = city.get("/rounds/2").body;
    assert!(page.contains("/rounds/2/calendar") && page.contains("The standard is published"));
    let form = city.get("/rounds/2/calendar").body;
    assert!(form.contains("value=\"2015-06-01\""));
    let days = [("opens_on", "2015-05-20"), ("plans_due_on", "2015-05-30"), ("ends_on", "2015-06-01")];
    let moved = city.post("/rounds/2/calendar", &days);
    assert_eq!((moved.status, moved.place()), (303, "/rounds/2?done=calendar"));
    assert!(city.get("/rounds/2?done=calendar").body.contains("The calendar is changed"));
    assert_eq!(city.get("/rounds/1/calendar").status, 404, "the province's");
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/programmes/new").status, 404);
    assert_eq!(officer.get("/rounds/2/calendar").status, 404);
}

#[test]
fn the_gap_of_plans_opens_to_exactly_the_units_that_are_missing() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("/plans?round=1&#38;state=gap") || page.contains("/plans?round=1&state=gap"));
    assert!(page.contains("3 / 8"), "{page}");
    assert!(page.contains("1 of 2 taken up"), "B's chief has not acknowledged");
    let gap = office.get("/plans?round=1&state=gap").body;
    assert_eq!(gap.matches("<th scope=\"row\">").count(), 5);
    assert!(gap.contains("not approved yet 5"));
    let officer = site.sign_in(Role::UnitOfficer, "B").get("/rounds/1?lang=en").body;
    assert!(!officer.contains("What it needs") && !officer.contains("taken up"), "not the officer's to see");
}
