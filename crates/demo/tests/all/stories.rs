//! The stories that packs tell from data alone: each is built, and what it tells stands in the register.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    desk::desk_show::{OwedKind, owed},
    figures::figure_show::{Asked, show_figure},
    journal_verify::verify_journal,
};
use earnest_demo::{
    logins,
    shipped::{DEFAULT, SHIPPED, Shipped},
};
use earnest_model::{
    actor::{Actor, Role},
    figures::figure_name::FigureName,
};
use earnest_testkit::{
    OPERATOR,
    demonstration::{opening_in, told_in},
    register::Register,
};

/// What stands in a story.
struct Stands {
    pack: &'static str,
    organiser: &'static str,
    /// Rounds that are over, each with its circular.
    over: u64,
    /// Units that owe a plan in a round.
    direct: u64,
    /// Units drawn in a round.
    drawn: u64,
    /// What the office's desk names as what comes next.
    turn: (OwedKind, &'static str),
}

fn actor(register: &Register, login: &str) -> Actor {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let (id, _) = reader.credentials(login).unwrap().unwrap();
    reader.actor(id).unwrap().unwrap()
}

fn value(register: &Register, name: FigureName, unit: &str, round: Option<i32>) -> u64 {
    let asked = Asked { unit: Some(unit), round, ..Asked::of(name) }.as_taken();
    show_figure(&register.context(&OPERATOR), asked, None, 0).unwrap().figure.value()
}

/// What waits for the office: of its own turns which, of everything else the kind.
fn turns(register: &Register) -> Vec<(OwedKind, &'static str)> {
    const TURNS: [&str; 5] = ["assess", "freeze", "seed", "rate", "close"];
    let office = actor(register, "office");
    let all = owed(&register.context(&office)).unwrap();
    let named = |label: &str| TURNS.into_iter().find(|turn| *turn == label).unwrap_or("another");
    let turn = |kind, label: &str| if kind == OwedKind::Turn { named(label) } else { "" };
    all.iter().map(|owed| (owed.kind, turn(owed.kind, &owed.label))).collect()
}

fn stands(register: &Register, told: &Stands) {
    use FigureName as N;
    let figure = |name, round| value(register, name, told.organiser, round);
    assert_eq!(figure(N::CircularsPublished, None), told.over, "circulars");
    for round in 1..=i32::try_from(told.over).unwrap() {
        let round = Some(round);
        assert_eq!(figure(N::PlansDue, round), told.direct, "plans due");
        assert_eq!(figure(N::PlansReviewed, round), told.direct, "plans reviewed");
        assert_eq!(figure(N::SeminarsHeld, round), told.direct, "sessions");
        assert_eq!(figure(N::SpotChecks, round), told.drawn, "drawn");
        assert_eq!(figure(N::SpotChecksAssessed, round), told.drawn, "assessed");
        // Whoever has a sheet is rated; a unit that is drawn and owes a plan has one rating.
        let rated = figure(N::UnitsRated, round);
        assert!(rated >= told.drawn.max(figure(N::UnitsObserved, round)), "{rated} rated");
        assert!(rated <= told.direct + told.drawn, "{rated} rated");
    }
    assert!(figure(N::TeamProblems, None) >= told.direct, "problems");
    for name in [N::MeasuresClosed, N::MeasuresHeld, N::Visits, N::DutiesAcknowledged] {
        assert!(figure(name, None) > 0, "{name:?}");
    }
    // What is over is closed.
    assert!(!turns(register).contains(&(OwedKind::Turn, "close")), "{:?}", turns(register));
    assert!(turns(register).contains(&told.turn), "{:?}", turns(register));
    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults.first());
}

/// Whoever is shown at the start is there, and there is somebody for each role.
fn people_are_there(register: &Register, pack: &str) {
    let logins = logins(&Shipped::find(pack).unwrap().pack().unwrap()).unwrap();
    for login in &logins {
        let actor = actor(register, &login.login);
        assert!(actor.has_role(login.role, register.today.get()), "{}", login.login);
    }
    assert!(Role::ALL.iter().all(|role| logins.iter().any(|login| login.role == *role)));
}

fn is_told(told: &Stands) {
    let register = told_in(Register::empty_sqlite(), told.pack);
    stands(&register, told);
    people_are_there(&register, told.pack);
    let opening = opening_in(Register::empty_sqlite(), told.pack);
    let due = value(&opening, FigureName::PlansDue, told.organiser, Some(1));
    assert_eq!(due, told.direct);
    assert_eq!(value(&opening, FigureName::PlansReviewed, told.organiser, Some(1)), 0);
    assert!(opening.today.get() < register.today.get());
}

const HOSPITALS: Stands = Stands {
    pack: "patient-safety",
    organiser: "LH",
    over: 2,
    direct: 6,
    drawn: 9,
    turn: (OwedKind::Turn, "assess"),
};

#[test]
fn a_hospital_group_is_told_from_data() {
    is_told(&HOSPITALS);
}

#[test]
fn a_school_district_is_told_from_data() {
    is_told(&Stands {
        pack: "school-inspection",
        organiser: "HT",
        over: 1,
        direct: 10,
        drawn: 9,
        turn: (OwedKind::PlanReview, ""),
    });
}

#[test]
fn audits_of_a_management_system_are_told_from_data() {
    let told = Stands {
        pack: "management-system-audit",
        organiser: "HI",
        over: 2,
        direct: 6,
        drawn: 5,
        turn: (OwedKind::Turn, "rate"),
    };
    is_told(&told);
}

#[test]
fn a_chain_of_shops_is_told_from_data() {
    is_told(&Stands {
        pack: "shops",
        organiser: "QH",
        over: 1,
        direct: 28,
        drawn: 7,
        turn: (OwedKind::Turn, "seed"),
    });
}

#[test]
fn a_story_is_told_on_postgresql_as_well() {
    stands(&told_in(Register::empty_postgres(), HOSPITALS.pack), &HOSPITALS);
}

#[test]
fn every_pack_that_ships_has_a_demonstration_that_can_be_told() {
    assert!(SHIPPED.len() >= 5 && SHIPPED.iter().any(|shipped| shipped.name == DEFAULT));
    for shipped in SHIPPED {
        let pack = shipped.pack().unwrap();
        assert!(logins(&pack).unwrap().len() >= 7, "{}", shipped.name);
    }
}
