//! The life of a programme: corrected while nothing hangs on it, ended early with a reason, closed, archived.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::{
        desk_show::{OwedKind, desk},
        notices_show::list_notices,
    },
    figures::board_show::{Wanted, show_board},
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_correct::{ask_correction, correct_programme},
        programme_life::{TakeStep, look_at_step, take_step},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        programme_show::show_programme,
        round_reopen::reopen_round,
        round_show::show_round,
        rounds_list::list_rounds,
        standard_publish::publish_standard,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    id::{ProgrammeId, RoundId},
    plans::plan::PlanForm,
    programmes::{
        exception::Exception,
        life::ProgrammeState,
        programme::{CalendarForm, ProgrammeForm, RoundForm},
        round::RoundState,
        turn::Turn,
    },
};
use earnest_testkit::{
    assessment::{rated, standard},
    circulars::publish_checked,
    plans::submit_signed,
    refused::refused,
    register::{Register, TODAY, on_both_engines},
    unhindered::advance_round,
};

/// The word of the refusal of a step, or of the state after it, which was looked at before.
fn step(register: &Register, office: &Actor, id: ProgrammeId, step: &str, reason: &str) -> String {
    let context = register.context(office);
    let seen = match look_at_step(&context, id, step) {
        Ok(look) => look.mark(),
        fault => return refused(fault).to_owned(),
    };
    let form = TakeStep { programme: id, step, reason, seen: &seen };
    match take_step(&context, &form) {
        Ok(state) => state.key().to_owned(),
        fault => refused(fault).to_owned(),
    }
}

/// A programme of P with three rounds of which the first is open.
fn three_rounds(register: &Register) -> (Actor, ProgrammeId, Vec<RoundId>) {
    let office = register.actor(Role::Office, "P");
    let context = register.context(&office);
    let of =
        |number| PlanRound { number, topic: "topic", opens_on: TODAY, plans_due_on: TODAY, ends_on: TODAY };
    let rounds = vec![of(1), of(2), of(3)];
    let set_up = SetUp { organiser: "P", key: "test", title: "programme", goal: "goal", rounds };
    let (id, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, "P", &standard()).unwrap();
    advance_round(&context, rounds[0]).unwrap();
    (office, id, rounds)
}

fn kinds(register: &Register, role: Role, unit: &str) -> Vec<OwedKind> {
    let actor = register.actor(role, unit);
    desk(&register.context(&actor)).unwrap().into_iter().map(|pile| pile.kind).collect()
}

#[test]
fn what_is_ended_early_is_owed_no_more_and_says_why_wherever_it_was_owed() {
    on_both_engines(|register| {
        let (office, id, rounds) = three_rounds(register);
        let context = register.context(&office);
        let own = register.actor(Role::UnitOfficer, "A");
        let plan = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
        let plan = submit_signed(register, &own, (rounds[0], "A"), plan, &[]).unwrap();
        assert!(kinds(register, Role::UnitOfficer, "B").contains(&OwedKind::Plan));
        assert!(kinds(register, Role::Office, "P").contains(&OwedKind::PlanReview));
        assert_eq!(step(register, &office, id, "close", ""), "error-programme-rounds-run");
        assert_eq!(step(register, &office, id, "archive", ""), "error-programme-not-over");
        assert_eq!(step(register, &office, id, "end", " "), "error-text-empty");
        assert_eq!(step(register, &office, id, "end", "flood"), "error-review-remarks-short");
        for (role, unit) in [(Role::Office, "A"), (Role::UnitHead, "P"), (Role::Auditor, "P")] {
            let other = register.actor(role, unit);
            assert_eq!(step(register, &other, id, "end", "mine"), "denied", "{role:?} of {unit}");
        }
        let look = look_at_step(&context, id, "end").unwrap();
        assert_eq!((look.stands.plans_owed, look.stands.plans_waiting), (7, 1), "{:?}", look.stands);
        let states = |view: &[earnest_model::programmes::round::Round]| {
            view.iter().map(|round| round.state).collect::<Vec<_>>()
        };
        let unseen = TakeStep { programme: id, step: "end", reason: "a flood in June", seen: "" };
        assert_eq!(refused(take_step(&context, &unseen)), "error-programme-since");
        assert_eq!(step(register, &office, id, "end", "a flood in June"), "ended");
        let (action, detail) = register.last_event();
        assert_eq!(
            (action.as_str(), detail["reason"].as_str()),
            ("manage-programme", Some("a flood in June"))
        );
        assert_eq!(
            (&detail["closed"], &detail["called-off"]),
            (&serde_json::json!([1]), &serde_json::json!([2, 3]))
        );
        let view = show_programme(&context, id).unwrap();
        assert_eq!(states(&view.rounds), [RoundState::Closed, RoundState::CalledOff, RoundState::CalledOff]);
        assert_eq!(view.programme.state, ProgrammeState::Ended);
        assert_eq!(view.steps.first().and_then(|step| step.reason.as_deref()), Some("a flood in June"));
        for round in [rounds[0], rounds[1]] {
            let told = show_round(&context, round).unwrap().exceptions;
            assert!(
                matches!(told.last(), Some(Exception::Ended { reason, .. }) if reason == "a flood in June")
            );
        }
        assert!(!kinds(register, Role::UnitOfficer, "B").contains(&OwedKind::Plan));
        assert!(!kinds(register, Role::Office, "P").contains(&OwedKind::PlanReview));
        let checklist = Vec::new();
        let review =
            ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &checklist };
        assert_eq!(refused(review_plan(&context, &review)), "error-round-over");
        assert_eq!(refused(reopen_round(&context, rounds[0], "two plans came late")), "error-programme-over");
        assert_eq!(step(register, &office, id, "end", "again"), "error-programme-over");
        let officer = register.actor(Role::UnitOfficer, "A");
        let notices = list_notices(&register.context(&officer), None, false, None, 20).unwrap().notices;
        assert!(notices.iter().any(|notice| notice.row.telling.word == "programme-ended"), "{notices:?}");
        let board = show_board(&register.context(&officer), Wanted::default()).unwrap();
        assert!(board.exceptions.iter().any(|one| matches!(one, Exception::Ended { .. })));
    });
}

