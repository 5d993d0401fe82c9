//! A plan's way over the pages: asked for, submitted, returned, mended, approved; and the round around it.

use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

/// A form that answers every section of the checklist.
fn answers(theme: &str, text: &str) -> Vec<(String, String)> {
    let keys = earnest_testkit::pack::shipped().checklist_keys();
    let sections = keys.into_iter().map(|key| (format!("section-{key}"), text.to_owned()));
    let head = [("theme", theme), ("session_on", "2015-06-25")];
    head.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(sections).collect()
}

fn send(visitor: &mut Visitor, path: &str, form: &[(String, String)]) -> earnest_testkit::site::Answer {
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post(path, &form)
}

#[test]
fn a_returned_plan_is_mended_submitted_again_and_approved() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "B");
    assert_eq!(officer.get("/plans/of/B/1?lang=en").place(), "/plans/2");
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!(office.get("/plans/of/F/1").place(), "/plans?round=1", "nothing came from F yet");
    let returned = officer.get("/plans/2").body;
    assert!(
        returned.contains("missing or not enough") && returned.contains("请补充征求意见的范围、方式和人数")
    );
    assert!(returned.contains("/plans/new?round=1"));
    let form = officer.get("/plans/new?round=1&unit=B").body;
    assert!(form.contains("The last version was returned") && form.contains("value=\"严以修身\""));
    assert!(form.contains("This was missing or not enough in the last version."));
    let sent = send(&mut officer, "/plans/new?round=1&unit=B", &answers("严以修身，从会风做起", "改好了。"));
    assert_eq!((sent.status, sent.place()), (303, "/plans/new?round=1&unit=B"));
    assert!(officer.get("/plans/new?round=1&unit=B").body.contains("It waits for the head’s signature"));
    let mut head = site.sign_in(Role::UnitHead, "B");
    assert!(head.get("/desk?lang=en").body.contains("/plans/sign?round=1&#38;unit=B"));
    let page = head.get("/plans/sign?round=1&unit=B").body;
    assert!(page.contains("改好了。") && page.contains("What version 1 said"));
    let short = head.post("/plans/sign?round=1&unit=B", &[("act", "send-back"), ("words", "不行")]);
    assert_eq!(short.status, 422);
    let signed = head.post("/plans/sign?round=1&unit=B", &[]);
    assert_eq!((signed.status, signed.place()), (303, "/plans/6"));
    let again = officer.get("/plans/6").body;
    assert!(
        again.contains("changed since version 1")
            && again.contains("by the unit’s head")
            && again.contains("Version 2 submitted")
    );
    assert!(!again.contains("/plans/6/review"), "nobody reviews their own plan");

    let mut assessor = site.sign_in(Role::Assessor, "P");
    let page = assessor.get("/plans/6?lang=en").body;
    assert!(page.contains("action=\"/plans/6/review\""));
    let short = assessor.post("/plans/6/review", &[("outcome", "return"), ("remarks", "不行")]);
    assert_eq!(short.status, 422);
    assert!(short.body.contains("Tick what is missing.") && short.body.contains("不行"));
    let done = assessor.post("/plans/6/review", &[("outcome", "approve")]);
    assert_eq!((done.status, done.place()), (303, "/plans/6?done=reviewed"));
    assert_eq!(site.register.last_event().0, "review-plan");
    let next = assessor.get("/plans/6?done=reviewed").body;
    assert!(next.contains("The review is handed in") && next.contains("Review the next one (1 left)"));
    assert!(assessor.get("/plans/6").body.contains("Version 2 reviewed: approve"));
    assert_eq!(assessor.post("/plans/6/review", &[("outcome", "approve")]).status, 409);
}

#[test]
fn a_form_with_gaps_comes_back_with_what_was_written_and_what_is_missing() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "G2");
    officer.get("/desk?lang=en");
    let form = [("theme", "严以律己"), ("session_on", "someday")];
    let answer = officer.post("/plans/new?round=1&unit=G2", &form);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("15 answers need mending"), "{}", answer.body);
    assert!(
        answer.body.contains("Write a date as 2015-10-28.") && answer.body.contains("value=\"严以律己\"")
    );
    assert_eq!(site.register.journal().iter().filter(|action| *action == "submit-plan").count(), 5);
    let kept = officer.get("/plans/new?round=1&unit=G2").body;
    assert!(kept.contains("value=\"严以律己\""), "the draft is kept all the same");
}

