//! Writes of the ledger: a permit takes the steps of its action, with its own record, once its holder may know of it.

use super::report;
use crate::with::{may, on, work};
use earnest_model::{
    actor::Role,
    id::{AttachmentId, MeasureId},
    ledger::{
        acts::{LedgerAct, StepTold},
        attachments::attachment::CheckedFile,
        measures::measure::{MeasureState, Step},
    },
    permit::{AttachFile, CorrectProblem, ReportProgress, SettleProblem, VerifyClosure},
};
use earnest_store::{NewStep, StoreError};
use earnest_testkit::register::on_both_engines;

fn step(step: Step, state: MeasureState) -> NewStep<'static> {
    NewStep { step, state, progress: None, remarks: "", evidence: None, review_on: None, closed_on: None }
}

fn told() -> StepTold {
    let serial = String::new();
    StepTold { serial, from: "registered", to: "in-progress", evidence_sha256: Vec::new(), review: None }
}

#[test]
fn a_permit_takes_the_steps_of_its_own_action_and_is_told_by_its_own_act() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        report(register, &officer, "A", "team");
        let id = MeasureId(1);
        let permit = on::<ReportProgress, _>(register, &officer, id);
        for foreign in [Step::Close, Step::Approve, Step::Hold, Step::Return] {
            let end = work(register).measure_step_insert(&permit, &step(foreign, MeasureState::Closed));
            assert!(matches!(end, Err(StoreError::NotFound)), "{foreign:?}: {end:?}");
        }
        let above = register.actor(Role::Assessor, "P");
        assert!(may::<ReportProgress, _>(register, &above, id).is_none());
        let other = on::<VerifyClosure, _>(register, &above, id);
        let mut foreign = work(register);
        foreign.measure_step_insert(&permit, &step(Step::Progress, MeasureState::InProgress)).unwrap();
        let end = foreign.commit(&other.act(LedgerAct::MeasureClosed { step: told() }));
        assert!(matches!(end, Err(StoreError::Untold(_))), "{end:?}");
        let mut own = work(register);
        own.measure_step_insert(&permit, &step(Step::Progress, MeasureState::InProgress)).unwrap();
        own.commit(&permit.act(LedgerAct::ProgressReported { step: told() })).unwrap();
        assert_eq!(register.last_event().0, "report-progress");
    });
}

#[test]
fn who_may_not_know_of_a_persons_problem_writes_nothing_of_it() {
    on_both_engines(|register| {
        let writer = register.actor(Role::UnitOfficer, "A");
        let id = report(register, &writer, "A", "person");
        let other = register.actor(Role::UnitOfficer, "A");
        let permit = on::<ReportProgress, _>(register, &other, MeasureId(id.0));
        let end =
            work(register).measure_step_insert(&permit, &step(Step::Progress, MeasureState::InProgress));
        assert!(matches!(end, Err(StoreError::NotFound)), "{end:?}");
        let permit = on::<CorrectProblem, _>(register, &other, id);
        let end = work(register).problem_person_write(&permit, other.account().unwrap());
        assert!(matches!(end, Err(StoreError::NotFound)), "{end:?}");
        let permit = on::<AttachFile, _>(register, &other, MeasureId(id.0));
        let file = CheckedFile::check("a.txt", b"evidence").unwrap();
        let end = work(register).attachment_insert(&permit, &file, None);
        assert!(matches!(end, Err(StoreError::NotFound)), "{end:?}");
    });
}

#[test]
fn a_problem_is_merged_into_one_of_the_same_unit_and_a_file_replaces_one_of_the_same_record() {
    on_both_engines(|register| {
        let (a, b) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "B"));
        let (here, there) = (report(register, &a, "A", "team"), report(register, &b, "B", "team"));
        let permit = on::<SettleProblem, _>(register, &register.actor(Role::Office, "P"), here);
        let end = work(register).problem_settle(&permit, Some(there), "the same as theirs");
        assert!(matches!(end, Err(StoreError::NotFound)), "{end:?}");
        let file = CheckedFile::check("a.txt", b"evidence").unwrap();
        let permit = on::<AttachFile, _>(register, &a, MeasureId(here.0));
        let end = work(register).attachment_insert(&permit, &file, Some(AttachmentId(7)));
        assert!(matches!(end, Err(StoreError::NotFound)), "{end:?}");
    });
}
