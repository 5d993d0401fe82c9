//! What the desk of a unit asks of several people: taken, handed on, put back, and on the desk of all the while.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AppError,
    desk::{
        desk_show::{Owed, OwedKind, count_owed, desk, pile},
        notices_show::{digest_notices, list_notices},
        said::{did_after, just_did},
        taking::{Things, take_work},
    },
    programmes::{gate_open::open_gate, session_excuse::excuse_session},
    tasks::{task_send::send_task, task_step::reply_to_task},
};
use earnest_model::{
    actor::{Actor, Role},
    desk::taking::TakingStep,
    id::{AccountId, TaskId},
    tasks::task::TaskForm,
};
use earnest_testkit::{
    assessment::{open_round, review_all_plans},
    register::{Register, on_both_engines},
};

fn direct(register: &Register, title: &str) {
    let office = register.actor(Role::Office, "P");
    let form =
        TaskForm { kind: "direction", leader: "the head", title, body: "tier by tier", due_on: "2015-06-10" };
    send_task(&register.context(&office), "P", form, &["A"]).unwrap();
}

fn tasks(register: &Register, who: &Actor) -> Vec<Owed> {
    pile(&register.context(who), OwedKind::Task, 50).unwrap().first
}

fn take(
    register: &Register,
    who: &Actor,
    (step, owed): (TakingStep, &Owed),
    to: Option<AccountId>,
) -> Result<usize, AppError> {
    let thing = owed.thing();
    let things = vec![(owed.at.unwrap(), thing.as_str())];
    take_work(&register.context(who), step, &Things { kind: owed.kind, things }, to)
}

#[test]
fn what_one_takes_stays_on_the_desk_of_both_and_says_who_has_it_since_when() {
    on_both_engines(|register| {
        let (one, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        direct(register, "look at the duties");
        let owed = tasks(register, &one).remove(0);
        assert_eq!(owed.taken, None);
        assert_eq!(take(register, &one, (TakingStep::Take, &owed), None).unwrap(), 1);
        for (who, own) in [(&one, true), (&other, false)] {
            let seen = tasks(register, who).remove(0).taken.unwrap();
            assert_eq!((Some(seen.account), seen.own), (one.account(), own));
            assert_eq!(seen.since, register.today.get());
            assert_eq!(count_owed(&register.context(who)).unwrap(), 1, "nothing leaves the desk by it");
        }
        assert_eq!(register.last_entry().word, "work-taken");
        take(register, &one, (TakingStep::HandOn, &owed), other.account()).unwrap();
        assert_eq!(register.last_entry().word, "work-handed-on");
        assert!(tasks(register, &other).remove(0).taken.unwrap().own);
        take(register, &other, (TakingStep::PutBack, &owed), None).unwrap();
        assert_eq!(tasks(register, &one).remove(0).taken, None);
        assert_eq!(register.last_entry().word, "work-put-back");
    });
}

#[test]
fn it_is_handed_on_to_a_colleague_who_is_asked_for_it_and_by_nobody_else() {
    on_both_engines(|register| {
        let one = register.actor(Role::UnitOfficer, "A");
        let (elsewhere, assessor) =
            (register.actor(Role::UnitOfficer, "B"), register.actor(Role::Assessor, "A"));
        direct(register, "look at the duties");
        let owed = tasks(register, &one).remove(0);
        for nobody in [elsewhere.account(), assessor.account(), one.account(), None] {
            let refused = take(register, &one, (TakingStep::HandOn, &owed), nobody);
            assert!(matches!(refused, Err(AppError::Form(_))), "{refused:?}");
        }
        for stranger in [&elsewhere, &assessor] {
            let refused = take(register, stranger, (TakingStep::Take, &owed), None);
            assert!(matches!(refused, Err(AppError::NotFound | AppError::Denied(_))), "{refused:?}");
        }
        let other = Owed { id: 99, ..owed };
        assert!(matches!(take(register, &one, (TakingStep::Take, &other), None), Err(AppError::NotFound)));
        let none = Things { kind: OwedKind::Task, things: Vec::new() };
        assert!(matches!(
            take_work(&register.context(&one), TakingStep::Take, &none, None),
            Err(AppError::Form(_))
        ));
        let colleagues = pile(&register.context(&one), OwedKind::Task, 5).unwrap().colleagues;
        assert_eq!(colleagues, [], "there is nobody to hand it on to");
    });
}

#[test]
fn the_number_is_what_stands_on_the_desk_for_every_role() {
    on_both_engines(|register| {
        open_round(register);
        direct(register, "look at the duties");
        for role in Role::ALL {
            for unit in ["P", "A", "B"] {
                let actor = register.actor(role, unit);
                let context = register.context(&actor);
                let piles = desk(&context).unwrap();
                let shown: i64 = piles.iter().map(|pile| pile.all).sum();
                assert_eq!(count_owed(&context).unwrap(), shown, "{} of {unit}", role.key());
                let whole = piles.iter().map(|it| pile(&context, it.kind, 1_000).unwrap().first.len());
                assert_eq!(whole.sum::<usize>() as i64, shown, "{} of {unit}", role.key());
            }
        }
    });
}

#[test]
fn after_an_act_the_next_of_its_kind_follows_and_nobody_else_is_told() {
    on_both_engines(|register| {
        let (one, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::UnitOfficer, "A"));
        direct(register, "the first");
        direct(register, "the second");
        let before = register.store.snapshot().unwrap().reader().journal_head().unwrap();
        reply_to_task(&register.context(&one), TaskId(1), "it is done as it was asked").unwrap();
        let place = did_after(&register.context(&one), before).unwrap().unwrap();
        let did = just_did(&register.context(&one), place).unwrap().unwrap();
        assert_eq!((did.entry.action.as_str(), did.unit.as_str()), ("answer-task", "东市"));
        let (kind, next) = did.next.unwrap();
        assert_eq!((kind, next[0].text.as_deref()), (OwedKind::Task, Some("the second")));
        assert!(just_did(&register.context(&other), place).unwrap().is_none());
        assert_eq!(did_after(&register.context(&other), before).unwrap(), None);
    });
}

