//! Draws: public to read, and run, voided, replaced and called up by a permit for the draw itself.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    draws::{
        acts::DrawsAct,
        call_up::{Answer, MaterialKind, Place},
        draw_record::DrawState,
    },
    fraction::Fraction,
    id::{DrawId, RoundId, SpotCheckId},
    permit::{
        AnswerCallUp, CallUpMaterials, DrawAssessors, DrawSecondMarks, FreezeFrame, ReadAssessments,
        ReadPublished, ReplaceDrawn, RunDraw, VoidDraw,
    },
    text::Line,
};
use earnest_store::{
    AskSecond, FirstMark, NewCallUp, NewDraw, NewLot, NewSpotCheck, Replacement, SecondLot, StoreError,
};
use earnest_testkit::{
    assessment::{CLASSES, rated},
    register::{Register, on_both_engines},
};

/// A draw of P with one assessed unit and a round of its own.
fn drawn(register: &Register) -> (Actor, RoundId, DrawId) {
    let (office, round, _) = rated(register);
    let mut snapshot = register.store.snapshot().unwrap();
    let permit = at::<ReadPublished>(register, &Actor::PUBLIC, "P");
    let id = snapshot
        .reader()
        .draws(
            &permit,
            (&earnest_model::organisation::Opening::Everything, earnest_store::Listed::InUse),
            None,
            9,
        )
        .unwrap()
        .first()
        .unwrap()
        .id;
    (office, round, id)
}

fn checks(register: &Register, id: DrawId) -> Vec<SpotCheckId> {
    let permit = on::<ReadPublished, _>(register, &Actor::PUBLIC, id);
    let units = register.store.snapshot().unwrap().reader().drawn_units(&permit).unwrap();
    units.into_iter().filter(|unit| unit.state.is_waiting()).map(|unit| unit.id).collect()
}

/// Freezes a frame of nothing much, to have a second draw beside the first.
fn second_draw(register: &Register, office: &Actor, round: RoundId) -> Result<DrawId, StoreError> {
    let permit = at::<FreezeFrame>(register, office, "P");
    let rate = Fraction::parse("1/5").unwrap();
    let new = NewDraw { round, rate, frame: "county,A1\n", frame_hash: "0", exclusions: None };
    let mut work = work(register);
    let id = work.draw_insert(&permit, new)?;
    let told = DrawsAct::FrameFrozen {
        round: 1,
        rate,
        units: 1,
        strata: vec![("county".into(), 1)],
        frame_sha256: "0".into(),
        excluded: Vec::new(),
        excluded_sha256: None,
    };
    work.commit(&permit.act_on(id, told)).map(|()| id)
}

#[test]
fn a_draw_is_public_and_its_organiser_alone_goes_on_with_it() {
    on_both_engines(|register| {
        let (_, _, id) = drawn(register);
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, unit, own) in
            [(Role::Office, "P", true), (Role::Office, "A", false), (Role::Assessor, "P", false)]
        {
            let who = register.actor(role, unit);
            let read = on::<ReadPublished, _>(register, &who, id);
            assert!(snapshot.reader().draw(&read).is_ok(), "{role:?} at {unit}");
            let goes_on = [
                may::<RunDraw, _>(register, &who, id).is_some(),
                may::<VoidDraw, _>(register, &who, id).is_some(),
                may::<ReplaceDrawn, _>(register, &who, id).is_some(),
                may::<CallUpMaterials, _>(register, &who, id).is_some(),
                may::<DrawAssessors, _>(register, &who, id).is_some(),
                may::<DrawSecondMarks, _>(register, &who, id).is_some(),
            ];
            assert_eq!(goes_on, [own; 6], "{role:?} at {unit}");
        }
    });
}

#[test]
fn what_is_listed_for_a_draw_lies_within_the_span_and_is_of_its_organiser() {
    on_both_engines(|register| {
        let (office, round, id) = drawn(register);
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let beside = register.actor(Role::Office, "A");
        let classes = CLASSES.map(str::to_owned);
        for (who, unit, own) in [(&office, "P", true), (&beside, "A", false)] {
            let public = at::<ReadPublished>(register, who, unit);
            assert_eq!(
                reader
                    .draws(
                        &public,
                        (&earnest_model::organisation::Opening::Everything, earnest_store::Listed::InUse),
                        None,
                        9
                    )
                    .unwrap()
                    .len(),
                usize::from(own)
            );
            assert_eq!(reader.rounds_with_draw(&public).unwrap().len(), usize::from(own));
            let freezing = at::<FreezeFrame>(register, who, unit);
            let states = if own { vec![DrawState::Drawn] } else { Vec::new() };
            assert_eq!(reader.draw_states(&freezing, round).unwrap(), states, "rounds of {unit}");
            let units = reader.frame_units(&freezing, round, &classes).unwrap();
            assert!(units.iter().any(|unit| unit.code == "A1"));
            assert_eq!(units.iter().any(|unit| unit.code == "B1"), own, "{unit}");
            let reading = at::<ReadAssessments>(register, who, unit);
            assert!(reader.completed_draw(&reading, round).unwrap().is_some(), "the draw of the unit above");
            let sample = reader.sample(&reading, id).unwrap();
            let outside = sample.iter().any(|unit| unit.lo.is_none());
            assert_eq!(outside, !own, "{unit}");
            assert!(sample.iter().all(|unit| unit.lo.is_some() || unit.rating.is_none()));
            let places = reader.places_of(&reading, &["A1".to_owned(), "B1".to_owned()]).unwrap();
            assert_eq!(places.len(), if own { 2 } else { 1 }, "{unit}");
        }
        let nation = at::<FreezeFrame>(register, &office, "P");
        assert!(reader.draw_states(&nation, RoundId(99)).unwrap().is_empty());
    });
}

