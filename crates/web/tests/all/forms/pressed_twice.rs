//! A form that ends the session or the link by which it is known, pressed twice: the second answer says that it is done.

use crate::forms::every_form::Page;
use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site, Visitor};

const NEW: &str = "another passphrase of the tests";

fn change(form: &Page, visitor: &mut Visitor, new: &str) -> earnest_testkit::site::Answer {
    form.form("/me/password").send(visitor, &[("current", PASSWORD), ("password", new), ("again", new)])
}

#[test]
fn a_new_password_that_is_sent_twice_is_set_once_and_both_answers_say_so() {
    let site = Site::start();
    let mut first = site.sign_in(Role::Office, "P");
    first.languages = "en".to_owned();
    let page = Page::of(&mut first, "/me");
    // The second press goes out with what the browser had before the first was answered.
    let mut second = first.clone();
    assert_eq!(change(&page, &mut first, NEW).place(), "/me?done=password");
    let acts = site.register.journal().len();
    let told = change(&page, &mut second, NEW);
    assert_eq!(told.status, 200, "{} {}", told.place(), told.body);
    assert!(told.body.contains("This is done") && told.body.contains("it was taken"), "{}", told.body);
    let told = change(&page, &mut first, NEW);
    assert_eq!(told.status, 200, "with the new session, too: {} {}", told.place(), told.body);
    assert!(told.body.contains("This is done"), "{}", told.body);
    assert_eq!(site.register.journal().len(), acts);
    assert_eq!(first.get("/me").status, 200, "whoever pressed is still signed in");
}

#[test]
fn whoever_was_refused_a_new_password_is_not_told_that_it_is_done() {
    let site = Site::start();
    let mut office = site.sign_in(Role::Office, "P");
    office.languages = "en".to_owned();
    let page = Page::of(&mut office, "/me");
    for _ in 0..2 {
        assert_eq!(change(&page, &mut office, "short").status, 422);
    }
    assert_eq!(office.post("/sign-out", &[]).status, 303);
    let told = change(&page, &mut office, NEW);
    assert!(told.status == 303 && told.place().starts_with("/sign-in"), "{} {}", told.status, told.body);
}

#[test]
fn a_first_password_that_is_sent_twice_is_set_once_and_the_second_answer_says_so() {
    let site = Site::start();
    let mut admin = site.sign_in(Role::Administrator, "A");
    let form = [("login", "zhangwei"), ("title", "Clerk"), ("role", "unit-officer"), ("unit", "A1")];
    let opened = admin.post("/accounts/new", &[&form[..], &[("from", "2015-05-01")]].concat()).body;
    let shown = opened.split("class=\"secret\">").nth(1).unwrap();
    let link = shown.split("/invitations/").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let link = format!("/invitations/{link}");
    let mut invited = site.visitor();
    invited.languages = "en".to_owned();
    let fields = [("password", NEW), ("again", NEW)];
    let first = invited.post(&link, &fields);
    assert!(
        first.status == 200 && first.body.contains("The password is kept"),
        "{link} {} {}",
        first.status,
        first.body
    );
    let acts = site.register.journal().len();
    let second = invited.post(&link, &fields);
    assert!(
        second.status == 200 && second.body.contains("set with this link a moment ago"),
        "{}",
        second.body
    );
    assert_eq!(site.register.journal().len(), acts);
    let other = invited.post("/invitations/0123456789abcdef", &fields);
    assert_eq!(other.status, 422, "a link that was never used tells nothing");
}
