//! A year of an organisation, played from one number: acts by everybody, and everything that goes wrong meanwhile. After each
//! day the laws of figures, rights and acts are held against the register. The same number gives the same year, so that a
//! year that fails can be played again: `cargo xtask simulate --seed N`.
#![expect(clippy::panic, reason = "helpers of tests may break off")]

mod laws;
mod trouble;
mod year;

use earnest_testkit::register::Register;
use year::Year;

/// Days of a year, and of the short form.
const DAYS: (u32, u32) = (365, 30);

/// Years that are played on each engine, the number of the first, and the days of each.
fn wished() -> (u64, u64, u32) {
    #[expect(clippy::disallowed_methods, reason = "how long a test runs is set by who runs it")]
    let told = |name: &str| std::env::var(name).ok().and_then(|told| told.parse().ok());
    let years = told("EARNEST_YEARS");
    let days = if years.is_some() { DAYS.0 } else { DAYS.1 };
    (years.unwrap_or(1), told("EARNEST_SEED").unwrap_or(20_150_601), days)
}

/// Plays years; tells the number of one that fails, and what was done on its last day.
fn play(register: impl Fn() -> Register) {
    let (years, first, days) = wished();
    for seed in first..first + years {
        let mut year = Year::begin(register().with_organisation(), seed);
        if let Err(fault) = year.play(days) {
            panic!("year {seed}: {fault}\n{}", year.told());
        }
        #[expect(clippy::print_stdout, reason = "what a long run did is what it is run for")]
        {
            println!("year {seed}: {}", year.told());
        }
    }
}

#[test]
fn a_month_of_acts_and_troubles_keeps_every_law_on_sqlite() {
    play(Register::empty_sqlite);
}

#[test]
fn a_month_of_acts_and_troubles_keeps_every_law_on_postgresql() {
    play(Register::empty_postgres);
}

#[test]
fn the_same_number_plays_the_same_year() {
    let year = |seed| {
        let mut year = Year::begin(Register::empty_sqlite().with_organisation(), seed);
        year.days(20).unwrap();
        (year.journal(), year.told())
    };
    let first = year(7);
    assert_eq!(first, year(7));
    assert_ne!(first.0, year(8).0);
    assert!(first.0.len() > 40, "{}", first.1);
}
