//! Whoever signs, decides or publishes does it on what they read: what changed after their page was shown is shown first.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::forms::every_form::Page;
use earnest_app::{
    ledger::measures::measure_step::{Said, approve_closure, request_closure, return_closure},
    units::unit_change::{ChangeForm, change_unit},
};
use earnest_model::{actor::Role, circulars::circular::CircularForm, id::MeasureId, programmes::gates::Gate};
use earnest_testkit::{
    assessment::{open_round, rated},
    circulars::checked_draft,
    pack,
    register::Register,
    site::{Answer, Site, Visitor},
    unhindered::go_on,
};

fn rename(site: &Site, code: &str, name: &str) {
    let administrator = site.register.actor(Role::Administrator, "P");
    let order = ChangeForm {
        change: "rename",
        code,
        name,
        day: "2015-06-01",
        reason: "Order 1 of the province",
        ..ChangeForm::default()
    };
    change_unit(&site.register.context(&administrator), &order, &pack::shipped().tiers()).unwrap();
}

/// Presses a form of a page that was read, as a browser would: with nothing but what stands in it and these answers.
fn press(visitor: &mut Visitor, page: &str, action: &str, answers: &[(&str, &str)]) -> Answer {
    let page = Page::read(action, page);
    let form = page.form(action);
    let fields = form.fields(answers);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post_as_is(action, &fields)
}

/// The page is shown again: what is new on it is named, and nothing was done.
#[track_caller]
fn asked_again(site: &Site, answer: &Answer, acts: usize, new: &str) {
    assert_eq!(answer.status, 409, "{}", answer.body);
    let said = answer.body.split_once("data-why=\"changed\"").map(|(_, rest)| rest).unwrap_or_default();
    let said = said.split("</section>").next().unwrap_or_default();
    assert!(said.contains(new), "{new} is named: {said} of {}", answer.body);
    assert_eq!(site.register.journal().len(), acts, "nothing is done");
}

/// A circular on A that waits to be published.
fn to_publish() -> (Site, Visitor, String) {
    let register = Register::empty_sqlite().with_organisation();
    let (office, round, _) = rated(&register);
    let form = CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![("", "few instances were given")],
        requirements: vec![],
        correction: "",
    };
    let draft = checked_draft(&register, &office, round, &form);
    let site = Site::on(register);
    let visitor = site.sign_in(Role::Office, "P");
    (site, visitor, format!("/circulars/drafts/{draft}"))
}

#[test]
fn a_circular_is_not_published_under_a_name_that_its_page_did_not_show() {
    let (site, mut office, draft) = to_publish();
    let publish = format!("{draft}/publish");
    let page = office.get(&format!("{draft}?lang=en")).body;
    rename(&site, "A", "The renamed city");
    let acts = site.register.journal().len();
    let again = press(&mut office, &page, &publish, &[]);
    asked_again(&site, &again, acts, "The renamed city");
    let sure = press(&mut office, &again.body, &publish, &[]);
    assert!(sure.status == 200 && sure.body.contains("What follows"), "{}", sure.body);
    rename(&site, "A", "The city renamed twice");
    let acts = site.register.journal().len();
    let again = press(&mut office, &sure.body, &publish, &[]);
    asked_again(&site, &again, acts, "The city renamed twice");
    let sure = press(&mut office, &again.body, &publish, &[]);
    let done = press(&mut office, &sure.body, &publish, &[]);
    assert!(done.place().starts_with("/circulars/"), "{}", done.body);
    assert_eq!(site.register.last_event().0, "publish-circular");
}

