//! Plans: every direct subordinate's is reviewed before the round is assessed, and no other plan stands in for one.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, Context,
    plan_review::{ReviewForm, review_plan},
    plan_submit::{Submit, submit_plan},
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    round_advance::advance_round,
    standard_publish::publish_standard,
};
use earnest_model::{
    actor::Role,
    id::{PlanId, RoundId},
    pack::Pack,
    plan::{PlanForm, PlanState},
    round::RoundState,
};
use earnest_testkit::register::{Register, on_both_engines};
use jiff::civil::date;

fn checklist() -> Vec<String> {
    vec!["theme".to_owned(), "opinions".to_owned()]
}

/// A programme of the province with one round, opened.
fn opened(register: &Register) -> RoundId {
    let office = register.actor(Role::Office, "P");
    let context = register.context(&office);
    let round = PlanRound {
        number: 1,
        topic: "topic",
        opens_on: date(2015, 5, 4),
        plans_due_on: date(2015, 5, 22),
        ends_on: date(2015, 7, 10),
    };
    let request =
        SetUp { organiser: "P", key: "test", title: "Programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &request).unwrap();
    let round = rounds.into_iter().next().unwrap();
    let refused = advance_round(&context, round).unwrap_err();
    assert!(matches!(refused, AppError::Refused(message) if message.key == "error-round-standard"));
    publish_standard(&context, "P", &Pack::built_in().unwrap().standard.unwrap()).unwrap();
    assert_eq!(advance_round(&context, round).unwrap(), RoundState::Open);
    round
}

fn submit(context: &Context<'_>, round: RoundId, unit: &str) -> Result<PlanId, AppError> {
    let sections = vec![("theme", "about the topic"), ("opinions", "from forty people")];
    let form = PlanForm { theme: "theme", session_on: "2015-06-20", sections };
    submit_plan(context, &Submit { round, unit, form, checklist: &checklist() })
}

fn review(context: &Context<'_>, plan: PlanId, outcome: &str) -> Result<PlanState, AppError> {
    let remarks = "say from whom, and how many";
    review_plan(
        context,
        &ReviewForm { plan, outcome, missing: vec!["opinions"], remarks, checklist: &checklist() },
    )
}

#[test]
fn a_returned_plan_comes_again_as_the_next_version_and_nobody_reviews_their_own() {
    on_both_engines(|register| {
        let round = opened(register);
        let officer = register.actor(Role::UnitOfficer, "A");
        let first = submit(&register.context(&officer), round, "A").unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["late"].as_bool()),
            ("submit-plan", Some(true)),
            "1 June is after 22 May"
        );
        assert!(submit(&register.context(&officer), round, "A").is_err(), "the first waits for its review");
        let own = register.actor(Role::Assessor, "A");
        assert!(matches!(review(&register.context(&own), first, "approve"), Err(AppError::Denied(_))));
        let above = register.actor(Role::Assessor, "P");
        assert_eq!(review(&register.context(&above), first, "return").unwrap(), PlanState::Returned);
        let second = submit(&register.context(&officer), round, "A").unwrap();
        assert!(review(&register.context(&above), first, "approve").is_err(), "only the latest is reviewed");
        assert_eq!(review(&register.context(&above), second, "approve").unwrap(), PlanState::Approved);
        assert_eq!(register.last_event().1["version"], 2);
    });
}

#[test]
fn no_plan_of_another_unit_opens_the_gate_for_a_missing_one() {
    on_both_engines(|register| {
        let round = opened(register);
        let county = register.actor(Role::UnitOfficer, "A1");
        let refused = submit(&register.context(&county), round, "A1");
        assert!(matches!(refused, Err(AppError::NotFound)), "a county owes the province no plan");
        let above = register.actor(Role::Assessor, "P");
        let direct = ["A", "B", "N", "G1", "G2", "G3", "U", "F"];
        let office = register.actor(Role::Office, "P");
        for (done, unit) in direct.into_iter().enumerate() {
            let refused = advance_round(&register.context(&office), round).unwrap_err();
            let AppError::Refused(message) = refused else { panic!("{refused:?}") };
            assert_eq!(message.key, "error-round-plans");
            assert_eq!(message.arguments[0].1, (direct.len() - done).into());
            let officer = register.actor(Role::UnitOfficer, unit);
            let plan = submit(&register.context(&officer), round, unit).unwrap();
            review(&register.context(&above), plan, "approve").unwrap();
        }
        assert_eq!(advance_round(&register.context(&office), round).unwrap(), RoundState::Assessing);
    });
}
