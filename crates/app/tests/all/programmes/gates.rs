//! The gates of a round: in order, with a reason or not at all, told wherever the round is told of.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    assessing::{
        observer_assign::{Assign, assign_observer},
        round_rate::rate_round,
        sheet_submit::{Occasion, submit_sheet},
    },
    draws::draw_freeze::{Freeze, Without, freeze_frame_without},
    figures::board_show::{Wanted, show_board},
    programmes::{
        gate_open::open_gate, round_advance::advance_round, round_reopen::reopen_round,
        round_show::show_round, session_excuse::excuse_session,
    },
};
use earnest_model::{
    actor::{Actor, Role},
    assessing::sheet::SheetForm,
    fraction::Fraction,
    id::RoundId,
    programmes::{
        exception::{Exception, Opening},
        gates::Gate,
        round::RoundState,
        standard::Standard,
    },
};
use earnest_testkit::{
    assessment::{CLASSES, open_round, open_round_under, review_all_plans, standard},
    refused::refused,
    register::{Register, on_both_engines},
};

const UNITS: [&str; 8] = ["A", "B", "N", "G1", "G2", "G3", "U", "F"];

fn freeze(register: &Register, office: &Actor, round: RoundId, without: &Without<'_>) -> &'static str {
    let classes: Vec<_> = CLASSES.iter().skip(1).map(|class| (*class).to_owned()).collect();
    let request = Freeze { round, rate: "20%", classes: &classes };
    match freeze_frame_without(&register.context(office), &request, without) {
        Ok(_) => "frozen",
        fault => refused(fault),
    }
}

#[test]
fn nothing_is_drawn_or_rated_before_its_time_and_a_gate_opens_in_its_turn_with_a_reason() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        assert_eq!(freeze(register, &office, round, &Without::default()), "error-round-plans");
        assert_eq!(refused(rate_round(&context, round)), "error-round-plans");
        assert_eq!(
            refused(open_gate(&context, round, Gate::Sessions.key(), "a flood in June")),
            "error-round-plans"
        );
        review_all_plans(register, round);
        assert_eq!(
            refused(open_gate(&context, round, Gate::Plans.key(), "a flood in June")),
            "error-gate-open",
            "it is met"
        );
        assert_eq!(refused(advance_round(&context, round)), "error-round-sessions");
        assert_eq!(refused(open_gate(&context, round, Gate::Sessions.key(), "  ")), "error-text-empty");
        assert_eq!(
            refused(open_gate(&context, round, Gate::Ratings.key(), "a flood in June")),
            "error-gate-never"
        );
        for (role, unit) in [(Role::Office, "A"), (Role::UnitHead, "P"), (Role::Assessor, "P")] {
            let other = register.actor(role, unit);
            let end = open_gate(&register.context(&other), round, Gate::Sessions.key(), "mine");
            assert_eq!(refused(end), "denied", "{role:?} of {unit}");
        }
        open_gate(&context, round, Gate::Sessions.key(), "a flood in June").unwrap();
        assert_eq!(
            refused(open_gate(&context, round, Gate::Sessions.key(), "a flood in June")),
            "error-gate-open"
        );
        assert_eq!(advance_round(&context, round).unwrap(), RoundState::Assessing);
        assert_eq!(refused(rate_round(&context, round)), "error-round-draw");
        assert_eq!(refused(advance_round(&context, round)), "error-round-draw");
        let view = show_round(&context, round).unwrap();
        let told = |exceptions: &[Exception]| matches!(exceptions, [Exception::Gate { gate, reason, .. }] if gate == "sessions" && reason == "a flood in June");
        assert!(told(&view.exceptions), "{:?}", view.exceptions);
        assert_eq!(view.lost.unwrap().sessions.len(), UNITS.len(), "what is lost is told before the button");
        let below = register.actor(Role::UnitOfficer, "A");
        let board = show_board(&register.context(&below), Wanted::default()).unwrap();
        assert!(told(&board.exceptions), "everybody who sees the round sees the reason");
    });
}

fn opening(exceptions: &[Exception], of: Gate) -> Option<Opening> {
    exceptions.iter().find_map(|one| match one {
        Exception::Gate { gate, opening, .. } if gate == of.key() => Some(*opening),
        _ => None,
    })
}

