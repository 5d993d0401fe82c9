//! The laws of figures, each tried over generated histories on both engines. `cargo xtask laws --histories N` runs many.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may break off")]

mod history;
mod ledgers;
mod world;

use history::{Act, histories};
use proptest::prelude::*;

/// How many histories are tried on each engine.
fn cases() -> u32 {
    #[expect(clippy::disallowed_methods, reason = "how long a test runs is set by who runs it")]
    let told = std::env::var("EARNEST_HISTORIES").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(3)
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
