//! A round keeps the units that owed it when it opened: all its numbers agree, whatever became of them.

use super::{again, does, form, joined, later, moved};
use earnest_app::{
    draws::{draw_freeze::Freeze, draw_replace::replace_check, draw_show::show_draw},
    figures::{
        board_show::{self, show_board},
        figure_show::{Asked, Shown, show_figure},
    },
    plans::plan_review::{ReviewForm, review_plan},
    programmes::{
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        round_show::{OwingUnit, RoundView, show_round},
        standard_publish::publish_standard,
    },
    sessions::seminar_record::{Record, record_seminar},
    units::unit_change::ChangeForm,
};
use earnest_model::{
    actor::{Actor, Role},
    figures::figure_name::FigureName,
    id::RoundId,
    plans::plan::PlanForm,
    sessions::seminar::SessionForm,
};
use earnest_testkit::{
    OPERATOR,
    assessment::{open_round, standard},
    plans::submit_signed,
    refused::refused,
    register::{Register, TODAY, on_both_engines},
    unhindered::{freeze_frame, run_draw},
};

/// A round of A that has opened; gives A's office.
pub(super) fn round_of_a(register: &Register) -> (Actor, RoundId) {
    let office = register.actor(Role::Office, "A");
    let context = register.context(&office);
    let day = register.today.get();
    let round = PlanRound { number: 1, topic: "topic", opens_on: day, plans_due_on: day, ends_on: day };
    let set_up = SetUp { organiser: "A", key: "test", title: "programme", goal: "goal", rounds: vec![round] };
    let (_, rounds) = set_up_programme(&context, &set_up).unwrap();
    publish_standard(&context, "A", &standard()).unwrap();
    advance_round(&context, rounds[0]).unwrap();
    (office, rounds[0])
}

/// A plan of a unit for a round of A that is approved, and its session.
pub(super) fn took_part(register: &Register, round: RoundId, unit: &str) {
    let officer = register.actor(Role::UnitOfficer, unit);
    let form = PlanForm { theme: "theme", session_on: "2015-06-10", sections: Vec::new() };
    let plan = submit_signed(register, &officer, (round, unit), form, &[]).unwrap();
    let review = ReviewForm { plan, outcome: "approve", missing: Vec::new(), remarks: "", checklist: &[] };
    review_plan(&register.context(&register.actor(Role::Assessor, "A")), &review).unwrap();
    let form = SessionForm {
        kind: "seminar",
        held_on: "2015-06-01",
        minutes: "180",
        present: "9",
        expected: "10",
        another: true,
        ..SessionForm::default()
    };
    record_seminar(&register.context(&officer), &Record { unit, round: Some(round), form }).unwrap();
}

const OF_ROUNDS: [FigureName; 4] = {
    use FigureName as N;
    [N::PlansDue, N::PlansSubmitted, N::PlansApproved, N::SeminarsHeld]
};

fn shown(register: &Register, name: FigureName, round: Option<i32>) -> Shown {
    let asked = Asked { unit: Some("A"), organiser: Some("A"), round, ..Asked::of(name) };
    let shown = show_figure(&register.context(&OPERATOR), asked, None, 100).unwrap();
    assert_eq!(shown.figure.value(), shown.records.len() as u64, "{name:?}");
    shown
}

pub(super) fn numbers(register: &Register) -> Vec<u64> {
    let of_round = OF_ROUNDS.iter().map(|name| shown(register, *name, Some(1)).figure.value());
    of_round.chain([shown(register, FigureName::SeminarsHeld, None).figure.value()]).collect()
}

/// What the page says of a round: plans listed, units that owe a session, of those the ones that are done with, classes.
pub(super) fn page(register: &Register, office: &Actor, round: RoundId) -> RoundView {
    let view = show_round(&register.context(&again(register, office)), round).unwrap();
    let (gates, figures) = view.gates.clone().unwrap();
    let there = figures.owing.iter().filter(|unit| unit.is_there()).count();
    let gone = figures.owing.iter().filter(|unit| unit.is_gone()).count();
    assert_eq!(figures.due.value(), figures.owing.len() as u64, "who owes a plan owes a session");
    assert_eq!(view.plans.len(), figures.owing.len(), "every unit that owes a plan is listed");
    assert_eq!(there + gone + gates.sessions_missing as usize, figures.owing.len());
    let excused = figures.owing.iter().filter(|unit| unit.excused && !unit.observed).count();
    let classes: usize = figures.coverage.iter().map(|class| class.units.len()).sum();
    assert_eq!(classes + excused, figures.owing.len(), "and stands in its class");
    let waited = view.plans.iter().filter(|plan| plan.is_waited_for()).count() as u64;
    assert_eq!(gates.plans_due - gates.plans_approved, waited, "the gate's own list is what it lacks");
    view
}

