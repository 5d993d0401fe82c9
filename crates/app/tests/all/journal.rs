//! The journal is whole, whatever happens.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    health::{Finding, examine},
    journal_verify::verify_journal,
    people::{
        account_open::{OpenAccount, open_account},
        sign_in::{sign_in, sign_out, who},
    },
    units::unit_import::import_units,
};
use earnest_model::{
    actor::Role,
    mark::{Mark, RegisterKind},
};
use earnest_store::{Engine, Standing, UnitMark};
use earnest_testkit::{
    OPERATOR,
    intruder::Intruder,
    register::{Register, on_both_empty, on_both_engines, tiers},
};

fn open(register: &Register, login: &str, password: Option<&str>) -> Result<(), earnest_app::AppError> {
    let request = OpenAccount {
        login,
        title: "role",
        password,
        role: Role::Office,
        unit: "P",
        from: register.today.get(),
        salt: [3; 16],
    };
    open_account(&register.context(&OPERATOR), &request).map(|_| ())
}

#[test]
fn every_change_is_one_more_link_and_the_chain_holds() {
    on_both_engines(|register| {
        for login in ["aa", "bb", "cc"] {
            open(register, login, None).unwrap();
        }
        let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
        assert!(verified.holds(), "{verified:?}");
        assert_eq!(verified.chain.checked(), 4);
        assert_eq!(
            register.journal(),
            ["import-units", "manage-accounts", "manage-accounts", "manage-accounts"]
        );
    });
}

#[test]
fn a_unit_of_work_that_is_dropped_leaves_nothing() {
    on_both_engines(|register| {
        let before = register.journal().len();
        drop(register.store.begin(jiff::Timestamp::UNIX_EPOCH).unwrap());
        assert!(open(register, "x", None).is_err(), "a login of one character is refused");
        assert!(open(register, "taken", None).is_ok());
        assert!(open(register, "taken", None).is_err());
        assert_eq!(register.journal().len(), before + 1);
    });
}

#[test]
fn a_session_opens_with_the_right_password_alone_and_ends() {
    on_both_engines(|register| {
        open(register, "office", Some("correct horse")).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        assert!(sign_in(&register.store, "office", "wrong horse", [1; 64], now).is_err());
        assert!(sign_in(&register.store, "nobody", "correct horse", [1; 64], now).is_err());
        let opened = sign_in(&register.store, "office", "correct horse", [1; 64], now).unwrap();
        let signed_in = who(&register.store, &opened.token, now).unwrap().unwrap();
        let (actor, csrf) = (signed_in.actor, signed_in.csrf);
        assert!(actor.has_role(Role::Office, register.today.get()));
        assert_eq!(csrf, "01".repeat(32));
        assert!(
            who(&register.store, &opened.token, opened.expires_at).unwrap().is_none(),
            "it ends by itself"
        );
        sign_out(&register.store, &opened.token).unwrap();
        assert!(who(&register.store, &opened.token, now).unwrap().is_none());
    });
}

/// What a check of the register says, each fault as a sentence.
fn faults(register: &Register) -> Vec<String> {
    let verified = verify_journal(&register.context(&OPERATOR)).unwrap();
    let broken = verified.broken.iter().map(ToString::to_string);
    broken.chain(verified.faults.iter().map(ToString::to_string)).collect()
}

/// What is said after somebody with the database did this to a register with a few acts.
fn said_after(register: &Register, statements: &str) -> Vec<String> {
    for login in ["aa", "bb", "cc"] {
        open(register, login, None).unwrap();
    }
    assert_eq!(faults(register), Vec::<String>::new());
    Intruder::of(register).does(statements);
    let said = faults(register);
    assert!(!said.is_empty(), "nothing is said of: {statements}");
    assert!(doctor(register).iter().any(|finding| finding.fault.is_some()), "doctor, of: {statements}");
    said
}

/// A line that vouches for an account as it stands, at a place of the intruder's choice.
fn forged(place: i64) -> String {
    format!(
        "UPDATE account SET title = 'forged' WHERE login = 'aa'; \
         INSERT INTO written (place, record, record_key, digest) SELECT {place}, record, record_key, 'gone' FROM written \
         WHERE record = 'account' AND place = 2;"
    )
}

