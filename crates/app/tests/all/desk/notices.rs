//! What concerns a person: told to whom it concerns and to nobody else, new until it is read.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::notices_show::{count_new, list_notices, mark_read},
    ledger::findings::{
        problem_return::return_problem,
        problems_report::{FindingsList, report_problems},
    },
    tasks::{
        task_send::send_task,
        task_step::{follow_task_up, reply_to_task},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    desk::notice::NoticeKind,
    id::ProblemId,
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::MeasureForm,
    },
    tasks::task::TaskForm,
};
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::{Register, on_both_engines},
};

fn direction<'a>(title: &'a str) -> TaskForm<'a> {
    TaskForm { kind: "direction", leader: "the head", title, body: "tier by tier", due_on: "2015-06-10" }
}

/// Words of what is told, newest first.
fn told(register: &Register, who: &Actor) -> Vec<&'static str> {
    let found = list_notices(&register.context(who), None, false, None, 50).unwrap();
    found.notices.iter().map(|notice| notice.row.telling.word).collect()
}

fn new(register: &Register, who: &Actor) -> usize {
    count_new(&register.context(who)).unwrap()
}

fn report(register: &Register, who: &Actor, level: &str) -> ProblemId {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on: "2015-07-01",
    };
    let problem = ProblemForm {
        level,
        aspect: "conduct",
        body: "late at meetings",
        instance: "in May nobody knew the conditions",
        source: "self-examination",
        found_on: "2015-06-01",
        customary: CustomaryForm::default(),
        measures: vec![measure],
    };
    let list =
        FindingsList { unit: "A", round: None, problems: vec![problem], aspects: &["conduct".to_owned()] };
    *report_problems(&register.context(who), &list).unwrap().first().unwrap()
}

#[test]
fn a_direction_is_told_to_each_recipient_and_its_reply_to_the_sender_alone() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let head = register.actor(Role::UnitHead, "A");
        let [beside, not_asked, auditor] = [
            register.actor(Role::UnitOfficer, "N"),
            register.actor(Role::UnitOfficer, "B"),
            register.actor(Role::Auditor, "P"),
        ];
        let first = send_task(&register.context(&office), "P", direction("duties"), &["A", "N"]).unwrap();
        assert_eq!(told(register, &head), ["direction"]);
        assert_eq!(told(register, &beside), ["direction"]);
        for other in [&not_asked, &auditor, &office] {
            assert_eq!(told(register, other), Vec::<&str>::new());
        }
        reply_to_task(&register.context(&head), first, "we looked at every duty").unwrap();
        assert_eq!(told(register, &office), ["direction-replied"]);
        assert_eq!(told(register, &head), ["direction"], "nobody is told what they did themselves");
        follow_task_up(&register.context(&office), first, "and the townships?", "2015-06-20").unwrap();
        assert_eq!(told(register, &head), ["direction-again", "direction"]);
        assert_eq!(told(register, &beside), ["direction"]);
    });
}

#[test]
fn a_notice_is_new_until_it_is_read_by_this_account() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let (one, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitHead, "A"));
        let events = register.journal().len();
        for title in ["the first", "the second"] {
            send_task(&register.context(&office), "P", direction(title), &["A"]).unwrap();
        }
        assert_eq!((new(register, &one), new(register, &other)), (2, 2));
        let seen = list_notices(&register.context(&one), None, false, None, 50).unwrap();
        send_task(&register.context(&office), "P", direction("the third"), &["A"]).unwrap();
        mark_read(&register.context(&one), seen.newest.unwrap()).unwrap();
        assert_eq!(new(register, &one), 1, "what came after the page was made is still new");
        assert_eq!(new(register, &other), 3, "another's reading changes nothing");
        mark_read(&register.context(&one), 0).unwrap();
        assert_eq!(new(register, &one), 1, "reading is not undone");
        mark_read(&register.context(&one), i64::MAX).unwrap();
        assert_eq!(new(register, &one), 0);
        send_task(&register.context(&office), "P", direction("the fourth"), &["A"]).unwrap();
        assert_eq!(new(register, &one), 1, "nothing is read before it is there");
        let only_new = list_notices(&register.context(&one), None, true, None, 50).unwrap();
        assert_eq!(only_new.notices.len(), 1);
        assert!(mark_read(&register.context(&Actor::PUBLIC), 1).is_err());
        assert_eq!(register.journal().len(), events + 4, "reading is no act of the register");
    });
}

#[test]
fn a_long_list_is_paged_without_gap_or_repetition_and_filtered_by_kind() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let officer = register.actor(Role::UnitOfficer, "A");
        for number in 0..7 {
            send_task(&register.context(&office), "P", direction(&format!("no. {number}")), &["A", "B"])
                .unwrap();
        }
        let (mut places, mut before) = (Vec::new(), None);
        loop {
            let page = list_notices(&register.context(&officer), None, false, before, 3).unwrap();
            places.extend(page.notices.iter().map(|notice| notice.row.place));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(places.len(), 7);
        assert!(places.is_sorted_by(|a, b| a > b));
        let of_kind = |kind| {
            let found = list_notices(&register.context(&officer), Some(kind), false, None, 50).unwrap();
            found.notices.len()
        };
        assert_eq!((of_kind(NoticeKind::Arrived), of_kind(NoticeKind::Returned)), (7, 0));
    });
}

#[test]
fn a_returned_problem_of_a_person_is_told_to_those_alone_who_may_know_of_it() {
    on_both_engines(|register| {
        let (writer, colleague) =
            (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        let head = register.actor(Role::UnitHead, "A");
        let office = register.actor(Role::Office, "P");
        let private = report(register, &writer, "person");
        assert_eq!(told(register, &head), ["problems-with-head"]);
        return_problem(&register.context(&office), private, "name the day and the meeting, and who was told")
            .unwrap();
        assert_eq!(told(register, &writer), ["problem-returned"]);
        assert_eq!(told(register, &colleague), Vec::<&str>::new(), "not even that there is one");
        assert_eq!(told(register, &head), ["problem-returned", "problems-with-head"]);
        let open = report(register, &writer, "team");
        return_problem(&register.context(&office), open, "name the day and the meeting, and who was told")
            .unwrap();
        assert_eq!(told(register, &colleague), ["problem-returned"]);
    });
}

#[test]
fn an_opened_round_and_a_reviewed_plan_are_told_to_the_units_of_the_round() {
    on_both_engines(|register| {
        let (_, round) = open_round(register);
        let (officer, beneath) =
            (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A1"));
        assert_eq!(told(register, &officer), ["round-opened"]);
        assert_eq!(told(register, &beneath), Vec::<&str>::new(), "the round is for units directly beneath");
        let assessor = register.actor(Role::Assessor, "P");
        review_all_plans(register, round);
        assert!(told(register, &officer).contains(&"plan-approved"));
        assert!(told(register, &assessor).iter().all(|word| *word == "plan-arrived"));
    });
}
