//! What people do at the site: sign in and out, choose a language, go down the board, see their own scope.

use crate::shared::between;
use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site};

fn heading(page: &str) -> &str {
    between(page, "<h1>", "</h1>")
}

#[test]
fn a_person_signs_in_to_the_page_they_wanted_and_out_again() {
    let site = Site::with_example();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let mut visitor = site.visitor();
    assert_eq!(visitor.get("/board").place(), "/sign-in?next=%2Fboard");
    let form = visitor.get("/sign-in?next=%2Fboard&lang=en");
    assert_eq!(heading(&form.body), "Sign in");
    assert!(form.body.contains(r#"name="next" value="/board""#));
    let wrong =
        visitor.post("/sign-in", &[("login", &login), ("password", "not this one"), ("next", "/board")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Login or password are wrong."));
    assert!(wrong.body.contains(&format!(r#"value="{login}""#)) && !wrong.body.contains("not this one"));
    assert_eq!(visitor.cookie("earnest_session"), "");
    let right = visitor.post("/sign-in", &[("login", &login), ("password", PASSWORD), ("next", "/board")]);
    assert_eq!((right.status, right.place()), (303, "/board"));
    assert!(right.header("set-cookie").contains("HttpOnly; SameSite=Lax"));
    assert_eq!(visitor.get("/").place(), "/desk");
    let token = visitor.cookie("earnest_session").to_owned();
    assert_eq!(visitor.post("/sign-out", &[]).place(), "/");
    assert_eq!(visitor.cookie("earnest_session"), "");
    assert_eq!(visitor.get("/desk").place(), "/sign-in?next=%2Fdesk");
    // The session has ended on the server, too: the old token opens nothing.
    let old = visitor.post_with("/sign-out", &[], &[("Cookie", &format!("earnest_session={token}"))]);
    assert_eq!((old.status, old.place()), (303, "/"));
    let opens = visitor.post_with("/me/letters", &[], &[("Cookie", &format!("earnest_session={token}"))]);
    assert_eq!(opens.place(), "/sign-in?next=%2Fme");
}

#[test]
fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    let answer =
        |login: &str| site.visitor().post("/sign-in", &[("login", login), ("password", "not this one")]);
    let (known, unknown) = (answer(&login), answer("nobody"));
    assert_eq!((known.status, unknown.status), (422, 422));
    assert_eq!(known.body.replace(&login, ""), unknown.body.replace("nobody", ""));
}

#[test]
fn nobody_is_led_to_another_server_after_signing_in() {
    let site = Site::start();
    let (login, _) = site.register.account(Role::Office, "P", Some(PASSWORD));
    for elsewhere in ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"] {
        let form = [("login", login.as_str()), ("password", PASSWORD), ("next", elsewhere)];
        assert_eq!(site.visitor().post("/sign-in", &form).place(), "/", "{elsewhere}");
    }
}

#[test]
fn a_language_is_asked_of_the_browser_until_it_is_chosen_and_then_kept() {
    let site = Site::start();
    let mut visitor = site.visitor();
    let lang = |page: &str| between(page, "<html lang=\"", "\"").to_owned();
    assert_eq!(lang(&visitor.get("/").body), "zh-Hans");
    visitor.languages = "zh-HK,zh;q=0.8,en;q=0.5".to_owned();
    assert_eq!(lang(&visitor.get("/").body), "zh-Hant");
    assert_eq!(lang(&visitor.get("/?lang=en").body), "en");
    assert_eq!(lang(&visitor.get("/sign-in").body), "en");
    assert_eq!(lang(&visitor.get("/sign-in?lang=no-such").body), "en");
}

#[test]
fn the_board_goes_down_a_tier_with_every_name_until_a_unit_s_own_page() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let province = office.get("/board?lang=en").body;
    assert_eq!(heading(&province), "试验省 · Round 1 · first topic");
    let rows = province.matches("<th scope=\"row\"").count();
    assert_eq!(rows, 8);
    let down = province.split("href=\"").map(|rest| rest.split('"').next().unwrap_or_default());
    let down = down.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    let ways: Vec<String> = down.filter(|href| href.starts_with("/board?unit=A&organiser=P&")).collect();
    assert!(ways.iter().any(|href| href.contains("round=1") && href.contains("programme=1")), "{ways:?}");
    let prefecture = office.get("/board?unit=A&organiser=P&round=1").body;
    assert_eq!(prefecture.matches("<th scope=\"row\"").count(), 9);
    let county = office.get("/units/A1").body;
    assert_eq!(heading(&county), "A县1");
    assert!(county.contains("督查整改") || county.contains("第一轮督查调研"));
}

#[test]
fn the_board_shows_the_state_of_every_plan_and_the_ledger() {
    let site = Site::with_example();
    let page = site.sign_in(Role::Office, "P").get("/board?lang=en").body;
    for words in ["approved with remarks", "returned", "waits for review", "not submitted"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("1 / 4") && page.contains("0 / 4"));
}

#[test]
fn an_officer_of_one_prefecture_sees_nothing_of_another() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(officer.get("/board?unit=B").status, 200);
    assert_eq!(officer.get("/units/B1").status, 200);
    for path in ["/board?unit=A", "/board?unit=P", "/units/A", "/units/A1", "/units/P"] {
        assert_eq!(officer.get(path).status, 404, "{path}");
    }
    // The units above stand as words on the way to one's own, without a link.
    let own = officer.get("/units/B").body;
    assert!(own.contains("试验省") && !own.contains("/units/P\"") && !own.contains("unit=P\""));
}

#[test]
fn the_desk_of_each_role_shows_what_that_role_owes() {
    let site = Site::with_example();
    let desk = |role, unit| site.sign_in(role, unit).get("/desk?lang=en").body;
    let officer = desk(Role::UnitOfficer, "B");
    assert!(officer.contains("mend the returned plan of round 1"));
    assert!(officer.contains("acknowledge the duties"));
    assert!(officer.contains("or ask for its closure"));
    let head = desk(Role::UnitHead, "A");
    assert!(head.contains("approve the closure of measure"));
    let assessor = desk(Role::Assessor, "P");
    assert!(
        assessor.contains("Review the plan of 新区") && assessor.contains("Verify the closure of measure")
    );
    assert!(desk(Role::Auditor, "P").contains("Nothing waits for you today."));
}

#[test]
fn a_duty_is_acknowledged_from_the_unit_s_page_by_its_own_officer() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "N");
    let page = officer.get("/units/N?lang=en").body;
    let address = between(&page, "action=\"/duties/", "\"");
    let address = format!("/duties/{address}");
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(stranger.post(&address, &[]).status, 404);
    assert_eq!(officer.post(&address, &[("unit", "N")]).place(), "/units/N");
    assert_eq!(site.register.last_event().0, "acknowledge-duty");
    assert!(officer.get("/units/N").body.contains("acknowledged 06-01"));
    assert_ne!(officer.post(&address, &[]).status, 303);
}

#[test]
fn the_journal_is_for_those_who_may_read_it_and_tells_what_was_done() {
    let site = Site::with_example();
    let page = site.sign_in(Role::Auditor, "P").get("/journal?lang=en").body;
    assert!(page.contains("plan reviewed") && page.contains("tour recorded"));
    assert_eq!(site.sign_in(Role::UnitOfficer, "A").get("/journal").status, 404);
    let own = site.sign_in(Role::UnitHead, "B").get("/journal?lang=en").body;
    // The acts to choose from are in the form above.
    let own = own
        .split_once("class=\"filter")
        .and_then(|(_, rest)| rest.split_once("</form>"))
        .unwrap_or_default()
        .1;
    assert!(own.contains("plan signed and submitted") && !own.contains("round moved on"), "{own}");
}
