//! Directions and reminders: sent, passed down, answered, followed up; and what is late, by unit.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError, TaskSide,
    desk::desk_show::{OwedKind, owed},
    duties::duties_spread::{Spread, spread_duties},
    figures::figure_show::{Asked, show_figure},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        round_show::show_round,
        session_excuse::excuse_session,
        standard_publish::publish_standard,
    },
    tasks::{
        task_send::{pass_task_on, send_task},
        task_step::{acknowledge_task, finish_task, follow_task_up, reply_to_task},
        tasks_show::{list_late, list_tasks, show_late, show_task},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    figures::{count::Count, figure_name::FigureName, scope::OfProgramme},
    id::TaskId,
    tasks::task::{LateKind, TaskForm, TaskState, TaskStep},
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, review_all_plans, standard},
    register::{Register, on_both_engines},
};

fn faults(end: Result<impl std::fmt::Debug, AppError>) -> Vec<(String, &'static str)> {
    let Err(AppError::Form(errors)) = end else { panic!("taken: {end:?}") };
    errors.iter().map(|(field, message)| (field.to_owned(), message.key)).collect()
}

fn hidden<T: std::fmt::Debug>(end: Result<T, AppError>) -> bool {
    matches!(end.unwrap_err(), AppError::NotFound | AppError::Denied(_))
}

fn direction(due_on: &str) -> TaskForm<'_> {
    TaskForm {
        kind: "direction",
        leader: "the head",
        title: "check the duties",
        body: "tier by tier",
        due_on,
    }
}

fn owes(register: &Register, who: &Actor, kind: OwedKind) -> usize {
    owed(&register.context(who)).unwrap().iter().filter(|owed| owed.kind == kind).count()
}

#[test]
fn a_direction_goes_down_the_tiers_and_comes_back_with_replies() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (head, officer) = (register.actor(Role::UnitHead, "A"), register.actor(Role::UnitOfficer, "A1"));
        let stranger = register.actor(Role::UnitHead, "B");
        let context = |who| register.context(who);
        assert_eq!(
            faults(send_task(&context(&office), "P", direction(""), &["nowhere"])),
            [("due_on".to_owned(), "error-task-due"), ("units".to_owned(), "error-unit-unknown")]
        );
        assert!(hidden(send_task(&context(&stranger), "P", direction("2015-06-10"), &["A"])));
        let id = send_task(&context(&office), "P", direction("2015-06-10"), &["A", "N", "A"]).unwrap();
        assert_eq!(register.last_event().1["units"], 2, "a unit receives it once");
        assert_eq!(owes(register, &head, OwedKind::Task), 1);
        for end in
            [acknowledge_task(&context(&stranger), id), reply_to_task(&context(&stranger), id, "done it all")]
        {
            assert!(hidden(end));
        }
        assert!(hidden(show_task(&context(&stranger), id)));
        acknowledge_task(&context(&head), id).unwrap();
        assert_eq!(
            faults(pass_task_on(&context(&head), id, direction("2015-06-11"), &["A1"])),
            [("due_on".to_owned(), "error-task-later")]
        );
        assert_eq!(
            faults(pass_task_on(&context(&head), id, direction("2015-06-08"), &["B1"])),
            [("units".to_owned(), "error-unit-unknown")]
        );
        let below = pass_task_on(&context(&head), id, direction("2015-06-08"), &["A1", "A2"]).unwrap();
        reply_to_task(&context(&officer), below, "all acknowledged").unwrap();
        assert_eq!(owes(register, &head, OwedKind::TaskReplied), 1);
        finish_task(&context(&head), below).unwrap();
        assert!(
            matches!(finish_task(&context(&office), id), Err(AppError::Refused(_))),
            "not before a reply"
        );
        reply_to_task(&context(&head), id, "two counties checked").unwrap();
        assert!(hidden(finish_task(&context(&head), id)), "nobody finishes what they were asked");
        assert_eq!(faults(follow_task_up(&context(&office), id, "", "2015-05-01")).len(), 2);
        follow_task_up(&context(&office), id, "four counties are missing", "2015-06-20").unwrap();
        reply_to_task(&context(&head), id, "all six checked now").unwrap();
        finish_task(&context(&office), id).unwrap();
        let view = show_task(&context(&head), id).unwrap();
        assert_eq!(view.task.state, TaskState::Done);
        assert_eq!(
            view.passed_on.iter().map(|task| task.state).collect::<Vec<_>>(),
            [TaskState::Done, TaskState::Sent]
        );
        use TaskStep as T;
        let steps: Vec<_> = view.steps.iter().map(|taken| taken.step).collect();
        assert_eq!(steps, [T::Send, T::Acknowledge, T::PassOn, T::Reply, T::FollowUp, T::Reply, T::Finish]);
        assert!(view.may.is_empty());
        let list = |who, side| list_tasks(&register.context(who), side, None, 50).unwrap().tasks.len();
        assert_eq!((list(&office, TaskSide::Sent), list(&office, TaskSide::Received)), (2, 4));
        assert_eq!((list(&head, TaskSide::Sent), list(&head, TaskSide::Received)), (2, 3));
        assert_eq!((list(&stranger, TaskSide::Sent), list(&stranger, TaskSide::Received)), (0, 0));
    });
}