#[test]
fn a_programme_is_closed_when_its_rounds_are_and_archived_it_is_read_and_in_no_list_of_today() {
    on_both_engines(|register| {
        let (office, round, _) = rated(register);
        let form = CircularForm {
            title: "circular",
            recipients: "all units",
            grounds: "by the standard",
            went_well: vec![("A", "opinions were collected widely")],
            problems: vec![("", "few instances")],
            requirements: Vec::new(),
            correction: "",
        };
        publish_checked(register, &office, round, &form);
        let context = register.context(&office);
        let id = list_rounds(&context).unwrap().rounds[0].round.programme;
        for _ in 0..2 {
            advance_round(&context, round).unwrap();
        }
        let turn = |kind: Turn| {
            let piles = desk(&context).unwrap();
            piles.into_iter().flat_map(|pile| pile.first).any(|owed| owed.label == kind.key())
        };
        assert!(turn(Turn::CloseProgramme), "all rounds are closed");
        assert_eq!(step(register, &office, id, "end", "early"), "error-programme-rounds-over");
        assert_eq!(step(register, &office, id, "close", ""), "closed");
        assert!(!turn(Turn::CloseProgramme));
        assert_eq!(refused(reopen_round(&context, round, "two plans came late")), "error-programme-over");
        let board = || show_board(&context, Wanted { unit: Some("P"), ..Wanted::default() }).unwrap();
        assert_eq!(board().rounds.len(), 1, "what is closed is still shown");
        assert_eq!(step(register, &office, id, "archive", ""), "archived");
        assert_eq!(register.last_event().0, "manage-programme");
        assert_eq!(board().rounds.len(), 0, "a board of today offers none of it");
        let past =
            Wanted { unit: Some("P"), as_of: register.today.get().yesterday().ok(), ..Wanted::default() };
        show_board(&context, past).unwrap();
        assert!(list_rounds(&context).unwrap().rounds.iter().all(|found| found.state.is_put_away()));
        assert_eq!(show_programme(&context, id).unwrap().programme.state, ProgrammeState::Archived);
        assert_eq!(show_round(&context, round).unwrap().round.state, RoundState::Closed);
        assert_eq!(step(register, &office, id, "archive", ""), "error-programme-archived");
    });
}

#[test]
fn a_programme_is_corrected_until_others_acted_on_it_and_what_began_stays() {
    on_both_engines(|register| {
        let office = register.actor(Role::Office, "P");
        let context = register.context(&office);
        let of = |number| PlanRound {
            number,
            topic: "topik",
            opens_on: TODAY,
            plans_due_on: TODAY,
            ends_on: TODAY,
        };
        let set_up = SetUp {
            organiser: "P",
            key: "test",
            title: "programm",
            goal: "goal",
            rounds: vec![of(1), of(2)],
        };
        let (id, rounds) = set_up_programme(&context, &set_up).unwrap();
        let day = TODAY.to_string();
        let calendar = CalendarForm { opens_on: &day, plans_due_on: &day, ends_on: &day };
        let round = |topic| RoundForm { topic, calendar };
        let form = |title, rounds| ProgrammeForm { title, goal: "goal", rounds };
        let topics = || {
            let view = show_programme(&context, id).unwrap();
            let rounds = view.rounds.into_iter().map(|round| (round.number, round.topic));
            (view.programme.title, rounds.collect::<Vec<_>>())
        };
        let named = |number: i32, topic: &str| (number, topic.to_owned());
        correct_programme(&context, id, &form("programme", vec![round("topic")])).unwrap();
        assert_eq!(topics(), ("programme".to_owned(), vec![named(1, "topic")]), "one round too many is off");
        let (action, detail) = register.last_event();
        assert_eq!((action.as_str(), detail["rounds-before"].as_i64()), ("manage-programme", Some(2)));
        correct_programme(&context, id, &form("programme", ["a", "b", "c"].map(round).to_vec())).unwrap();
        assert_eq!(topics().1, [named(1, "a"), named(2, "b"), named(3, "c")]);
        let empty = correct_programme(&context, id, &form("", Vec::new()));
        assert_eq!(refused(empty), "error-date");
        let other = register.actor(Role::Office, "A");
        let not_theirs = correct_programme(&register.context(&other), id, &form("mine", vec![round("a")]));
        assert_eq!(refused(not_theirs), "denied");
        publish_standard(&context, "P", &standard()).unwrap();
        advance_round(&context, rounds[0]).unwrap();
        assert!(ask_correction(&context, id).unwrap().name_bar.is_some());
        correct_programme(&context, id, &form("other", ["x", "y"].map(round).to_vec())).unwrap();
        assert_eq!(
            topics(),
            ("programme".to_owned(), vec![named(1, "a"), named(2, "y")]),
            "what began stays"
        );
    });
}
