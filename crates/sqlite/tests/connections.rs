//! What connections of Diesel do once the hooks are installed.
#![expect(clippy::unwrap_used, reason = "tests may break off")]

use diesel::{
    Connection as _, RunQueryDsl as _, SqliteConnection, connection::SimpleConnection as _, sql_query,
};
use earnest_sqlite::{Halt, Why, counted, halted, halting, install};
use std::{sync::Arc, thread, time::Duration};

/// Counts for minutes if nobody stops it.
const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) \
                       SELECT count(*) FROM n";

fn connection() -> SqliteConnection {
    install();
    SqliteConnection::establish(":memory:").unwrap()
}

#[test]
fn a_statement_ends_when_it_is_told_from_another_thread_and_the_connection_goes_on() {
    let mut connection = connection();
    let halt = Arc::new(Halt::default());
    let teller = Arc::clone(&halt);
    let telling = thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        teller.tell(Why::Gone);
    });
    let fault = halting(&halt, || connection.batch_execute(ENDLESS)).unwrap_err();
    assert_eq!(fault.to_string(), "interrupted");
    telling.join().unwrap();
    assert_eq!(halted(), None, "what is done afterwards is wanted");
    connection.batch_execute("SELECT count(*) FROM sqlite_schema").unwrap();
}

#[test]
fn the_first_reason_stays() {
    let halt = Halt::default();
    assert_eq!(halt.why(), None);
    halt.tell(Why::Long);
    halt.tell(Why::Gone);
    assert_eq!(halt.why(), Some(Why::Long));
}

#[test]
fn the_same_work_has_the_same_count_and_a_kept_statement_is_planned_once() {
    let mut connection = connection();
    connection
        .batch_execute(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER); \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) \
             INSERT INTO t SELECT i, i % 7 FROM n; CREATE INDEX t_by_b ON t (b); ANALYZE;",
        )
        .unwrap();
    let mut ask = |least: i32, most: i64| {
        use diesel::sql_types::{BigInt, Integer};
        let asked = sql_query("SELECT a FROM t WHERE b > ? ORDER BY a LIMIT ?");
        asked.bind::<Integer, _>(least).bind::<BigInt, _>(most).execute(&mut connection).unwrap();
    };
    let ((), first) = counted(|| ask(3, 10));
    let ((), again) = counted(|| ask(3, 10));
    assert!(first.statements == 1 && first.steps > 0, "{first:?}");
    assert_eq!(first, again);
    let ((), other) = counted(|| ask(5, 20));
    assert_eq!(other.planned_anew, 0, "the values that are bound change no plan: {other:?}");
}
