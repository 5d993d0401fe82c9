//! The journal is whole, whatever happens.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::intruder::intrude;
use earnest_app::{
    desk::examine::examine,
    journal_verify::verify_journal,
    people::{
        account_open::{OpenAccount, open_account},
        sign_in::{sign_in, sign_out, who},
    },
};
use earnest_model::actor::Role;
use earnest_testkit::OPERATOR;
use earnest_testkit::register::{Register, on_both_engines};

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
    intrude(register, statements);
    let said = faults(register);
    assert!(!said.is_empty(), "nothing is said of: {statements}");
    let findings = examine(&register.context(&OPERATOR)).unwrap();
    assert!(findings.iter().any(|finding| finding.fault.is_some()), "doctor, of: {statements}");
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
