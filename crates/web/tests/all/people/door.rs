//! The door: what is told to whom, what is noted, what a browser keeps.

use crate::shared::between;
use earnest_model::actor::Role;
use earnest_testkit::{
    register::Register,
    site::{PASSWORD, Site, Visitor},
};

fn secure() -> Site {
    let register = Register::empty_sqlite().with_organisation();
    Site::set_up(register, |state| {
        state.settings.secure = true;
        state.settings.proxied = true;
    })
}

#[test]
fn over_https_cookies_are_bound_to_the_host_and_every_answer_keeps_the_browser_there() {
    let site = secure();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let mut visitor = site.visitor();
    let entered = visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
    let cookies: Vec<&str> =
        entered.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| &**value).collect();
    assert!(cookies.len() == 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-earnest_"), "{cookie}");
        assert!(cookie.contains("Path=/;") && cookie.ends_with("; Secure"), "{cookie}");
    }
    assert_eq!(entered.header("cache-control"), "no-store, private");
    assert_eq!(visitor.get("/desk").status, 200, "the cookie is read under its name");
    let large = visitor.post("/sign-in", &[("login", &"x".repeat(2 << 20))]);
    let asset =
        site.visitor().get("/").body.split("href=\"/").find(|it| it.contains(".css")).map(str::to_owned);
    let asset = asset.and_then(|it| it.split('"').next().map(|it| format!("/{it}"))).unwrap_or_default();
    let answers = [visitor.get("/circulars"), visitor.get("/no-such"), visitor.get(&asset), large];
    for (place, answer) in answers.iter().enumerate() {
        let said = answer.header("strict-transport-security");
        assert_eq!(said, "max-age=31536000; includeSubDomains", "{place}: {}", answer.status);
    }
    let refused = visitor.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(!refused.header("strict-transport-security").is_empty());
}

#[test]
fn signing_out_clears_what_the_browser_kept_and_secrets_are_kept_nowhere() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let left = office.post("/sign-out", &[]);
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(office.cookie("earnest_session"), "");
    let mut visitor = site.visitor();
    for path in ["/invitations/0123", "/sign-in", "/"] {
        assert_eq!(visitor.get(path).header("cache-control"), "no-store, private", "{path}");
    }
}

#[test]
fn a_session_is_left_even_where_that_can_not_be_noted() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let token = office.cookie("earnest_session").to_owned();
    office.get("/desk");
    let other = site.register.open_again();
    let work = other.begin(earnest_model::Timestamp::UNIX_EPOCH).unwrap();
    let left = office.post("/sign-out", &[]);
    assert_eq!((left.status, office.cookie("earnest_session")), (303, ""));
    drop(work);
    let cookie = format!("earnest_session={token}");
    let stranger = site.visitor().raw(
        format!("GET /desk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n")
            .as_bytes(),
    );
    assert_eq!(stranger.status, 303, "the session is over: {}", stranger.body);
}

#[test]
fn signing_in_anew_ends_the_session_of_before_in_that_browser() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let mut here = site.visitor();
    let fields = [("login", login.as_str()), ("password", PASSWORD)];
    here.post("/sign-in", &fields);
    let before = here.clone();
    here.post("/sign-in", &fields);
    let mut before = before;
    assert_eq!((before.get("/desk").status, here.get("/desk").status), (303, 200));
}

#[test]
fn a_changed_password_renews_the_token_and_the_old_one_is_worth_nothing() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/me");
    let mut seen = office.clone();
    let new = "quite another one";
    let fields = [("current", PASSWORD), ("password", new), ("again", new)];
    assert_eq!(office.post("/me/password", &fields).status, 303);
    assert_ne!(office.cookie("earnest_session"), seen.cookie("earnest_session"));
    assert_eq!((office.get("/me").status, seen.get("/me").status), (200, 303));
}

#[test]
fn the_current_password_is_guessed_at_no_faster_than_at_the_door() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let new = "quite another one";
    let mut guess = || {
        let fields = [("current", "not the one"), ("password", new), ("again", new)];
        office.post("/me/password", &fields).status
    };
    let told: Vec<u16> = (0..7).map(|_| guess()).collect();
    assert_eq!(told, [422, 422, 422, 422, 422, 429, 429]);
    let fields = [("current", PASSWORD), ("password", new), ("again", new)];
    assert_eq!(office.post("/me/password", &fields).status, 429, "the right one waits as well");
    site.passes(2);
    assert_eq!(office.post("/me/password", &fields).status, 303);
}