#[test]
fn a_reminder_is_acknowledged_and_leaves_no_finding() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let officer = register.actor(Role::UnitOfficer, "A");
        let form = TaskForm { kind: "reminder", due_on: "", ..direction("") };
        let id: TaskId = send_task(&register.context(&office), "P", form, &["A"]).unwrap();
        assert_eq!(owes(register, &officer, OwedKind::Reminder), 1);
        assert!(matches!(
            reply_to_task(&register.context(&officer), id, "nothing to say"),
            Err(AppError::Refused(_))
        ));
        acknowledge_task(&register.context(&officer), id).unwrap();
        assert_eq!(show_task(&register.context(&officer), id).unwrap().task.state, TaskState::Done);
        assert_eq!(owes(register, &officer, OwedKind::Reminder), 0);
        let asked = Asked { unit: Some("P"), ..Asked::of(FigureName::TeamProblems) };
        assert_eq!(show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value(), 0);
    });
}

#[test]
fn what_is_late_is_counted_by_unit_and_each_number_lists_exactly_its_records() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        send_task(&register.context(&office), "P", direction("2015-06-03"), &["A", "A1", "A1T1V1", "B"])
            .unwrap();
        let spread = Spread {
            kinds: vec!["principal"],
            laid_on: "2015-06-01",
            due_on: "2015-06-02",
            ..Spread::default()
        };
        spread_duties(&register.context(&office), "P", &spread).unwrap();
        let total = |register: &Register| {
            let late = show_late(&register.context(&office), None, OfProgramme::All).unwrap();
            for (child, counts) in &late.rows {
                for (kind, count) in LateKind::ALL.iter().zip(counts) {
                    let code = Some(child.unit.code.as_str());
                    let listed = list_late(&register.context(&office), code, (*kind, OfProgramme::All), 100)
                        .unwrap()
                        .1
                        .len();
                    assert_eq!(listed as u64, count.value(), "{kind:?} of {code:?}");
                }
            }
            late.rows.iter().map(|(_, counts)| counts.iter().map(Count::value).sum::<u64>()).sum::<u64>()
        };
        assert_eq!(total(register), 0, "nothing is late on its day");
        register.today.set(jiff::civil::date(2015, 6, 4));
        assert_eq!(total(register), 4 + 8);
        let late = show_late(&register.context(&office), None, OfProgramme::All).unwrap();
        assert_eq!(late.rows.first().unwrap().0.unit.code, "A", "whoever has most comes first");
        assert_eq!(
            late.rows.first().unwrap().1.iter().map(Count::value).collect::<Vec<_>>(),
            [3, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        );
        let stranger = register.actor(Role::UnitHead, "B");
        assert!(hidden(show_late(&register.context(&stranger), Some("A"), OfProgramme::All)));
        assert!(hidden(list_late(
            &register.context(&stranger),
            Some("A"),
            (LateKind::Task, OfProgramme::All),
            9
        )));
        assert_eq!(
            list_late(&register.context(&stranger), None, (LateKind::Task, OfProgramme::All), 9)
                .unwrap()
                .1
                .len(),
            1
        );
    });
}

