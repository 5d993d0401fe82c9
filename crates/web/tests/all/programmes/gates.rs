//! The gates of a round as an office uses them: what is missing, what is done without, and who reads of it.

use crate::forms::every_form::Page;
use earnest_model::actor::Role;
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::Register,
    site::Site,
};

#[test]
fn what_is_done_without_is_asked_for_its_reason_and_told_on_the_round_the_board_and_the_circular() {
    let register = Register::empty_sqlite().with_organisation();
    let (_, round) = open_round(&register);
    review_all_plans(&register, round);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/rounds/1?lang=en").body;
    assert!(page.contains("8 units have not held the session"), "{page}");
    assert!(page.contains("action=\"/rounds/1/gate\"") && !page.contains("/rounds/1/advance\""), "{page}");
    let silent = office.post("/rounds/1/excuse", &[("unit", "A"), ("excuse-reason", " ")]);
    assert!(silent.status == 422 && silent.body.contains("field-excuse-reason-error"), "{}", silent.body);
    let excused = office.post("/rounds/1/excuse", &[("unit", "A"), ("excuse-reason", "merged in May")]);
    assert_eq!(excused.place(), "/rounds/1");
    assert_eq!(site.register.last_event().0, "excuse-session");
    let twice = office.post("/rounds/1/excuse", &[("unit", "A"), ("excuse-reason", "merged once again")]);
    assert_eq!(twice.status, 409, "{}", twice.body);
    let silent = office.post("/rounds/1/gate", &[("gate", "sessions"), ("gate-reason", "")]);
    assert!(silent.status == 422 && silent.body.contains("field-gate-reason-error"), "{}", silent.body);
    let early = office.post("/rounds/1/gate", &[("gate", "draw"), ("gate-reason", "we are late")]);
    assert_eq!(early.status, 409, "a gate is opened in its turn");
    let opened = office.post("/rounds/1/gate", &[("gate", "sessions"), ("gate-reason", "floods in June")]);
    assert_eq!(opened.place(), "/rounds/1");
    let (action, detail) = site.register.last_event();
    assert_eq!((action.as_str(), detail["reason"].as_str()), ("open-gate", Some("floods in June")));
    assert_eq!(office.post("/rounds/1/advance", &[]).place(), "/rounds/1");
    let page = office.get("/rounds/1").body;
    assert!(page.contains("What can\u{2019}t be recorded once it moves on"), "{page}");
    assert!(page.contains("Units not rated (7)") && page.contains("Sessions not held (7)"), "{page}");
    for (role, unit, path) in [
        (Role::UnitOfficer, "A", "/rounds/1?lang=en"),
        (Role::UnitOfficer, "A", "/board?unit=A&lang=en"),
        (Role::Auditor, "P", "/board?lang=en"),
    ] {
        let page = site.sign_in(role, unit).get(path).body;
        assert!(
            page.contains("floods in June") && page.contains("merged in May"),
            "{path} of {unit}: {page}"
        );
        assert!(!page.contains("/rounds/1/gate"), "the forms are the office's");
    }
    let mut other = site.sign_in(Role::UnitHead, "A");
    other.get("/desk");
    for path in ["/rounds/1/gate", "/rounds/1/excuse", "/rounds/1/reopen"] {
        assert_eq!(other.post(path, &[("gate", "draw"), ("gate-reason", "no")]).status, 404, "{path}");
    }
    let back = office.post("/rounds/1/reopen", &[("reopen-reason", "two sessions are made up for")]);
    assert_eq!(back.place(), "/rounds/1");
    assert_eq!(site.register.last_event().0, "reopen-round");
    let page = office.get("/rounds/1").body;
    assert!(page.contains("two sessions are made up for") && page.contains("/rounds/1/advance"), "{page}");
}

#[test]
fn who_excuses_a_unit_that_another_window_excused_sees_what_was_said_there() {
    let register = Register::empty_sqlite().with_organisation();
    let (_, round) = open_round(&register);
    review_all_plans(&register, round);
    let site = Site::on(register);
    let (mut one, mut other) = (site.sign_in(Role::Office, "P"), site.sign_in(Role::Office, "P"));
    let page = Page::of(&mut other, "/rounds/1?lang=en");
    let first = one.post("/rounds/1/excuse", &[("unit", "A"), ("excuse-reason", "merged into B in May")]);
    assert_eq!(first.status, 303, "{}", first.body);
    let form = page.form("/rounds/1/excuse");
    let second = form.send(&mut other, &[("unit", "A"), ("excuse-reason", "the hall was flooded in May")]);
    assert_eq!(second.status, 409, "{}", second.body);
    for words in ["merged into B in May", "the hall was flooded in May"] {
        assert!(second.body.contains(words), "{words}: {}", second.body);
    }
}
