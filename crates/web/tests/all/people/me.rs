//! One's own password and sessions.

use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site};

#[test]
fn a_session_is_ended_from_afar_by_its_owner_alone() {
    let site = Site::with_example();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let [mut here, mut there] = [(); 2].map(|()| {
        let mut visitor = site.visitor();
        visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
        visitor
    });
    let page = here.get("/me").body;
    let ways: Vec<_> =
        page.split("action=\"/me/sessions/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ways.len(), 1, "a button for the other session and none for this one: {page}");
    let way = format!("/me/sessions/{}", ways[0]);

    let mut stranger = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(stranger.post(&way, &[]).status, 404, "another's session is not there");
    assert_eq!(stranger.post("/me/sessions/%25/end", &[]).status, 404, "no pattern ends a session");
    assert_eq!(there.get("/me").status, 200);
    assert_eq!(here.post(&way, &[]).place(), "/me");
    assert_ne!(there.get("/me").status, 200, "signed out");
    assert_eq!((here.get("/me").status, stranger.get("/me").status), (200, 200));
    assert_ne!(site.visitor().get("/me").status, 200);
}

#[test]
fn a_password_is_changed_by_whoever_knows_the_old_one() {
    let site = Site::with_example();
    let mut visitor = site.sign_in(Role::Office, "P");
    let fields = |current, again| [("current", current), ("password", "quite another one"), ("again", again)];
    let wrong = visitor.post("/me/password", &fields("not the old one", "quite another one"));
    assert!(wrong.status == 422 && wrong.body.contains("aria-invalid"), "{}", wrong.body);
    let twice = visitor.post("/me/password", &fields(PASSWORD, "quite an other one"));
    assert_eq!(twice.status, 422);
    let done = visitor.post("/me/password", &fields(PASSWORD, "quite another one"));
    assert_eq!((done.status, done.place()), (303, "/me?done=password"));
    assert_eq!(visitor.get("/desk").status, 200, "one stays signed in where one is");
    let again = visitor.post("/me/password", &fields(PASSWORD, "quite another one"));
    assert_eq!(again.status, 422, "the old password is gone");
}
