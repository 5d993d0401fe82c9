//! What was filled in on a device arrives: once, for whoever filled it in, with every right asked anew.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use super::content::{SHEET, items, listener, sign_in};
use crate::forms::every_form::Page;
use earnest_app::people::account_change::switch_account;
use earnest_model::actor::Role;
use earnest_testkit::site::{PASSWORD, Site, Visitor};
use serde_json::Value;

const NUMBER: &str = "00112233445566778899aabbccddeeff";
const MARKS: [(&str, &str); 5] = [
    ("mark-oneself", "18"),
    ("mark-duty", "15"),
    ("mark-cases", "-"),
    ("reason-cases", "本次未涉及典型案例"),
    ("heard_on", "2015-06-01"),
];

/// A form as a device sends it: what its page carried when it was packed, a number of the device, and the token of now.
struct Carried {
    action: String,
    fields: Vec<(String, String)>,
    owner: String,
}

impl Carried {
    #[track_caller]
    fn of(visitor: &mut Visitor, at: &str, action: &str, answers: &[(&str, &str)]) -> Self {
        let packed: Value = serde_json::from_str(&visitor.get("/case/content.json").body).unwrap();
        let items = packed["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["at"] == at).unwrap();
        let page = Page::read(at, item["html"].as_str().unwrap());
        let form = page.form(action);
        Self {
            action: form.0.action.clone(),
            fields: form.fields(answers),
            owner: packed["owner"].to_string(),
        }
    }

    /// Arrives with a session; nothing of what it carries is the session's.
    fn arrives(&self, visitor: &mut Visitor, number: &str) -> Value {
        visitor.get("/posts");
        self.arrives_with(visitor, number, &[])
    }

    fn arrives_with(&self, visitor: &mut Visitor, number: &str, more: &[(&str, &str)]) -> Value {
        let frame = ["csrf", "once", "from-case"];
        let csrf = visitor.token().to_owned();
        let mut all: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !frame.contains(name) && more.iter().all(|(other, _)| other != name))
            .collect();
        all.extend([("csrf", csrf.as_str()), ("once", number), ("from-case", self.owner.as_str())]);
        all.extend(more);
        let answer = visitor.post_as_is(&self.action, &all);
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }
}

#[test]
fn a_sheet_arrives_once_and_says_as_what_however_often_and_under_whichever_sign_in_it_is_sent() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut assessor = sign_in(&site, &login);
    let sheet = Carried::of(&mut assessor, SHEET, "/sheets/new", &MARKS);
    let acts = site.register.journal().len();
    let first = sheet.arrives(&mut assessor, NUMBER);
    assert_eq!(first["state"], "arrived", "{first}");
    let place = first["place"].as_str().unwrap();
    assert!(assessor.get(place).body.contains("本次未涉及典型案例"));
    assert!(
        !first["as"].as_str().unwrap().is_empty() && first["at"].as_str().unwrap().contains("2015-06-01")
    );
    site.passes(600);
    let mut again = sign_in(&site, &login);
    for visitor in [&mut assessor, &mut again] {
        let told = sheet.arrives(visitor, NUMBER);
        for name in ["state", "place", "as", "at"] {
            assert_eq!(told[name], first[name], "the same record, and when it came: {told}");
        }
    }
    assert_eq!(site.register.journal().len(), acts + 1);
    assert!(items(&mut again).iter().all(|item| item["at"] != SHEET), "it is owed no more");
}

#[test]
fn a_form_of_another_or_of_nobody_waits_on_the_device_and_leaves_nothing_behind() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut assessor = sign_in(&site, &login);
    let sheet = Carried::of(&mut assessor, SHEET, "/sheets/new", &MARKS);
    let mut other = site.sign_in(Role::Assessor, "P");
    let acts = site.register.journal().len();
    assert_eq!(sheet.arrives(&mut other, NUMBER)["state"], "door", "not under another name");
    assert!(!other.get("/desk").body.contains("kept="), "nor kept for them");
    assert_eq!(assessor.post("/sign-out", &[]).status, 303);
    assert_eq!(sheet.arrives_with(&mut assessor, NUMBER, &[])["state"], "door");
    assert_eq!(site.register.journal().len(), acts);
    let mut back = sign_in(&site, &login);
    assert!(!back.get("/desk").body.contains("kept="), "what the device keeps is kept once");
    assert_eq!(sheet.arrives(&mut back, NUMBER)["state"], "arrived", "after the next sign-in");
    assert_eq!(site.register.journal().len(), acts + 1);
}

#[test]
fn every_right_is_asked_anew_when_it_arrives() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut assessor = sign_in(&site, &login);
    let sheet = Carried::of(&mut assessor, SHEET, "/sheets/new", &MARKS);
    // Meanwhile the very sheet is handed in at a desk.
    let at_a_desk = Page::of(&mut assessor, SHEET).form("/sheets/new").send(&mut assessor, &MARKS);
    assert_eq!(at_a_desk.status, 303, "{}", at_a_desk.body);
    let acts = site.register.journal().len();
    let late = sheet.arrives(&mut assessor, NUMBER);
    assert_eq!(late["state"], "refused", "{late}");
    assert_eq!(site.register.journal().len(), acts, "a second sheet of one session is none");
}

