//! Duties, posts and charges: a permit shows, lays, ends and counts what lies in its subtree.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with;
use earnest_app::{
    duties::{
        charge_give::{ChargeForm, give_charge},
        duty_lay::lay_duty,
    },
    people::post_register::register_post,
};
use earnest_model::{
    actor::{Actor, Role},
    duties::{
        cascade::CascadeStage,
        duty::{DutyForm, DutyKind, PostForm, PostKind},
    },
    id::{ChargeId, DutyId, PostId, UnitId},
    permit::{AcknowledgeDuty, AssignDuty, ReadDuties, ReadFigures},
    visits::tour::parse_charge,
};
use earnest_store::{CascadeList, CascadeWhen, DutyToLay, LaidHow, StoreError};
use earnest_testkit::register::{Register, TODAY, on_both_engines};

struct Side {
    unit: UnitId,
    post: PostId,
    duty: DutyId,
    charge: ChargeId,
}

/// A post, a principal duty and a charge at a prefecture.
fn side(register: &Register, office: &Actor, unit: &str, beneath: &str) -> Side {
    let context = register.context(office);
    let form = PostForm { kind: "chief", title: "chief", from: "2015-05-01", until: "", another: false };
    let post = register_post(&context, unit, form).unwrap();
    let form = DutyForm { kind: "principal", laid_on: "2015-05-01", ..DutyForm::default() };
    let duty = lay_duty(&context, unit, form).unwrap();
    let form = ChargeForm { unit: beneath, kind: "contact", from: "2015-05-01", until: "" };
    let charge = give_charge(&context, post, form).unwrap();
    Side { unit: with::at::<ReadDuties>(register, office, unit).unit(), post, duty, charge }
}

fn refused<T: std::fmt::Debug>(end: Result<T, StoreError>) -> bool {
    matches!(end, Err(StoreError::NotFound))
}

#[test]
fn a_unit_reads_its_own_posts_duties_and_charges_alone() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (own, other) = (side(register, &office, "A", "A1"), side(register, &office, "B", "B1"));
        let head = register.actor(Role::UnitHead, "A");
        let permit = with::at::<ReadDuties>(register, &head, "A");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        assert!(reader.posts(&permit).unwrap().iter().all(|post| post.id == own.post));
        assert!(reader.duties(&permit, true).unwrap().iter().all(|duty| duty.id == own.duty));
        assert!(reader.charges(&permit, None).unwrap().iter().all(|charge| charge.id == own.charge));
        assert_eq!(reader.charges(&permit, Some(other.post)).unwrap(), []);
        let figures = with::at::<ReadFigures>(register, &head, "A");
        let stands = reader.stands(&figures, &[own.unit, other.unit]).unwrap();
        assert!(stands.contains_key(&own.unit) && !stands.contains_key(&other.unit));
        let list = CascadeList { stage: CascadeStage::Asked, tier: None, own: true };
        let ever = CascadeWhen { day: register.today.get(), round: None };
        let listed = reader.cascade_units(&figures, list, &ever, (-1, 100)).unwrap();
        assert_eq!(listed.iter().map(|unit| unit.1.as_str()).collect::<Vec<_>>(), ["A"]);
    });
}

#[test]
fn what_is_laid_on_units_beside_is_neither_seen_nor_changed_by_whoever_lays_duties_here() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (own, other) = (side(register, &office, "A", "A1"), side(register, &office, "B", "B1"));
        let here = register.actor(Role::Office, "A");
        let permit = with::at::<AssignDuty>(register, &here, "A");
        let mut work = with::work(register);
        let both = [own.unit, other.unit];
        let mut reader = work.reader();
        let carry = reader.carry_already(&permit, &both, (DutyKind::Principal, None), None).unwrap();
        assert_eq!(carry.into_iter().collect::<Vec<_>>(), [own.unit]);
        let posts = reader.posts_of_kind(&permit, &both, PostKind::Chief, TODAY).unwrap();
        assert_eq!(posts.into_iter().collect::<Vec<_>>(), [(own.unit, own.post)]);
        assert_eq!(reader.units_of_codes(&permit, &["A", "B"]).unwrap(), [Some(own.unit), None]);
        let new = [DutyToLay {
            unit: other.unit,
            kind: DutyKind::Organising,
            post: None,
            post_title: None,
            acknowledged_on: None,
        }];
        let how = LaidHow { programme: None, laid_on: TODAY, due_on: None };
        assert!(refused(work.duties_insert(&permit, &new, how)));
        assert!(refused(work.duty_end(&permit, other.duty, TODAY)));
        assert!(refused(work.post_end(&permit, other.post, TODAY)));
        assert!(refused(work.charge_end(&permit, other.charge, TODAY)));
        let charge = parse_charge("contact", "2015-05-01", "").unwrap();
        let at = with::at::<ReadDuties>(register, &here, "A2").target();
        assert!(refused(work.charge_insert(&permit, other.post, at, &charge)), "a leader elsewhere");
        assert!(work.duty_end(&permit, own.duty, TODAY).is_ok());
        assert!(refused(work.duty_end(&permit, own.duty, TODAY)), "it has ended");
    });
}

#[test]
fn a_duty_is_acknowledged_under_its_own_permit_and_once() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (own, other) = (side(register, &office, "A", "A1"), side(register, &office, "B", "B1"));
        let head = register.actor(Role::UnitHead, "A");
        assert!(with::may::<AcknowledgeDuty, _>(register, &head, other.duty).is_none());
        let permit = with::on::<AcknowledgeDuty, _>(register, &head, own.duty);
        let mut work = with::work(register);
        assert!(work.duty_acknowledge(&permit).is_ok());
        assert!(refused(work.duty_acknowledge(&permit)));
    });
}