#[test]
fn every_number_of_a_round_goes_on_counting_a_unit_that_was_moved_or_joined_since() {
    on_both_engines(|register| {
        let (office, round) = round_of_a(register);
        took_part(register, round, "A1");
        let before = numbers(register);
        assert_eq!(before, [9, 1, 1, 1, 1]);
        page(register, &office, round);
        later(register, 1);
        does(register, &moved("A1", "B"));
        assert_eq!(numbers(register), before, "the round is what it was");
        let view = page(register, &office, round);
        let theirs = view.plans.iter().find(|plan| plan.code == "A1").unwrap();
        assert!(theirs.gone && !theirs.opens && theirs.plan.is_some(), "{theirs:?}");
        let records = shown(register, FigureName::SeminarsHeld, Some(1)).records;
        assert!(records[0].elsewhere && records[0].label.is_empty(), "it is counted, and not shown");
        let board = || {
            let wanted = board_show::Wanted { unit: Some("A"), ..Default::default() };
            show_board(&register.context(&OPERATOR), wanted).unwrap()
        };
        let gone: Vec<_> = board().columns.gone.into_iter().map(|(code, _)| code).collect();
        assert_eq!(gone, ["A1"], "the board says who counts and has no row");
        does(register, &joined("A2", "A3"));
        assert_eq!(numbers(register), before);
        let (gates, figures) = page(register, &office, round).gates.unwrap();
        let there: Vec<_> = figures.owing.iter().filter(|unit| unit.is_there()).collect();
        assert_eq!(there.len(), 1, "a closed unit held nothing and was not excused");
        let gone: Vec<&OwingUnit> = figures.owing.iter().filter(|unit| unit.is_gone()).collect();
        assert_eq!((gone.len(), gone[0].code.as_str(), gates.sessions_missing), (1, "A2", 7));
        does(register, &ChangeForm { name: "new", parent: "A", tier: "county", ..form("open", "A9") });
        let board = board();
        let new = board.children.iter().find(|child| child.unit.code == "A9").unwrap().unit.id;
        let old = board.children.iter().find(|child| child.unit.code == "A3").unwrap().unit.id;
        assert!(!board.owes(new) && board.owes(old), "who comes later owes nothing");
        // The day before says what it said.
        let asked = Asked {
            unit: Some("A"),
            organiser: Some("A"),
            round: Some(1),
            as_of: Some(TODAY),
            ..Asked::of(FigureName::SeminarsHeld)
        };
        assert_eq!(show_figure(&register.context(&OPERATOR), asked, None, 9).unwrap().figure.value(), 1);
    });
}

const CLASS: &str = "second-level-provincial-body";
const SEED: &str = "01382438112797316654";

#[test]
fn nobody_is_drawn_who_was_closed_since_the_frame_was_frozen() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let classes = [CLASS.to_owned()];
        let draw = freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).unwrap();
        assert_eq!(super::look(register, &joined("G1S1", "G1S2")).frames, 1);
        assert_eq!(super::look(register, &joined("A1T1V1", "A1T1V2")).frames, 0, "it stands in none");
        does(register, &joined("G1S1", "G1S2"));
        assert_eq!(refused(run_draw(&context, draw, SEED)), "error-draw-gone");
    });
}

#[test]
fn nobody_takes_the_place_of_a_drawn_unit_who_was_closed_since() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let classes = [CLASS.to_owned()];
        let draw = freeze_frame(&context, &Freeze { round, rate: "20%", classes: &classes }).unwrap();
        run_draw(&context, draw, SEED).unwrap();
        let drawn = show_draw(&context, draw).unwrap().classes.remove(0).units;
        let codes: Vec<String> = drawn.iter().map(|unit| unit.code.clone()).collect();
        let beneath = |of: usize| (1..=3).map(move |unit| format!("G{of}S{unit}"));
        let mut rest: Vec<String> = (1..=3).flat_map(beneath).collect();
        rest.retain(|code| !codes.contains(code));
        let left = rest.pop().unwrap();
        for code in &rest {
            does(register, &joined(code, &left));
        }
        replace_check(&context, drawn[0].id, "the building burnt down").unwrap();
        let after = show_draw(&context, draw).unwrap().classes.remove(0).units;
        let new: Vec<_> = after.iter().map(|unit| &unit.code).filter(|code| !codes.contains(code)).collect();
        assert_eq!(new, [&left]);
    });
}

#[test]
fn a_unit_that_is_opened_in_the_middle_of_a_round_is_not_in_its_frame() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let request = Freeze { round, rate: "20%", classes: &[CLASS.to_owned()] };
        later(register, 1);
        let new =
            ChangeForm { name: "new", parent: "G1", tier: "county", class: CLASS, ..form("open", "G1S9") };
        does(register, &new);
        let office = again(register, &office);
        let context = register.context(&office);
        let draw = freeze_frame(&context, &request).unwrap();
        let frozen = register.last_event().1;
        assert_eq!((&frozen["units"], frozen["strata"][0][1].as_u64()), (&9.into(), Some(9)), "{frozen}");
        run_draw(&context, draw, SEED).unwrap();
        let drawn = show_draw(&context, draw).unwrap().classes.remove(0).units;
        assert!(drawn.iter().all(|unit| unit.code != "G1S9"));
    });
}

#[test]
fn a_frame_is_told_of_where_it_loses_a_unit_and_nowhere_else() {
    on_both_engines(|register| {
        let (office, round) = open_round(register);
        let context = register.context(&office);
        let draw =
            freeze_frame(&context, &Freeze { round, rate: "20%", classes: &[CLASS.to_owned()] }).unwrap();
        let renamed = ChangeForm { name: "other", ..form("rename", "G1S1") };
        for kept in [&renamed, &moved("G1S1", "G2")] {
            assert_eq!(super::look(register, kept).frames, 0, "{kept:?}");
            does(register, kept);
        }
        assert_eq!(super::look(register, &form("close", "G1S2")).frames, 1);
        assert_eq!(
            super::look(register, &joined("G1", "G2")).frames,
            0,
            "those beneath it stay with the organiser"
        );
        run_draw(&context, draw, SEED).unwrap();
    });
}
