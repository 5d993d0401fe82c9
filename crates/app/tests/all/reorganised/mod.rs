//! What hangs on a unit that is closed, joined or moved: what is open goes where it was said, what was settled stays, and a round
//! keeps the units that owed it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may break off"
)]

mod laws;
mod open;
mod resolutions;
mod rounds;
mod told;

use earnest_app::{
    AppError,
    units::unit_change::{ChangeForm, Changed, change_unit, look_at_change},
};
use earnest_model::{
    actor::Actor,
    units::change::{Hang, HangRule},
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, tiers},
};

const WHY: &str = "Order 12 of the province";
const DAY: &str = "2015-06-01";

fn form<'a>(change: &'a str, code: &'a str) -> ChangeForm<'a> {
    ChangeForm { change, code, day: DAY, reason: WHY, ..ChangeForm::default() }
}

fn moved<'a>(code: &'a str, parent: &'a str) -> ChangeForm<'a> {
    ChangeForm { parent, ..form("move", code) }
}

fn joined<'a>(code: &'a str, into: &'a str) -> ChangeForm<'a> {
    ChangeForm { into, ..form("merge", code) }
}

fn look(register: &Register, form: &ChangeForm<'_>) -> Changed {
    look_at_change(&register.context(&OPERATOR), form, &tiers()).unwrap()
}

fn does(register: &Register, form: &ChangeForm<'_>) -> Changed {
    change_unit(&register.context(&OPERATOR), form, &tiers()).unwrap()
}

/// The key of what is told, wherever it is told.
fn fault(register: &Register, form: &ChangeForm<'_>) -> String {
    match change_unit(&register.context(&OPERATOR), form, &tiers()) {
        Err(AppError::Form(errors)) => errors.iter().next().unwrap().1.key.to_owned(),
        Err(AppError::Refused(message)) => message.key.to_owned(),
        other => panic!("{other:?}"),
    }
}

/// How many of a kind are told with a rule.
fn told(changed: &Changed, kind: Hang, rule: HangRule) -> i64 {
    changed.hangs.iter().filter(|hangs| hangs.kind == kind && hangs.rule == rule).map(|hangs| hangs.all).sum()
}

fn follows(changed: &Changed) -> i64 {
    changed.hangs.iter().filter(|hangs| hangs.rule == HangRule::Follows).map(|hangs| hangs.open).sum()
}

/// Small numbers without end, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Somebody as the register knows them now: places shift with every change.
fn again(register: &Register, who: &Actor) -> Actor {
    register.store.snapshot().unwrap().reader().actor(who.account().unwrap()).unwrap().unwrap()
}

fn later(register: &Register, days: i64) {
    register.today.set(register.today.get().saturating_add(jiff::Span::new().days(days)));
}
