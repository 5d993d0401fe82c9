//! Accounts: an administrator gives and ends posts within their subtree, never their own, and the root keeps one.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use earnest_app::{
    AccountFilter, AppError, Result,
    people::{
        account_change::{PostForm, end_post, give_post, switch_account},
        account_invite::{PasswordForm, accept_invitation, invite},
        accounts_list::{list_accounts, show_account},
        sign_in::{sign_in, who},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    id::AccountId,
    people::sign_in::INVITATION_SECONDS,
};
use earnest_testkit::{
    OPERATOR,
    register::{Register, on_both_engines},
};

fn id(actor: &Actor) -> AccountId {
    actor.account().unwrap()
}

fn form<'a>(role: &'a str, unit: &'a str) -> PostForm<'a> {
    PostForm { role, unit, from: "2015-05-01", until: "" }
}

fn listed(register: &Register, actor: &Actor, find: &str) -> Vec<String> {
    let filter = AccountFilter { find, after: "", limit: 50 };
    let found = list_accounts(&register.context(actor), &filter).unwrap();
    found.lines.into_iter().map(|(account, _)| account.title).collect()
}

fn field_of<T: std::fmt::Debug>(result: Result<T>) -> Option<&'static str> {
    let Err(AppError::Form(errors)) = result else { return None };
    errors.iter().next().map(|(_, message)| message.key)
}

fn key_of<T: std::fmt::Debug>(result: Result<T>) -> Option<&'static str> {
    let Err(AppError::Refused(message)) = result else { return None };
    Some(message.key)
}

#[test]
fn an_administrator_sees_only_accounts_of_which_every_post_lies_beneath() {
    on_both_engines(|register| {
        let admin = register.actor(Role::Administrator, "A");
        let own = register.actor(Role::UnitOfficer, "A1");
        let other = register.actor(Role::UnitOfficer, "B");
        let root = register.actor(Role::Administrator, "P");
        assert_eq!(listed(register, &admin, ""), ["administrator of A", "unit-officer of A1"]);
        assert_eq!(listed(register, &admin, "of A1"), ["unit-officer of A1"]);
        assert_eq!(listed(register, &admin, "%"), Vec::<String>::new(), "no sign of a pattern");
        let context = register.context(&admin);
        assert!(show_account(&context, id(&own)).is_ok());
        for hidden in [&other, &root] {
            assert!(matches!(
                show_account(&context, id(hidden)),
                Err(AppError::Denied(_) | AppError::NotFound)
            ));
        }
        // One post elsewhere, and the account is its own prefecture's no longer.
        give_post(&register.context(&root), id(&own), &form("assessor", "B")).unwrap();
        assert_eq!(listed(register, &admin, ""), ["administrator of A"]);
        assert!(show_account(&context, id(&own)).is_err());
        assert_eq!(listed(register, &root, "").len(), 4);
        let posts = show_account(&register.context(&root), id(&own)).unwrap().posts;
        assert_eq!(posts.len(), 2);
    });
}

