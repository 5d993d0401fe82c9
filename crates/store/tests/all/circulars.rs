//! Circulars, their drafts, what follows them and comments: each by a permit for the record itself.

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    circulars::{
        acts::CircularsAct,
        circular::{CircularForm, parse_circular},
        circular_check::DraftState,
        comment::CommentState,
    },
    id::{CircularId, MentionId, ObligationId, RoundId},
    permit::{
        AcknowledgeCircular, DraftCircular, FollowUpCircular, ModerateComments, PublishCircular, ReadLedger,
        ReadPublished, RemindReaders, WriteComment,
    },
};
use earnest_store::{DraftSent, StoreError};
use earnest_testkit::{
    assessment::rated,
    circulars::publish_checked,
    register::{Register, on_both_engines},
};

fn form(codes: &str) -> CircularForm<'_> {
    CircularForm {
        title: "circular on round 1",
        recipients: "all units",
        grounds: "by the standard",
        went_well: vec![("A", "opinions were collected widely")],
        problems: vec![(codes, "the session was not held by its plan")],
        requirements: vec![("hold it and report", "2015-07-10", "criticised")],
        correction: "",
    }
}

/// A circular of P that criticises B.
fn published(register: &Register) -> (Actor, RoundId, CircularId) {
    let (office, round, _) = rated(register);
    let id = publish_checked(register, &office, round, &form("B"));
    (office, round, id)
}

#[test]
fn a_circular_is_public_who_read_it_is_its_offices_and_what_follows_lies_within_the_span() {
    on_both_engines(|register| {
        let (_, _, id) = published(register);
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        for (role, unit, office, follows) in [
            (Role::Office, "P", true, 1),
            (Role::Office, "A", false, 0),
            (Role::Auditor, "P", false, 1),
            (Role::UnitHead, "B", false, 1),
            (Role::UnitHead, "B1", false, 0),
        ] {
            let who = register.actor(role, unit);
            let public = on::<ReadPublished, _>(register, &who, id);
            assert!(reader.circular(&public).is_ok());
            assert_eq!(reader.mentions(&public).unwrap().len(), 2);
            let publishing = may::<PublishCircular, _>(register, &who, id);
            let reminding = may::<RemindReaders, _>(register, &who, id);
            assert_eq!((publishing.is_some(), reminding.is_some()), (office, office), "{role:?} at {unit}");
            if let (Some(publishing), Some(reminding)) = (publishing, reminding) {
                let receipts = reader.receipts(&publishing).unwrap();
                assert_eq!(receipts, reader.receipts(&reminding).unwrap());
                assert!(receipts.len() > 1);
            }
            let ledger = at::<ReadLedger>(register, &who, unit);
            assert_eq!(reader.followed_points(&ledger, id).unwrap().len(), follows, "{role:?} at {unit}");
            assert_eq!(reader.obligations(&ledger, id).unwrap().len(), follows, "{role:?} at {unit}");
        }
    });
}

#[test]
fn a_circular_is_read_once_and_its_requirement_answered_once_by_the_unit_itself() {
    on_both_engines(|register| {
        let (_, _, id) = published(register);
        let read = |unit: &str| {
            let permit = at::<AcknowledgeCircular>(register, &register.actor(Role::UnitHead, unit), unit);
            let mut work = work(register);
            work.receipt_write(&permit, id)?;
            work.commit(&permit.act_on(id, CircularsAct::CircularRead { read: true }))
        };
        read("B").unwrap();
        assert!(matches!(read("B"), Err(StoreError::NotFound)), "twice");
        assert!(matches!(read("B2"), Err(StoreError::NotFound)), "it got none");
        let owed = ObligationId(1);
        for (role, unit, own) in
            [(Role::UnitHead, "B", true), (Role::UnitHead, "A", false), (Role::Office, "P", false)]
        {
            let who = register.actor(role, unit);
            assert_eq!(may::<FollowUpCircular, _>(register, &who, owed).is_some(), own, "{role:?} at {unit}");
        }
        let head = register.actor(Role::UnitHead, "B");
        let permit = on::<FollowUpCircular, _>(register, &head, owed);
        let said = || earnest_model::text::Prose::parse("it was held on 9 June").unwrap();
        let answer = || {
            let mut work = work(register);
            work.obligation_answer(&permit, said().as_str())?;
            let told =
                CircularsAct::ObligationAnswered { title: "circular".into(), said: said(), late: false };
            work.commit(&permit.act_on(id, told))
        };
        answer().unwrap();
        assert!(matches!(answer(), Err(StoreError::NotFound)), "twice");
        let mut snapshot = register.store.snapshot().unwrap();
        let criticism = (1..=2).map(MentionId).filter(|id| snapshot.reader().at(*id).unwrap().is_some());
        let criticism: Vec<MentionId> = criticism.collect();
        assert_eq!(criticism.len(), 1, "a commendation asks for nothing");
        let permit = on::<FollowUpCircular, _>(register, &head, criticism[0]);
        assert_eq!(snapshot.reader().criticism(&permit).unwrap().code, "B");
    });
}

