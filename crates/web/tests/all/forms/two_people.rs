//! Two people at one record, one person in two windows: nothing is written over unseen, and nothing is signed that was
//! not on the page.

use crate::forms::every_form::Page;
use earnest_model::actor::Role;
use earnest_testkit::site::{Site, Visitor};

/// A problem that waits for the head's signature; its number.
pub fn problem(officer: &mut Visitor, body: &str) -> String {
    let page = Page::of(officer, "/problems/new");
    let answers = [
        ("unit", "A"),
        ("0-aspect", "conduct"),
        ("0-body", body),
        ("0-instance", "五月的三封来信六月才答复"),
        ("0-measure-0-body", "来信三日内答复"),
        ("0-measure-0-owner", "市委主要负责人"),
        ("0-measure-0-deliverable", "答复登记表"),
        ("0-measure-0-due_on", "2015-07-10"),
    ];
    let sent = page.form("/problems/new").send(officer, &answers);
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.place().trim_start_matches("/problems/").trim_end_matches("?done=1").to_owned()
}

#[test]
fn two_who_correct_one_problem_lose_nothing_of_either() {
    let site = Site::with_example();
    let (mut one, mut other) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitOfficer, "A"));
    let id = problem(&mut one, "两人同改的问题");
    let at = format!("/problems/{id}/correct");
    let (first, second) = (Page::of(&mut one, &at), Page::of(&mut other, &at));
    let saved = first.form(&at).send(&mut one, &[("body", "甲改的问题"), ("instance", "甲补了三个事例")]);
    assert_eq!(saved.status, 303);
    let acts = site.register.journal().len();
    let told = second.form(&at).send(&mut other, &[("instance", "乙只改这一格")]);
    assert_eq!((told.status, site.register.journal().len()), (409, acts), "nothing is done unseen");
    let page = Page::read(&at, &told.body);
    let form = page.form(&at);
    assert_eq!(form.value("body"), "甲改的问题", "what the other changed stays");
    assert_eq!(form.value("instance"), "乙只改这一格", "what one changed oneself stays");
    assert!(told.body.contains("甲补了三个事例"), "both are shown where both changed the same");
    let again = form.send(&mut other, &[]);
    assert_eq!(again.status, 303, "{}", again.body);
    let shown = one.get(&format!("/problems/{id}")).body;
    assert!(shown.contains("甲改的问题") && shown.contains("乙只改这一格"));
    assert!(!other.get("/desk").body.contains("kept="), "offered once, and done");
}

#[test]
fn one_who_edits_a_measure_in_two_windows_is_shown_both() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    problem(&mut officer, "同一措施两个窗口");
    let ledger = officer.get("/ledger/problems").body;
    let id = ledger.matches("/problems/").count();
    let at = (1..40).map(|id| format!("/measures/{id}/edit")).find(|at| officer.get(at).status == 200);
    let at = at.expect("a measure that may be edited");
    let (first, second) = (Page::of(&mut officer, &at), Page::of(&mut officer, &at));
    assert_eq!(first.form(&at).send(&mut officer, &[("body", "第一个窗口改的措施")]).status, 303, "{id}");
    let told = second.form(&at).send(&mut officer, &[("body", "第二个窗口改的措施")]);
    assert_eq!(told.status, 409);
    assert!(told.body.contains("第一个窗口改的措施") && told.body.contains("第二个窗口改的措施"));
}

#[test]
fn a_signature_is_asked_for_again_when_the_words_changed_under_it() {
    let site = Site::with_example();
    let (mut officer, mut head) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitHead, "A"));
    let id = problem(&mut officer, "负责人看到的原文");
    let sign = Page::of(&mut head, "/problems/sign?unit=A");
    let at = format!("/problems/{id}/correct");
    let changed =
        Page::of(&mut officer, &at).form(&at).send(&mut officer, &[("body", "签字前一刻换掉的另一段话")]);
    assert_eq!(changed.status, 303);
    let told = sign.form("/problems/sign").send(&mut head, &[("all", "yes")]);
    assert_eq!(told.status, 409);
    assert!(told.body.contains("签字前一刻换掉的另一段话"), "what is to be signed now is shown");
    assert!(officer.get(&format!("/problems/{id}?lang=en")).body.contains("waits for the head"));
    let page = Page::read("/problems/sign?unit=A", &told.body);
    let again = page.form("/problems/sign").send(&mut head, &[("all", "yes")]);
    assert_eq!(again.status, 303);
}