#[test]
fn a_plan_is_written_by_its_own_unit_alone_and_once() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    assert_eq!(officer.get("/plans/new?round=1&unit=A").status, 409, "it is approved");
    assert_eq!(officer.get("/plans/new?round=1&unit=G2").status, 404);
    assert_eq!(officer.get("/plans/new?round=9&unit=A").status, 404);
    assert_eq!(officer.get("/plans/2").status, 404, "the plan of another prefecture");
    let mut office = site.sign_in(Role::Office, "P");
    assert_eq!(office.get("/plans/new?round=1&unit=A").status, 404);
}

#[test]
fn the_list_shows_every_unit_that_owes_a_plan_and_can_be_narrowed() {
    let site = Site::with_example();
    let mut office = site.sign_in(Role::Office, "P");
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    let all = office.get("/plans?lang=en").body;
    assert_eq!(rows(&all), 8);
    assert!(all.contains("all 8") && all.contains("approved 2") && all.contains("not submitted 3"));
    assert_eq!(rows(&office.get("/plans?state=none").body), 3);
    assert_eq!(rows(&office.get("/plans?state=returned").body), 1);
    let own = site.sign_in(Role::UnitOfficer, "B").get("/plans").body;
    assert_eq!(rows(&own), 1, "an officer sees the own unit's plan alone");
    assert_eq!(office.get("/plans?round=77").status, 404);
}

#[test]
fn a_round_says_what_it_waits_for_and_whoever_organises_it_moves_it_on() {
    let register = earnest_testkit::register::Register::empty_sqlite().with_organisation();
    earnest_testkit::assessment::open_round(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    assert!(office.get("/rounds?lang=en").body.contains("/rounds/1"));
    let waits = office.get("/rounds/1").body;
    assert!(waits.contains("8 plans are not approved yet") && !waits.contains("/rounds/1/advance"));
    assert_eq!(office.post("/rounds/1/advance", &[]).status, 409);
    let officer = site.sign_in(Role::UnitOfficer, "A").get("/rounds/1?lang=en").body;
    assert!(!officer.contains("plans are not approved yet"));
    assert_eq!(site.sign_in(Role::Office, "A").post("/rounds/1/advance", &[]).status, 404);
}

#[test]
fn anyone_reads_a_published_standard() {
    let site = Site::with_example();
    let page = site.visitor().get("/standards/1?lang=en");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("fixed once published") && page.body.contains("not-held"));
    assert_eq!(site.visitor().get("/standards/2").status, 404);
    assert_eq!(site.visitor().get("/standards/x").status, 404);
}

#[test]
fn a_draft_is_kept_with_gaps_and_whoever_is_overtaken_keeps_what_they_wrote() {
    let site = Site::with_example();
    let mut one = site.sign_in(Role::UnitOfficer, "G2");
    let mut two = site.sign_in(Role::UnitOfficer, "G2");
    one.get("/desk?lang=en");
    two.get("/desk?lang=en");
    let form = |theme, revision| [("theme", theme), ("revision", revision), ("act", "keep")];
    let kept = one.post("/plans/new?round=1&unit=G2", &form("first", "0"));
    assert_eq!((kept.status, kept.place()), (303, "/plans/new?round=1&unit=G2&done=kept"));
    let overtaken = two.post("/plans/new?round=1&unit=G2", &form("second", "0"));
    assert_eq!(overtaken.status, 422);
    assert!(overtaken.body.contains("They wrote: first") && overtaken.body.contains("value=\"second\""));
    assert!(overtaken.body.contains("name=\"revision\" value=\"1\""));
    assert_eq!(two.post("/plans/new?round=1&unit=G2", &form("second", "1")).status, 303);
    let mut above = site.sign_in(Role::Office, "P");
    assert_eq!(above.get("/plans/new?round=1&unit=G2").status, 404);
    assert_eq!(above.get("/plans/sign?round=1&unit=G2").status, 404);
    assert!(!above.get("/plans?round=1").body.contains("second"));
}
