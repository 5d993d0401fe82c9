//! How many statements the board and the report take of the register.

use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use earnest_app::{
    burden::burden_show::children_burden,
    desk::desk_show::{owed, whole_desk},
    figures::{board_show, report_show},
};
use earnest_testkit::site::marked;
use std::cell::Cell;

thread_local! {
    /// Snapshots and statements of this thread so far.
    static TAKEN: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

fn note(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        let words = query.to_string();
        let (snapshots, statements) = TAKEN.get();
        if words.starts_with("BEGIN") {
            TAKEN.set((snapshots + 1, statements));
        } else if words.starts_with("SELECT") {
            TAKEN.set((snapshots, statements + 1));
        }
    }
}

/// The snapshots and the statements of what is done.
fn taken(act: impl FnOnce()) -> (usize, usize) {
    TAKEN.set((0, 0));
    act();
    TAKEN.get()
}

#[test]
fn the_board_and_the_report_take_one_snapshot_and_few_statements_and_fewer_when_asked_again() {
    set_default_instrumentation(|| Some(Box::new(note))).unwrap();
    let register = marked::register();
    let context = register.context(&earnest_testkit::OPERATOR);
    let code = marked::code("P");
    let board = taken(|| {
        let wanted = board_show::Wanted { unit: Some(&code), ..Default::default() };
        board_show::show_board(&context, wanted).unwrap();
    });
    let report = taken(|| {
        let wanted = report_show::Wanted { unit: Some(&code), ..Default::default() };
        report_show::report(&context, wanted).unwrap();
    });
    let pack = earnest_testkit::pack::shipped();
    let page = taken(|| {
        register.store.at_once(|| {
            let wanted = board_show::Wanted { unit: Some(&code), ..Default::default() };
            let board = board_show::show_board(&context, wanted).unwrap();
            children_burden(&context, &pack, &code, board.day).unwrap();
            assert!(owed(&context).is_err(), "nothing waits for the operator, who has no post");
        });
    });
    assert_eq!(page.0, 1, "all that stands on the board's page is read in one snapshot");
    assert_eq!((board.0, report.0), (1, 1));
    let again = taken(|| {
        let wanted = board_show::Wanted { unit: Some(&code), ..Default::default() };
        board_show::show_board(&context, wanted).unwrap();
    });
    assert!(board.1 > 0 && board.1 <= 23, "{board:?}");
    assert!(again.0 == 1 && again.1 * 2 < board.1, "nothing was done since: {board:?} {again:?}");
    assert!(report.1 > 0 && report.1 <= 16, "{report:?}");
}

#[test]
fn the_number_beside_the_desk_takes_one_snapshot_and_as_many_statements_however_much_waits() {
    set_default_instrumentation(|| Some(Box::new(note))).unwrap();
    let register = marked::register();
    let office = register.actor(earnest_model::actor::Role::Office, &marked::code("P"));
    let count = || {
        let context = register.context(&office);
        let mut waits = 0;
        let taken = taken(|| waits = earnest_app::desk::desk_show::count_owed(&context).unwrap());
        (waits, taken)
    };
    let (few, before) = count();
    marked::more_of_b(&register);
    let (more, after) = count();
    assert!(more >= few && few > 0, "{few} {more}");
    assert!(after.1 <= before.1, "the same statements, or what is remembered: {before:?} {after:?}");
    assert!(before.0 == 1 && after.0 == 1 && before.1 <= 75, "{before:?}");
    let (same, again) = count();
    assert_eq!((same, again.0), (more, 1));
    assert!(again.1 * 3 < before.1, "nothing was done since: {before:?} {again:?}");
}

#[test]
fn the_desk_takes_one_snapshot_and_what_goes_on_is_read_with_what_is_next() {
    set_default_instrumentation(|| Some(Box::new(note))).unwrap();
    let register = marked::register();
    let office = register.actor(earnest_model::actor::Role::Office, &marked::code("P"));
    let context = register.context(&office);
    let desk = taken(|| assert!(!whole_desk(&context).unwrap().piles.is_empty()));
    let count = taken(|| assert!(earnest_app::desk::desk_show::count_owed(&context).unwrap() > 0));
    assert_eq!((desk.0, count.0), (1, 1));
    assert!(desk.1 <= 90, "{desk:?}");
    assert!(count.1 <= 25, "what the desk has read is not read once more for its number: {desk:?} {count:?}");
}