#[test]
fn a_line_of_a_place_that_the_journal_does_not_have_vouches_for_nothing() {
    for place in [99_999, 0, -5] {
        on_both_engines(|register| {
            let said = said_after(register, &forged(place));
            let line = format!("journal entry {place} does not match the list of what it wrote");
            assert!(said.contains(&line), "{said:?}");
            assert!(
                said.iter().any(|said| said.starts_with("account 1 is not what journal entry 2")),
                "{said:?}"
            );
        });
    }
}

#[test]
fn entries_that_are_deleted_are_missed_though_what_they_wrote_still_stands_written() {
    for place in [0, 3] {
        on_both_engines(|register| {
            let said = said_after(register, &format!("DELETE FROM journal WHERE place > {place}"));
            assert!(said.iter().any(|said| said.contains("no journal entry wrote it")), "{said:?}");
        });
    }
}

#[test]
fn entries_before_the_first_place_are_faults() {
    on_both_engines(|register| {
        let said = said_after(register, "UPDATE journal SET place = -place WHERE place > 3");
        assert!(said.contains(&"journal entry -4 stands where 1 should".to_owned()), "{said:?}");
    });
}

#[test]
fn each_record_of_a_table_that_is_gone_is_missed_and_the_table_of_the_journal_too() {
    on_both_engines(|register| {
        let cascade = if register.url().starts_with("sqlite") { "" } else { " CASCADE" };
        let said = said_after(register, &format!("DROP TABLE holding{cascade}"));
        let missing = said.iter().filter(|said| said.starts_with("holding ") && said.contains("is missing"));
        assert_eq!(missing.count(), 3, "{said:?}");
    });
    on_both_engines(|register| {
        let cascade = if register.url().starts_with("sqlite") { "" } else { " CASCADE" };
        let said = said_after(register, &format!("DROP TABLE journal{cascade}"));
        assert!(said.contains(&"the table journal is missing".to_owned()), "{said:?}");
    });
}

#[test]
fn a_table_without_a_key_is_named_as_strange_and_hides_nothing() {
    on_both_engines(|register| {
        let said = said_after(
            register,
            "CREATE TABLE zzy (x TEXT); INSERT INTO zzy VALUES ('a'); UPDATE account SET title = 'x' WHERE login = 'aa'",
        );
        assert!(
            said.iter().any(|said| said.starts_with("the table zzy is none of the register's")),
            "{said:?}"
        );
        assert!(said.iter().any(|said| said.starts_with("account 1 is not")), "{said:?}");
    });
}

/// PostgreSQL takes no text that is none.
#[test]
fn a_value_that_is_no_text_is_a_fault_of_its_record_and_hides_no_other() {
    let register = Register::empty_sqlite().with_organisation();
    let said = said_after(
        &register,
        "UPDATE account SET title = CAST(x'ff' AS TEXT) WHERE login = 'aa'; \
         UPDATE account SET title = 'other' WHERE login = 'bb'; \
         UPDATE unit SET name = CAST(x'ff' AS TEXT) WHERE code = 'P'",
    );
    let begin = |with: &str| said.iter().any(|said| said.starts_with(with));
    assert!(begin("account 1 is not") && begin("account 2 is not") && begin("unit 1 is not"), "{said:?}");
    let register = Register::empty_sqlite().with_organisation();
    let said = said_after(&register, "UPDATE journal SET actor = CAST(x'ff' AS TEXT) WHERE place = 3");
    assert!(said.iter().any(|said| said.starts_with("journal entry 3 can't be read")), "{said:?}");
    let register = Register::empty_sqlite().with_organisation();
    let said = said_after(&register, "UPDATE written SET digest = CAST(x'ff' AS TEXT) WHERE place = 3");
    assert!(said.iter().any(|said| said.starts_with("journal entry 3 can't be read")), "{said:?}");
}

/// PostgreSQL's columns can't lose their kind.
#[test]
fn a_text_that_was_made_bytes_is_a_fault_of_its_record() {
    let register = Register::empty_sqlite().with_organisation();
    let said = said_after(
        &register,
        "PRAGMA writable_schema = ON; \
         UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name IN ('unit', 'account'); \
         PRAGMA writable_schema = OFF; PRAGMA schema_version = 9999; \
         UPDATE account SET login = CAST(login AS BLOB) WHERE login = 'aa'; \
         UPDATE unit SET name = CAST(name AS BLOB) WHERE code = 'P'",
    );
    for record in ["account 1 is not what journal entry 2", "unit 1 is not what journal entry 1"] {
        assert!(said.iter().any(|said| said.starts_with(record)), "{said:?}");
    }
    let schema = doctor(&register).into_iter().find(|finding| finding.check == "schema").unwrap();
    assert!(schema.fault.unwrap().contains("the table unit is not as the program makes it"));
}