#[test]
fn news_are_a_line_of_each_record() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        direct(register, "the first");
        direct(register, "the second");
        let office = register.actor(Role::Office, "P");
        reply_to_task(&register.context(&officer), TaskId(1), "it is done as it was asked").unwrap();
        let more = "say by whom";
        earnest_app::tasks::task_step::follow_task_up(
            &register.context(&office),
            TaskId(1),
            more,
            "2015-06-20",
        )
        .unwrap();
        let each = list_notices(&register.context(&officer), None, false, None, 50).unwrap();
        let lines = digest_notices(&register.context(&officer), None, false, None, 50).unwrap().lines;
        let told: Vec<_> = lines.iter().map(|line| (line.last.home, line.before, line.new)).collect();
        assert_eq!((each.notices.len(), told), (3, vec![(1, 1, true), (2, 0, true)]));
        let page = digest_notices(&register.context(&officer), None, false, None, 1).unwrap();
        let rest = digest_notices(&register.context(&officer), None, false, page.next, 50).unwrap();
        assert_eq!((page.lines.len(), rest.lines.len()), (1, 2), "what lies further back stands there");
    });
}

#[test]
fn what_is_about_the_reader_is_not_covered_by_what_happens_with_the_round_later() {
    on_both_engines(|register| {
        let officer = register.actor(Role::UnitOfficer, "A");
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&office);
        excuse_session(&context, round, "A", "merged on 1 June").unwrap();
        open_gate(&context, round, "sessions", "a flood in June").unwrap();
        let lines = digest_notices(&register.context(&officer), None, false, None, 50).unwrap().lines;
        let words: Vec<_> = lines.iter().map(|line| line.last.row.telling.acts).collect();
        for act in ["session-excused", "gate-opened"] {
            assert!(words.iter().any(|acts| acts.contains(&act)), "{act}: {words:?}");
        }
    });
}

#[test]
fn what_waits_where_nobody_holds_a_post_stands_on_the_desk_above() {
    on_both_engines(|register| {
        direct(register, "look at the duties");
        let office = register.actor(Role::Office, "P");
        let vacant = |register: &Register| {
            let pile = pile(&register.context(&office), OwedKind::Unmanned, 50).unwrap();
            pile.first.iter().filter(|one| one.unit_code == "A").count()
        };
        assert_eq!(vacant(register), 1, "neither an officer nor a head of A reads it");
        let officer = register.actor(Role::UnitOfficer, "A");
        assert_eq!((vacant(register), tasks(register, &officer).len()), (0, 1));
    });
}