#[test]
fn a_frame_is_frozen_for_a_round_of_ones_own() {
    on_both_engines(|register| {
        let (office, round, _) = drawn(register);
        assert!(second_draw(register, &office, round).is_ok());
        let none = second_draw(register, &office, RoundId(99));
        assert!(matches!(none, Err(StoreError::NotFound)), "{none:?}");
        let beside = register.actor(Role::Office, "A");
        let permit = at::<FreezeFrame>(register, &beside, "A");
        let rate = Fraction::parse("1/5").unwrap();
        let new = NewDraw { round, rate, frame: "county,A1\n", frame_hash: "0", exclusions: None };
        let others = work(register).draw_insert(&permit, new);
        assert!(matches!(others, Err(StoreError::NotFound)), "a round of P: {others:?}");
    });
}

#[test]
fn nothing_is_written_to_spot_checks_of_another_draw() {
    on_both_engines(|register| {
        let (office, round, first) = drawn(register);
        let check = checks(register, first)[0];
        let second = second_draw(register, &office, round).unwrap();
        let kinds = [MaterialKind::Minutes];
        let (minutes, due_on) = (5, register.today.get());
        let new = NewCallUp { checks: &[check], kinds: &kinds, minutes, due_on };
        let permit = on::<CallUpMaterials, _>(register, &office, second);
        let called = work(register).call_ups_insert(&permit, &new);
        assert!(matches!(called, Err(StoreError::NotFound)), "{called:?}");
        let assessor = office.account().unwrap();
        let lot = NewLot { seed: "1", certificate: "{}" };
        let permit = on::<DrawAssessors, _>(register, &office, second);
        let marked = work(register).first_marks_write(&permit, lot, &[FirstMark { check, assessor }]);
        assert!(matches!(marked, Err(StoreError::NotFound)), "{marked:?}");
        let lot = SecondLot { seed: "1".into(), certificate: "{}".into(), drawn_at: String::new() };
        let permit = on::<DrawSecondMarks, _>(register, &office, second);
        let asked = work(register).second_marks_draw(&permit, &lot, &[AskSecond { check, assessor }]);
        assert!(matches!(asked, Err(StoreError::NotFound)), "{asked:?}");
        let unit = register.store.snapshot().unwrap().reader().locate("B1").unwrap().unwrap().unit;
        let next = NewSpotCheck { unit, class: "county".into(), place: 9, ticket: "0".into() };
        let replacement = Replacement { check, reason: "flooded", next: &next };
        let permit = on::<ReplaceDrawn, _>(register, &office, second);
        let replaced = work(register).check_replace(&permit, &replacement);
        assert!(matches!(replaced, Err(StoreError::NotFound)), "{replaced:?}");
        let permit = on::<VoidDraw, _>(register, &office, second);
        let mut voided = work(register);
        voided.draw_void(&permit, DrawState::Void, "by mistake").unwrap();
        let reason = Line::parse("by mistake").unwrap();
        voided.commit(&permit.act(DrawsAct::DrawVoided { from: "frozen", reason })).unwrap();
        assert!(checks(register, first).contains(&check), "the units of the first stay drawn");
    });
}

#[test]
fn a_call_up_is_answered_by_its_unit_once_there_is_one() {
    on_both_engines(|register| {
        let (office, _, id) = drawn(register);
        let check = checks(register, id)[0];
        let permit = on::<ReadPublished, _>(register, &office, id);
        let units = register.store.snapshot().unwrap().reader().drawn_units(&permit).unwrap();
        let unit = units.iter().find(|unit| unit.id == check).unwrap().code.clone();
        let officer = register.actor(Role::UnitOfficer, &unit);
        assert!(may::<AnswerCallUp, _>(register, &register.actor(Role::UnitOfficer, "P"), check).is_none());
        let permit = on::<AnswerCallUp, _>(register, &officer, check);
        let answer: Answer =
            [("minutes".to_owned(), Line::parse("in the archive").ok().map(Place::Undated))].into();
        let none = work(register).call_up_answer(&permit, &answer);
        assert!(matches!(none, Err(StoreError::NotFound)), "nothing is called up: {none:?}");
        let calling = on::<CallUpMaterials, _>(register, &office, id);
        let (minutes, due_on, kinds) = (5, register.today.get(), [MaterialKind::Minutes]);
        let mut called = work(register);
        called
            .call_ups_insert(&calling, &NewCallUp { checks: &[check], kinds: &kinds, minutes, due_on })
            .unwrap();
        let told = DrawsAct::MaterialsCalledUp { kinds: vec!["minutes"], due_on, minutes, units: 1 };
        called.commit(&calling.act(told)).unwrap();
        let mut answered = work(register);
        answered.call_up_answer(&permit, &answer).unwrap();
        let told = DrawsAct::CallUpAnswered { kinds: vec!["minutes".into()], named: 1 };
        answered.commit(&permit.act(told)).unwrap();
        let call_up = register.store.snapshot().unwrap().reader().call_up(&permit).unwrap().unwrap();
        assert_eq!(call_up.answer, Some(answer));
    });
}
