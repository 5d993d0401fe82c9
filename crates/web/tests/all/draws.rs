//! What follows a draw, as an office, a unit and a stranger use it: a replacement, a call-up, the lot of assessors.
#![expect(clippy::expect_used, reason = "helpers of tests may break off")]

use crate::shared::COUNTIES;
use earnest_app::programmes::{
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    round_advance::advance_round,
    standard_publish::publish_standard,
};
use earnest_model::{
    actor::Role,
    fraction::Fraction,
    programmes::{gates::Gate, standard::Standard},
};
use earnest_testkit::{
    assessment::{open_round, standard},
    register::Register,
    site::{Site, Visitor},
    unhindered::go_on,
};

const SEED: &str = "01382438112797316654";
const SECOND: &str = "31415926535897932384";

/// Counties are frozen and three of them drawn.
fn drawn() -> (Site, Visitor) {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    go_on(&register.context(&actor), round, Gate::Observers);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    office.get("/draws?lang=en");
    assert_eq!(office.post("/draws", &COUNTIES).place(), "/draws/1");
    assert_eq!(
        office
            .post(
                "/draws/1/seed",
                &[("seed", SEED), ("origin", "dice thrown in the hall before two witnesses")]
            )
            .status,
        303
    );
    (site, office)
}

/// Codes of the counties drawn, in the order of their tickets.
fn codes(office: &mut Visitor) -> Vec<String> {
    let certificate = office.get("/draws/1/certificate.json").body;
    let verified = earnest_draw::verify(certificate.as_bytes()).expect("a sound certificate");
    verified.drawn.get("county").cloned().expect("counties are drawn")
}

#[test]
fn a_call_up_says_what_it_costs_and_a_unit_answers_with_places_and_makes_nothing() {
    let (site, mut office) = drawn();
    let page = office.get("/draws/1").body;
    assert!(page.contains("value=\"roll\"") && page.contains("Roll (5 min)"), "{page}");
    let wrong = office.post("/draws/1/call-up", &[("due_on", "2015-01-01")]);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("field-kinds-error") && wrong.body.contains("field-due_on-error"));
    let asked = [("kinds", "plan"), ("kinds", "roll"), ("kinds", "minutes"), ("due_on", "2015-06-20")];
    assert_eq!(office.post("/draws/1/call-up", &asked).place(), "/draws/1");
    assert_eq!(site.register.last_event().0, "call-up-materials");
    let unit = codes(&mut office).remove(0);
    let mut officer = site.sign_in(Role::UnitOfficer, &unit);
    let desk = officer.get("/desk?lang=en").body;
    assert!(desk.contains("href=\"/call-ups/1\""), "{desk}");
    let form = officer.get("/call-ups/1").body;
    assert!(form.contains("where-roll") && form.contains("where-minutes") && !form.contains("where-plan"));
    let answer = [("where-roll", "office, cabinet 3"), ("where-minutes", "")];
    assert_eq!(officer.post("/call-ups/1", &answer).place(), "/call-ups/1");
    let (action, detail) = site.register.last_event();
    assert_eq!((action.as_str(), detail["named"].as_i64()), ("answer-call-up", Some(1)));
    assert!(!officer.get("/desk").body.contains("/call-ups/1"));
    let sheet = site.sign_in(Role::Assessor, "P").get("/sheets/new?spot_check=1").body;
    assert!(sheet.contains("office, cabinet 3"), "who assesses reads where it is: {sheet}");
    for mut reader in [office, site.sign_in(Role::Auditor, "P")] {
        let page = reader.get("/call-ups/1?lang=en");
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("office, cabinet 3") && page.body.contains("doesn’t exist"),
            "{}",
            page.body
        );
        assert!(page.body.contains("answered in time") && !page.body.contains("name=\"where-roll\""));
        assert!(reader.get("/draws/1").body.contains("href=\"/call-ups/1\""), "the list leads there");
    }
    let mut beside = site.sign_in(Role::UnitOfficer, "N");
    assert_eq!(beside.get("/call-ups/1").status, 404, "another unit's is as if it were not there");
    assert_eq!(beside.post("/call-ups/1", &answer).status, 404);
}

#[test]
fn a_unit_that_can_not_be_checked_is_replaced_in_public_by_the_next_of_the_order() {
    let (site, mut office) = drawn();
    let blank = office.post("/draws/1/replace", &[("check", "1"), ("why", " ")]);
    assert!(blank.status == 422 && blank.body.contains("field-why-error"), "{}", blank.body);
    assert_eq!(office.post("/draws/1/replace", &[("check", "1"), ("why", "dissolved in May")]).status, 303);
    assert_eq!(site.register.last_event().0, "replace-drawn");
    let mut stranger = site.visitor();
    let page = stranger.get("/draws/1?lang=en").body;
    assert!(page.contains("dissolved in May"), "the reason is public: {page}");
    assert!(!page.contains("/draws/1/replace"), "and the form is the office's");
    assert_eq!(
        stranger.post("/draws/1/replace", &[("check", "2"), ("why", "no")]).status,
        401,
        "nor is it there for others"
    );
    assert_eq!(site.register.last_event().1["reason"], "dissolved in May", "nothing else was written");
}

