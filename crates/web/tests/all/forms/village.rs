//! What a village types in a whole round, beside its own problem and measure: counted form by form, as it would be sent.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use super::every_form::Page;
use earnest_app::programmes::{
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    round_advance::advance_round,
    standard_publish::publish_standard,
};
use earnest_model::{actor::Role, id::RoundId};
use earnest_testkit::{
    register::Register,
    site::{Site, Visitor},
};
use earnest_web::frame::forms::markup::Kind;
use jiff::civil::date;

const VILLAGE: &str = "A1T1V1";
/// The most signs that a village types in a round (issue: weight on the units).
const MOST: usize = 500;

fn township() -> (Site, RoundId) {
    let register = Register::empty_sqlite().with_organisation();
    let today = register.today.replace(date(2015, 5, 20));
    let office = register.actor(Role::Office, "A1T1");
    let context = register.context(&office);
    let (opens_on, plans_due_on, ends_on) = (date(2015, 5, 18), date(2015, 6, 22), date(2015, 7, 10));
    let rounds = vec![PlanRound { number: 1, topic: "严以修身", opens_on, plans_due_on, ends_on }];
    let set_up = SetUp { organiser: "A1T1", key: "short", title: "专题学习", goal: "改到位", rounds };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    let standard = earnest_testkit::pack::shipped().standard.expect("its standard");
    publish_standard(&context, "A1T1", &standard).expect("a standard");
    let round = rounds.into_iter().next().expect("a round");
    advance_round(&context, round).expect("the round opens");
    register.today.set(today);
    (Site::on(register), round)
}

/// The tag of a field of a page.
fn tag<'p>(html: &'p str, name: &str) -> &'p str {
    let at = html.find(&format!("name=\"{name}\"")).unwrap_or_default();
    let from = html.get(..at).and_then(|before| before.rfind('<')).unwrap_or_default();
    html.get(from..).and_then(|rest| rest.split('>').next()).unwrap_or_default()
}

/// Fills in what a form asks and does not know, sends it, and tells how many signs that were.
#[track_caller]
fn fill(visitor: &mut Visitor, at: &str, action: &str, day: &str) -> usize {
    let html = visitor.get(at).body;
    let page = Page::read(at, &html);
    let form = page.form(action);
    let mut answers: Vec<(String, String)> = Vec::new();
    let mut typed = 0;
    for control in &form.0.controls {
        let tag = tag(&html, &control.name);
        let asked = tag.contains(" required") && form.value(&control.name).is_empty();
        if !asked || answers.iter().any(|(name, _)| *name == control.name) {
            continue;
        }
        let answer = match control.kind {
            Kind::Lines => "村两委成员分头入户，每户问一遍，六月二十日前办完。",
            Kind::Line if tag.contains("type=\"date\"") => day,
            Kind::Line if tag.contains("numeric") || tag.contains("type=\"number\"") => "12",
            Kind::Line => "把村务公开做实",
            Kind::One | Kind::Choice => &control.value,
            _ => continue,
        };
        if matches!(control.kind, Kind::Line | Kind::Lines) {
            typed += answer.chars().count();
        }
        answers.push((control.name.clone(), answer.to_owned()));
    }
    let answers: Vec<_> = answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent = form.send(visitor, &answers);
    assert_eq!(sent.status, 303, "{at}, answered with {answers:?}: {}", sent.body);
    typed
}

#[test]
fn a_village_types_at_most_five_hundred_signs_in_a_round_beside_its_own_problem_and_measure() {
    let (site, round) = township();
    let mut officer = site.sign_in(Role::UnitOfficer, VILLAGE);
    let mut head = site.sign_in(Role::UnitHead, VILLAGE);
    let plan =
        fill(&mut officer, &format!("/plans/new?round={round}&unit={VILLAGE}"), "/plans/new", "2015-05-28");
    let signed = fill(&mut head, &format!("/plans/sign?round={round}&unit={VILLAGE}"), "/plans/sign", "");
    let mut office = site.sign_in(Role::Office, "A1T1");
    let approve = office.post("/plans/1/review", &[("outcome", "approve")]);
    assert_eq!(approve.status, 303, "{}", approve.body);
    let session = fill(&mut officer, "/seminars/new", "/seminars/new", "2015-05-28");
    let all = plan + signed + session;
    assert!(plan > 0 && session > 0, "{plan} and {session}");
    assert!(all <= MOST, "{all} signs: {plan} for the plan, {signed} to sign it, {session} for the session");
}
