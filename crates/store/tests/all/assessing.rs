//! Observations, sheets, ratings, appeals and interests: read within the span, written by a permit for the record.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    assessing::{
        acts::AssessingAct,
        appeal::{AppealState, Decision},
        interest::{InterestForm, parse_interest},
    },
    id::{AccountId, InterestId, RatingId, RoundId},
    permit::{
        AppealRating, AssignObserver, DecideAppeal, DeclareInterest, NoteInterest, ReadAssessments,
        ReadAssessors,
    },
    text::Prose,
};
use earnest_store::{Listed, NewLot, Reader, StoreError};
use earnest_testkit::OPERATOR;
use earnest_testkit::{
    assessment::rated,
    register::{Register, on_both_engines},
};

/// How many records each reader of assessments lists.
fn listed(
    register: &Register,
    reader: &mut Reader<'_>,
    who: &Actor,
    unit: &str,
    round: RoundId,
) -> [usize; 6] {
    let permit = at::<ReadAssessments>(register, who, unit);
    let known = reader.known_units(&permit, round).unwrap();
    [
        reader.observations(&permit, Listed::InUse, None, 9).unwrap().len(),
        reader.observers_of(&permit, 9).unwrap().len(),
        reader.sheets(&permit, (false, Listed::InUse), None, 9).unwrap().len(),
        reader.ratings(&permit, round).unwrap().len(),
        reader.rated_rounds(&permit).unwrap().len(),
        known.iter().filter(|unit| unit.known.is_assessed()).count(),
    ]
}

#[test]
fn observations_sheets_and_ratings_are_listed_within_the_span() {
    on_both_engines(|register| {
        let (_, round, county) = rated(register);
        let above = if county.starts_with('A') { "A" } else { "B" };
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let both = usize::from(above == "A");
        for (role, unit, expected) in [
            (Role::Office, "P", [1, 0, 2, 2, 1, 2]),
            (Role::Assessor, "A", [1, 1, 1 + both, 1 + both, 1, both]),
            (Role::UnitHead, county.as_str(), [0, 0, 1, 1, 1, 0]),
            (Role::UnitHead, "N", [0, 0, 0, 0, 0, 0]),
        ] {
            let who = register.actor(role, unit);
            let found = listed(register, &mut reader, &who, unit, round);
            assert_eq!(found, expected, "{role:?} at {unit}");
        }
        for (unit, sheets) in [("P", 2), ("N", 0)] {
            let who = register.actor(Role::Auditor, unit);
            let permit = at::<ReadAssessors>(register, &who, unit);
            assert_eq!(reader.marked_sheets(&permit, round).unwrap().len(), sheets, "{unit}");
            assert_eq!(reader.marked_rounds(&permit).unwrap().len(), sheets.min(1), "{unit}");
            assert!(reader.second_marks(&permit, round).unwrap().is_empty());
        }
    });
}

/// The rating of A.
fn rating_of_a(register: &Register, round: RoundId) -> RatingId {
    let permit = at::<ReadAssessments>(register, &OPERATOR, "P");
    let ratings = register.store.snapshot().unwrap().reader().ratings(&permit, round).unwrap();
    ratings.into_iter().find(|rating| rating.code == "A").unwrap().id
}

#[test]
fn an_appeal_is_of_the_units_own_rating_and_decided_once_from_above() {
    on_both_engines(|register| {
        let (_, round, _) = rated(register);
        let rating = rating_of_a(register, round);
        let head = register.actor(Role::UnitHead, "A");
        for (role, unit, own, above) in [
            (Role::UnitHead, "B", false, false),
            (Role::Office, "P", false, true),
            (Role::Office, "A", false, false),
        ] {
            let who = register.actor(role, unit);
            assert_eq!(may::<AppealRating, _>(register, &who, rating).is_some(), own, "{role:?} at {unit}");
            assert_eq!(may::<DecideAppeal, _>(register, &who, rating).is_some(), above, "{role:?} at {unit}");
        }
        let permit = on::<AppealRating, _>(register, &head, rating);
        let reason = || Prose::parse("the plan was in time").unwrap();
        let mut lodging = work(register);
        let id = lodging.appeal_insert(&permit, reason().as_str()).unwrap();
        let told = AssessingAct::AppealLodged { grade: "good".into(), score: None, reason: reason() };
        lodging.commit(&permit.act_on(id, told)).unwrap();
        let reading = |unit| at::<ReadAssessments>(register, &OPERATOR, unit);
        let appeals =
            |unit| register.store.snapshot().unwrap().reader().appeals(&reading(unit), round).unwrap().len();
        assert_eq!((appeals("P"), appeals("A"), appeals("B")), (1, 1, 0));
        let office = register.actor(Role::Office, "P");
        let permit = on::<DecideAppeal, _>(register, &office, id);
        let decide = || {
            let decision = Decision { outcome: AppealState::Upheld, reason: reason(), score: None };
            let mut work = work(register);
            work.appeal_decide(&permit, &decision, None)?;
            let (from, to) = ("lodged", "upheld");
            let told = AssessingAct::AppealUpheld { from, to, score: None, grade: None, reason: reason() };
            work.commit(&permit.act(told))
        };
        decide().unwrap();
        assert!(matches!(decide(), Err(StoreError::NotFound)), "twice");
    });
}

