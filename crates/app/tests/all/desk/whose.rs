//! Lines of rounds of several organisers are told apart, what others took is told however much waits, and whoever holds no post is
//! told why nothing waits.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::{
        desk_show::{OwedKind, Whose, desk, pile, whole_desk},
        taking::{Things, take_work},
        without_post::without_post,
    },
    people::account_open::{OpenAccount, open_account},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        standard_publish::publish_standard,
    },
    tasks::task_send::send_task,
    units::unit_change::{ChangeForm, change_unit},
};
use earnest_model::{
    actor::{Actor, Role},
    desk::taking::TakingStep,
    id::AccountId,
    tasks::task::TaskForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, standard},
    register::{Register, on_both_engines, tiers},
    unhindered::advance_round,
};

/// A programme of A with an open round.
fn of_a(register: &Register) {
    let office = register.actor(Role::Office, "A");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "own topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "test", title: "of A", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, "A", &standard()).unwrap();
    advance_round(&context, *rounds.first().unwrap()).unwrap();
}

/// Whose round each plan is of that an officer of a unit owes.
fn plans(register: &Register, unit: &str) -> Vec<Option<Whose>> {
    let officer = register.actor(Role::UnitOfficer, unit);
    let owed = pile(&register.context(&officer), OwedKind::Plan, 50).unwrap().first;
    owed.into_iter().map(|owed| owed.whose).collect()
}

#[test]
fn a_line_says_whose_round_it_is_where_there_are_several_organisers_and_only_then() {
    on_both_engines(|register| {
        open_round(register);
        assert_eq!(plans(register, "A"), [None], "there is one organiser");
        of_a(register);
        let of = |organiser: &str| Some(Whose { organiser: Some(organiser.to_owned()), programme: None });
        let named: Vec<_> = plans(register, "A1").into_iter().flatten().collect();
        assert_eq!(named.first().and_then(|whose| whose.organiser.clone()).as_deref(), Some("东市"));
        assert!(plans(register, "A").iter().all(Option::is_some));
        assert_eq!(plans(register, "B"), [None], "B is beneath one of them alone");
        assert_ne!(plans(register, "A").first(), Some(&of("东市")), "that of the province comes first");
    });
}

fn direct(register: &Register, due_on: &str) {
    let office = register.actor(Role::Office, "P");
    let title = format!("by {due_on}");
    let form =
        TaskForm { kind: "direction", leader: "the head", title: &title, body: "tier by tier", due_on };
    send_task(&register.context(&office), "P", form, &["A"]).unwrap();
}

/// Takes or hands on the direction that is due last.
fn take(register: &Register, who: &Actor, step: TakingStep, to: Option<AccountId>) {
    let mut owed = pile(&register.context(who), OwedKind::Task, 1_000).unwrap().first;
    let last = owed.pop().unwrap();
    let thing = last.thing();
    let things = vec![(last.at.unwrap(), thing.as_str())];
    take_work(&register.context(who), step, &Things { kind: last.kind, things }, to).unwrap();
}

#[test]
fn what_another_takes_is_told_however_much_waits_and_to_the_person_who_had_it_alone() {
    on_both_engines(|register| {
        let [one, second, third, fourth] = [(); 4].map(|()| register.actor(Role::UnitOfficer, "A"));
        for day in 1..=24 {
            direct(register, &format!("2015-07-{day:02}"));
        }
        let lost = |who: &Actor| {
            let desk = whole_desk(&register.context(who)).unwrap();
            let shown = desk.piles.iter().find(|pile| pile.kind == OwedKind::Task).unwrap();
            assert_eq!((shown.first.len(), shown.all), (20, 24));
            desk.lost.iter().map(|owed| owed.text.clone().unwrap()).collect::<Vec<_>>()
        };
        take(register, &one, TakingStep::Take, None);
        take(register, &one, TakingStep::HandOn, second.account());
        assert_eq!(lost(&one), Vec::<String>::new(), "it was given away");
        take(register, &third, TakingStep::Take, None);
        assert_eq!(lost(&second), ["by 2015-07-24"], "beyond what the desk shows");
        for other in [&one, &third, &fourth] {
            assert_eq!(lost(other), Vec::<String>::new(), "of the same title, and another person");
        }
    });
}

/// The actor with the posts that the register has now.
fn again(register: &Register, who: &Actor) -> Actor {
    let mut snapshot = register.store.snapshot().unwrap();
    snapshot.reader().actor(who.account().unwrap()).unwrap().unwrap()
}

#[test]
fn whoever_lost_all_posts_with_their_unit_is_told_what_became_of_it_and_whom_to_ask() {
    on_both_engines(|register| {
        let (merged, closed) =
            (register.actor(Role::UnitOfficer, "A1T1V1"), register.actor(Role::UnitHead, "A1T1V2"));
        let administrator = register.actor(Role::Administrator, "P");
        for who in [&merged, &administrator] {
            assert_eq!(without_post(&register.context(who)).unwrap(), None, "a post is held");
        }
        let day = register.today.get().to_string();
        for (change, code, into) in [("merge", "A1T1V1", "A1T2V1"), ("close", "A1T1V2", "")] {
            let reason = "Order 12 of the province";
            let form = ChangeForm { change, code, into, day: &day, reason, ..ChangeForm::default() };
            change_unit(&register.context(&OPERATOR), &form, &tiers()).unwrap();
        }
        for (who, successor) in [(&merged, Some("A1T2V1")), (&closed, None)] {
            // Posts are read anew at each request.
            let who = again(register, who);
            let why = without_post(&register.context(&who)).unwrap().unwrap();
            let post = why.posts.first().unwrap();
            assert_eq!(post.closed, Some(register.today.get()));
            assert_eq!(post.successor.as_ref().map(|(_, code)| code.as_str()), successor);
            assert_eq!(why.ask.len(), 1, "who manages accounts at or above it");
            assert_eq!(desk(&register.context(&who)).unwrap(), []);
        }
        let tomorrow = register.today.get().tomorrow().unwrap();
        let (login, title) = ("later", "clerk");
        let request = OpenAccount {
            login,
            title,
            password: None,
            role: Role::Assessor,
            unit: "A",
            from: tomorrow,
            salt: [0; 16],
        };
        let later = open_account(&register.context(&OPERATOR), &request).unwrap();
        let later = register.store.snapshot().unwrap().reader().actor(later).unwrap().unwrap();
        let why = without_post(&register.context(&later)).unwrap().unwrap();
        let post = why.posts.first().unwrap();
        assert_eq!((post.from, post.closed, why.ask.len()), (tomorrow, None, 1), "it is still to come");
    });
}
