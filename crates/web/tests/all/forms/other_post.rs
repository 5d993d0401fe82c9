//! A form that was read under one post and sent under another: nothing is done, nothing is lost, and one press leads back.
#![expect(clippy::panic, reason = "this is how a helper of a test says what is missing")]

use crate::forms::every_form::Page;
use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

/// Acts under the post whose words hold this.
fn act_as(visitor: &mut Visitor, words: &str) {
    let page = visitor.get("/posts?lang=en").body;
    let posts = page.split("name=\"post\" value=\"").skip(1);
    let key = posts.filter(|rest| rest.split("</label>").next().is_some_and(|label| label.contains(words)));
    let key =
        key.filter_map(|rest| rest.split('"').next()).next().unwrap_or_else(|| panic!("{words}: {page}"));
    assert_eq!(visitor.post("/posts", &[("post", key)]).status, 303);
}

const WORDS: &str = "已逐户走访，还差两户没有见到人";

/// Somebody with two posts who has read a page under the first and acts under the second.
fn switched(site: &Site, posts: [(Role, &str); 2], at: &str) -> (Visitor, Page) {
    let mut both = site.sign_in_as(&posts);
    both.languages = "en".to_owned();
    let names = posts.map(|(role, _)| match role {
        Role::UnitOfficer => "officer",
        _ => "ssessor",
    });
    act_as(&mut both, names[0]);
    let page = Page::of(&mut both, at);
    act_as(&mut both, names[1]);
    (both, page)
}

#[test]
fn a_form_of_another_post_keeps_its_words_says_so_and_leads_back() {
    let site = Site::with_example();
    let (mut both, page) = switched(&site, [(Role::UnitOfficer, "A"), (Role::Assessor, "P")], "/measures/4");
    let acts = site.register.journal().len();
    let at = "/measures/4/progress";
    let told = page.form(at).send(&mut both, &[("progress", "70"), ("remarks", WORDS)]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts), "{}", told.body);
    assert!(
        told.body.contains("You act under another post now") && told.body.contains(WORDS),
        "{}",
        told.body
    );
    let way = Page::read("", &told.body);
    let back = way.form("/posts").send(&mut both, &[]);
    assert_eq!(back.status, 303);
    assert!(back.place().starts_with("/measures/4?kept="), "{}", back.place());
    let filled = Page::of(&mut both, back.place());
    assert_eq!(filled.form(at).value("progress"), "70");
    assert_eq!(filled.form(at).send(&mut both, &[]).status, 303, "and is sent in its own capacity");
    assert_eq!(site.register.journal().len(), acts + 1);
}

#[test]
fn what_another_post_could_do_as_well_is_not_done_in_another_capacity() {
    let site = Site::with_example();
    let mut both = site.sign_in_as(&[(Role::Office, "P"), (Role::Assessor, "P")]);
    both.languages = "en".to_owned();
    act_as(&mut both, "ssessor");
    let page = Page::of(&mut both, "/measures/2");
    act_as(&mut both, " office");
    let acts = site.register.journal().len();
    let told = page.form("/measures/2/verify").send(&mut both, &[("decision", "no"), ("remarks", WORDS)]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts), "{}", told.body);
    assert!(told.body.contains(WORDS));
    act_as(&mut both, "all posts");
    let told = page.form("/measures/2/verify").send(&mut both, &[("decision", "no"), ("remarks", WORDS)]);
    assert_eq!(told.status, 409);
    assert!(told.body.contains("all posts, for reading") && told.body.contains(WORDS), "{}", told.body);
}

#[test]
fn a_form_that_writes_for_oneself_alone_goes_on_under_any_post() {
    let site = Site::with_example();
    let (mut both, page) = switched(&site, [(Role::UnitOfficer, "A"), (Role::Assessor, "P")], "/me");
    assert_eq!(page.form("/me/letters").send(&mut both, &[("mode", "off")]).status, 303);
    assert_eq!(page.form("/sign-out").send(&mut both, &[]).status, 303);
}
