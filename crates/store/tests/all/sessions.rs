//! Sessions: read within the span, written by a permit for the session itself.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::Role,
    id::{RoundId, SeminarId},
    permit::{AnswerSuggestion, MarkExemplar, ReadAssessments, ReadExemplars, RecordSeminar, SuggestProblem},
    sessions::{
        acts::SessionsAct,
        roll::Roll,
        seminar::{ReadWith, SessionForm, SpeechForm, parse_session},
        suggestion::SuggestionState,
    },
    text::{Line, Prose},
};
use earnest_store::{NewSeminar, NewSuggestion, StoreError};
use earnest_testkit::{
    assessment::open_round,
    register::{Register, on_both_engines},
};

fn session(register: &Register, unit: &str, round: RoundId) -> SeminarId {
    let speech =
        SpeechForm { post: "the head".into(), instances: "1", measures: "1", ..SpeechForm::default() };
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "180",
        present: "9",
        expected: "10",
        speeches: vec![speech],
        ..SessionForm::default()
    };
    let session = parse_session(
        &form,
        ReadWith { roll: &Roll::default(), before: None, within: None },
        register.today.get(),
    )
    .unwrap();
    let officer = register.actor(Role::UnitOfficer, unit);
    let permit = at::<RecordSeminar>(register, &officer, unit);
    let mut work = work(register);
    let new = NewSeminar { round: Some(round), session: &session, cases: &[], lead: None };
    let id = work.seminar_insert(&permit, &new).unwrap();
    let (kind, held_on) = (session.kind.key(), session.held_on);
    let (present, expected, speeches) = (session.present, session.expected, 1);
    let told = SessionsAct::SessionRecorded { kind, held_on, present, expected, speeches, cases: 0 };
    work.commit(&permit.act_on(id, told)).unwrap();
    id
}

#[test]
fn sessions_are_listed_within_the_span_and_opened_by_a_permit_for_themselves() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let ids: Vec<SeminarId> = ["A", "A1", "B"].map(|unit| session(register, unit, round)).into();
        for (role, unit, seen) in [
            (Role::Office, "P", vec!["B", "A1", "A"]),
            (Role::UnitHead, "A", vec!["A1", "A"]),
            (Role::Assessor, "A1", vec!["A1"]),
            (Role::UnitOfficer, "B", vec!["B"]),
            (Role::UnitOfficer, "N", vec![]),
        ] {
            let who = register.actor(role, unit);
            let mut snapshot = register.store.snapshot().unwrap();
            let mut reader = snapshot.reader();
            let permit = at::<ReadAssessments>(register, &who, unit);
            let listed = reader.seminars(&permit, earnest_store::Listed::InUse, None, 9).unwrap();
            let codes: Vec<&str> = listed.iter().map(|held| held.code.as_str()).collect();
            assert_eq!(codes, seen, "{role:?} at {unit}");
            let own = reader.sessions_of_unit(&permit, 9).unwrap().len();
            assert_eq!(own, usize::from(seen.contains(&unit)), "{role:?} at {unit}");
            for id in &ids {
                let permit = may::<ReadAssessments, _>(register, &who, *id);
                let open = permit.map(|permit| reader.seminar(&permit).unwrap().code);
                let listed = listed.iter().find(|held| held.id == *id).map(|held| held.code.clone());
                assert_eq!(open, listed, "{role:?} at {unit}");
            }
        }
    });
}

