//! The laws of figures, each tried over generated histories on both engines. `cargo xtask laws --histories N` runs many.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

mod history;
mod ledgers;
mod remembering;
mod world;

use history::histories;
pub use history::{Act, Answer, Question, answer, questions};
use proptest::prelude::*;
pub use remembering::told;
pub use world::{AREAS, World};

/// How many histories are tried on each engine.
fn cases() -> u32 {
    #[expect(clippy::disallowed_methods, reason = "how long a test runs is set by who runs it")]
    let told = std::env::var("EARNEST_HISTORIES").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(2)
}

fn try_on(register: impl Fn() -> earnest_testkit::register::Register) {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: cases(),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let tried =
        runner.run(&histories(), |acts: Vec<Act>| history::check(register().with_organisation(), &acts));
    if let Err(fault) = tried {
        panic!("{fault}");
    }
}

#[test]
fn the_laws_hold_over_generated_histories_on_sqlite() {
    try_on(earnest_testkit::register::Register::empty_sqlite);
}

#[test]
fn the_laws_hold_over_generated_histories_on_postgresql() {
    try_on(earnest_testkit::register::Register::empty_postgres);
}

#[test]
fn a_long_history_reaches_the_figures_that_the_laws_are_about() {
    let register = earnest_testkit::register::Register::empty_sqlite().with_organisation();
    // A fixed walk over acts, places and chances; the numbers have no meaning but to be apart.
    let act = |turn: u32| {
        let mixed = turn.wrapping_mul(2_654_435_761).rotate_left(13) ^ turn;
        Act { what: (turn % 11) as u8, place: (mixed % 251) as u8, chance: (mixed % 65_521) as u16 }
    };
    let missing =
        history::unreached(register, (0..700).filter(|turn| turn % 11 != 0 || turn % 55 == 0).map(act));
    assert_eq!(
        missing,
        [
            "plans-in-time",
            "lectures-held",
            "studies-held",
            "reviews-held",
            "lead-attended",
            "circulars-published",
            "requirements",
            "requirements-answered",
            "requirements-in-time",
            "duties-assigned",
            "duties-acknowledged",
            "first-vacant",
            "duties-twice",
            "comments"
        ]
    );
}
