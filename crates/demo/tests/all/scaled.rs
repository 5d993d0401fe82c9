//! Several provinces under one root tell each what the province alone tells, and nobody's act is dated before another's.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    figures::figure_show::{Asked, show_figure},
    journal_verify::verify_journal,
};
use earnest_demo::{Start, TODAY, build_scaled, logins_above};
use earnest_model::figures::figure_name::FigureName;
use earnest_testkit::{OPERATOR, intruder::Intruder, register::Register};

const START: Start<'_> = Start { password: "earnest-demo", seed: 2015, salt: [5; 16] };

fn value(register: &Register, name: FigureName, unit: &str, round: Option<i32>) -> u64 {
    let asked = Asked { unit: Some(unit), round, ..Asked::of(name) }.as_taken();
    show_figure(&register.context(&OPERATOR), asked, None, 0).unwrap().figure.value()
}

#[test]
fn two_provinces_under_one_root_each_tell_what_the_province_alone_tells() {
    use FigureName as N;
    let register = Register::empty_sqlite();
    register.store.relax_durability(true).unwrap();
    let pack = earnest_testkit::pack::shipped();
    build_scaled(&register.store, &pack, (START, 2), &mut |_| {}).unwrap();
    register.today.set(TODAY);
    // What hangs on chance differs; what the story counts is the same for each.
    let published = [
        (N::MeetingsHeld, None, 31),
        (N::InterviewsHeld, None, 43),
        (N::AreaProblems, None, 29),
        (N::TeamProblems, None, 547),
        (N::TeamMeasures, None, 1_673),
        (N::SpotChecks, Some(1), 142),
        (N::SpotChecks, Some(2), 143),
        (N::PlansDue, None, 61),
        (N::PlansReviewed, Some(2), 61),
        (N::UnitsObserved, Some(1), 61),
        (N::CircularsPublished, None, 2),
    ];
    for unit in ["52", "02-52"] {
        for (name, round, expected) in published {
            assert_eq!(value(&register, name, unit, round), expected, "{name:?} of {unit}, round {round:?}");
        }
    }
    assert_eq!(value(&register, N::TeamProblems, "0", None), 0, "the root has no round of its own");

    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    assert!(verified.holds(), "{:?} {:?}", verified.broken, verified.faults.first());
    let mut looked = Intruder::of(&register);
    let back = "SELECT 'x' AS text FROM journal WHERE form = 3";
    assert!(looked.texts(back).is_empty(), "no clock was put back");
    let seeds = "SELECT seed AS text FROM draw WHERE seed IS NOT NULL ORDER BY 1";
    let thrown = looked.texts(seeds);
    assert_eq!(thrown.len(), 2 * 5, "two rounds of each province and its three units beneath");
    let different: std::collections::BTreeSet<_> = thrown.iter().collect();
    assert_eq!(different.len(), thrown.len(), "no digits were used twice");

    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    for login in logins_above() {
        assert!(reader.credentials(&login.login).unwrap().is_some(), "{}", login.login);
    }
}

#[test]
fn what_tells_of_one_organisation_is_not_multiplied_and_leaves_nothing() {
    let register = Register::empty_sqlite();
    let story = earnest_demo::shipped::Shipped::find("shops").unwrap().pack().unwrap();
    for (pack, branches) in [(&story, 2), (&earnest_testkit::pack::shipped(), 0)] {
        assert!(build_scaled(&register.store, pack, (START, branches), &mut |_| {}).is_err());
        assert!(register.store.snapshot().unwrap().reader().root().unwrap().is_none());
    }
}