#[test]
fn whoever_may_nothing_any_more_brings_nothing() {
    let site = Site::with_example();
    let (login, actor) = site.register.account(Role::UnitOfficer, "A", Some(PASSWORD));
    let mut officer = sign_in(&site, &login);
    let mine = [("progress", "70"), ("remarks", "七个村已公示整改清单")];
    let carried = Carried::of(&mut officer, "/measures/4", "/measures/4/progress", &mine);
    let administrator = site.register.actor(Role::Administrator, "P");
    switch_account(&site.register.context(&administrator), actor.account().unwrap(), true).unwrap();
    let acts = site.register.journal().len();
    assert_eq!(carried.arrives_with(&mut officer, NUMBER, &[])["state"], "door");
    assert_eq!(site.register.journal().len(), acts);
}

#[test]
fn what_is_refused_says_why_and_comes_back_with_its_words_and_the_same_number_does_it_later() {
    let site = Site::with_example();
    let login = listener(&site);
    let mut assessor = sign_in(&site, &login);
    let [_, others @ ..] = MARKS;
    let wrong = [&[("mark-oneself", "777"), ("remarks", "三份佐证齐全，一份缺日期")][..], &others].concat();
    let sheet = Carried::of(&mut assessor, SHEET, "/sheets/new", &wrong);
    let acts = site.register.journal().len();
    let told = sheet.arrives(&mut assessor, NUMBER);
    assert_eq!(told["state"], "refused", "{told}");
    assert!(!told["words"].as_str().unwrap().is_empty(), "{told}");
    let html = told["html"].as_str().unwrap();
    assert!(html.contains("field-mark-oneself-error") && html.contains("三份佐证齐全，一份缺日期"));
    assert!(!html.contains(assessor.token()));
    assert_eq!(site.register.journal().len(), acts);
    let mended = sheet.arrives_with(&mut assessor, NUMBER, &[("mark-oneself", "17")]);
    assert_eq!(mended["state"], "arrived", "{mended}");
    assert_eq!(site.register.journal().len(), acts + 1);
}

#[test]
fn a_record_that_changed_meanwhile_is_shown_with_both_and_is_written_over_only_when_it_is_chosen() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let (at, action) = ("/measures/4", "/measures/4/progress");
    let mine = [("progress", "70"), ("remarks", "七个村已公示整改清单")];
    let carried = Carried::of(&mut officer, at, action, &mine);
    let mut colleague = site.sign_in(Role::UnitOfficer, "A");
    let theirs = [("progress", "65"), ("remarks", "同事先报了六个村的进度")];
    assert_eq!(Page::of(&mut colleague, at).form(action).send(&mut colleague, &theirs).status, 303);
    let acts = site.register.journal().len();
    let told = carried.arrives(&mut officer, NUMBER);
    assert_eq!(told["state"], "conflict", "{told}");
    let html = told["html"].as_str().unwrap();
    assert!(html.contains("同事先报了六个村的进度") && html.contains("七个村已公示整改清单"), "{html}");
    assert_eq!(site.register.journal().len(), acts, "nothing is done unseen");
    let seen = Page::read(at, html).form(action).value("seen").to_owned();
    let chosen = carried.arrives_with(&mut officer, NUMBER, &[("seen", &seen)]);
    assert_eq!(chosen["state"], "arrived", "{chosen}");
    assert_eq!(site.register.journal().len(), acts + 1);
}

#[test]
fn two_of_ones_own_that_waited_both_arrive() {
    let site = Site::with_example();
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let (at, action) = ("/measures/4", "/measures/4/progress");
    let form = |progress, remarks| [("progress", progress), ("remarks", remarks)];
    let first = Carried::of(&mut officer, at, action, &form("70", "七个村已公示整改清单"));
    let second = Carried::of(&mut officer, at, action, &form("80", "八个村已公示整改清单"));
    let told = first.arrives(&mut officer, NUMBER);
    assert_eq!(told["state"], "arrived");
    // The device says of the second that it was made after the first.
    let seen = told["seen"].to_string();
    let told = second.arrives_with(&mut officer, &NUMBER.replace("00", "ff"), &[("seen", &seen)]);
    assert_eq!(told["state"], "arrived", "nobody overtakes themselves: {told}");
}

#[test]
fn what_was_filled_in_under_another_post_waits_for_it() {
    let site = Site::with_example();
    let mut officer = site.sign_in_as(&[(Role::UnitOfficer, "A"), (Role::UnitOfficer, "B")]);
    let posts = officer.get("/posts").body;
    let keys: Vec<_> =
        posts.split("name=\"post\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).map(str::to_owned).collect();
    assert_eq!(officer.post("/posts", &[("post", &keys[0])]).status, 303);
    let (at, action) = ("/measures/4", "/measures/4/progress");
    let mine = [("progress", "70"), ("remarks", "七个村已公示整改清单")];
    let carried = Carried::of(&mut officer, at, action, &mine);
    assert_eq!(officer.post("/posts", &[("post", &keys[1])]).status, 303);
    assert_eq!(carried.arrives(&mut officer, NUMBER)["state"], "post");
    assert_eq!(officer.post("/posts", &[("post", &keys[0])]).status, 303);
    assert_eq!(carried.arrives(&mut officer, NUMBER)["state"], "arrived");
}
