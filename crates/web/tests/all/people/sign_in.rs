//! Signing in where others fail to, and acting under one post of several.
#![expect(clippy::panic, reason = "helpers of tests may break off")]

use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site};

fn post_called(page: &str, words: &str) -> String {
    let before = page.split(words).next().unwrap_or_default();
    let value = before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next());
    value.map_or_else(|| panic!("no {words} in {page}"), str::to_owned)
}

#[test]
fn whoever_guesses_waits_and_the_colleague_gets_in_from_a_device_that_is_known() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let right = [("login", login.as_str()), ("password", PASSWORD)];
    let mut colleague = site.visitor();
    assert_eq!(colleague.post("/sign-in", &right).status, 303);
    assert_eq!(colleague.post("/sign-out", &[]).place(), "/");

    let mut guesser = site.visitor();
    let wrong = [("login", login.as_str()), ("password", "not this one")];
    for _ in 0..5 {
        assert_eq!(guesser.post("/sign-in", &wrong).status, 422);
    }
    let waits = guesser.post("/sign-in?lang=en", &wrong);
    assert_eq!(waits.status, 429);
    assert!(waits.body.contains("Try again in one second."), "{}", waits.body);
    assert_eq!(guesser.post("/sign-in", &right).status, 429, "the right one tells nothing while one waits");
    let nobody = [("login", "nobody"), ("password", "not this one")];
    for _ in 0..5 {
        assert_eq!(guesser.post("/sign-in", &nobody).status, 422);
    }
    assert_eq!(guesser.post("/sign-in", &nobody).status, 429, "whether a login is there is not given away");

    assert_eq!(colleague.post("/sign-in", &right).status, 303, "the same place, a device that is known");
    for _ in 0..5 {
        colleague.post("/sign-in", &wrong);
    }
    assert_eq!(colleague.post("/sign-in", &right).status, 429, "a device has its own count");
}

#[test]
fn a_common_password_is_refused_at_its_field() {
    let site = Site::start();
    let mut visitor = site.sign_in(Role::Office, "P");
    let fields = [("current", PASSWORD), ("password", "woaini1314520"), ("again", "woaini1314520")];
    let answer = visitor.post("/me/password?lang=en", &fields);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("guessed first"), "{}", answer.body);
}

#[test]
fn whoever_holds_two_posts_reads_under_both_and_writes_under_one() {
    let site = Site::with_example();
    let (login, actor) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    site.register.give_post(actor.account().unwrap_or_else(|| panic!("an account")), Role::Assessor, "B");
    let mut person = site.visitor();
    let form = [("login", login.as_str()), ("password", PASSWORD), ("next", "/board")];
    assert_eq!(person.post("/sign-in", &form).place(), "/posts?next=%2Fboard");
    let page = person.get("/posts?next=%2Fboard&lang=en").body;
    assert!(page.contains("all posts, for reading") && page.contains("unit officer, 东市"));
    for path in ["/units/A", "/units/B1"] {
        assert_eq!(person.get(path).status, 200, "{path} under all posts");
    }
    let before = site.register.journal().len();
    assert_eq!(person.get("/problems/new").place(), "/posts?next=%2Fproblems%2Fnew");
    let refused = person.post("/problems/new", &[("unit", "A")]);
    assert_eq!(refused.status, 409);
    assert!(
        refused.body.contains("Choose a post first")
            && refused.body.contains("href=\"/posts?next=%2Fproblems%2Fnew%3Fkept%3D")
    );
    assert_eq!(site.register.journal().len(), before);

    let officer = post_called(&page, "unit officer, 东市");
    let chosen = person.post("/posts", &[("post", &officer), ("next", "/board")]);
    assert_eq!((chosen.status, chosen.place()), (303, "/board"));
    let board = person.get("/units/A").body;
    assert!(board.contains("unit officer · 东市"), "the frame says so");
    assert_eq!(person.get("/units/B1").status, 404, "the other post shows nothing now");
    assert_eq!(person.get("/problems/new").status, 200);
    assert_eq!(person.post("/duties/6/acknowledge", &[("unit", "B")]).status, 404);

    let assessor = post_called(&page, "assessor, 西州");
    assert_eq!(person.post("/posts", &[("post", &assessor)]).place(), "/desk");
    assert_eq!((person.get("/units/B1").status, person.get("/units/A").status), (200, 404));
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(stranger.post("/posts", &[("post", &assessor)]).status, 404, "another's post is not there");
    assert_eq!(person.post("/posts", &[("post", "all")]).place(), "/desk");
    assert_eq!((person.get("/units/B1").status, person.get("/units/A").status), (200, 200));
}

#[test]
fn a_record_tells_why_it_is_seen_and_an_auditor_who_else_sees_it() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/measures/1").body.contains("href=\"/why?at=/measures/1\""));
    let told = office.get("/why?at=/measures/1&lang=en").body;
    assert!(
        told.contains("programme office, 试验省") && told.contains("of the unit itself or of one above it")
    );
    assert!(!told.contains("Who else can"));
    let mut auditor = site.sign_in(Role::Auditor, "A");
    let told = auditor.get("/why?at=/measures/1&lang=en").body;
    assert!(told.contains("Who else can") && told.contains("unit head"));
    let table = told.split("<table").nth(1).unwrap_or_default();
    assert!(
        table.contains("东市") && !table.contains("试验省"),
        "only as far up as accounts are read: {table}"
    );
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    let (hidden, missing) = (stranger.get("/why?at=/measures/1"), stranger.get("/why?at=/measures/99999"));
    assert_eq!((hidden.status, missing.status), (404, 404));
    assert_eq!(stranger.get("/why?at=/nothing").status, 404);
}