/// Notes an interest of an account in a unit; by itself, if `note` is nobody.
fn interest(register: &Register, of: &Actor, note: Option<&Actor>, unit: &str) -> InterestId {
    let form = InterestForm { reach: "line", reason: "a cousin", from: "2015-01-01", until: "" };
    let new = parse_interest(&form).unwrap();
    let assessor = of.account().unwrap();
    let (reach, first_day, last_day) = ("line", new.from, None);
    let mut work = work(register);
    if let Some(office) = note {
        let permit = at::<NoteInterest>(register, office, unit);
        let id = work.interest_note(&permit, assessor, &new).unwrap();
        let told = AssessingAct::InterestNoted { assessor, reach, first_day, last_day };
        work.commit(&permit.act_on(id, told)).unwrap();
        return id;
    }
    let permit = at::<DeclareInterest>(register, of, unit);
    let id = work.interest_declare(&permit, &new).unwrap();
    let told = AssessingAct::InterestDeclared { assessor, reach, first_day, last_day };
    work.commit(&permit.act_on(id, told)).unwrap();
    id
}

#[test]
fn an_interest_is_opened_and_ended_by_whose_it_is_or_by_the_office_that_noted_it() {
    on_both_engines(|register| {
        let (person, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        let office = register.actor(Role::Office, "P");
        let own = interest(register, &person, None, "A1");
        let noted = interest(register, &person, Some(&office), "B");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let mut opens = |who: &Actor, id| {
            let declared = reader.own_interest(&on::<DeclareInterest, _>(register, who, id)).unwrap();
            let office = may::<NoteInterest, _>(register, who, id);
            let noted = office.and_then(|permit| reader.noted_interest(&permit).unwrap());
            (declared.is_some(), noted.is_some())
        };
        assert_eq!((opens(&person, own), opens(&person, noted)), ((true, false), (false, false)));
        assert_eq!((opens(&office, own), opens(&office, noted)), ((false, true), (false, true)));
        assert_eq!((opens(&other, own), opens(&other, noted)), ((false, false), (false, false)));
        let of: Vec<AccountId> = person.account().into_iter().collect();
        for (unit, expected) in [("P", 2), ("A", 1), ("A1", 1), ("A2", 0), ("B1", 1)] {
            let permit = at::<ReadAssessors>(register, &OPERATOR, unit);
            assert_eq!(reader.interests_of(&permit, &of).unwrap().len(), expected, "{unit}");
            let within = reader.interests_within(&permit, 9).unwrap().len();
            assert_eq!(within, if unit == "B1" { 0 } else { expected }, "{unit}");
        }
        drop(snapshot);
        let day = register.today.get();
        let stranger = on::<DeclareInterest, _>(register, &other, own);
        let ended = work(register).own_interest_end(&stranger, day);
        assert!(matches!(ended, Err(StoreError::NotFound)), "of somebody else: {ended:?}");
        let alone = on::<DeclareInterest, _>(register, &person, noted);
        let ended = work(register).own_interest_end(&alone, day);
        assert!(matches!(ended, Err(StoreError::NotFound)), "noted by the office: {ended:?}");
        assert!(
            work(register).noted_interest_end(&on::<NoteInterest, _>(register, &office, own), day).is_ok()
        );
    });
}

#[test]
fn a_lot_of_observers_is_written_by_whoever_sends_them_in_a_round_of_an_organiser_above() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let lot = NewLot { seed: "1", certificate: "{}" };
        let beneath = at::<AssignObserver>(register, &office, "A");
        assert!(work(register).observer_lot_insert(&beneath, round, lot).is_ok());
        let of_a = at::<AssignObserver>(register, &register.actor(Role::Office, "A"), "A1");
        assert!(work(register).observer_lot_insert(&of_a, round, lot).is_ok(), "P stands above A1");
        let none = work(register).observer_lot_insert(&beneath, RoundId(99), lot);
        assert!(matches!(none, Err(StoreError::NotFound)), "{none:?}");
        let untold = work(register);
        drop(untold);
        let permit = at::<ReadAssessors>(register, &office, "P");
        let lots = register.store.snapshot().unwrap().reader().observer_lots(&permit, round).unwrap();
        assert!(lots.is_empty(), "nothing was committed");
    });
}
