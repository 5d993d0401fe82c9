//! One sending is one act, and whoever sends it again learns what came of the first.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use crate::{
    forms::every_form::{Filled, Page},
    shared::closed_report,
};
use earnest_model::{actor::Role, programmes::gates::Gate};
use earnest_testkit::{
    assessment::open_round,
    register::Register,
    site::{Answer, Site, Visitor},
    unhindered::go_on,
};
use earnest_web::frame::route::Verb;

/// The same form sent by several clicks at once.
fn clicks(visitor: &Visitor, form: &Filled<'_>, answers: &[(&str, &str)], times: usize) -> Vec<Answer> {
    let send = || {
        let mut visitor = visitor.clone();
        move || form.send(&mut visitor, answers)
    };
    std::thread::scope(|scope| {
        let clicks: Vec<_> = (0..times).map(|_| scope.spawn(send())).collect();
        clicks.into_iter().map(|click| click.join().expect("an answer")).collect()
    })
}

#[test]
fn every_click_of_a_double_click_gets_the_answer_of_the_first_and_nothing_is_kept() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = Page::of(&mut officer, "/catalogue");
    let acts = site.register.journal().len();
    let answers = [("aspect", "conduct"), ("texts", "开会只念稿子")];
    for answer in clicks(&officer, &page.form("/catalogue"), &answers, 5) {
        assert_eq!((answer.status, answer.place().is_empty()), (303, false), "{}", answer.body);
    }
    assert_eq!(site.register.journal().len(), acts + 1);
    assert!(!officer.get("/desk").body.contains("kept="), "nothing that was taken is offered again");
}

#[test]
fn a_double_click_on_a_form_with_faults_tells_them_twice_and_does_nothing() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = Page::of(&mut officer, "/measures/4");
    let acts = site.register.journal().len();
    let answers = [("progress", "许多"), ("remarks", "两次点击")];
    for answer in clicks(&officer, &page.form("/measures/4/progress"), &answers, 3) {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("两次点击"));
    }
    assert_eq!(site.register.journal().len(), acts);
}

/// The answers to all forms got lost, as when the server broke off between the act and its answer.
fn lose_answers(site: &Site) {
    use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection, sql_query};
    let path = site.register.url().trim_start_matches("sqlite:");
    let mut connection = SqliteConnection::establish(path).expect("the register opens");
    sql_query("UPDATE form_sent SET place = NULL").execute(&mut connection).expect("no answers");
}

#[test]
fn what_was_taken_is_not_taken_again_though_its_answer_got_lost() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    officer.languages = "en".to_owned();
    let page = Page::of(&mut officer, "/catalogue");
    let form = page.form("/catalogue");
    let answers = [("aspect", "conduct"), ("texts", "下乡不进农户")];
    assert_eq!(form.send(&mut officer, &answers).status, 303);
    let acts = site.register.journal().len();
    lose_answers(&site);
    for seconds in [1, 3_000] {
        site.passes(seconds);
        let told = form.send(&mut officer, &answers);
        assert_eq!((told.status, site.register.journal().len()), (200, acts), "{}", told.body);
        assert!(
            told.body.contains("and it was taken") && told.body.contains("href=\"/catalogue\""),
            "{}",
            told.body
        );
        assert!(!told.body.contains("Nothing of it was taken") && !told.body.contains("Send it again"));
    }
    assert!(!officer.get("/desk").body.contains("kept="));
}

#[test]
fn whoever_decides_second_sees_who_decided_what_with_their_own_words() {
    let site = Site::with_example();
    let (mut office, mut assessor) = (site.sign_in(Role::Office, "P"), site.sign_in(Role::Assessor, "P"));
    assessor.languages = "en".to_owned();
    let (one, other) = (Page::of(&mut office, "/measures/2"), Page::of(&mut assessor, "/measures/2"));
    let at = "/measures/2/verify";
    assert_eq!(one.form(at).send(&mut office, &[("decision", "yes")]).status, 303);
    let acts = site.register.journal().len();
    let words = "现场只看到三份台账，请补齐后再报";
    let told = other.form(at).send(&mut assessor, &[("decision", "no"), ("remarks", words)]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts));
    assert!(told.body.contains(words), "the own words");
    assert!(
        told.body.contains("Done since you opened the page") && told.body.contains("closed"),
        "{}",
        told.body
    );
    assert!(told.body.contains("<h1") && told.body.contains("每月对清单核对一次"), "the record as it stands");
    assert!(!told.body.contains("Go to the first page"), "no dead end");
}

#[test]
fn what_others_did_is_told_of_nothing_that_one_may_not_read() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let mut stranger = site.sign_in(Role::UnitOfficer, "B");
    let page = Page::of(&mut officer, "/measures/4");
    assert_eq!(page.form("/measures/4/progress").send(&mut officer, &[("progress", "70")]).status, 303);
    let token = Page::of(&mut stranger, "/posts").csrf();
    for page in ["/measures/4", "/desk"] {
        let fields = [("csrf", token.as_str()), ("seen", "1"), ("page", page), ("progress", "80")];
        let told = stranger.post_as_is("/measures/4/progress?lang=en", &fields);
        assert_eq!(told.status, 404, "{page}");
        assert!(!told.body.contains("Done since"), "{page}: {}", told.body);
    }
}