fn doctor(register: &Register) -> Vec<Finding> {
    examine(&register.context(&OPERATOR))
}

/// What the doctor says is wrong, each with what was looked at.
fn complaints(register: &Register) -> Vec<(&'static str, String)> {
    let found = doctor(register).into_iter().filter_map(|one| Some((one.check, one.fault?)));
    found.collect()
}

#[test]
fn whatever_was_added_to_the_tables_is_told_by_the_doctor() {
    on_both_engines(|register| {
        assert_eq!(complaints(register), [], "the tables as the steps make them");
        let mut intruder = Intruder::of(register);
        let (trigger, named) = match intruder.engine() {
            Engine::Sqlite => (
                "CREATE TRIGGER creep AFTER INSERT ON measure BEGIN UPDATE measure SET progress = 100; END",
                "the trigger creep is",
            ),
            Engine::Postgres => (
                "CREATE FUNCTION creep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
                 CREATE TRIGGER creep AFTER INSERT ON measure FOR EACH ROW EXECUTE FUNCTION creep()",
                "the trigger creep on measure is",
            ),
        };
        intruder.does(trigger);
        intruder.does("CREATE VIEW peep AS SELECT * FROM problem");
        intruder.does("ALTER TABLE comment ADD COLUMN secret TEXT");
        let said = complaints(register);
        let [("schema", said)] = said.as_slice() else { panic!("{said:?}") };
        for named in [named, "the view peep is none of the register's"] {
            assert!(said.contains(named), "{said}");
        }
        assert!(said.contains("comment"), "{said}");
    });
}

