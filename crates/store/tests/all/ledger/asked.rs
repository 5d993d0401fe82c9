//! Inquiries and look-backs: whose they are, what is written once, and beneath whom.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use super::report;
use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    event::Subject,
    fraction::Fraction,
    id::{InquiryId, LookBackDrawId, MeasureId},
    ledger::{
        acts::LedgerAct,
        inquiries::inquiry::{InquiryKind, Share, Worth},
        look_backs::look_back::{LookBackState, Strata},
    },
    permit::{FreezeFrame, Inquire, ReadLedger, ReadPublished, ReplyInquiry, RunDraw, VoidDraw},
    record::RecordKind,
    text::Line,
};
use earnest_store::{ClosedDrawn, NewClosedFrame, NewLookBack, StoreError};
use earnest_testkit::register::{Register, on_both_engines};

fn inquire(register: &Register, who: &Actor, unit: &str) {
    let permit = at::<Inquire>(register, who, unit);
    let share = Share { count: 3, of: 4 };
    let (unit, kind, texts) = (permit.unit(), InquiryKind::Bunched, Vec::new());
    let worth = Worth { unit, kind, here: share, elsewhere: share, texts };
    let mut work = work(register);
    let id = work.inquiry_insert(&permit, &worth).unwrap();
    let (here, elsewhere) = (String::new(), String::new());
    work.commit(&permit.act_on(id, LedgerAct::InquiryAsked { about: "bunched", here, elsewhere })).unwrap();
}

fn freeze(register: &Register, who: &Actor, unit: &str) -> LookBackDrawId {
    let permit = at::<FreezeFrame>(register, who, unit);
    let new =
        NewClosedFrame { rate: Fraction::ONE, strata: Strata::Class, frame: "stratum,id\n", frame_hash: "" };
    let mut work = work(register);
    let id = work.look_back_freeze(&permit, &new).unwrap();
    let told = LedgerAct::LookBackFrozen { rate: Fraction::ONE, measures: 1, frame_sha256: String::new() };
    work.commit(&permit.act_on(Subject::new(RecordKind::LookBack.key(), id.0), told)).unwrap();
    id
}

#[test]
fn an_inquiry_is_shown_in_the_line_of_its_unit_and_replied_to_once_by_it() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        inquire(register, &office, "A");
        inquire(register, &office, "B");
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, unit, shown) in [
            (Role::Office, "P", vec!["B", "A"]),
            (Role::UnitHead, "A", vec!["A"]),
            (Role::Auditor, "A1", vec![]),
        ] {
            let permit = at::<ReadLedger>(register, &register.actor(role, unit), unit);
            let asked = snapshot.reader().inquiries(&permit, 9).unwrap();
            let codes: Vec<&str> = asked.iter().map(|one| one.unit_code.as_str()).collect();
            assert_eq!(codes, shown, "{role:?} at {unit}");
        }
        drop(snapshot);
        let head = register.actor(Role::UnitHead, "A");
        assert!(may::<ReplyInquiry, _>(register, &head, InquiryId(2)).is_none(), "that of B");
        let permit = on::<ReplyInquiry, _>(register, &head, InquiryId(1));
        let reply = || {
            let mut work = work(register);
            work.inquiry_reply(&permit, "we met on one day")?;
            work.commit(&permit.act(LedgerAct::InquiryReplied { reply: "we met on one day".into() }))
        };
        reply().unwrap();
        assert!(matches!(reply(), Err(StoreError::NotFound)), "twice");
    });
}

#[test]
fn a_draw_of_closed_measures_takes_those_beneath_its_organiser_and_is_void_alone() {
    on_both_engines(|register| {
        report(register, &register.actor(Role::UnitOfficer, "B1"), "B1", "team");
        let (above, office) = (register.actor(Role::Office, "P"), register.actor(Role::Office, "A"));
        let (whole, own) = (freeze(register, &above, "P"), freeze(register, &office, "A"));
        assert!(may::<RunDraw, _>(register, &office, whole).is_none(), "another organiser's");
        let unit = register.store.snapshot().unwrap().reader().locate("B1").unwrap().unwrap().unit;
        let drawn = NewLookBack {
            measure: MeasureId(1),
            unit,
            stratum: "county".into(),
            place: 1,
            ticket: "0.1".into(),
            assignee: None,
            state: LookBackState::Drawn,
        };
        let run = ClosedDrawn { seed: "12345678901234567890", certificate: "", drawn: &[drawn] };
        let beside = work(register).look_back_run(&on::<RunDraw, _>(register, &office, own), &run);
        assert!(matches!(beside, Err(StoreError::NotFound)), "{beside:?}");
        let permit = on::<RunDraw, _>(register, &above, whole);
        let told = |id: LookBackDrawId| Subject::new(RecordKind::LookBack.key(), id.0);
        let mut running = work(register);
        running.look_back_run(&permit, &run).unwrap();
        let hash = String::new;
        let act = LedgerAct::LookBackDrawn {
            seed: hash(),
            origin: Line::parse("the tombola of the town").unwrap(),
            frame_sha256: hash(),
            certificate_sha256: hash(),
            drawn: Vec::new(),
        };
        running.commit(&permit.act_on(told(whole), act)).unwrap();
        let permit = on::<VoidDraw, _>(register, &office, own);
        let mut voiding = work(register);
        voiding.look_back_void(&permit, "the frame was wrong").unwrap();
        let act = LedgerAct::LookBackVoided { from: "frozen", reason: "the frame was wrong".into() };
        voiding.commit(&permit.act_on(told(own), act)).unwrap();
        let public = on::<ReadPublished, _>(register, &Actor::PUBLIC, whole);
        let items = register.store.snapshot().unwrap().reader().look_back_items(&public).unwrap();
        let states: Vec<_> = items.iter().map(|item| item.state).collect();
        assert_eq!(states, [LookBackState::Drawn], "the other draw's stand as they are");
    });
}
