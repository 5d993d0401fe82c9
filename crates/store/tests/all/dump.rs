//! All rows of a register go out and come in alike on both engines.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_model::{
    actor::Role,
    mark::{Mark, RegisterKind},
};
use earnest_store::{Engine, Piece, Standing, Store, StoreError};
use earnest_testkit::{
    intruder::Intruder,
    register::{Place, Register, on_both_engines},
};

/// The tables with their columns and rows, as lines.
fn lines(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    let mut take = |piece: Piece<'_>| {
        lines.push(match piece {
            Piece::Table(name, columns) => format!("{name}: {}", columns.join(" ")),
            Piece::Row(line) => line.to_owned(),
        });
        Ok::<(), StoreError>(())
    };
    store.snapshot().unwrap().give(&mut take).unwrap();
    lines
}

fn pour(from: &Store, into: &Store) -> Result<(), StoreError> {
    let mut snapshot = from.snapshot()?;
    let head = snapshot.head()?;
    let mut filling = into.fill(&head.versions)?;
    snapshot.give(&mut |piece| match piece {
        Piece::Table(name, columns) => filling.table(name, columns),
        Piece::Row(line) => filling.row(line),
    })?;
    filling.settle()?;
    assert_eq!(filling.head()?, head);
    assert!(filling.reader().verify_journal()?.holds());
    filling.finish()
}

#[test]
fn rows_that_go_to_the_other_engine_and_back_are_the_same_rows() {
    on_both_engines(|register| {
        register.actor(Role::Office, "P");
        let before = lines(&register.store);
        let other = if register.engine() == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite };
        let (place, home) = (Place::on(other), Place::on(register.engine()));
        let there = place.open();
        pour(&register.store, &there).unwrap();
        assert_eq!(lines(&there), before);
        let back = home.open();
        pour(&there, &back).unwrap();
        assert_eq!(lines(&back), before);
        let again = pour(&register.store, &back);
        assert!(matches!(again, Err(StoreError::NotEmpty)), "{again:?}");
    });
}

#[test]
fn a_place_that_was_not_filled_to_the_end_is_empty() {
    on_both_engines(|register| {
        let place = Place::on(register.engine());
        let store = place.open();
        let versions = register.store.snapshot().unwrap().head().unwrap().versions;
        let mut filling = store.fill(&versions).unwrap();
        let none: Vec<String> = Vec::new();
        assert!(matches!(filling.table("unit", &none), Err(StoreError::Misfit { .. })));
        assert!(matches!(filling.settle(), Err(StoreError::Misfit { .. })), "tables are lacking");
        drop(filling);
        assert_eq!(store.standing().unwrap(), Standing::Empty);
        pour(&register.store, &store).unwrap();
        assert_eq!(store.standing().unwrap(), Standing::Register(None));
    });
}

#[test]
fn rows_that_refer_to_what_did_not_come_are_refused() {
    on_both_engines(|register| {
        register.actor(Role::Office, "P");
        Intruder::of(register).does("DELETE FROM account");
        let place = Place::on(register.engine());
        let store = place.open();
        let refused = pour(&register.store, &store).unwrap_err().to_string();
        assert!(
            refused.contains("refers to none of `account`") || refused.contains("account_id"),
            "{refused}"
        );
        assert_eq!(store.standing().unwrap(), Standing::Empty);
    });
}

#[test]
fn a_register_of_a_newer_program_is_not_opened() {
    on_both_engines(|register| {
        Intruder::of(register).does("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
        let fault = Store::open(register.url(), 1).unwrap_err();
        assert!(fault.to_string().contains("9999"), "{fault}");
    });
}

#[test]
fn nothing_but_a_demonstration_is_cleared_and_a_mark_stays() {
    for kind in [RegisterKind::Real, RegisterKind::Demonstration] {
        let each = |register: &Register| {
            assert!(matches!(register.store.clear_demonstration(), Err(StoreError::NoDemonstration)));
            let mark = Mark { kind, pack: "hospital".into(), name: "ward".into() };
            register.store.mark(&mark, jiff::Timestamp::UNIX_EPOCH).unwrap();
            let other = Mark { kind: RegisterKind::Demonstration, pack: "x".into(), name: "y".into() };
            register.store.mark(&other, jiff::Timestamp::UNIX_EPOCH).unwrap();
            assert_eq!(register.store.standing().unwrap(), Standing::Register(Some(mark)), "a mark stays");
            register.actor(Role::Office, "P"); // the act that tells of the mark
            assert_eq!(register.store.pack_from_before().unwrap().as_deref(), Some("hospital"));
            match register.store.clear_demonstration() {
                Ok(()) => assert_eq!(kind, RegisterKind::Demonstration),
                Err(StoreError::NoDemonstration) => assert_eq!(kind, RegisterKind::Real),
                Err(fault) => panic!("{fault}"),
            }
            let left = register.store.standing().unwrap();
            assert_eq!(left == Standing::Empty, kind == RegisterKind::Demonstration);
            register.store.migrate().unwrap(); // what was thrown away can be built anew in its place
        };
        on_both_engines(each);
    }
}

#[test]
fn a_register_that_an_empty_schema_hides_is_not_taken_for_none() {
    let register = Register::empty_postgres().with_organisation();
    register.actor(Role::Office, "P");
    Intruder::of(&register).does("CREATE SCHEMA earnest");
    let fault = Store::open(register.url(), 1).map(|_| ()).unwrap_err().to_string();
    assert!(fault.contains("the schema `earnest` stands in front of the schema `public`"), "{fault}");
    Intruder::of(&register).does("DROP SCHEMA earnest");
    Store::open(register.url(), 1).unwrap();
}
