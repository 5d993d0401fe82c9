//! Laws over generated sequences of changes: what was told is what happened, what was settled stays, nothing open is left at a closed
//! unit, and all numbers of a round agree and stay what they were.

use super::{
    DAY, Dice, WHY, again, follows,
    open::ledger_of,
    rounds::{numbers, page, round_of_a, took_part},
};
use earnest_app::{
    figures::figure_show::{Asked, show_figure},
    tasks::{task_send::send_task, tasks_show::show_task},
    units::unit_change::{ChangeForm, change_unit, look_at_change},
};
use earnest_model::{
    figures::figure_name::FigureName,
    permit::{ChangeUnits, decide},
    tasks::task::TaskForm,
    units::change::HangRule,
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, tiers},
};

/// Measures of a unit itself that are closed.
fn closed_at(register: &Register, unit: &str) -> u64 {
    let asked = Asked { unit: Some(unit), own: true, ..Asked::of(FigureName::LedgerClosed) };
    show_figure(&register.context(&OPERATOR), asked, None, 1_000).unwrap().figure.value()
}

/// Of a unit that is closed nothing is open that somebody would wait for.
fn nothing_is_left(register: &Register, code: &str, seed: u64) {
    let mut snapshot = register.store.snapshot().unwrap();
    let mut reader = snapshot.reader();
    let (root, unit) = (reader.root().unwrap().unwrap(), reader.locate(code).unwrap().unwrap());
    let permit = decide::<ChangeUnits>(&OPERATOR, root, register.today.get()).unwrap();
    let hangs = reader.hanging(&permit, unit.unit).unwrap();
    let open: Vec<_> = hangs.iter().filter(|hangs| hangs.open > 0 && hangs.rule != HangRule::Stays).collect();
    assert!(open.is_empty(), "seed {seed}: {code} is closed and has {open:?}");
}

fn any_sequence(register: &Register, seed: u64, steps: usize) {
    let mut dice = Dice(seed);
    let (office, round) = round_of_a(register);
    for unit in ["A1", "A3"] {
        took_part(register, round, unit);
    }
    for unit in ["A1", "A2", "B1"] {
        ledger_of(register, unit);
    }
    let direction = TaskForm {
        kind: "direction",
        leader: "the head",
        title: "check the duties",
        body: "tier by tier",
        due_on: "2015-06-10",
    };
    let sent = send_task(&register.context(&office), "A", direction, &["A1", "A2", "A3"]).unwrap();
    let before = numbers(register);
    let mut codes: Vec<String> =
        ["A1", "A2", "A3", "A4", "B1", "B2", "A1T1", "B1T1"].map(str::to_owned).to_vec();
    let mut closed: Vec<String> = Vec::new();
    super::later(register, 1);
    for step in 0..steps {
        let code = codes[dice.roll(codes.len())].clone();
        let other = codes[dice.roll(codes.len())].clone();
        let new = format!("X{step}");
        let order = ChangeForm { day: DAY, reason: WHY, ..ChangeForm::default() };
        let form = match dice.roll(6) {
            0 => ChangeForm { change: "move", code: &code, parent: "B", ..order },
            1 => ChangeForm { change: "move", code: &code, parent: "A", ..order },
            2 => ChangeForm { change: "move", code: &code, parent: &other, ..order },
            3 => ChangeForm { change: "open", code: &new, name: &new, parent: "A", tier: "county", ..order },
            _ => ChangeForm { change: "merge", code: &code, into: &other, ..order },
        };
        let seen = look_at_change(&register.context(&OPERATOR), &form, &tiers());
        let settled = if form.change == "merge" { closed_at(register, &code) } else { 0 };
        match change_unit(&register.context(&OPERATOR), &form, &tiers()) {
            Ok(done) => {
                let seen = seen.unwrap();
                assert_eq!(seen.mark(), done.mark(), "seed {seed}");
                if form.change == "merge" {
                    let records = register.last_event().1["records"].as_i64().unwrap();
                    assert_eq!(records, follows(&seen), "seed {seed}: what was told is what happened");
                    assert_eq!(closed_at(register, &code), settled, "seed {seed}: what was settled stays");
                    closed.push(code.clone());
                }
                if form.change == "open" {
                    codes.push(new.clone());
                }
            }
            Err(_) => assert!(seen.is_err(), "seed {seed}: what can't be done is told before"),
        }
        assert_eq!(numbers(register), before, "seed {seed}: the round is what it was after {form:?}");
        page(register, &office, round);
        closed.iter().for_each(|code| nothing_is_left(register, code, seed));
        let office = again(register, &office);
        for id in sent.0..sent.0 + 3 {
            let read = show_task(&register.context(&office), earnest_model::id::TaskId(id));
            assert!(read.is_ok(), "seed {seed}: whoever sent a direction reads it");
        }
    }
    let verified = earnest_app::journal_verify::verify_journal(&register.context(&OPERATOR)).unwrap();
    assert!(verified.holds(), "seed {seed}: {:?}", verified.faults);
}

#[test]
fn after_any_sequence_nothing_open_is_lost_and_a_round_is_what_it_was() {
    for seed in 0..6 {
        any_sequence(&Register::empty_sqlite().with_organisation(), seed, 14);
    }
    any_sequence(&Register::empty_postgres().with_organisation(), 91, 10);
}
