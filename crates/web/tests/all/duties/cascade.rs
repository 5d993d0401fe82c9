//! Posts, duties and the cascade in the browser's terms: forms, their faults, the way down.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn an_office_registers_a_post_lays_a_duty_on_and_hands_it_over() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/units/A/duties?lang=en").body;
    assert!(page.contains("No duty was laid on this unit") && page.contains("Register a post"));
    let faulty = office.post("/units/A/posts", &[("post-kind", "chief"), ("post-from", "2015-13-01")]);
    assert_eq!(faulty.status, 422);
    assert!(faulty.body.contains("#field-post-title") && faulty.body.contains("#field-post-from"));
    let post = |title| {
        [("post-kind", "chief"), ("post-title", title), ("post-from", "2015-05-01"), ("post-until", "")]
    };
    for title in ["书记甲", "书记乙"] {
        assert_eq!(office.post("/units/A/posts", &post(title)).place(), "/units/A/duties?done=1");
    }
    let duty = |post, day, over| {
        [
            ("duty-kind", "first"),
            ("duty-post", post),
            ("duty-laid_on", day),
            ("duty-due_on", ""),
            ("duty-hand_over", over),
        ]
    };
    assert_eq!(office.post("/units/A/duties", &duty("1", "2015-05-04", "")).status, 303);
    let refused = office.post("/units/A/duties", &duty("2", "2015-05-20", ""));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("exactly one on any day"), "{}", refused.body);
    assert_eq!(office.post("/units/A/duties", &duty("2", "2015-05-20", "yes")).status, 303);
    let page = office.get("/units/A/duties").body;
    assert!(page.contains("ended 2015-05-20") && page.contains("书记乙"));
    let mut stranger = site.sign_in(Role::Office, "B");
    assert_eq!(stranger.get("/units/A/duties").status, 404);
    assert_eq!(stranger.post("/units/A/duties", &duty("2", "2015-05-20", "")).status, 404);
}

#[test]
fn the_cascade_tells_where_it_stopped_and_every_number_opens_to_exactly_its_units() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/cascade?lang=en").body;
    assert!(page.contains("The cascade stops at the tier"), "{page}");
    let silent = office.get("/cascade/units?unit=P&stage=silent").body;
    assert!(
        silent.contains("/units/N\"") && silent.contains("/units/B1\"") && !silent.contains("/units/A1\"")
    );
    assert!(silent.contains("2 in all"));
    assert!(page.contains("stage=unasked"), "units that were never asked are a number with its list");
    let unasked = office.get("/cascade/units?unit=P&stage=unasked&as=csv").body;
    let asked = office.get("/cascade/units?unit=P&stage=asked&as=csv").body;
    let all = office.get("/cascade/units?unit=P&stage=units&as=csv").body;
    let units = |file: &str| file.lines().count() - 1;
    assert_eq!(units(&unasked) + units(&asked), units(&all), "everybody was asked or was not");
    assert!(units(&unasked) > 0 && !unasked.contains(",N\n"), "{unasked}");
    let file = office.get("/cascade/units?unit=P&stage=silent&as=csv");
    assert_eq!(file.body.lines().count(), 3);
    for gap in ["first-vacant", "units-unasked", "duties-twice"] {
        assert!(page.contains(&format!("/figures/{gap}?unit=P")), "a gap is a figure with its list: {gap}");
    }
    assert!(page.contains("round=1"), "numbers keep the round that is looked at");
    assert_eq!(office.get("/cascade?round=99").status, 422);
    assert_eq!(office.get("/cascade?no-such=1").status, 422);
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    for path in ["/cascade?unit=A", "/cascade/units?unit=P&stage=silent", "/cascade/units?unit=A&stage=units"]
    {
        assert_eq!(officer.get(path).status, 404, "{path}");
    }
    assert_eq!(officer.get("/cascade/units?unit=B&stage=no-such").status, 404);
    let done = office.post(
        "/units/P/duties/spread",
        &[("class", ""), ("kinds", "principal"), ("laid_on", "2015-06-01"), ("due_on", "2015-06-10")],
    );
    assert_eq!(done.place(), "/units/P/duties/spread?laid=5&skipped=3");
    assert!(office.get(done.place()).body.contains("Laid on: 5"));
}

#[test]
fn how_complete_and_how_timely_each_unit_was_is_a_page_whose_numbers_open() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/timeliness?lang=en");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Round 1: plans in, of those owed"), "{}", page.body);
    assert!(
        page.body.contains("/figures/plans-due?unit=")
            || page.body.contains("/figures/plans-submitted?unit=")
    );
    assert!(office.get("/units/A").body.contains("/timeliness?unit=A"));
    assert_eq!(office.get("/timeliness?as=csv").status, 200);
    assert_eq!(office.get("/timeliness?no-such=1").status, 422);
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/timeliness?unit=A&lang=en").status, 200);
    assert_eq!(officer.get("/timeliness?unit=B").status, 404);
}