/// On PostgreSQL the register's own triggers stand in the tables; switched off they note nothing.
#[test]
fn a_trigger_that_was_switched_off_or_taken_away_is_told_by_the_doctor() {
    let register = Register::empty_postgres().with_organisation();
    let mut intruder = Intruder::of(&register);
    intruder.does("ALTER TABLE unit DISABLE TRIGGER touch_update");
    intruder.does("DROP TRIGGER touch_change ON account");
    intruder.does("CREATE OR REPLACE FUNCTION touch_plan() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
    let said = complaints(&register);
    let [("schema", said)] = said.as_slice() else { panic!("{said:?}") };
    for named in [
        "the trigger touch_update on unit is not as the program makes it",
        "the trigger touch_change on account is gone",
        "the function touch_plan is not as the program makes it",
    ] {
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn the_doctor_goes_on_when_a_table_is_gone() {
    on_both_engines(|register| {
        Intruder::of(register).does("DROP TABLE backup_note");
        let said = complaints(register);
        let checks: Vec<&str> = said.iter().map(|(check, _)| *check).collect();
        assert_eq!(checks, ["contents", "schema", "backups"], "{said:?}");
        assert_eq!(doctor(register).len(), 6, "and the rest is looked at");
    });
}

#[test]
fn a_journal_that_was_emptied_is_said_before_its_records() {
    on_both_engines(|register| {
        let said = said_after(register, "DELETE FROM written; DELETE FROM journal");
        assert!(
            said.first().unwrap().starts_with("the journal is empty, and the register holds"),
            "{said:?}"
        );
    });
}

fn marked(register: &Register, kind: RegisterKind) {
    let mark = Mark { kind, pack: "test".to_owned(), name: "somebody's work".to_owned() };
    register.store.mark(&mark, jiff::Timestamp::UNIX_EPOCH).unwrap();
}

#[test]
fn a_register_that_is_made_a_demonstration_past_the_program_is_found_and_not_thrown_away() {
    on_both_empty(|register| {
        marked(register, RegisterKind::Real);
        assert_eq!(faults(register), Vec::<String>::new(), "marked before anything happened");
        import_units(
            &register.context(&OPERATOR),
            "code,name,parent_code,tier\nP,P,,province\n".as_bytes(),
            &tiers(),
            UnitMark::default(),
        )
        .unwrap();
        register.store.serving_begins(jiff::Timestamp::UNIX_EPOCH).unwrap();
        register.store.serving_ends().unwrap();
        assert_eq!(faults(register), Vec::<String>::new(), "that it was served changes no record");
        assert!(register.store.mark_is_as_told().unwrap());
        Intruder::of(register).does("UPDATE register SET kind = 'demonstration'");
        assert_eq!(
            faults(register),
            ["register 1 is not what journal entry 1 (import-units) left: it was changed behind the journal"]
        );
        assert!(!register.store.mark_is_as_told().unwrap());
        assert!(register.store.clear_demonstration().is_err());
        assert_eq!(register.journal().len(), 1, "nothing was thrown away");
    });
}

#[test]
fn a_demonstration_whose_journal_tells_of_it_is_thrown_away_by_its_maker() {
    on_both_empty(|register| {
        marked(register, RegisterKind::Demonstration);
        let units = "code,name,parent_code,tier\nP,P,,province\n";
        import_units(&register.context(&OPERATOR), units.as_bytes(), &tiers(), UnitMark::default()).unwrap();
        register.store.clear_demonstration().unwrap();
        assert_eq!(register.store.standing().unwrap(), Standing::Empty);
    });
}

/// What PostgreSQL has besides triggers and functions: each change is told by what was changed.
#[test]
fn whatever_was_changed_of_a_table_of_postgresql_is_told_by_the_doctor() {
    for (change, named) in [
        ("ALTER TABLE sheet ALTER score TYPE varchar(100)", "the column score of sheet is not"),
        ("ALTER TABLE sheet ALTER score SET DEFAULT 'x'", "the column score of sheet is not"),
        ("ALTER TABLE sheet ALTER kind DROP NOT NULL", "the column kind of sheet is not"),
        ("ALTER TABLE sheet ALTER score TYPE text COLLATE \"POSIX\"", "the column score of sheet is not"),
        (
            "ALTER TABLE recount DROP CONSTRAINT recount_check",
            "the constraint recount_check on recount is gone",
        ),
        ("ALTER TABLE sheet DROP CONSTRAINT sheet_round_id_fkey", "sheet_round_id_fkey on sheet is gone"),
        (
            "ALTER TABLE account DROP CONSTRAINT account_login_key",
            "the index account_login_key on account is gone",
        ),
        ("CREATE INDEX peep ON account (title)", "the index peep on account is none of the register's"),
        ("DROP INDEX unit_by_class", "the index unit_by_class on unit is gone"),
        ("ALTER TABLE sheet DISABLE TRIGGER ALL", "the check of references on sheet is not"),
        ("ALTER TABLE burden_minutes SET UNLOGGED", "the table burden_minutes is not"),
        ("CREATE SEQUENCE creep", "the table creep is none of the register's"),
        (
            "CREATE OR REPLACE FUNCTION search_matches(hay text, needle text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'",
            "the words of the function search_matches is not",
        ),
    ] {
        let register = Register::empty_postgres().with_organisation();
        assert_eq!(complaints(&register), [], "as it was made");
        Intruder::of(&register).does(change);
        let said = complaints(&register);
        let [("schema", said)] = said.as_slice() else { panic!("{change}: {said:?}") };
        assert!(said.contains(named), "{change}: {said}");
    }
}

#[test]
fn the_unit_whose_interval_was_changed_is_named_with_the_last_act_on_it() {
    on_both_engines(|register| {
        for change in ["hi = hi + 1", "hi = hi - 1", "lo = lo + 1", "lo = lo - 1", "hi = hi + 100"] {
            for code in ["A", "A1", "B"] {
                let mut intruder = Intruder::of(register);
                let key = intruder
                    .texts(&format!("SELECT CAST(id AS TEXT) AS text FROM unit WHERE code = '{code}'"));
                intruder.does(&format!("UPDATE unit SET {change} WHERE code = '{code}'"));
                let sentence = format!(
                    "unit {} is not what counting its records gives; journal entry 1 (import-units) was the last on it",
                    key.concat()
                );
                assert_eq!(faults(register), [sentence], "{code}: {change}");
                let back = change.replace('+', "~").replace('-', "+").replace('~', "-");
                intruder.does(&format!("UPDATE unit SET {back} WHERE code = '{code}'"));
                assert_eq!(faults(register), Vec::<String>::new(), "{code}");
            }
        }
    });
}