#[test]
fn a_session_that_nobody_uses_ends_and_one_that_is_used_goes_on() {
    let site = Site::start();
    let (mut idle, mut used) = (site.sign_in(Role::Office, "P"), site.sign_in(Role::Office, "P"));
    for _ in 0..4 {
        site.passes(20 * 60);
        assert_eq!(used.get("/me").status, 200);
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    assert_eq!(idle.get("/me").status, 303, "an hour and twenty minutes without a request");
    for _ in 0..33 {
        site.passes(20 * 60);
        used.get("/me");
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    assert_eq!(used.get("/me").status, 303, "twelve hours end every session");
}

#[test]
fn whoever_administers_the_whole_reads_what_happened_at_the_door_and_nobody_else() {
    for register in [Register::empty_sqlite(), Register::empty_postgres()] {
        let site = Site::on(register.with_organisation());
        let (login, _) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
        let mut officer = site.visitor();
        for _ in 0..7 {
            officer.post("/sign-in", &[("login", &login), ("password", "a secret that was mistyped")]);
        }
        officer.post("/sign-in", &[("login", "a secret in the wrong field"), ("password", "x")]);
        site.passes(60);
        officer.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
        assert_eq!(officer.get("/security").status, 404);
        officer.post_as_is("/me/letters", &[("csrf", "made up")]);
        officer.post("/sign-out", &[]);
        let mut office = site.sign_in(Role::Administrator, "P");
        let page = office.get("/security?lang=en").body;
        for words in ["signed in", "refused", "told to wait", "signed out", "form from elsewhere", "rights"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains(&login) && !page.contains("a secret"), "no secret: {page}");
        assert!(page.contains("127.0.0.1"), "from where: {page}");
        let waits = office.get("/security?kind=waits&lang=en").body;
        assert_eq!(waits.matches("127.0.0.1").count(), 1, "a wait is noted once: {waits}");
    }
}

#[test]
fn a_password_is_held_against_the_login_wherever_it_is_set() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    let mut officer = site.visitor();
    officer.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
    let bad = format!("{login}2015!!!!");
    let fields = [("current", PASSWORD), ("password", &*bad), ("again", &*bad)];
    assert_eq!(officer.post("/me/password", &fields).status, 422);

    let mut admin = site.sign_in(Role::Administrator, "A");
    let form = [("login", "zhangwei"), ("title", "Clerk"), ("role", "unit-officer"), ("unit", "A1")];
    let opened = admin.post("/accounts/new", &[&form[..], &[("from", "2015-05-01")]].concat());
    let link = between(&opened.body, "class=\"secret\">", "</code>");
    let link = link.split_at(link.find("/invitations/").unwrap_or_default()).1.to_owned();
    let mut invited = site.visitor();
    let set = |visitor: &mut Visitor, password: &str| {
        visitor.post(&link, &[("password", password), ("again", password)]).status
    };
    assert_eq!(set(&mut invited, "zhangwei2015!!!!"), 422, "by the link of an invitation, too");
    assert_eq!(set(&mut invited, "four words are easy"), 200);
}

#[test]
fn whoever_has_no_post_any_more_still_opens_their_own_page() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let operator = &earnest_testkit::OPERATOR;
    let (login, actor) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    let mut officer = site.visitor();
    officer.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
    let account = actor.account().unwrap();
    let post = site.register.first_post(account);
    let context = site.register.context(operator);
    earnest_app::people::account_change::end_post(&context, account, post, "2015-05-31").unwrap();
    assert_eq!((officer.get("/me").status, office.get("/me").status), (200, 200));
}

#[test]
fn whoever_acts_under_a_post_that_ended_is_led_to_choose_another() {
    let site = Site::start();
    let (login, actor) = site.register.account(Role::Office, "A", Some(PASSWORD));
    let account = actor.account().unwrap();
    let first = site.register.first_post(account);
    site.register.give_post(account, Role::UnitOfficer, "B");
    let mut office = site.visitor();
    office.post("/sign-in", &[("login", &login), ("password", PASSWORD)]);
    assert_eq!(office.post("/posts", &[("post", &first.to_string())]).status, 303);
    assert_eq!(office.get("/board").status, 200);
    let operator = &earnest_testkit::OPERATOR;
    let context = site.register.context(operator);
    earnest_app::people::account_change::end_post(&context, account, first, "2015-05-31").unwrap();
    let led = office.get("/board?unit=A");
    assert_eq!((led.status, led.place()), (303, "/posts?next=%2Fboard%3Funit%3DA"));
    assert_eq!(office.get("/posts").status, 200);
    assert_eq!(office.post("/posts", &[("post", "all")]).status, 303);
    assert_eq!(office.get("/board?unit=B").status, 200);
}

#[test]
fn what_somebody_else_filled_in_on_a_device_outlasts_the_sign_out_of_another() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    let left = office.post("/sign-out", &[("others", "wait")]);
    assert_eq!(left.header("clear-site-data"), "\"cache\"");
    assert_eq!(office.cookie("earnest_session"), "");
}
