//! The lists of what stands outside the chain, and of whose records a table holds, are those of the tables themselves.

use earnest_model::actor::Role;
use earnest_store::{
    BY_ANOTHER, BY_MEASURE, BY_RECORD, Engine, HANGING, NAMING_ROUNDS, NOT_OF_FILE, OF_NO_UNIT, OUTSIDE,
    UNIT_COLUMNS,
};
use earnest_testkit::{
    intruder::Intruder,
    register::{Register, on_both_engines},
};
use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn a_swapped_password_is_named_though_no_hash_stands_in_the_journal() {
    on_both_engines(|register| {
        let (one, _) = register.account(Role::Office, "P", Some("four quiet herons"));
        let (other, _) = register.account(Role::UnitHead, "A", Some("five quiet herons"));
        assert!(register.store.snapshot().unwrap().reader().verify_journal().unwrap().holds());
        Intruder::of(register).does(&format!(
            "UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE login = '{other}') \
             WHERE login = '{one}'"
        ));
        let told = register.store.snapshot().unwrap().reader().verify_journal().unwrap();
        assert!(!told.holds());
        assert!(register.journal().iter().all(|entry| !entry.contains("argon2")));
    });
}

#[test]
fn the_page_on_the_journal_names_the_tables_outside_the_chain_and_no_other() {
    let page = include_str!("../../../../docs/journal.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    let expected: Vec<String> = OUTSIDE.iter().map(|(table, why)| format!("| `{table}` | {why} |")).collect();
    assert_eq!(rows, expected);
}

/// What refers to what, as `table.column>table`, and every table in the chain.
fn references(register: &Register) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut intruder = Intruder::of(register);
    let (tables, references) = match intruder.engine() {
        Engine::Sqlite => (
            "SELECT name AS text FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            "SELECT m.name || '.' || f.\"from\" || '>' || f.\"table\" AS text \
             FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        ),
        Engine::Postgres => (
            "SELECT relname::text AS text FROM pg_class \
             WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'",
            "SELECT c.relname || '.' || a.attname || '>' || o.relname AS text FROM pg_constraint k \
             JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey) \
             WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace",
        ),
    };
    let mut tables: BTreeSet<String> = intruder.texts(tables).into_iter().collect();
    tables.retain(|table| OUTSIDE.iter().all(|(name, _)| name != table));
    (tables, intruder.texts(references).into_iter().collect())
}

#[test]
fn of_every_table_in_the_chain_it_is_known_to_which_unit_its_records_belong() {
    on_both_engines(|register| {
        let (tables, references) = references(register);
        let mut known = BTreeSet::new();
        for reference in &references {
            let (from, to) = reference.split_once('>').unwrap();
            let (table, column) = from.split_once('.').unwrap();
            if to == "unit" && table != "unit" {
                assert!(UNIT_COLUMNS.contains(&column), "{reference} names a unit");
            }
            if to == "unit" || UNIT_COLUMNS.contains(&column) {
                assert_eq!(to, "unit", "{reference} names none");
                known.insert(table.to_owned());
            }
        }
        for (table, column, other) in BY_ANOTHER {
            assert!(references.contains(&format!("{table}.{column}>{other}")), "{table}.{column}");
            assert!(known.contains(*other), "{other}");
            assert!(!known.contains(*table), "{table} names a unit itself");
        }
        known.extend(BY_ANOTHER.iter().map(|(table, ..)| (*table).to_owned()));
        known.extend(OF_NO_UNIT.iter().map(|(table, _)| (*table).to_owned()));
        assert_eq!(known, tables);
    });
}

/// Migrations change what PostgreSQL makes of them: then this fails, and says which file takes the place of the kept one.
#[test]
fn the_kept_shape_of_postgresql_is_that_of_a_register_that_was_just_made() {
    let register = Register::empty_postgres().with_organisation();
    let made = register.store.snapshot().unwrap().reader().shape_as_text().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/postgres_shape.txt");
    if fs::read_to_string(&kept).unwrap() != made {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("postgres_shape.txt");
        fs::write(&new, &made).unwrap();
        panic!("copy {} to {}, and look at what changed", new.display(), kept.display());
    }
}

#[test]
fn of_every_column_that_names_a_unit_it_is_known_what_becomes_of_it_when_the_unit_is_closed() {
    on_both_engines(|register| {
        let (_, references) = references(register);
        let of_units: BTreeSet<String> =
            references.iter().filter_map(|one| one.strip_suffix(">unit").map(str::to_owned)).collect();
        let known: Vec<String> = HANGING.iter().map(|one| format!("{}.{}", one.table, one.column)).collect();
        let listed: BTreeSet<String> = known.iter().cloned().collect();
        assert_eq!(listed.len(), known.len(), "each once");
        let forgotten: Vec<&String> = of_units.difference(&listed).collect();
        assert!(forgotten.is_empty(), "say in HANGING what becomes of it: {forgotten:?}");
        let strange: Vec<&String> = listed.difference(&of_units).collect();
        assert!(strange.is_empty(), "no column names a unit so: {strange:?}");
    });
}

#[test]
fn what_the_file_of_a_round_holds_of_the_journal_is_said_of_tables_that_are_there() {
    on_both_engines(|register| {
        let (_, references) = references(register);
        for (table, column, other) in BY_RECORD {
            assert!(references.contains(&format!("{table}.{column}>{other}")), "{table}.{column}");
        }
        for table in BY_MEASURE {
            assert!(references.contains(&format!("{table}.measure_id>measure")), "{table}");
        }
        for (table, _) in NOT_OF_FILE {
            assert!(NAMING_ROUNDS.contains(table), "{table}");
        }
    });
}

#[test]
fn every_table_that_names_a_round_is_looked_at_before_a_round_is_taken_off_its_programme() {
    on_both_engines(|register| {
        let (_, references) = references(register);
        let of_rounds: BTreeSet<&str> =
            references.iter().filter_map(|one| one.strip_suffix(".round_id>round")).collect();
        let listed: BTreeSet<&str> = NAMING_ROUNDS.iter().copied().collect();
        assert_eq!(of_rounds, listed, "say in NAMING_ROUNDS which tables name rounds");
        let others = references.iter().filter(|one| one.ends_with(">round") && !one.contains(".round_id>"));
        assert_eq!(others.count(), 0, "by another column than round_id");
    });
}