#[test]
fn who_holds_two_posts_over_a_unit_owes_each_thing_once_though_two_are_due_on_a_day() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let officer = register.actor(Role::UnitOfficer, "A");
        let account = officer.account().unwrap();
        register.give_post(account, Role::UnitHead, "A");
        let both = register.store.snapshot().unwrap().reader().actor(account).unwrap().unwrap();
        for _ in 0..3 {
            send_task(&register.context(&office), "P", direction("2015-06-10"), &["A"]).unwrap();
        }
        assert_eq!(owes(register, &both, OwedKind::Task), 3);
    });
}

#[test]
fn what_is_late_beneath_makes_the_whole_at_every_tier() {
    on_both_engines(|register| {
        open_round(register);
        let office = register.actor(Role::Office, "A");
        let (context, day) = (register.context(&office), register.today.get());
        let round = PlanRound { number: 1, topic: "own", opens_on: day, plans_due_on: day, ends_on: day };
        let set_up = SetUp { organiser: "A", key: "own", title: "own", goal: "goal", rounds: vec![round] };
        let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
        publish_standard(&context, "A", &standard()).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        let office = register.actor(Role::Office, "P");
        send_task(&register.context(&office), "P", direction("2015-06-03"), &["A", "A1", "A1T1V1"]).unwrap();
        register.today.set(jiff::civil::date(2015, 6, 4));
        let context = register.context(&OPERATOR);
        for unit in ["P", "A", "A1"] {
            let late = show_late(&context, Some(unit), OfProgramme::All).unwrap();
            for (place, kind) in LateKind::ALL.iter().enumerate() {
                let records = list_late(&context, Some(unit), (*kind, OfProgramme::All), 999).unwrap().1;
                let own = records.iter().filter(|record| record.code == unit).count() as u64;
                let parts: u64 = late.rows.iter().map(|(_, counts)| counts[place].value()).sum();
                assert_eq!(parts + own, records.len() as u64, "{kind:?} of {unit}");
            }
        }
        let plans = |unit: &str| {
            list_late(&context, Some(unit), (LateKind::Plan, OfProgramme::All), 999).unwrap().1.len()
        };
        assert!(plans("A") > 1, "its own to P, and those that its subordinates owe to it");
        assert!(plans("P") > plans("A"), "{} {}", plans("P"), plans("A"));
    });
}

#[test]
fn a_session_past_the_day_of_its_plan_is_late_where_it_is_owed_and_the_list_is_asked_by_programme() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let programme = show_round(&register.context(&office), round).unwrap().round.programme;
        let other = register.actor(Role::Office, "A");
        let day = register.today.get();
        let own = PlanRound { number: 1, topic: "own", opens_on: day, plans_due_on: day, ends_on: day };
        let set_up = SetUp { organiser: "A", key: "own", title: "own", goal: "goal", rounds: vec![own] };
        let (beside, _) = set_up_programme(&register.context(&other), &set_up).unwrap();
        send_task(&register.context(&office), "P", direction("2015-06-03"), &["A"]).unwrap();
        let late = |kind, of| list_late(&register.context(&office), Some("P"), (kind, of), 99).unwrap().1;
        register.today.set(jiff::civil::date(2015, 6, 10));
        assert!(late(LateKind::Session, OfProgramme::All).is_empty(), "nothing is late on its day");
        register.today.set(jiff::civil::date(2015, 6, 11));
        let sessions = late(LateKind::Session, OfProgramme::All);
        assert_eq!(sessions.len(), 8, "each unit with an approved plan");
        assert_eq!(sessions[0].due_on, jiff::civil::date(2015, 6, 10));
        excuse_session(&register.context(&office), round, "A", "merged on 1 June").unwrap();
        for (of, sessions, tasks) in [
            (OfProgramme::All, 7, 1),
            (OfProgramme::This(programme), 7, 0),
            (OfProgramme::This(beside), 0, 0),
            (OfProgramme::None, 0, 1),
        ] {
            assert_eq!(late(LateKind::Session, of).len(), sessions, "{of:?}");
            assert_eq!(late(LateKind::Task, of).len(), tasks, "{of:?}");
            let shown = show_late(&register.context(&office), Some("P"), of).unwrap();
            for (place, kind) in LateKind::ALL.iter().enumerate() {
                let beneath: u64 = shown.rows.iter().map(|(_, counts)| counts[place].value()).sum();
                let all = beneath + shown.own[place].value();
                assert_eq!(all, late(*kind, of).len() as u64, "{kind:?} of {of:?}");
            }
        }
    });
}