#[test]
fn a_comment_waits_for_the_office_and_is_decided_once() {
    on_both_engines(|register| {
        let (office, _, id) = published(register);
        let permit = on::<WriteComment, _>(register, &Actor::PUBLIC, id);
        let mut writing = work(register);
        let comment = writing.comment_insert(&permit, "well done").unwrap();
        let told = CircularsAct::CommentWritten { sha256: String::new() };
        writing.commit(&permit.act_on(comment, told)).unwrap();
        let read = || {
            let public = on::<ReadPublished, _>(register, &Actor::PUBLIC, id);
            register.store.snapshot().unwrap().reader().comments(&public).unwrap().len()
        };
        assert_eq!(read(), 0);
        let beside = register.actor(Role::Office, "A");
        assert!(may::<ModerateComments, _>(register, &beside, id).is_none());
        assert!(may::<ModerateComments, _>(register, &beside, comment).is_none());
        let held = on::<ModerateComments, _>(register, &office, id);
        assert_eq!(register.store.snapshot().unwrap().reader().comments_held(&held).unwrap().len(), 1);
        let permit = on::<ModerateComments, _>(register, &office, comment);
        let decide = || {
            let mut work = work(register);
            work.comment_decide(&permit, CommentState::Published, None)?;
            let told = CircularsAct::CommentPublished { from: "held", to: "published", reason: None };
            work.commit(&permit.act(told))
        };
        decide().unwrap();
        assert_eq!(read(), 1);
        assert!(matches!(decide(), Err(StoreError::NotFound)), "twice");
    });
}

#[test]
fn a_draft_is_its_organisers_and_is_written_anew_only_while_nobody_was_asked() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let draft = parse_circular(&form("B"), 1, jiff::civil::date(2015, 5, 1)).unwrap();
        let permit = at::<DraftCircular>(register, &office, "P");
        let mut drafting = work(register);
        let id = drafting.circular_draft_insert(&permit, round, &draft).unwrap();
        let told = CircularsAct::CircularDrafted { round: 1, title: draft.title.clone() };
        drafting.commit(&permit.act_on(id, told)).unwrap();
        let beside = register.actor(Role::Office, "A");
        assert!(may::<DraftCircular, _>(register, &beside, id).is_none());
        let mut snapshot = register.store.snapshot().unwrap();
        let open = |who: &Actor, unit: &str| at::<DraftCircular>(register, who, unit);
        assert_eq!(snapshot.reader().circular_drafts(&open(&office, "P")).unwrap().len(), 1);
        assert_eq!(snapshot.reader().circular_drafts(&open(&beside, "A")).unwrap().len(), 0);
        drop(snapshot);
        let permit = on::<DraftCircular, _>(register, &office, id);
        let mut sending = work(register);
        let sent =
            DraftSent { state: DraftState::Checking, due_on: register.today.get(), passages: &[], rows: &[] };
        sending.circular_draft_send(&permit, &sent).unwrap();
        let (from, to, due_on) = ("writing", "checking", register.today.get());
        sending
            .commit(&permit.act(CircularsAct::CircularSent { from, to, passages: 0, rows: 0, due_on }))
            .unwrap();
        let anew = work(register).circular_draft_write(&permit, &draft);
        assert!(matches!(anew, Err(StoreError::NotFound)), "{anew:?}");
    });
}