#[test]
fn words_for_a_return_are_never_lost_by_signing() {
    let site = Site::with_example();
    let (mut officer, mut head) = (site.sign_in(Role::UnitOfficer, "A"), site.sign_in(Role::UnitHead, "A"));
    let id = problem(&mut officer, "要退回的问题");
    let sign = Page::of(&mut head, "/problems/sign?unit=A&lang=en");
    let words = [("all", "yes"), ("missing", "缺少具体日期和涉及的人数，请补充")];
    let told = sign.form("/problems/sign").send(&mut head, &words);
    assert_eq!(told.status, 422);
    assert!(
        told.body.contains("缺少具体日期和涉及的人数，请补充")
            && told.body.contains("Words for a return stand here")
    );
    assert!(officer.get(&format!("/problems/{id}?lang=en")).body.contains("waits for the head"));
    let back = [("all", "yes"), words[1], ("decision", "return")];
    let back = Page::read("/problems/sign?unit=A", &told.body).form("/problems/sign").send(&mut head, &back);
    assert_eq!(back.status, 303);
}

#[test]
fn a_review_is_asked_for_again_when_a_file_came_to_the_plan() {
    let site = Site::with_example();
    let (mut officer, mut office) = (site.sign_in(Role::UnitOfficer, "N"), site.sign_in(Role::Office, "P"));
    let page = Page::of(&mut office, "/plans/3");
    let brought = officer.upload("/plans/3/files", &[], &[("files", "附件.csv", b"a,b\r\n1,2\r\n")]);
    assert_eq!(brought.status, 303, "{}", brought.body);
    let told = page.form("/plans/3/review").send(&mut office, &[("outcome", "approve")]);
    assert_eq!(told.status, 409, "{} {}", told.status, told.place());
    assert!(told.body.contains("附件.csv"), "what came is on the page now");
    let again = Page::read("/plans/3", &told.body).form("/plans/3/review").send(&mut office, &[]);
    assert_eq!(again.status, 303, "{}", again.body);
}

#[test]
fn a_form_that_does_not_say_what_it_was_made_from_does_nothing_and_keeps_its_words() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let token = Page::of(&mut officer, "/posts").csrf();
    let acts = site.register.journal().len();
    for seen in [None, Some("x"), Some("-1"), Some("")] {
        let mut fields =
            vec![("csrf", token.as_str()), ("progress", "70"), ("remarks", "没有说明版本的一段话")];
        fields.extend(seen.map(|seen| ("seen", seen)));
        let answer = officer.post_as_is("/measures/4/progress", &fields);
        assert_eq!(answer.status, 409, "{seen:?}");
        assert!(answer.body.contains("没有说明版本的一段话"), "{seen:?}");
    }
    assert_eq!(site.register.journal().len(), acts);
}

#[test]
fn one_page_filled_in_twice_is_two_acts_and_a_double_click_is_one() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let page = Page::of(&mut officer, "/catalogue");
    let form = page.form("/catalogue");
    let first = form.send(&mut officer, &[("aspect", "conduct"), ("texts", "开会只念稿子")]);
    let acts = site.register.journal().len();
    let twice = form.send(&mut officer, &[("aspect", "conduct"), ("texts", "开会只念稿子")]);
    assert_eq!((twice.place(), site.register.journal().len()), (first.place(), acts));
    let second = form.send(&mut officer, &[("aspect", "conduct"), ("texts", "下乡不进农户")]);
    assert_eq!((second.status, site.register.journal().len()), (303, acts + 1));
    let shown = officer.get("/catalogue").body;
    assert!(shown.contains("开会只念稿子") && shown.contains("下乡不进农户"));
}