#[test]
fn pages_of_accounts_follow_each_other_without_a_gap() {
    on_both_engines(|register| {
        let root = register.actor(Role::Administrator, "P");
        for _ in 0..4 {
            register.actor(Role::UnitOfficer, "A1");
        }
        let context = register.context(&root);
        let mut after = String::new();
        let mut seen = Vec::new();
        loop {
            let found =
                list_accounts(&context, &AccountFilter { find: "", after: &after, limit: 2 }).unwrap();
            seen.extend(found.lines.into_iter().map(|(account, _)| account.login));
            match found.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(seen, ["test1", "test2", "test3", "test4", "test5"]);
    });
}

#[test]
fn no_post_is_given_outside_the_subtree_nor_to_oneself_nor_against_the_separation_of_duties() {
    on_both_engines(|register| {
        let admin = register.actor(Role::Administrator, "A");
        let second = register.actor(Role::Administrator, "A");
        let officer = register.actor(Role::UnitOfficer, "A1");
        let context = register.context(&admin);
        let before = register.journal().len();
        for outside in ["B", "P", "nowhere"] {
            let refused = give_post(&context, id(&officer), &form("assessor", outside));
            assert_eq!(field_of(refused), Some("error-unit-unknown"), "{outside}");
        }
        let own = give_post(&context, id(&admin), &form("auditor", "A"));
        assert_eq!(key_of(own), Some("error-account-own"));
        let both = give_post(&context, id(&second), &form("assessor", "A"));
        assert_eq!(field_of(both), Some("error-account-duties"));
        let backwards = PostForm { until: "2015-04-01", ..form("assessor", "A") };
        assert_eq!(field_of(give_post(&context, id(&officer), &backwards)), Some("error-post-days"));
        assert!(give_post(&register.context(&officer), id(&second), &form("auditor", "A1")).is_err());
        assert_eq!(register.journal().len(), before);
        give_post(&context, id(&officer), &form("assessor", "A")).unwrap();
        let (action, detail) = register.last_event();
        assert_eq!(action, "manage-accounts");
        assert_eq!(detail.get("role").unwrap(), "assessor");
    });
}

#[test]
fn a_post_ends_with_its_last_day_and_the_root_keeps_an_administrator() {
    on_both_engines(|register| {
        let root = register.actor(Role::Administrator, "P");
        let second = register.actor(Role::Administrator, "P");
        let officer = register.actor(Role::UnitOfficer, "A1");
        let context = register.context(&root);
        let post = |account: &Actor| show_account(&context, id(account)).unwrap().posts.first().unwrap().id;
        assert_eq!(
            field_of(end_post(&context, id(&officer), post(&officer), "2014-01-01")),
            Some("error-post-days")
        );
        assert!(matches!(
            end_post(&context, id(&officer), post(&second), "2015-06-01"),
            Err(AppError::NotFound)
        ));
        end_post(&context, id(&officer), post(&officer), "2015-05-31").unwrap();
        let ended = show_account(&context, id(&officer)).unwrap().posts;
        assert_eq!(ended.first().unwrap().until, Some(jiff::civil::date(2015, 5, 31)));
        let later = end_post(&context, id(&officer), post(&officer), "2016-05-31");
        assert_eq!(field_of(later), Some("error-days-ended"));
        end_post(&context, id(&second), post(&second), "2015-06-30").unwrap();
        let operator = OPERATOR.clone();
        let last = end_post(&register.context(&operator), id(&root), post(&root), "2015-06-30");
        assert_eq!(key_of(last), Some("error-account-last"));
        let off = switch_account(&register.context(&operator), id(&root), true);
        assert_eq!(key_of(off), Some("error-account-last"));
    });
}

#[test]
fn an_invitation_works_once_and_not_for_long_and_ends_what_was_open() {
    on_both_engines(|register| {
        let root = register.actor(Role::Administrator, "P");
        let (login, officer) = register.account(Role::UnitOfficer, "A1", Some("the password before"));
        let context = register.context(&root);
        let day = (context.now, context.today);
        let store = context.store;
        let before = sign_in(store, &login, "the password before", [1; 64], context.now).unwrap();
        let first = invite(&context, id(&officer), [2; 32]).unwrap();
        let second = invite(&context, id(&officer), [3; 32]).unwrap();
        assert!(matches!(key_of(invite(&context, id(&root), [4; 32])), Some("error-account-own")));
        let new = PasswordForm { password: "a new passphrase", again: "a new passphrase", salt: [5; 16] };
        let replaced = accept_invitation(store, &first.invitation.token, &new, day);
        assert_eq!(key_of(replaced), Some("error-invitation"));
        let late = jiff::Timestamp::from_second(context.now.as_second() + INVITATION_SECONDS).unwrap();
        assert_eq!(
            key_of(accept_invitation(store, &second.invitation.token, &new, (late, day.1))),
            Some("error-invitation")
        );
        let differ = PasswordForm { again: "another one", ..new };
        assert_eq!(
            field_of(accept_invitation(store, &second.invitation.token, &differ, day)),
            Some("error-password-again")
        );
        let short = PasswordForm { password: "short", again: "short", ..new };
        assert_eq!(
            field_of(accept_invitation(store, &second.invitation.token, &short, day)),
            Some("error-password-length")
        );
        accept_invitation(store, &second.invitation.token, &new, day).unwrap();
        assert_eq!(register.last_event().0, "set-password");
        assert!(who(store, &before.token, context.now).unwrap().is_none(), "older sessions end");
        assert!(sign_in(store, &login, "the password before", [6; 64], context.now).is_err());
        assert!(sign_in(store, &login, "a new passphrase", [7; 64], context.now).is_ok());
        assert_eq!(
            key_of(accept_invitation(store, &second.invitation.token, &new, day)),
            Some("error-invitation")
        );
    });
}

#[test]
fn an_account_that_is_turned_off_opens_nothing_and_can_be_turned_on_again() {
    on_both_engines(|register| {
        let root = register.actor(Role::Administrator, "P");
        let (login, officer) = register.account(Role::UnitOfficer, "A1", Some("the password before"));
        let context = register.context(&root);
        let open = sign_in(context.store, &login, "the password before", [1; 64], context.now).unwrap();
        let invited = invite(&context, id(&officer), [2; 32]).unwrap();
        switch_account(&context, id(&officer), true).unwrap();
        assert!(who(context.store, &open.token, context.now).unwrap().is_none());
        assert!(sign_in(context.store, &login, "the password before", [3; 64], context.now).is_err());
        let new = PasswordForm { password: "a new passphrase", again: "a new passphrase", salt: [5; 16] };
        let day = (context.now, context.today);
        assert!(accept_invitation(context.store, &invited.invitation.token, &new, day).is_err());
        assert_eq!(key_of(invite(&context, id(&officer), [4; 32])), Some("error-account-off"));
        assert_eq!(key_of(switch_account(&context, id(&officer), true)), Some("error-account-state"));
        switch_account(&context, id(&officer), false).unwrap();
        assert!(sign_in(context.store, &login, "the password before", [6; 64], context.now).is_ok());
    });
}

mod roll {
    use super::id;
    use earnest_app::{
        AppError,
        people::roll::{RollCounts, check_roll, export_roll, import_roll},
    };
    use earnest_model::{actor::Role, people::roll::RollRow};
    use earnest_testkit::{
        OPERATOR,
        register::{Register, on_both_engines},
    };

    fn row(line: u64, cells: [&str; 6]) -> RollRow {
        let [login, title, role, unit, from, until] = cells.map(str::to_owned);
        RollRow { line, login, title, role, unit, from, until }
    }

    fn posts(register: &Register, actor: &earnest_model::actor::Actor) -> usize {
        register
            .store
            .snapshot()
            .unwrap()
            .reader()
            .actor(id(actor))
            .unwrap()
            .unwrap()
            .all_holdings(register.today.get())
            .count()
    }

    #[test]
    fn people_come_in_as_a_whole_or_not_at_all_and_go_out_as_they_came() {
        on_both_engines(|register| {
            let admin = register.actor(Role::Administrator, "A");
            let known = register.actor(Role::UnitOfficer, "A1");
            let context = register.context(&admin);
            let before = register.journal().len();
            let mut rows = vec![
                row(2, ["ann", "Quality", "unit-officer", "A1", "2015-02-01", ""]),
                row(3, ["ann", "Quality", "assessor", "A2", "2015-02-01", "2015-12-31"]),
                row(4, ["test2", "Officer of A1", "unit-officer", "A1", "2015-01-01", "2015-12-31"]),
                row(5, ["bob", "Head", "unit-head", "B", "", ""]),
            ];
            let Err(AppError::Roll(faults)) = import_roll(&context, &rows, None) else {
                panic!("B was taken")
            };
            assert_eq!((faults.len(), faults[0].line), (1, 5));
            assert_eq!(register.journal().len(), before, "nothing came in");
            rows.pop();
            let expected = RollCounts { opened: 1, given: 2, ended: 1, titled: 1, rows: 3 };
            assert_eq!(check_roll(&context, &rows).unwrap().0, expected);
            assert_eq!(register.journal().len(), before, "a look writes nothing");
            assert_eq!(import_roll(&context, &rows, None).unwrap(), expected);
            assert_eq!(
                register.journal()[before..],
                ["manage-accounts", "manage-accounts", "manage-accounts", "manage-accounts"]
            );
            assert_eq!(posts(register, &known), 1);
            let nothing = RollCounts { rows: 3, ..RollCounts::default() };
            assert_eq!(import_roll(&context, &rows, None).unwrap(), nothing);
            assert_eq!(register.journal().len(), before + 4);
            let out = export_roll(&context).unwrap();
            assert_eq!(import_roll(&context, &out, None).unwrap().opened, 0);
            assert!(check_roll(&context, &out).unwrap().0.is_nothing());
            assert_eq!(out.iter().filter(|row| row.login == "ann").count(), 2);
        });
    }

    #[test]
    fn a_file_names_units_by_their_names_too_and_asks_which_where_several_may_be_meant() {
        on_both_engines(|register| {
            let admin = register.actor(Role::Administrator, "A");
            let context = register.context(&admin);
            let mut rows = vec![row(2, ["ann", "Quality", "unit-officer", " A县1 ", "", ""])];
            let expected = RollCounts { opened: 1, given: 1, rows: 1, ..RollCounts::default() };
            assert_eq!(check_roll(&context, &rows).unwrap().0, expected);
            assert_eq!(import_roll(&context, &rows, None).unwrap(), expected);
            let out = export_roll(&context).unwrap();
            assert!(out.iter().any(|row| row.login == "ann" && row.unit == "A1"), "{out:?}");
            // A part of a name names nothing in a file, and a unit elsewhere is not told of.
            for (unit, line) in [("县1", 3), ("西州", 4)] {
                rows.truncate(1);
                rows.push(row(line, ["bob", "Head", "unit-head", unit, "", ""]));
                let Err(AppError::Roll(faults)) = import_roll(&context, &rows, None) else {
                    panic!("{unit} was taken")
                };
                assert_eq!((faults.len(), faults[0].line), (1, line));
                assert_eq!(faults[0].message.key, "error-unit-unknown");
            }
        });
    }

    #[test]
    fn by_a_file_too_nobody_changes_their_own_account_or_one_from_elsewhere_and_the_root_keeps_one() {
        on_both_engines(|register| {
            let admin = register.actor(Role::Administrator, "A");
            let (other, _) = register.account(Role::UnitOfficer, "B", None);
            let context = register.context(&admin);
            for (login, key) in [("test1", "error-account-own"), (other.as_str(), "error-login-taken")] {
                let rows = [row(2, [login, "Another", "unit-officer", "A1", "", ""])];
                let Err(AppError::Roll(faults)) = import_roll(&context, &rows, None) else {
                    panic!("{login}")
                };
                assert_eq!(faults[0].message.key, key);
            }
            let (root, _) = register.account(Role::Administrator, "P", None);
            let title = "administrator of P";
            let rows = [row(2, [&root, title, "administrator", "P", "2015-01-01", "2015-12-31"])];
            let refused = import_roll(&register.context(&OPERATOR), &rows, None);
            assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        });
    }

    #[test]
    fn thousands_of_people_come_in_at_once() {
        on_both_engines(|register| {
            let context = register.context(&OPERATOR);
            let rows: Vec<RollRow> = (0..3_000)
                .map(|at| row(at + 2, [&format!("person-{at:05}"), "Officer", "unit-officer", "A1", "", ""]))
                .collect();
            assert_eq!(import_roll(&context, &rows, None).unwrap().opened, 3_000);
            assert!(check_roll(&context, &rows).unwrap().0.is_nothing());
        });
    }
}