#[test]
fn a_button_of_an_ended_session_is_told_of_after_signing_in_and_is_one_press_away() {
    let site = Site::with_example();
    let (login, _) = site.register.account(Role::Office, "P", Some(earnest_testkit::site::PASSWORD));
    let enter = |visitor: &mut Visitor, next: &str| {
        let fields =
            [("login", login.as_str()), ("password", earnest_testkit::site::PASSWORD), ("next", next)];
        assert_eq!(visitor.post_as_is("/sign-in?lang=en", &fields).status, 303);
    };
    let mut office = site.visitor();
    office.languages = "en".to_owned();
    enter(&mut office, "");
    let page = Page::of(&mut office, &closed_report(&site));
    let freeze = page.form("/report/freeze");
    assert_eq!(office.post("/sign-out", &[]).status, 303);
    let acts = site.register.journal().len();
    let sent = freeze.send(&mut office, &[]);
    assert_eq!((sent.status, site.register.journal().len()), (303, acts));
    let query = earnest_web::frame::fields::Fields::parse(
        sent.place().split_once('?').expect("a query").1.as_bytes(),
    );
    let next = query.get("next").to_owned();
    assert!(next.starts_with("/report") && next.contains("kept="), "{next}");
    enter(&mut office, &next);
    let back = office.get(&next).body;
    assert!(back.contains("was not done"), "{back}");
    let again = Page::read(&next, &back);
    let pressed = again.form("/report/freeze").send(&mut office, &[]);
    assert_eq!((pressed.status, site.register.journal().len()), (303, acts + 1), "{}", pressed.body);
    assert!(!office.get("/desk").body.contains("kept="), "done, and offered no more");
}

#[test]
fn a_page_of_the_public_offers_kept_words_to_whoever_is_signed_in() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let page = Page::of(&mut office, "/draws");
    assert_eq!(page.form("/draws").send(&mut office, &[("rate", "许多")]).status, 422);
    assert!(office.get("/draws").body.contains("kept="));
    assert!(!site.visitor().get("/draws").body.contains("kept="), "and nobody else");
}

#[test]
fn two_administrators_do_not_write_over_each_other_at_one_account() {
    let site = Site::with_example();
    let (_, whom) = site.register.account(Role::UnitOfficer, "A", None);
    let id = whom.account().expect("an account");
    let (mut one, mut other) =
        (site.sign_in(Role::Administrator, "P"), site.sign_in(Role::Administrator, "P"));
    let at = format!("/accounts/{id}");
    let (first, second) = (Page::of(&mut one, &at), Page::of(&mut other, &at));
    let given = first
        .form(&format!("{at}/posts"))
        .send(&mut one, &[("role", "auditor"), ("unit", "B"), ("from", "2015-06-01")]);
    assert_eq!(given.status, 303, "{}", given.body);
    let acts = site.register.journal().len();
    let told = second.form(&format!("{at}/off")).send(&mut other, &[]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts), "the new post was not seen");
    let told = second
        .form(&format!("{at}/posts"))
        .send(&mut other, &[("role", "unit-head"), ("unit", "A"), ("from", "2015-06-01")]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts));
    let again = Page::of(&mut other, &at);
    assert_eq!(again.form(&format!("{at}/off")).send(&mut other, &[]).status, 303);
}

#[test]
fn letters_wished_in_a_second_window_are_not_written_over() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let (first, second) = (Page::of(&mut officer, "/me"), Page::of(&mut officer, "/me"));
    let wish = |address| [("mode", "daily"), ("address", address), ("hour", "9")];
    let form = |page: &Page| page.form("/me/letters").fields(&[]).len();
    assert_eq!(form(&first), form(&second));
    assert_eq!(first.form("/me/letters").send(&mut officer, &wish("one@mail.example")).status, 303);
    let told = second.form("/me/letters").send(&mut officer, &wish("two@mail.example"));
    assert_eq!(told.status, 409, "{}", told.body);
    assert!(told.body.contains("one@mail.example") && told.body.contains("two@mail.example"));
    assert!(officer.get("/me").body.contains("one@mail.example"));
    let again = Page::read("/me", &told.body);
    assert_eq!(again.form("/me/letters").send(&mut officer, &[]).status, 303);
    assert!(officer.get("/me").body.contains("two@mail.example"));
}

#[test]
fn only_what_harms_nothing_when_it_is_sent_twice_is_never_claimed() {
    let routes = earnest_web::routes().filter(|route| route.method == Verb::Post && !route.claimed);
    let mut paths: Vec<_> = routes.map(|route| route.path).collect();
    paths.sort_unstable();
    // A report that is held against the register writes nothing.
    assert_eq!(paths, ["/drafts", "/report/reconcile", "/sign-out"]);
}

#[test]
fn an_address_that_is_no_text_is_told_in_words_and_keeps_what_was_sent() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    for at in ["/units/%FF?lang=en", "/units/A?lang=en&x=%FF%FE"] {
        let told = officer.get(at);
        assert_eq!(told.status, 400, "{at}");
        assert!(
            told.body.contains("</html>") && told.body.contains("be read as text"),
            "{at}: {}",
            told.body
        );
    }
    let sent =
        officer.post("/units/%FF/duties?lang=en", &[("duty-kind", "principal"), ("duty-post", "办公室")]);
    assert_eq!(sent.status, 400);
    assert!(sent.body.contains("</html>") && sent.body.contains("办公室"), "{}", sent.body);
    let api = officer.get("/api/v1/figures/%FF");
    assert_eq!(api.status, 400);
    assert!(api.header("content-type").starts_with("application/problem+json"), "{:?}", api.headers);
}
