//! Plans: a permit opens its own plan, its unit's versions and, for its own people, its draft.

use crate::with;
use earnest_app::plans::plan_keep::{Keep, keep_plan};
use earnest_model::{
    actor::Role,
    permit::{DraftPlan, ReadPlans, ReviewPlan, SendPlanBack, SignPlan},
    plans::{
        plan::{Outcome, PlanForm, PlanState, Review},
        plan_draft::DraftState,
    },
};
use earnest_store::StoreError;
use earnest_testkit::{assessment::open_round, plans::submit_signed, register::on_both_engines};

const FORM: PlanForm<'_> = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };

#[test]
fn a_plan_is_read_and_reviewed_under_its_own_permit_alone() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let plan = |unit| {
            let officer = register.actor(Role::UnitOfficer, unit);
            submit_signed(register, &officer, (round, unit), FORM, &[]).unwrap()
        };
        let (own, other) = (plan("A"), plan("B"));
        let officer = register.actor(Role::UnitOfficer, "A");
        assert!(with::may::<ReadPlans, _>(register, &officer, other).is_none());
        assert!(with::may::<ReviewPlan, _>(register, &officer, own).is_none(), "nobody reviews their own");
        let permit = with::on::<ReviewPlan, _>(register, &office, own);
        let mut work = with::work(register);
        let review = Review { outcome: Outcome::Approve, missing: Vec::new(), remarks: String::new() };
        work.plan_review_insert(&permit, PlanState::Approved, &review).unwrap();
        let state = |work: &mut earnest_store::Work<'_>, id| {
            work.reader().plan(&with::on::<ReadPlans, _>(register, &office, id)).unwrap().state
        };
        assert_eq!(state(&mut work, own), PlanState::Approved);
        assert_eq!(state(&mut work, other), PlanState::Submitted);
        let mut reader = work.reader();
        let here = with::at::<ReadPlans>(register, &officer, "A");
        assert!(reader.plans_of_unit(&here).unwrap().iter().all(|plan| plan.id == own));
        assert!(reader.plan_versions(&here, round).unwrap().iter().all(|plan| plan.id == own));
        assert!(reader.plan_reviews(&here, round).unwrap().iter().all(|review| review.plan == own));
        let whole = with::at::<ReadPlans>(register, &office, "P");
        assert_eq!(reader.plan_coverage(&whole, whole.unit(), round).unwrap().len(), 8);
        let covered = reader.plan_coverage(&here, whole.unit(), round).unwrap();
        assert_eq!(covered.iter().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["A"]);
    });
}

#[test]
fn a_draft_is_its_units_alone_and_what_is_not_there_is_not_sent_back() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let (own, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "B"));
        keep_plan(&register.context(&own), &Keep { round, unit: "A", revision: "0", form: FORM }).unwrap();
        let permits = [(&own, "A", true), (&other, "B", false)];
        for (officer, unit, there) in permits {
            let permit = with::at::<DraftPlan>(register, officer, unit);
            let draft = register.store.snapshot().unwrap().reader().plan_draft(&permit, round).unwrap();
            assert_eq!(draft.is_some(), there, "{unit}");
        }
        let head = register.actor(Role::UnitHead, "B");
        let back = with::at::<SendPlanBack>(register, &head, "B");
        let mut work = with::work(register);
        let sent = work.plan_draft_send_back(&back, round, (DraftState::SentBack, "words"));
        assert!(matches!(sent, Err(StoreError::NotFound)));
        let signing = with::at::<SignPlan>(register, &head, "B");
        assert!(matches!(work.plan_draft_delete(&signing, round), Err(StoreError::NotFound)));
    });
}
