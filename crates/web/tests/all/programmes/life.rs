//! The life of a programme as its office goes through it by pages.

use earnest_model::actor::Role;
use earnest_testkit::{assessment::open_round, register::Register, site::Site};

/// The mark of what a page before a step tells.
fn mark(page: &str) -> String {
    let at = page.split_once("name=\"told-mark\" value=\"").map(|(_, rest)| rest);
    at.and_then(|rest| rest.split_once('"')).map_or_else(String::new, |(mark, _)| mark.to_owned())
}

#[test]
fn a_programme_is_ended_after_a_page_that_says_what_follows_and_archived_it_is_in_another_list() {
    let register = Register::empty_sqlite().with_organisation();
    open_round(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let page = office.get("/programmes/1?lang=en").body;
    assert!(page.contains("/programmes/1/step?step=end") && !page.contains("step=close"), "{page}");
    let close = office.get("/programmes/1/step?step=close").body;
    assert!(close.contains("One round is not over") && mark(&close).is_empty(), "{close}");
    assert_eq!(office.get("/programmes/1/step?step=forget").status, 422);
    let look = office.get("/programmes/1/step?step=end");
    assert_eq!(look.status, 200);
    for words in ["Plans that units owe", "owed no more", "can\u{2019}t be taken back"] {
        assert!(look.body.contains(words), "{words}: {}", look.body);
    }
    let seen = mark(&look.body);
    let send = |office: &mut earnest_testkit::site::Visitor, reason: &str, mark: &str| {
        office.post("/programmes/1/step", &[("step", "end"), ("reason", reason), ("told-mark", mark)])
    };
    let silent = send(&mut office, "", &seen);
    assert!(silent.status == 422 && silent.body.contains("field-reason-error"), "{}", silent.body);
    let unseen = send(&mut office, "a flood in June", "");
    assert!(
        unseen.status == 422 && unseen.body.contains("Something was changed since you looked"),
        "{}",
        unseen.body
    );
    let ended = send(&mut office, "a flood in June", &seen);
    assert_eq!((ended.status, ended.place()), (303, "/programmes/1?done=ended"), "{}", ended.body);
    let said = office.get("/programmes/1?lang=en").body;
    assert!(said.contains("Done: programme ended early (") && !said.contains("closed, ended"), "{said}");
    for (path, role, unit) in [
        ("/programmes/1?lang=en", Role::UnitOfficer, "A"),
        ("/rounds/1?lang=en", Role::UnitOfficer, "A"),
        ("/board?unit=P&lang=en", Role::Auditor, "P"),
    ] {
        let page = site.sign_in(role, unit).get(path).body;
        assert!(page.contains("a flood in June"), "{path}: {page}");
    }
    let told = site.sign_in(Role::UnitOfficer, "B").get("/notices?lang=en").body;
    assert!(told.contains("owed in it is owed no more"), "{told}");
    let mut other = site.sign_in(Role::Office, "A");
    other.get("/desk");
    assert_eq!(other.get("/programmes/1/step?step=archive").status, 404);
    let archive = office.get("/programmes/1/step?step=archive").body;
    let archived = office
        .post("/programmes/1/step", &[("step", "archive"), ("reason", ""), ("told-mark", &mark(&archive))]);
    assert_eq!(archived.place(), "/programmes/1?done=archived", "{}", archived.body);
    let said = office.get("/programmes/1?lang=en").body;
    assert!(said.contains("Done: programme archived ("), "{said}");
    let rounds = office.get("/rounds").body;
    assert!(!rounds.contains("/rounds/1\"") && rounds.contains("/rounds?archived=1"), "{rounds}");
    assert!(office.get("/rounds?archived=1").body.contains("/rounds/1\""));
    assert_eq!(office.get("/rounds/1").status, 200, "it is read under its address");
}

#[test]
fn a_programme_is_corrected_by_a_form_that_says_what_stays() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let form = |title: &'static str, topic: &'static str| {
        [
            ("title", title),
            ("goal", "G"),
            ("0-topic", topic),
            ("0-opens_on", "2015-07-01"),
            ("0-plans_due_on", "2015-07-08"),
            ("0-ends_on", "2015-08-01"),
        ]
    };
    office.post("/programmes/new?unit=P&from=pack", &form("Titel", "Won"));
    let page = office.get("/programmes/1/correct?lang=en");
    assert!(page.status == 200 && page.body.contains("value=\"Titel\""), "{}", page.body);
    let empty = office.post("/programmes/1/correct", &form("", "One"));
    assert!(empty.status == 422 && empty.body.contains("field-title-error"), "{}", empty.body);
    assert!(empty.body.contains("value=\"One\""), "what was typed comes back");
    let done = office.post("/programmes/1/correct", &form("Title", "One"));
    assert_eq!(done.place(), "/programmes/1?done=corrected", "{}", done.body);
    let page = office.get("/programmes/1").body;
    assert!(page.contains("Done:") && page.contains("Titel"), "the act says what was there before: {page}");
    let page = office.get("/programmes/1").body;
    assert!(page.contains("Title") && page.contains("One") && !page.contains("Titel"), "{page}");
}