#[test]
fn who_reads_in_another_language_meanwhile_or_acts_elsewhere_presses_once() {
    let (site, mut office, draft) = to_publish();
    let publish = format!("{draft}/publish");
    let page = office.get(&format!("{draft}?lang=en")).body;
    office.get("/desk?lang=zh-Hans");
    rename(&site, "A2", "A name that stands nowhere on the page");
    let sure = press(&mut office, &page, &publish, &[]);
    assert_eq!(sure.status, 200, "{}", sure.body);
    office.get("/desk?lang=en");
    let done = press(&mut office, &sure.body, &publish, &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    let twice = press(&mut office, &sure.body, &publish, &[]);
    assert_eq!(twice.place(), done.place(), "the second press is answered like the first");
}

#[test]
fn a_form_that_does_not_say_what_was_read_signs_nothing() {
    let (site, mut office, draft) = to_publish();
    let acts = site.register.journal().len();
    let publish = format!("{draft}/publish");
    for mark in ["", "1", "en.0123456789abcdef0123456789abcdef.."] {
        let answer = office.post(&publish, &[("words-read", mark), ("weighed", "1")]);
        assert_eq!(answer.status, 409, "{mark}: {}", answer.body);
        assert_eq!(site.register.journal().len(), acts, "{mark}");
    }
}

/// Problems of A that wait for the head: their keys.
fn reported(site: &Site) -> [String; 2] {
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let told = [
        ("letters lie about for weeks", "letters are answered within three days"),
        ("nobody sits at the counter at noon", "two clerks take turns at noon"),
    ];
    told.map(|(body, measure)| {
        let fields = [
            ("unit", "A"),
            ("0-aspect", "conduct"),
            ("0-body", body),
            ("0-instance", "three letters of May were answered in June"),
            ("0-level", "team"),
            ("0-source", "self-examination"),
            ("0-found_on", "2015-05-20"),
            ("0-measure-0-body", measure),
            ("0-measure-0-owner", "市委主要负责人"),
            ("0-measure-0-deliverable", "the list of letters"),
            ("0-measure-0-due_on", "2015-07-10"),
            ("0-measure-0-time_class", "by-date"),
        ];
        let sent = officer.post("/problems/new", &fields);
        let key = sent.place().trim_start_matches("/problems/").trim_end_matches("?done=1").to_owned();
        assert!(key.parse::<i64>().is_ok(), "{}", sent.body);
        key
    })
}

fn correct(site: &Site, key: &str, body: &str) {
    let mut officer = site.sign_in(Role::UnitOfficer, "A");
    let at = format!("/problems/{key}/correct");
    let sent = Page::of(&mut officer, &at).form(&at).send(&mut officer, &[("body", body)]);
    assert_eq!(sent.status, 303, "{}", sent.body);
}

#[test]
fn a_head_signs_the_words_that_were_read_and_is_not_stopped_by_those_of_others() {
    let site = Site::with_example();
    let [first, second] = reported(&site);
    let mut head = site.sign_in(Role::UnitHead, "A");
    let page = head.get("/problems/sign?unit=A&lang=en").body;
    correct(&site, &first, "words that nobody has read");
    let acts = site.register.journal().len();
    let again = press(&mut head, &page, "/problems/sign", &[("problem", &first)]);
    asked_again(&site, &again, acts, "words that nobody has read");
    let other = press(&mut head, &page, "/problems/sign", &[("problem", &second)]);
    assert_eq!(other.status, 303, "what was not ticked stops nobody: {}", other.body);
    let page = head.get("/problems/sign?unit=A&lang=en").body;
    let done = press(&mut head, &page, "/problems/sign", &[("problem", &first)]);
    assert_eq!(done.status, 303, "{}", done.body);
}

#[test]
fn a_closure_is_verified_under_the_words_that_were_on_the_page() {
    let site = Site::with_example();
    let (officer, head) =
        (site.register.actor(Role::UnitOfficer, "A"), site.register.actor(Role::UnitHead, "A"));
    let said = Said { evidence: "the duty list that hangs at the door", ..Said::default() };
    let id = (1..40).map(MeasureId).find(|id| {
        request_closure(&site.register.context(&officer), *id, said).is_ok()
            && approve_closure(&site.register.context(&head), *id, Said::default()).is_ok()
    });
    let id = id.unwrap();
    let mut office = site.sign_in(Role::Office, "P");
    let at = format!("/measures/{id}");
    let page = office.get(&format!("{at}?lang=en")).body;
    // Sent back by another office, and asked for anew with other evidence: it waits as it did.
    let other = site.register.actor(Role::Office, "P");
    let lacks = Said { remarks: "the list says no days and no names", ..Said::default() };
    return_closure(&site.register.context(&other), id, lacks).unwrap();
    let new = Said { evidence: "another list, with days and names", ..Said::default() };
    request_closure(&site.register.context(&officer), id, new).unwrap();
    approve_closure(&site.register.context(&head), id, Said::default()).unwrap();
    let acts = site.register.journal().len();
    let answers = [("decision", "yes"), ("remarks", "gone through on the spot")];
    let again = press(&mut office, &page, &format!("{at}/verify"), &answers);
    asked_again(&site, &again, acts, "another list, with days and names");
    assert!(again.body.contains("gone through on the spot"), "what was typed stays");
}

#[test]
fn what_follows_from_a_round_is_what_was_read() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    go_on(&site.register.context(&actor), round, Gate::Observers);
    let page = office.get("/rounds/1?lang=en").body;
    let sure = press(&mut office, &page, "/rounds/1/advance", &[]);
    assert!(sure.status == 200 && sure.body.contains("8 plans"), "{}", sure.body);
    earnest_testkit::assessment::review_all_plans(&site.register, round);
    let acts = site.register.journal().len();
    let again = press(&mut office, &sure.body, "/rounds/1/advance", &[]);
    assert!(matches!(again.status, 200 | 409), "{}", again.body);
    assert_eq!(site.register.journal().len(), acts, "nothing is done");
}
