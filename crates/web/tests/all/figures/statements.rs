//! How many statements a page takes of the register.

use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use earnest_model::actor::Role;
use earnest_testkit::site::{Site, marked};
use std::sync::atomic::{AtomicUsize, Ordering};

static SNAPSHOTS: AtomicUsize = AtomicUsize::new(0);
static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

fn note(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        let words = query.to_string();
        if words.starts_with("BEGIN") {
            SNAPSHOTS.fetch_add(1, Ordering::Relaxed);
        } else if words.starts_with("SELECT") {
            STATEMENTS.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The snapshots and the statements of what is done.
fn taken(act: impl FnOnce()) -> (usize, usize) {
    let before = (SNAPSHOTS.load(Ordering::Relaxed), STATEMENTS.load(Ordering::Relaxed));
    act();
    (SNAPSHOTS.load(Ordering::Relaxed) - before.0, STATEMENTS.load(Ordering::Relaxed) - before.1)
}

#[test]
fn the_board_and_the_report_take_one_snapshot_and_at_most_twelve_statements() {
    set_default_instrumentation(|| Some(Box::new(note))).unwrap();
    let register = marked::register();
    let context = register.context(&earnest_testkit::OPERATOR);
    let code = marked::code("P");
    let board = taken(|| {
        let wanted = earnest_app::figures::board_show::Wanted { unit: Some(&code), ..Default::default() };
        earnest_app::figures::board_show::show_board(&context, wanted).unwrap();
    });
    let report = taken(|| {
        let wanted = earnest_app::figures::report_show::Wanted { unit: Some(&code), ..Default::default() };
        earnest_app::figures::report_show::report(&context, wanted).unwrap();
    });
    println!("board {board:?}, report {report:?}");
    assert_eq!((board.0, report.0), (1, 1));
    assert!(board.1 > 0 && board.1 <= 12 && report.1 <= 12, "board {board:?}, report {report:?}");
    let site = Site::on(register);
    let mut office = site.sign_in(Role::Office, &code);
    let page = taken(|| assert_eq!(office.get("/board").status, 200));
    println!("the page of the board, with its frame: {page:?}");
}
