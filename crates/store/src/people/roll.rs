//! Many people at once: who is known of those that a file names, and opening those who are not.

use crate::{
    Account, NewHolding, Reader, Work,
    batch::{insert_batch, next_id},
    error::{Result, StoreError},
    people::administration::{ACCOUNT, AccountRow},
    schema::{account, holding, invitation, unit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    id::AccountId,
    permit::{ManageAccounts, Permit, ReadAccounts},
};

/// Somebody for whom an account is opened with which nobody can sign in yet.
#[derive(Debug, Clone)]
pub struct NewPerson<'a> {
    /// The login, which nobody has.
    pub login: &'a str,
    /// The role title.
    pub title: &'a str,
    /// What they hold, each with the permit of its unit; at least one.
    pub posts: Vec<(&'a Permit<ManageAccounts>, NewHolding)>,
}

/// Keys in one question: SQLite takes at most 32,766 parameters in a statement.
const AT_ONCE: usize = 10_000;

impl Reader<'_> {
    /// Accounts with these logins that hold nothing outside the permit's subtree.
    pub fn accounts_called(
        &mut self,
        permit: &Permit<ReadAccounts>,
        logins: &[&str],
    ) -> Result<Vec<Account>> {
        let span = permit.span();
        let mut found = Vec::new();
        for some in logins.chunks(AT_ONCE) {
            let outside = holding::table
                .inner_join(unit::table)
                .filter(unit::lo.lt(span.lo).or(unit::lo.gt(span.hi)))
                .filter(holding::account_id.eq(account::id));
            let rows: Vec<AccountRow> = account::table
                .filter(account::login.eq_any(some))
                .filter(not(exists(outside)))
                .select(ACCOUNT)
                .load(self.connection)?;
            found.extend(rows.into_iter().map(Account::from));
        }
        Ok(found)
    }
}

impl Reader<'_> {
    /// Accounts that are not turned off, hold a post that has not ended and nothing outside the permit's subtree and have no
    /// password: those without a link that still works by login, or those with one, the oldest link first.
    pub fn accounts_without_password(
        &mut self,
        permit: &Permit<ManageAccounts>,
        links: Links,
        now: jiff::Timestamp,
    ) -> Result<Vec<AccountId>> {
        let span = permit.span();
        let outside = holding::table
            .inner_join(unit::table)
            .filter(unit::lo.lt(span.lo).or(unit::lo.gt(span.hi)))
            .filter(holding::account_id.eq(account::id));
        let invited = invitation::table
            .filter(invitation::expires_at.gt(now.to_string()))
            .filter(invitation::account_id.eq(account::id));
        let today = permit.on().to_string();
        let lasting = holding::table
            .filter(holding::until_on.is_null().or(holding::until_on.ge(today)))
            .select(holding::account_id);
        let waiting = account::table
            .filter(account::password_hash.is_null().and(account::disabled.eq(false)))
            .filter(not(exists(outside)))
            .filter(account::id.eq_any(lasting));
        let rows: Vec<i64> = match links {
            Links::Without => waiting
                .filter(not(exists(invited)))
                .order(account::login.asc())
                .select(account::id)
                .load(self.connection)?,
            Links::Given => waiting
                .inner_join(invitation::table)
                .filter(invitation::expires_at.gt(now.to_string()))
                .order((invitation::expires_at.asc(), account::login.asc()))
                .select(account::id)
                .load(self.connection)?,
        };
        Ok(rows.into_iter().map(AccountId).collect())
    }
}

/// Which of those who have no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Whoever has no link that still works.
    Without,
    /// Whoever has one, and may have lost it.
    Given,
}

impl Work<'_> {
    /// Opens accounts with their posts, in this order.
    pub fn accounts_insert(
        &mut self,
        permit: &Permit<ManageAccounts>,
        new: &[NewPerson<'_>],
    ) -> Result<Vec<AccountId>> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let first = next_id!(connection, account);
        let accounts: Vec<_> = (first..)
            .zip(new)
            .map(|(id, person)| {
                (
                    account::id.eq(id),
                    account::login.eq(person.login),
                    account::title.eq(person.title),
                    account::password_hash.eq(None::<String>),
                    account::created_at.eq(at.as_str()),
                    account::disabled.eq(false),
                )
            })
            .collect();
        insert_batch!(connection, account::table, &accounts, 6);
        let posts =
            (first..).zip(new).flat_map(|(id, person)| person.posts.iter().map(move |post| (id, post)));
        let next = next_id!(connection, holding);
        let holdings: Vec<_> = (next..)
            .zip(posts)
            .map(|(id, (account, (there, held)))| {
                (
                    holding::id.eq(id),
                    holding::account_id.eq(account),
                    holding::role.eq(held.role.key()),
                    holding::unit_id.eq(there.unit().0),
                    holding::from_on.eq(held.from.to_string()),
                    holding::until_on.eq(held.until.map(|date| date.to_string())),
                )
            })
            .collect();
        insert_batch!(connection, holding::table, &holdings, 6);
        Ok((first..).zip(new).map(|(id, _)| AccountId(id)).collect())
    }

    /// Corrects the title that others see of the permit's account.
    pub fn account_retitle(&mut self, permit: &Permit<ManageAccounts, AccountId>, title: &str) -> Result<()> {
        let (account, connection) = (permit.key().0, self.under(permit));
        let changed =
            diesel::update(account::table.find(account)).set(account::title.eq(title)).execute(connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Corrects the login of the permit's account; false if another account has it.
    pub fn account_relogin(
        &mut self,
        permit: &Permit<ManageAccounts, AccountId>,
        login: &str,
    ) -> Result<bool> {
        let (account, connection) = (permit.key().0, self.under(permit));
        let others: i64 = account::table
            .filter(account::login.eq(login).and(account::id.ne(account)))
            .count()
            .get_result(connection)?;
        if others > 0 {
            return Ok(false);
        }
        let changed =
            diesel::update(account::table.find(account)).set(account::login.eq(login)).execute(connection)?;
        if changed == 1 { Ok(true) } else { Err(StoreError::NotFound) }
    }
}
