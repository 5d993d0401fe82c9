//! The desk: what waits, what is told and what is found belongs to the permit's unit and person.

use crate::with;
use earnest_model::{
    actor::{Actor, Role},
    desk::job::{JobKind, JobState},
    permit::{ReadDesk, ReadFigures, ReadJobs, ReadPlans, RetryJob},
};
use earnest_store::{Backlog, Hunt, NewJob, NoticesAsked, StoreError};
use earnest_testkit::OPERATOR;
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::{Register, on_both_engines},
};

#[test]
fn the_queue_is_shown_and_changed_with_a_permit_for_the_whole_alone() {
    on_both_engines(|register| {
        let (root, part) =
            (register.actor(Role::Administrator, "P"), register.actor(Role::Administrator, "A"));
        let account = part.account().unwrap();
        let due_at = register.context(&root).now;
        let new = NewJob { key: "one".into(), kind: JobKind::Notice, account, about: "1".into(), due_at };
        register.store.jobs_plan(&[new]).unwrap();
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let whole = with::at::<ReadJobs>(register, &root, "P");
        let lines = reader.jobs(&whole, JobState::Waiting, 10).unwrap();
        assert_eq!(lines.len(), 1);
        // Who administers a part holds the role at the unit itself: the table gives a permit, and the store shows nothing.
        let permit = with::at::<ReadJobs>(register, &part, "A");
        assert!(matches!(reader.jobs(&permit, JobState::Waiting, 10), Err(StoreError::NotFound)));
        assert!(matches!(reader.jobs_count(&permit, JobState::Waiting), Err(StoreError::NotFound)));
        drop(snapshot);
        assert!(with::may::<RetryJob, _>(register, &part, lines[0].id).is_none());
        let retry = with::on::<RetryJob, _>(register, &root, lines[0].id);
        let again = with::work(register).job_again(&retry);
        assert!(matches!(again, Err(StoreError::NotFound)), "it was not given up");
    });
}

fn codes(waiting: &Backlog) -> Vec<&str> {
    waiting.first.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn what_waits_is_of_the_permits_unit_and_what_is_told_concerns_it() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let (own, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "B"));
        let permit = |who: &Actor, unit| with::at::<ReadDesk>(register, who, unit);
        let owed = |register: &Register, who: &Actor, unit| {
            register.store.snapshot().unwrap().reader().plans_owed(&permit(who, unit), 20).unwrap()
        };
        assert_eq!(codes(&owed(register, &own, "A")), ["A"]);
        assert_eq!(codes(&owed(register, &other, "B")), ["B"]);
        assert_eq!(codes(&owed(register, &office, "P")), Vec::<&str>::new());
        review_all_plans(register, round);
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let asked = NoticesAsked { limit: 100, ..NoticesAsked::default() };
        for (who, unit) in [(&own, "A"), (&other, "B")] {
            let told = reader.notices(&permit(who, unit), Role::UnitOfficer, &asked).unwrap();
            assert!(told.iter().any(|row| row.telling.word == "plan-approved"), "{unit}");
            assert!(told.iter().all(|row| row.unit_code == unit || row.unit_code == "P"), "{unit}: {told:?}");
        }
        assert_eq!(reader.sheets_owed(&permit(&OPERATOR, "P"), 20).unwrap().all, 0, "nobody's person");
    });
}

#[test]
fn nothing_is_found_beside_the_permits_subtree() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        review_all_plans(register, round);
        let head = register.actor(Role::UnitHead, "A");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let hunt = |word: &str| Hunt { words: vec![word.to_owned()], after: None, limit: 100 };
        let plans =
            reader.search_plans(&with::at::<ReadPlans>(register, &head, "A"), &hunt("theme")).unwrap();
        assert_eq!(plans.iter().map(|one| one.unit_code.as_str()).collect::<Vec<_>>(), ["A"]);
        let units = with::at::<ReadFigures>(register, &head, "A");
        let found = reader.search_units(&units, &hunt("县1")).unwrap();
        assert_eq!(found.iter().map(|one| one.unit_code.as_str()).collect::<Vec<_>>(), ["A1"]);
    });
}