#[test]
fn a_session_is_an_example_once_and_ends_once_and_is_one_to_the_units_of_its_round_alone() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let id = session(register, "A", round);
        let permit = on::<MarkExemplar, _>(register, &office, id);
        let mark = |reason: Option<&str>| {
            let mut work = work(register);
            work.exemplar_write(&permit, reason)?;
            let told = SessionsAct::ExemplarMarked {
                round: 1,
                reason: reason.map(|reason| Line::parse(reason).unwrap()),
                exemplar: reason.is_some(),
            };
            work.commit(&permit.act(told))
        };
        let never = mark(None);
        assert!(matches!(never, Err(StoreError::NotFound)), "it is none: {never:?}");
        mark(Some("clear")).unwrap();
        let officer = register.actor(Role::UnitOfficer, "A1");
        let exemplars = |unit: &str| {
            let mut snapshot = register.store.snapshot().unwrap();
            snapshot
                .reader()
                .exemplars(
                    &at::<ReadExemplars>(register, &officer, unit),
                    earnest_store::Listed::InUse,
                    (None, 9),
                )
                .unwrap()
                .len()
        };
        assert_eq!(exemplars("A1"), 1);
        let reading = on::<ReadAssessments, _>(register, &office, id);
        let reason = register.store.snapshot().unwrap().reader().exemplar_reason(&reading).unwrap();
        assert_eq!(reason.as_deref(), Some("clear"));
        mark(None).unwrap();
        assert_eq!(exemplars("A1"), 0);
        assert!(matches!(mark(None), Err(StoreError::NotFound)), "it is none any more");
    });
}

#[test]
fn a_lesson_comes_from_a_session_above_and_is_answered_once_by_its_unit() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let (of_a, of_b) = (session(register, "A", round), session(register, "B", round));
        let head = register.actor(Role::UnitHead, "A");
        let permit = at::<SuggestProblem>(register, &head, "A1");
        let suggest = |seminar| {
            let mut work = work(register);
            let new = NewSuggestion { seminar, place: 0, body: "look at the doors" };
            let id = work.suggestion_insert(&permit, &new)?;
            let said = Prose::parse("look at the doors").unwrap();
            let told = SessionsAct::LessonSuggested { from_unit: "A".into(), unit: "A1".into(), said };
            work.commit(&permit.act_on(id, told)).map(|()| id)
        };
        let beside = suggest(of_b);
        assert!(matches!(beside, Err(StoreError::NotFound)), "B is not above A1: {beside:?}");
        let id = suggest(of_a).unwrap();
        let suggested = |unit: &str, of| {
            let who = register.actor(Role::Office, unit);
            let permit = on::<ReadAssessments, _>(register, &who, of);
            register.store.snapshot().unwrap().reader().suggestions_of(&permit).unwrap().len()
        };
        assert_eq!((suggested("P", of_a), suggested("P", of_b)), (1, 0));
        let officer = register.actor(Role::UnitOfficer, "A1");
        assert!(may::<AnswerSuggestion, _>(register, &head, id).is_none());
        let permit = on::<AnswerSuggestion, _>(register, &officer, id);
        let answer = || {
            let mut work = work(register);
            work.suggestion_answer(&permit, SuggestionState::Accepted, None)?;
            work.commit(&permit.act(SessionsAct::LessonTaken { from: "offered", to: "accepted" }))
        };
        answer().unwrap();
        assert!(matches!(answer(), Err(StoreError::NotFound)), "twice");
    });
}

#[test]
fn a_make_up_is_written_to_the_permits_session_alone() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let (first, second) = (session(register, "A", round), session(register, "A", round));
        let officer = register.actor(Role::UnitOfficer, "A");
        let permit = on::<RecordSeminar, _>(register, &officer, first);
        let mut body = register.store.snapshot().unwrap().reader().seminar(&permit).unwrap().session.body;
        body.leave = 1;
        let mut work = work(register);
        work.seminar_body_write(&permit, (&body, None)).unwrap();
        let told = SessionsAct::SessionMadeUp { make_up_on: register.today.get(), present: 1 };
        work.commit(&permit.act(told)).unwrap();
        let leave = |id| {
            let permit = on::<RecordSeminar, _>(register, &officer, id);
            register.store.snapshot().unwrap().reader().seminar(&permit).unwrap().session.body.leave
        };
        assert_eq!((leave(first), leave(second)), (1, 0));
    });
}
