//! Accounts: nobody reaches the secrets of another, and a permit shows and ends what lies in its subtree.
#![expect(clippy::unwrap_used, reason = "helpers of tests may break off")]

use crate::with;
use earnest_model::{
    actor::{Actor, Role},
    id::AccountId,
    permit::{ManageAccounts, ReadAccounts, SetPassword},
};
use earnest_store::{AccountFilter, StoreError};
use earnest_testkit::register::{TODAY, on_both_engines};

fn id(actor: &Actor) -> AccountId {
    actor.account().unwrap()
}

#[test]
fn a_permit_to_set_a_password_opens_ones_own_account_alone() {
    on_both_engines(|register| {
        let (own, other) = (register.actor(Role::UnitOfficer, "A"), register.actor(Role::Office, "P"));
        let now = register.context(&own).now;
        for (account, opens) in [(id(&own), true), (id(&other), false)] {
            let permit = with::on::<SetPassword, _>(register, &own, account);
            let mut snapshot = register.store.snapshot().unwrap();
            let mut reader = snapshot.reader();
            assert_eq!(reader.password_of(&permit).is_ok(), opens);
            assert_eq!(reader.own_posts(&permit).is_ok(), opens);
            assert_eq!(reader.sessions_of(&permit, now).is_ok(), opens);
            drop(snapshot);
            assert_eq!(with::work(register).password_set(&permit, "hash", ("", "")).is_ok(), opens);
        }
    });
}

#[test]
fn accounts_and_posts_are_shown_within_the_permits_subtree() {
    on_both_engines(|register| {
        let auditor = register.actor(Role::Auditor, "A");
        let (inside, across) = (register.actor(Role::UnitHead, "A1"), register.actor(Role::UnitHead, "A2"));
        register.give_post(id(&across), Role::Assessor, "B");
        let permit = with::at::<ReadAccounts>(register, &auditor, "A");
        let mut snapshot = register.store.snapshot().unwrap();
        let mut reader = snapshot.reader();
        let filter = AccountFilter { find: "", after: "", limit: 100 };
        let listed: Vec<_> = reader.accounts(&permit, &filter).unwrap().iter().map(|one| one.id).collect();
        assert_eq!(listed, [id(&auditor), id(&inside)]);
        let posts = reader.posts_held(&permit, &[id(&inside), id(&across)]).unwrap();
        let units: Vec<_> = posts.iter().map(|post| post.unit_code.as_str()).collect();
        assert_eq!(units, ["A1", "A2"], "the post in B is not shown");
        let target = with::at::<ReadAccounts>(register, &auditor, "A1").target();
        let holders = reader.holders_above(&permit, target, &Role::ALL).unwrap();
        assert!(holders.iter().all(|holder| ["A", "A1"].contains(&holder.code.as_str())), "{holders:?}");
    });
}

#[test]
fn a_permit_for_an_account_ends_no_post_of_another() {
    on_both_engines(|register| {
        let admin = register.actor(Role::Administrator, "P");
        let (one, other) = (register.actor(Role::UnitHead, "A"), register.actor(Role::UnitHead, "B"));
        let reading = with::at::<ReadAccounts>(register, &admin, "P");
        let held = register.store.snapshot().unwrap().reader().posts_held(&reading, &[id(&other)]).unwrap();
        let permit = with::on::<ManageAccounts, _>(register, &admin, id(&one));
        let ended = with::work(register).holding_end(&permit, held[0].id, TODAY);
        assert!(matches!(ended, Err(StoreError::NotFound)));
        let own = with::on::<ManageAccounts, _>(register, &admin, id(&other));
        assert!(with::work(register).holding_end(&own, held[0].id, TODAY).is_ok());
    });
}