#[test]
fn a_gate_that_was_opened_and_then_met_before_the_round_went_on_was_not_passed_over() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&office);
        open_gate(&context, round, Gate::Sessions.key(), "a flood in June").unwrap();
        let told = || opening(&show_round(&context, round).unwrap().exceptions, Gate::Sessions);
        assert_eq!(told(), Some(Opening::Waits), "the round has not gone on");
        let later =
            earnest_app::Context { today: context.today.tomorrow().unwrap(), ..register.context(&office) };
        for unit in UNITS {
            excuse_session(&later, round, unit, "merged on 1 June").unwrap();
        }
        assert_eq!(advance_round(&later, round).unwrap(), RoundState::Assessing);
        assert_eq!(told(), Some(Opening::Met(later.today)));
        let below = register.actor(Role::UnitOfficer, "A");
        let board = show_board(&register.context(&below), Wanted::default()).unwrap();
        assert_eq!(
            opening(&board.exceptions, Gate::Sessions),
            Some(Opening::Waits),
            "of the day before it is said what was the case"
        );
        let board_later = earnest_app::Context { today: later.today, ..register.context(&below) };
        let board = show_board(&board_later, Wanted::default()).unwrap();
        assert_eq!(opening(&board.exceptions, Gate::Sessions), Some(Opening::Met(later.today)));
        open_gate(&later, round, Gate::Draw.key(), "nobody there to draw").unwrap();
        assert_eq!(opening(&show_round(&later, round).unwrap().exceptions, Gate::Draw), Some(Opening::Waits));
    });
}

#[test]
fn a_gate_that_the_round_passed_stays_so_whatever_comes_later() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&office);
        open_gate(&context, round, Gate::Sessions.key(), "a flood in June").unwrap();
        advance_round(&context, round).unwrap();
        for unit in UNITS {
            excuse_session(&context, round, unit, "merged on 1 June").unwrap();
        }
        let told = || opening(&show_round(&context, round).unwrap().exceptions, Gate::Sessions);
        assert_eq!(told(), Some(Opening::PassedOver));
        reopen_round(&context, round, "an observer was late").unwrap();
        assert_eq!(told(), Some(Opening::PassedOver), "a way back takes nothing away");
    });
}

#[test]
fn a_unit_is_excused_once_with_a_reason_by_its_organiser_alone() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        review_all_plans(register, round);
        let context = register.context(&office);
        assert_eq!(refused(excuse_session(&context, round, "A1", "it owes none")), "error-excuse-unit");
        assert_eq!(refused(excuse_session(&context, round, "A", "")), "error-text-empty");
        let own = register.actor(Role::UnitHead, "A");
        assert_eq!(refused(excuse_session(&register.context(&own), round, "A", "we wish so")), "denied");
        for unit in UNITS {
            excuse_session(&context, round, unit, "merged on 1 June").unwrap();
        }
        assert_eq!(refused(excuse_session(&context, round, "A", "a flood in June")), "error-excuse-twice");
        assert_eq!(show_round(&context, round).unwrap().exceptions.len(), UNITS.len());
        assert_eq!(advance_round(&context, round).unwrap(), RoundState::Assessing, "nobody owes a session");
    });
}

#[test]
fn a_class_is_left_out_of_a_frame_with_a_published_reason_or_not_at_all() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        earnest_testkit::unhindered::go_on(&register.context(&office), round, Gate::Observers);
        let named = CLASSES.map(str::to_owned);
        let without = Without { named: &named, ..Without::default() };
        assert_eq!(freeze(register, &office, round, &without), "error-draw-class-left-out");
        for short in ["x", "..........", "drawn"] {
            let reasons = [("county".to_owned(), short.to_owned())];
            let without = Without { classes: &reasons, named: &named, ..Without::default() };
            assert_eq!(freeze(register, &office, round, &without), "error-review-remarks-short", "{short}");
        }
        let reasons = [("county".to_owned(), "drawn in the last round".to_owned())];
        let without = Without { classes: &reasons, ..without };
        assert_eq!(freeze(register, &office, round, &without), "frozen");
        let list =
            earnest_app::draws::draw_show::list_draws(&register.context(&Actor::PUBLIC), None, 9).unwrap();
        let shown =
            earnest_app::draws::draw_show::show_draw(&register.context(&Actor::PUBLIC), list.draws[0].id);
        let excluded = shown.unwrap().excluded;
        assert_eq!(excluded.len(), 1);
        assert!(excluded[0].is_class() && excluded[0].class == "county");
        assert_eq!(excluded[0].reason, "drawn in the last round");
    });
}

