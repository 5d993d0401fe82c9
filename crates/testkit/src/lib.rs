//! What tests of every room share: databases, a browser, organisations. Only tests depend on it.

pub mod assessment;
pub mod browser;
pub mod circulars;
pub mod demonstration;
pub mod files;
#[cfg(feature = "site")]
pub mod fonts;
pub mod intruder;
pub mod pack;
pub mod plans;
pub mod postgres;
#[cfg(feature = "readers")]
pub mod readers;
pub mod refused;
pub mod register;
mod scratch;
#[cfg(feature = "site")]
pub mod site;
mod supervised;
mod template;
pub mod unhindered;

pub use earnest_demo::chance;

use earnest_model::{
    actor::{Actor, Holding},
    id::AccountId,
};
use earnest_warrant::warrant;

/// Whoever runs the program on the machine that holds the register.
pub static OPERATOR: Actor = Actor::operator(warrant());

/// An account that no register has, with what it holds: for rules that are tried without one.
pub fn actor(id: AccountId, title: &str, holdings: Vec<Holding>) -> Actor {
    Actor::known(warrant(), id, title.to_owned(), holdings)
}

/// Ends a test that can't have what it needs. It is never skipped: a test that didn't run proves nothing.
#[expect(clippy::panic, reason = "only tests use this crate, and this is how a test fails")]
#[track_caller]
fn give_up(what: &str, why: &dyn std::fmt::Display) -> ! {
    panic!("{what}: {why}")
}
