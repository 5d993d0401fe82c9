//! Tasks: from the side of who received them and of who sent them, and nobody else's.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with::{at, may, on, work};
use earnest_model::{
    actor::{Actor, Role},
    id::{TaskId, UnitId},
    permit::{ReadTasks, SendTask},
    record::OtherSide,
    tasks::{
        acts::TasksAct,
        task::{NewTask, TaskKind, TaskState},
    },
    text::{Line, Prose},
};
use earnest_store::{StoreError, TaskSide};
use earnest_testkit::register::{Register, TODAY, on_both_engines};

fn direction() -> NewTask {
    NewTask {
        kind: TaskKind::Direction,
        leader: Line::parse("the deputy").unwrap(),
        title: Line::parse("the conditions").unwrap(),
        body: Prose::parse("publish them").unwrap(),
        due_on: Some(TODAY),
    }
}

fn sent() -> TasksAct {
    TasksAct::DirectionSent { kind: "direction", title: "the conditions".into(), units: 1, due: Some(TODAY) }
}

fn unit(register: &Register, code: &str) -> UnitId {
    register.store.snapshot().unwrap().reader().locate(code).unwrap().unwrap().unit
}

fn send(register: &Register, who: &Actor, from: &str, to: &[&str]) -> Result<TaskId, StoreError> {
    let units: Vec<UnitId> = to.iter().map(|code| unit(register, code)).collect();
    let permit = at::<SendTask>(register, who, from);
    let mut work = work(register);
    let id = work.tasks_insert(&permit, &direction(), &units)?;
    work.commit(&permit.act_on(id, sent()))?;
    Ok(id)
}

#[test]
fn a_unit_is_shown_what_it_sent_and_what_it_and_those_beneath_received() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        send(register, &office, "P", &["A", "B"]).unwrap();
        let head = register.actor(Role::UnitHead, "A");
        let own = on::<SendTask, _>(register, &head, TaskId(1));
        let mut passing = work(register);
        let below = passing
            .task_pass_on(&own, TaskState::Acknowledged, &direction(), &[unit(register, "A1")])
            .unwrap();
        passing.commit(&own.act_on(below, sent())).unwrap();
        let mut snapshot = register.store.snapshot().unwrap();
        for (role, at_unit, received, sent) in [
            (Role::Office, "P", vec!["A1", "B", "A"], 2),
            (Role::UnitHead, "A", vec!["A1", "A"], 1),
            (Role::UnitHead, "B", vec!["B"], 0),
            (Role::UnitOfficer, "A2", vec![], 0),
        ] {
            let who = register.actor(role, at_unit);
            let permit = at::<ReadTasks>(register, &who, at_unit);
            let tasks = snapshot.reader().tasks(&permit, TaskSide::Received, None, 9).unwrap();
            let codes: Vec<&str> = tasks.iter().map(|task| task.code.as_str()).collect();
            assert_eq!(codes, received, "{role:?} at {at_unit}");
            let mine = snapshot.reader().tasks(&permit, TaskSide::Sent, None, 9).unwrap();
            assert_eq!(mine.len(), sent, "{role:?} at {at_unit}");
            for (id, code) in [(TaskId(1), "A"), (TaskId(2), "B"), (TaskId(3), "A1")] {
                let permit = may::<ReadTasks, _>(register, &who, id);
                assert_eq!(permit.is_some(), received.contains(&code), "{role:?} at {at_unit} of {code}");
                let Some(permit) = permit else { continue };
                assert_eq!(snapshot.reader().task(&permit).unwrap().code, code);
                let passed_on = snapshot.reader().tasks_passed_on(&permit).unwrap().len();
                let steps = snapshot.reader().task_steps(&permit).unwrap().len();
                assert_eq!((passed_on, steps), if code == "A" { (1, 2) } else { (0, 1) });
            }
        }
    });
}

#[test]
fn tasks_go_to_units_beneath_and_are_opened_from_their_two_sides_alone() {
    on_both_engines(|register| {
        let (office, head) = (register.actor(Role::Office, "P"), register.actor(Role::UnitHead, "A"));
        let beside = send(register, &head, "A", &["A1", "B"]);
        assert!(matches!(beside, Err(StoreError::NotFound)), "{beside:?}");
        let id = send(register, &office, "P", &["A", "B"]).unwrap();
        assert!(may::<SendTask, _>(register, &head, OtherSide(id)).is_none(), "not the sender");
        let sender = on::<SendTask, _>(register, &office, OtherSide(id));
        assert_eq!(register.store.snapshot().unwrap().reader().task(&sender).unwrap().code, "A");
    });
}
