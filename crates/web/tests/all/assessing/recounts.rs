//! The pages of recounts as an office, an assessor and a neighbour meet them.

use earnest_model::actor::Role;
use earnest_testkit::site::Site;

#[test]
fn a_recount_is_recorded_in_the_form_and_stands_in_the_list() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let list = office.get("/recounts?lang=en").body;
    assert!(list.contains("No unit was counted at yet"), "{list}");
    let first = list.split("/recounts/new?spot_check=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/recounts/new?spot_check={first}");
    let blank = office.get(&path).body;
    assert!(blank.contains("Nothing is left to count here"), "{blank}");
    // Its officer records a session; now there is something to look at.
    let code = {
        let unit = office.get(&path).body;
        unit.split("<h1>Count anew at ").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let unit = earnest_testkit::register::ORGANISATION
        .lines()
        .find_map(|line| line.split_once(',').filter(|(_, rest)| rest.starts_with(&format!("{code},"))))
        .map(|(code, _)| code.to_owned())
        .unwrap();
    let mut officer = site.sign_in(Role::UnitOfficer, &unit);
    officer.get("/seminars/new");
    let form = [
        ("unit", unit.as_str()),
        ("round", "1"),
        ("kind", "seminar"),
        ("held_on", "2015-06-01"),
        ("minutes", "180"),
        ("present", "9"),
        ("expected", "10"),
    ];
    assert_eq!(officer.post("/seminars/new", &form).status, 303);
    assert!(office.get(&path).body.contains("name=\"checked-sessions\""));
    let wrong = office.post(&path, &[("checked-sessions", "2"), ("confirmed-sessions", "1")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("field-checked-sessions-error"), "{}", wrong.body);
    let done = office.post(&path, &[("checked-sessions", "1"), ("confirmed-sessions", "0")]);
    assert_eq!((done.status, done.place()), (303, "/recounts?round=1"));
    let list = office.get("/recounts?round=1&kind=sessions").body;
    assert!(list.contains("1 of 36") && list.contains(&code), "{list}");
    assert!(list.contains("Too few: see each"), "one unit is no estimate");
    for lang in ["zh-Hans", "zh-Hant"] {
        assert_eq!(office.get(&format!("/recounts?lang={lang}")).status, 200);
        assert_eq!(office.get(&path).status, 200);
    }
    let mut neighbour = site.sign_in(Role::UnitOfficer, "F");
    assert!(!neighbour.get("/recounts?round=1&kind=sessions").body.contains(&code) || unit.starts_with('F'));
    assert_eq!(neighbour.get(&path).status, 404);
    assert_eq!(neighbour.get("/recounts?round=99").status, 404);
}
