//! The demonstration as a register that a test owns.

#![expect(clippy::expect_used, reason = "only tests use this crate, and this is how a test fails")]

use crate::register::Register;
use earnest_app::AppError;
use earnest_app::units::day_hold::held_day;
use earnest_demo::{OPENING, Start, TODAY, build, build_opening, shipped::Shipped};
use earnest_model::{Date, pack::Pack};
use earnest_store::Store;

/// The password of the demonstration's accounts, in tests as in `earnest demo`.
pub const PASSWORD: &str = "earnest-demo";

/// The whole demonstration on SQLite, on the day on which it stands still. It takes some seconds.
pub fn demonstration() -> Register {
    built(build, TODAY)
}

/// The demonstration on the day on which its first round opens.
pub fn opening() -> Register {
    built(build_opening, OPENING)
}

/// The demonstration of a pack that ships, in an empty register, on the day on which it stands still.
pub fn told_in(register: Register, name: &str) -> Register {
    of(register, name, build)
}

/// The same on the day on which its first round opens.
pub fn opening_in(register: Register, name: &str) -> Register {
    of(register, name, build_opening)
}

fn of(register: Register, name: &str, build: Build) -> Register {
    let start = Start { password: PASSWORD, seed: 2015, salt: [5; 16] };
    let pack = Shipped::find(name).expect("it ships").pack().expect("it is sound");
    register.store.relax_durability(true).expect("durability is relaxed");
    build(&register.store, &pack, start, &mut |_| {}).expect(name);
    register.today.set(held_day(&register.store).expect("the day reads").expect("a day is held"));
    register
}

type Build = fn(&Store, &Pack, Start<'_>, &mut dyn FnMut(&'static str)) -> Result<(), AppError>;

fn built(build: Build, day: Date) -> Register {
    let register = Register::empty_sqlite();
    let start = Start { password: PASSWORD, seed: 2015, salt: [5; 16] };
    let pack = crate::pack::shipped();
    register.store.relax_durability(true).expect("durability is relaxed");
    build(&register.store, &pack, start, &mut |_| {}).expect("the demonstration is built");
    register.store.analyse().expect("the register is analysed");
    register.today.set(day);
    register
}