#[test]
fn assessors_are_drawn_by_another_seed_and_their_lot_is_public_and_verifies() {
    let (site, mut office) = drawn();
    let (_one, _two) = (site.sign_in(Role::Assessor, "P"), site.sign_in(Role::Assessor, "P"));
    let same = office.post("/draws/1/assessors", &[("assessor_seed", SEED)]);
    assert!(same.status == 422 && same.body.contains("field-assessor_seed-error"), "{}", same.body);
    assert_eq!(office.post("/draws/1/assessors", &[("assessor_seed", SECOND)]).place(), "/draws/1");
    let mut stranger = site.visitor();
    assert!(stranger.get("/draws/1").body.contains("/draws/1/assessors/1"));
    let file = stranger.get("/draws/1/assessors/1");
    assert_eq!(file.header("content-type"), "application/json");
    let verified = earnest_draw::verify(file.body.as_bytes()).expect("a sound certificate");
    assert_eq!(verified.drawn.len(), 3, "an assessor for every county");
    assert_eq!(stranger.get("/draws/1/assessors/9").status, 404);
}

#[test]
fn the_form_of_a_draw_says_and_presets_what_the_standard_of_the_round_asks() {
    let register = Register::empty_sqlite().with_organisation();
    let (above, of_above) = open_round(&register);
    go_on(&register.context(&above), of_above, Gate::Observers);
    let office = register.actor(Role::Office, "A");
    let (context, day) = (register.context(&office), register.today.get());
    let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    let half = Fraction::new(1, 2).expect("a fraction");
    publish_standard(&context, "A", &Standard { spot_check_rate: half, ..standard() }).expect("a standard");
    let round = *rounds.first().expect("a round");
    advance_round(&context, round).expect("the round opens");
    go_on(&context, round, Gate::Observers);
    let site = Site::on(register);
    for (unit, least, other) in [("A", "50%", "20%"), ("P", "20%", "50%")] {
        let page = site.sign_in(Role::Office, unit).get("/draws?lang=en").body;
        assert!(
            page.contains(&format!("at least {least}")) && page.contains(&format!("value=\"{least}\"")),
            "{page}"
        );
        assert!(!page.contains(other), "{page}");
    }
    let low = [("round", &*round.to_string()), ("rate", "49%"), ("classes", "township")];
    let mut office = site.sign_in(Role::Office, "A");
    office.get("/draws?lang=en");
    let refused = office.post("/draws", &low);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("50%") && refused.body.contains("value=\"49%\""), "{}", refused.body);
}

#[test]
fn a_county_is_offered_its_own_classes_and_none_is_left_out_without_a_published_reason() {
    let register = Register::empty_sqlite().with_organisation();
    let (actor, round) = open_round(&register);
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, "P");
    let early = office.get("/draws?lang=en").body;
    assert!(
        early.contains("it is not time to draw yet") && early.contains("plans are not approved yet"),
        "{early}"
    );
    assert!(!early.contains("name=\"classes\""), "no form before its time");
    assert_eq!(office.post("/draws", &COUNTIES).status, 409);
    go_on(&site.register.context(&actor), round, Gate::Observers);
    let form = office.get("/draws?lang=en").body;
    assert!(
        form.contains("name=\"left-out-county\"") && !form.contains("it is not time to draw yet"),
        "{form}"
    );
    let silent = office.post("/draws", &[("round", "1"), ("rate", "20%"), ("classes", "county")]);
    assert_eq!(silent.status, 422);
    assert!(silent.body.contains("field-left-out-second-level-university-error"), "{}", silent.body);
    assert_eq!(office.post("/draws", &COUNTIES).place(), "/draws/1");
    let page = site.visitor().get("/draws/1?lang=en").body;
    assert!(page.contains("the whole class") && page.contains("drawn another time"), "{page}");
    let file = site.visitor().get("/draws/1/excluded.csv").body;
    assert!(file.contains("second-level-university,,,drawn another time"), "{file}");

    // A county has none of the classes that the pack names: it is offered those of its own units.
    let county = site.register.actor(Role::Office, "A1");
    let (context, day) = (site.register.context(&county), site.register.today.get());
    let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up =
        SetUp { organiser: "A1", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).expect("a programme");
    publish_standard(&context, "A1", &standard()).expect("a standard");
    advance_round(&context, rounds[0]).expect("the round opens");
    go_on(&context, rounds[0], Gate::Observers);
    let mut county = site.sign_in(Role::Office, "A1");
    let form = county.get("/draws?lang=en").body;
    assert!(form.contains("value=\"township\"") && !form.contains("value=\"county\""), "{form}");
    let key = rounds[0].to_string();
    let classes = [("classes", "township"), ("classes", "county-department")];
    let frozen = county.post("/draws", &[[("round", &*key), ("rate", "20%")], classes].concat());
    assert_eq!(frozen.place(), "/draws/2");
}
