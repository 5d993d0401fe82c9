//! Permits as tests ask for them.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::{
    Timestamp,
    actor::Actor,
    permit::{Action, Permit, decide, decide_on},
};
use earnest_store::{Located, Work};
use earnest_testkit::register::Register;

/// A permit at the unit with a code.
pub fn at<A: Action>(register: &Register, who: &Actor, unit: &str) -> Permit<A> {
    may_at(register, who, unit).unwrap()
}

/// The same, if it is given.
pub fn may_at<A: Action>(register: &Register, who: &Actor, unit: &str) -> Option<Permit<A>> {
    let target = register.store.snapshot().unwrap().reader().locate(unit).unwrap().unwrap();
    decide(who, target, register.today.get()).ok()
}

/// A permit for a record.
pub fn on<A: Action, K: Located>(register: &Register, who: &Actor, key: K) -> Permit<A, K> {
    may(register, who, key).unwrap()
}

/// The same, if it is given.
pub fn may<A: Action, K: Located>(register: &Register, who: &Actor, key: K) -> Option<Permit<A, K>> {
    let at = register.store.snapshot().unwrap().reader().at(key).unwrap().unwrap();
    decide_on(who, at, register.today.get()).ok()
}

/// An open unit of work.
pub fn work(register: &Register) -> Work<'_> {
    let now: Timestamp = format!("{}T04:00:00Z", register.today.get()).parse().unwrap();
    register.store.begin(now).unwrap()
}
