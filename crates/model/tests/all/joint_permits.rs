//! What a role in a joining body allows: the units of its sector, each alone, and nobody else's.

use earnest_model::{
    actor::Mandate,
    actor::{Actor, Holding, Role},
    id::{AccountId, UnitId},
    permit::{
        ActionKind, AgreeStandard, AssignObserver, FillSheet, NameBody, RateUnit, ReadAssessments,
        ReadLedger, ReadPlans, ReadSector, Relation, ReviewPlan, Rule, Target, VerifyClosure, decide,
        may_somewhere, rules,
    },
    span::Span,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAY: Date = date(2015, 6, 1);

fn target(unit: i64, lo: i64, hi: i64) -> Target {
    Target { unit: UnitId(unit), span: Span { lo, hi } }
}

const PROVINCE: fn() -> Target = || target(1, 0, 99);
const BODY: fn() -> Target = || target(2, 10, 19);
const UNIVERSITY: fn() -> Target = || target(3, 20, 29);
const FIRM: fn() -> Target = || target(4, 30, 39);

fn of_body(role: Role, covers: &[UnitId]) -> Holding {
    let mandate = Mandate {
        organiser: PROVINCE(),
        units: covers.to_vec(),
        hears: false,
        from: date(2015, 5, 1),
        until: Some(date(2015, 6, 30)),
    };
    let (unit, span) = (BODY().unit, BODY().span);
    Holding { role, unit, span, from: date(2015, 1, 1), until: None, mandates: vec![mandate] }
}

fn person(holdings: Vec<Holding>) -> Actor {
    Actor::known(earnest_warrant::warrant(), AccountId(1), "role".into(), holdings)
}

#[test]
fn an_assessor_of_a_body_judges_the_units_of_its_sector_and_nobody_else_s() {
    let who = person(vec![of_body(Role::Assessor, &[UniversityId()])]);
    assert!(decide::<ReviewPlan>(&who, UNIVERSITY(), DAY).is_ok());
    assert!(decide::<FillSheet>(&who, UNIVERSITY(), DAY).is_ok());
    assert!(decide::<ReadPlans>(&who, UNIVERSITY(), DAY).is_ok());
    assert!(decide::<ReviewPlan>(&who, FIRM(), DAY).is_err(), "another sector");
    assert!(decide::<ReviewPlan>(&who, target(5, 21, 21), DAY).is_err(), "beneath a unit of the sector");
    assert!(decide::<ReviewPlan>(&who, PROVINCE(), DAY).is_err(), "the organiser itself");
    assert!(decide::<ReviewPlan>(&who, UNIVERSITY(), date(2015, 7, 1)).is_err(), "its part has ended");
    assert!(decide::<ReviewPlan>(&who, UNIVERSITY(), date(2015, 4, 30)).is_err(), "its part has not begun");
    assert!(decide::<ReadLedger>(&who, UNIVERSITY(), DAY).is_err(), "the ledger is no business of a sector");
    assert!(decide::<VerifyClosure>(&who, UNIVERSITY(), DAY).is_err());
    assert!(decide::<RateUnit>(&who, UNIVERSITY(), DAY).is_err());
    assert!(decide::<AssignObserver>(&who, UNIVERSITY(), DAY).is_err(), "the body's office sends");
}

#[expect(non_snake_case, reason = "a name for the one unit of the sector")]
fn UniversityId() -> UnitId {
    UNIVERSITY().unit
}

#[test]
fn what_a_sector_opens_is_the_unit_alone_and_nothing_beneath_it() {
    let who = person(vec![of_body(Role::Assessor, &[UniversityId()])]);
    let permit = decide::<ReadAssessments>(&who, UNIVERSITY(), DAY).expect("the sector's unit");
    assert!(permit.is_of_sector());
    assert_eq!((permit.unit(), permit.span()), (UniversityId(), Span { lo: 20, hi: 20 }));
    let mut both = of_body(Role::Assessor, &[UniversityId()]);
    both.unit = PROVINCE().unit;
    both.span = PROVINCE().span;
    let above = decide::<ReadAssessments>(&person(vec![both]), UNIVERSITY(), DAY).expect("from above");
    assert!(!above.is_of_sector());
    assert_eq!(above.span(), UNIVERSITY().span, "who stands above sees it all, as ever");
}

#[test]
fn a_body_never_judges_itself_and_whoever_works_for_a_unit_never_judges_it() {
    let own = person(vec![of_body(Role::Assessor, &[BODY().unit])]);
    assert!(decide::<ReviewPlan>(&own, BODY(), DAY).is_err());
    let works_there = Holding {
        role: Role::UnitOfficer,
        unit: UniversityId(),
        span: UNIVERSITY().span,
        from: date(2015, 1, 1),
        until: None,
        mandates: Vec::new(),
    };
    let who = person(vec![of_body(Role::Assessor, &[UniversityId()]), works_there]);
    assert!(decide::<ReviewPlan>(&who, UNIVERSITY(), DAY).is_err());
}

#[test]
fn the_body_s_office_and_head_agree_for_it_and_only_the_organiser_s_office_names_bodies() {
    for (role, agrees) in [
        (Role::Office, true),
        (Role::UnitHead, true),
        (Role::Assessor, false),
        (Role::UnitOfficer, false),
        (Role::Auditor, false),
        (Role::Administrator, false),
    ] {
        let who = person(vec![of_body(role, &[UniversityId()])]);
        assert_eq!(decide::<AgreeStandard>(&who, PROVINCE(), DAY).is_ok(), agrees, "{role:?}");
        assert!(decide::<AgreeStandard>(&who, UNIVERSITY(), DAY).is_err(), "{role:?}");
        assert!(decide::<NameBody>(&who, PROVINCE(), DAY).is_err(), "{role:?}");
        let stranger = Holding { mandates: Vec::new(), ..of_body(role, &[]) };
        assert!(decide::<AgreeStandard>(&person(vec![stranger.clone()]), PROVINCE(), DAY).is_err());
        assert!(decide::<ReadSector>(&person(vec![stranger]), PROVINCE(), DAY).is_err());
    }
    let leads_alone = person(vec![of_body(Role::Office, &[])]);
    assert!(decide::<AgreeStandard>(&leads_alone, PROVINCE(), DAY).is_ok(), "a leading body has no sector");
    assert!(!may_somewhere(ActionKind::AgreeStandard, &person(Vec::new()), DAY));
}

#[test]
fn a_sector_allows_these_actions_and_no_other() {
    let allowed: Vec<_> = ActionKind::ALL
        .iter()
        .filter(|kind| rules(**kind).iter().any(|rule| matches!(rule, Rule::Held(_, Relation::Sector))))
        .map(|kind| kind.key())
        .collect();
    assert_eq!(allowed, ["read-plans", "read-assessments", "review-plan", "assign-observer", "fill-sheet"]);
}

proptest! {
    #[test]
    fn a_sector_never_reaches_a_unit_that_is_not_in_it(unit in 1_i64..60, covered in proptest::collection::vec(1_i64..60, 0..9)) {
        let covered: Vec<_> = covered.into_iter().map(UnitId).collect();
        let at = target(unit, 100 + unit, 100 + unit);
        for role in Role::ALL {
            let who = person(vec![of_body(role, &covered)]);
            let judges = decide::<ReviewPlan>(&who, at, DAY).is_ok();
            let may = matches!(role, Role::Assessor | Role::Office) && covered.contains(&UnitId(unit));
            prop_assert_eq!(judges, may);
        }
    }
}
