//! Whatever somebody with the database changes behind the journal is found, record by record, on both engines.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may break off")]

use earnest_app::{health::examine, journal_verify::verify_journal};
use earnest_demo::{Start, TODAY, build};
use earnest_model::contents::ContentsFault;
use earnest_store::{Engine, OUTSIDE, Verified};
use earnest_testkit::{OPERATOR, intruder::Intruder, register::Register};
use std::collections::BTreeSet;

/// Cells that are changed.
const CELLS: usize = 1_000;

/// Where an intruder changes something.
struct Places<'i>(&'i mut Intruder);

impl Places<'_> {
    /// Tables in the chain whose key is the column `id`.
    fn tables(&mut self) -> Vec<String> {
        let all = match self.0.engine() {
            Engine::Sqlite => {
                "SELECT m.name AS text FROM sqlite_schema m, pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND c.name = 'id' AND c.pk = 1 ORDER BY 1"
            }
            Engine::Postgres => {
                "SELECT table_name::text AS text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND column_name = 'id' ORDER BY 1"
            }
        };
        let mut tables = self.0.texts(all);
        tables.retain(|table| {
            !OUTSIDE.iter().any(|(name, _)| name == table)
                && !table.starts_with("__")
                && !self.0.texts(&format!("SELECT 'x' AS text FROM \"{table}\" LIMIT 1")).is_empty()
        });
        tables
    }

    /// The columns of a table but for its key, each with how its value is changed.
    fn changes(&mut self, table: &str) -> Vec<String> {
        let columns = match self.0.engine() {
            Engine::Sqlite => {
                format!("SELECT lower(type) || ' ' || name AS text FROM pragma_table_info('{table}')")
            }
            Engine::Postgres => format!(
                "SELECT data_type || ' ' || column_name AS text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            ),
        };
        let columns = self.0.texts(&columns).into_iter().filter_map(|line| {
            let (kind, name) = line.rsplit_once(' ')?;
            let own = format!("\"{name}\"");
            match kind {
                _ if name == "id" => None,
                "text" => Some(format!("{own} = coalesce({own}, '') || '~'")),
                "boolean" => Some(format!("{own} = NOT {own}")),
                _ => Some(format!("{own} = coalesce({own}, 0) + 1")),
            }
        });
        columns.collect()
    }
}

/// A small generator of numbers, so that a failing run can be run again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn built(register: Register) -> Register {
    let start = Start { password: "earnest-demo", seed: 2015, salt: [5; 16] };
    register.store.relax_durability(true).unwrap();
    build(&register.store, &earnest_testkit::pack::shipped(), start, &mut |_| {}).unwrap();
    register.today.set(TODAY);
    register
}

fn verified(register: &Register) -> Verified {
    verify_journal(&register.context(&OPERATOR)).unwrap()
}

fn named(verified: &Verified) -> BTreeSet<(String, String)> {
    let record = |fault: &ContentsFault| match fault.record() {
        Some((table, key)) => (table.to_owned(), key.to_owned()),
        None => ("journal".to_owned(), fault.to_string()),
    };
    verified.faults.iter().map(record).collect()
}

fn everything_is_found(register: &Register) {
    let sound = verified(register);
    assert!(sound.holds(), "{:?} {:?}", sound.broken, sound.faults.first());
    assert!(sound.records > 20_000, "{}", sound.records);
    let mut intruder = Intruder::of(register);
    let names = Places(&mut intruder).tables();
    let tables: Vec<(String, Vec<String>, Vec<String>)> = names
        .into_iter()
        .map(|table| {
            let changes = Places(&mut intruder).changes(&table);
            let keys = intruder.texts(&format!("SELECT CAST(id AS TEXT) AS text FROM \"{table}\""));
            (table, changes, keys)
        })
        .collect();
    let mut chance = Chance(register.url().len() as u64);
    let mut changed: BTreeSet<(String, String)> = BTreeSet::new();
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    while changed.len() < CELLS {
        let (table, changes, keys) = &tables[chance.below(tables.len())];
        let (change, key) = (&changes[chance.below(changes.len())], &keys[chance.below(keys.len())]);
        let interval = table == "unit" && (change.starts_with("\"lo\"") || change.starts_with("\"hi\""));
        if interval || changed.contains(&(table.clone(), key.clone())) {
            continue;
        }
        // A change that a constraint refuses is none.
        if intruder.tries(&format!("UPDATE \"{table}\" SET {change} WHERE id = {key}")) {
            changed.insert((table.clone(), key.clone()));
            kinds.insert(table);
        }
        assert!(kinds.len() <= tables.len());
    }
    assert!(kinds.len() > 30, "{kinds:?}");
    let found = named(&verified(register));
    let missed: Vec<_> = changed.difference(&found).collect();
    assert!(missed.is_empty(), "{} of {CELLS} not found: {missed:?}", missed.len());
    let innocent: Vec<_> = found.difference(&changed).collect();
    assert!(innocent.is_empty(), "named, but not changed: {innocent:?}");
}

fn rows_and_entries_are_found(register: &Register) {
    let mut intruder = Intruder::of(register);
    assert!(intruder.tries("UPDATE unit SET hi = hi + 1 WHERE id = (SELECT max(id) FROM unit)"));
    assert!(!verified(register).holds(), "a unit's interval");
    assert!(intruder.tries("UPDATE unit SET hi = hi - 1 WHERE id = (SELECT max(id) FROM unit)"));
    assert!(verified(register).holds());
    let doctor = || {
        let findings = examine(&register.context(&OPERATOR));
        findings.iter().filter_map(|finding| finding.fault.clone()).collect::<Vec<_>>()
    };
    assert!(intruder.tries("DELETE FROM measure_step WHERE id = 7"));
    let found = verified(register);
    assert!(
        matches!(found.faults.as_slice(), [ContentsFault::Missing { table, key, place, action }]
            if table == "measure_step" && key == "7" && *place > 0 && !action.is_empty()),
        "{:?}",
        found.faults
    );
    assert_eq!(doctor().len(), 1);
    assert!(intruder.tries("INSERT INTO setting (key, value) VALUES ('held-up', 'x')"));
    assert!(named(&verified(register)).contains(&("setting".to_owned(), "held-up".to_owned())));
    // The last entries with what they wrote, and then all of them.
    let last = "(SELECT max(place) - 100 FROM journal)";
    assert!(intruder.tries(&format!(
        "DELETE FROM written WHERE place > {last}; DELETE FROM journal WHERE place > {last}"
    )));
    let cut = verified(register);
    assert!(cut.broken.is_none() && cut.faults.len() > 50, "{}", cut.faults.len());
    assert!(intruder.tries("DELETE FROM written; DELETE FROM journal"));
    let gone = verified(register);
    assert_eq!(gone.chain.checked(), 0);
    assert!(gone.faults.len() as u64 >= gone.records, "every record stands without an act");
    assert!(!doctor().is_empty());
}

#[test]
fn a_thousand_changed_cells_over_all_tables_are_a_thousand_found_on_sqlite() {
    everything_is_found(&built(Register::empty_sqlite()));
}

#[test]
fn a_thousand_changed_cells_over_all_tables_are_a_thousand_found_on_postgresql() {
    everything_is_found(&built(Register::empty_postgres()));
}

#[test]
fn rows_taken_out_or_put_in_and_deleted_entries_are_found() {
    rows_and_entries_are_found(&built(Register::empty_sqlite()));
}
