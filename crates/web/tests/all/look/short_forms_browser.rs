//! Where there are few people, no form obliges anybody to more than seven answers: counted in a browser, form by form.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use earnest_app::programmes::{
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    round_advance::advance_round,
    standard_publish::publish_standard,
};
use earnest_model::{actor::Role, plans::checklist::MOST_AT_THE_LOWEST};
use earnest_testkit::{browser::Browser, register::Register, site::Site};
use earnest_web::frame::route::Verb;
use jiff::civil::date;

const VILLAGE: &str = "A1T1V1";

/// A township whose round takes plans of its villages; gives the address of the form.
fn township() -> (Site, String) {
    let register = Register::empty_sqlite().with_organisation();
    let office = register.actor(Role::Office, "A1T1");
    let context = register.context(&office);
    let (opens_on, plans_due_on, ends_on) = (date(2015, 5, 4), date(2015, 6, 22), date(2015, 7, 10));
    let rounds = vec![PlanRound { number: 1, topic: "topic", opens_on, plans_due_on, ends_on }];
    let set_up = SetUp { organiser: "A1T1", key: "short", title: "Programme", goal: "goal", rounds };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    let standard = earnest_testkit::pack::shipped().standard.expect("its standard");
    publish_standard(&context, "A1T1", &standard).expect("a standard");
    let round = rounds.into_iter().next().expect("a round");
    advance_round(&context, round).expect("the round opens");
    (Site::on(register), format!("/plans/new?round={round}&unit={VILLAGE}"))
}

/// For each form of the page, how many questions must be answered and stand without an answer.
const MUST: &str = "return [...document.querySelectorAll('main form[method=post]')].map(form => new Set([...form.elements] \
    .filter(it => it.required && it.validity.valueMissing).map(it => it.name)).size)";

#[test]
fn no_form_obliges_a_village_to_more_than_seven_answers_in_a_browser() {
    let (site, plan) = township();
    let browser = Browser::start();
    for role in [Role::UnitOfficer, Role::UnitHead] {
        let mut person = site.sign_in(role, VILLAGE);
        site.sign_in_with(&browser, role, VILLAGE);
        let whole =
            earnest_web::routes().filter(|route| route.method == Verb::Get && !route.path.contains('{'));
        let mut pages: Vec<_> = whole.map(|route| route.path.to_owned()).collect();
        pages.push(plan.clone());
        let (mut forms, mut longest) = (0, 0);
        for page in pages {
            let answer = person.get(&page);
            if answer.status != 200 || !answer.header("content-type").starts_with("text/html") {
                continue;
            }
            browser.go_to(&format!("{}{page}", site.host));
            for count in browser.run(MUST, &[]).as_array().expect("a count for each form") {
                let count = count.as_u64().expect("a number");
                assert!(count <= MOST_AT_THE_LOWEST as u64, "{page} obliges a village to {count} answers");
                forms += 1;
                longest = longest.max(count);
            }
        }
        assert!(forms > 3 && longest > 0, "{forms} forms were counted, the longest of {longest}");
        if role == Role::UnitOfficer {
            assert_eq!(longest, MOST_AT_THE_LOWEST as u64, "the plan is the longest of them");
        }
    }
}