#[test]
fn a_round_goes_back_one_step_with_a_reason_and_what_a_past_day_said_stays() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        assert_eq!(refused(reopen_round(&context, round, "two plans came late")), "error-round-not-reopened");
        earnest_testkit::unhindered::advance_round(&context, round).unwrap();
        let first = register.today.get();
        register.today.set(first.tomorrow().unwrap());
        let context = register.context(&office);
        assert_eq!(refused(reopen_round(&context, round, "")), "error-text-empty");
        assert_eq!(reopen_round(&context, round, "two plans came late").unwrap(), RoundState::Open);
        let state = |day| {
            let wanted = Wanted { as_of: Some(day), ..Wanted::default() };
            show_board(&register.context(&office), wanted).unwrap().round.unwrap().state
        };
        assert_eq!((state(first), state(register.today.get())), ("assessing".into(), "open".into()));
        let view = show_round(&context, round).unwrap();
        let back = |one: &Exception| matches!(one, Exception::Reopening { to, .. } if to == "open");
        assert!(view.exceptions.iter().any(back));
        assert_eq!(advance_round(&context, round).unwrap(), RoundState::Assessing, "and on again");
        let assessor = register.actor(Role::Assessor, "P");
        assert_eq!(refused(reopen_round(&register.context(&assessor), round, "mine")), "denied");
    });
}

#[test]
fn of_every_class_as_many_are_observed_as_the_standard_asks_for() {
    on_both_engines(|register| {
        let asked = Standard { observed_share: Fraction::new(1, 2).unwrap(), ..standard() };
        let (office, round) = open_round_under(register, &asked);
        review_all_plans(register, round);
        let context = register.context(&office);
        open_gate(&context, round, Gate::Sessions.key(), "held, and not recorded yet").unwrap();
        assert_eq!(refused(advance_round(&context, round)), "error-round-observers");
        let short = || {
            let view = show_round(&context, round).unwrap();
            let coverage = view.gates.unwrap().1.coverage;
            let lines = coverage
                .iter()
                .map(|class| (class.class.clone(), class.observed(), class.asked, class.is_short()));
            lines.collect::<Vec<_>>()
        };
        let before = short();
        let all: u64 = before.iter().map(|(_, _, asked, _)| asked).sum();
        assert!(
            before.len() > 2 && before.iter().all(|(_, seen, _, short)| *seen == 0 && *short),
            "{before:?}"
        );
        let (assessor, other) = (register.actor(Role::Assessor, "P"), register.actor(Role::Assessor, "P"));
        observed(register, (&office, &assessor), round, "A");
        observed(register, (&office, &other), round, "A");
        assert_eq!(
            refused(excuse_session(&context, round, "A", "it had no time")),
            "error-excuse-heard",
            "whoever was heard held it"
        );
        let (class, seen, ..) = short().into_iter().find(|(_, seen, ..)| *seen > 0).unwrap();
        assert_eq!((class.as_str(), seen), ("prefecture", 1), "two sheets on one unit are one unit");
        for unit in UNITS.into_iter().skip(1) {
            observed(register, (&office, &assessor), round, unit);
        }
        assert!(short().iter().all(|(.., short)| !short) && all < UNITS.len() as u64);
        assert_eq!(advance_round(&context, round).unwrap(), RoundState::Assessing);
    });
}

/// Somebody is sent to a unit's session and hands a sheet in.
fn observed(register: &Register, (office, assessor): (&Actor, &Actor), round: RoundId, unit: &str) {
    let who = assessor.account().unwrap();
    let assign = Assign { round, unit, assessor: who, session_on: "2015-06-01" };
    let sent = assign_observer(&register.context(office), &assign).unwrap();
    let form =
        SheetForm { marks: vec![("oneself", "18"), ("duty", "15"), ("cases", "12")], ..SheetForm::default() };
    submit_sheet(&register.context(assessor), Occasion::Observation(sent), &form).unwrap();
}
