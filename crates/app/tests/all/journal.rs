//! The journal is whole, whatever happens.

use earnest_app::{
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
