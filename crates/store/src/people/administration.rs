//! Accounts as their administrators see them: lists, posts, invitations.

use crate::{
    Account, Reader, Work,
    error::{Result, StoreError},
    schema::{account, holding, invitation, session, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    actor::Role,
    id::{AccountId, UnitId},
    permit::{ManageAccounts, Permit, ReadAccounts, SetPassword, Target},
    span::Span,
};

/// What a list of accounts shows.
#[derive(Debug, Clone, Default)]
pub struct AccountFilter<'a> {
    /// A part of the login or the title; empty for all.
    pub find: &'a str,
    /// The login after which the page begins.
    pub after: &'a str,
    /// The most that are wanted.
    pub limit: i64,
}

/// A post that an account holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPost {
    /// Its key.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// The role.
    pub role: Role,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day.
    pub until: Option<jiff::civil::Date>,
}

type AccountRow = (i64, String, String, bool, Option<String>);
type PostRow = (i64, i64, String, String, String, String, Option<String>);

fn read_account((id, login, title, disabled, hash): AccountRow) -> Account {
    Account { id: AccountId(id), login, title, disabled, password: hash.is_some() }
}

fn read_post((id, account, role, unit_code, unit_name, from, until): PostRow) -> Result<HeldPost> {
    Ok(HeldPost {
        id,
        account: AccountId(account),
        role: Role::parse(&role).map_err(|_| StoreError::meaningless(role, "a role"))?,
        unit_code,
        unit_name,
        from: read_date(&from)?,
        until: until.as_deref().map(read_date).transpose()?,
    })
}

/// The text anywhere, with the signs that mean something in a pattern taken as they are.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for sign in text.chars() {
        if matches!(sign, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}

impl Reader<'_> {
    /// The lowest unit beneath which an account holds everything it ever held: whoever manages accounts there or
    /// above sees all of it.
    pub fn locate_account(&mut self, id: AccountId) -> Result<Option<Target>> {
        use diesel::dsl::{max, min};
        let (lo, hi): (Option<i64>, Option<i64>) = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq(id.0))
            .select((min(unit::lo), max(unit::hi)))
            .first(self.connection)?;
        let (Some(lo), Some(hi)) = (lo, hi) else { return Ok(None) };
        let found: Option<(i64, i64, i64)> = unit::table
            .filter(unit::lo.le(lo).and(unit::hi.ge(hi)))
            .order(unit::lo.desc())
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(found.map(|(id, lo, hi)| Target { unit: UnitId(id), span: Span { lo, hi } }))
    }

    /// Accounts that hold nothing outside the permit's subtree, by login.
    pub fn accounts(
        &mut self,
        permit: &Permit<ReadAccounts>,
        filter: &AccountFilter<'_>,
    ) -> Result<Vec<Account>> {
        let span = permit.span();
        let outside = holding::table
            .inner_join(unit::table)
            .filter(unit::lo.lt(span.lo).or(unit::lo.gt(span.hi)))
            .select(holding::account_id);
        let wanted = pattern(filter.find);
        let rows: Vec<AccountRow> = account::table
            .filter(account::id.ne_all(outside))
            .filter(account::login.gt(filter.after))
            .filter(
                account::login.like(wanted.clone()).escape('!').or(account::title.like(wanted).escape('!')),
            )
            .select((account::id, account::login, account::title, account::disabled, account::password_hash))
            .order(account::login.asc())
            .limit(filter.limit)
            .load(self.connection)?;
        Ok(rows.into_iter().map(read_account).collect())
    }

    /// The posts of several accounts, the oldest first. The accounts come from [`Reader::accounts`] or were located.
    pub fn posts_held(
        &mut self,
        permit: &Permit<ReadAccounts>,
        accounts: &[AccountId],
    ) -> Result<Vec<HeldPost>> {
        let span = permit.span();
        let keys: Vec<i64> = accounts.iter().map(|id| id.0).collect();
        let rows: Vec<PostRow> = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq_any(keys))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((holding::account_id.asc(), holding::from_on.asc(), holding::id.asc()))
            .select((
                holding::id,
                holding::account_id,
                holding::role,
                unit::code,
                unit::name,
                holding::from_on,
                holding::until_on,
            ))
            .load(self.connection)?;
        rows.into_iter().map(read_post).collect()
    }

    /// An account that was located.
    pub fn account(&mut self, _: &Permit<ReadAccounts>, id: AccountId) -> Result<Account> {
        let row: AccountRow = account::table
            .find(id.0)
            .select((account::id, account::login, account::title, account::disabled, account::password_hash))
            .first(self.connection)?;
        Ok(read_account(row))
    }

    /// Whether somebody else who is not turned off administers the root without an end.
    pub fn root_keeps_administrator(
        &mut self,
        _: &Permit<ManageAccounts>,
        without: AccountId,
    ) -> Result<bool> {
        let found: i64 = holding::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(unit::parent_id.is_null())
            .filter(holding::role.eq(Role::Administrator.key()).and(holding::until_on.is_null()))
            .filter(account::disabled.eq(false).and(account::id.ne(without.0)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// The password hash of an account: for setting another alone.
    pub fn password_of(&mut self, _: &Permit<SetPassword>, account: AccountId) -> Result<Option<String>> {
        let hash: Option<Option<String>> = account::table
            .find(account.0)
            .select(account::password_hash)
            .first(self.connection)
            .optional()?;
        Ok(hash.flatten())
    }

    /// Whose invitation has this token hash, if it has not ended: for setting a password alone.
    pub fn invitation(&mut self, token_hash: &str, now: jiff::Timestamp) -> Result<Option<AccountId>> {
        let row: Option<(i64, String)> = invitation::table
            .filter(invitation::token_hash.eq(token_hash))
            .select((invitation::account_id, invitation::expires_at))
            .first(self.connection)
            .optional()?;
        let Some((account, expires_at)) = row else { return Ok(None) };
        let expires_at: jiff::Timestamp =
            expires_at.parse().map_err(|_| StoreError::meaningless(expires_at, "a point in time"))?;
        Ok((expires_at > now).then_some(AccountId(account)))
    }
}

impl Work<'_> {
    /// Ends a post with a last day.
    pub fn holding_end(
        &mut self,
        _: &Permit<ManageAccounts>,
        account: AccountId,
        post: i64,
        last: jiff::civil::Date,
    ) -> Result<()> {
        diesel::update(holding::table.find(post).filter(holding::account_id.eq(account.0)))
            .set(holding::until_on.eq(last.to_string()))
            .execute(&mut *self.connection)?;
        Ok(())
    }

    /// Turns an account off or on; off ends its sessions and its invitation.
    pub fn account_switch(
        &mut self,
        _: &Permit<ManageAccounts>,
        account: AccountId,
        disabled: bool,
    ) -> Result<()> {
        let connection = &mut *self.connection;
        diesel::update(account::table.find(account.0))
            .set(account::disabled.eq(disabled))
            .execute(connection)?;
        if disabled {
            diesel::delete(invitation::table.find(account.0)).execute(connection)?;
            diesel::delete(session::table.filter(session::account_id.eq(account.0))).execute(connection)?;
        }
        Ok(())
    }

    /// Keeps the hash of an invitation; one that was given before ends.
    pub fn invitation_put(
        &mut self,
        _: &Permit<ManageAccounts>,
        account: AccountId,
        token_hash: &str,
        expires_at: jiff::Timestamp,
    ) -> Result<()> {
        let connection = &mut *self.connection;
        diesel::delete(invitation::table.find(account.0)).execute(connection)?;
        diesel::insert_into(invitation::table)
            .values((
                invitation::account_id.eq(account.0),
                invitation::token_hash.eq(token_hash),
                invitation::expires_at.eq(expires_at.to_string()),
            ))
            .execute(connection)?;
        Ok(())
    }

    /// Sets a password; the invitation and every session end but the one with `kept` as its token's hash.
    pub fn password_set(
        &mut self,
        _: &Permit<SetPassword>,
        account: AccountId,
        hash: &str,
        kept: &str,
    ) -> Result<()> {
        let connection = &mut *self.connection;
        diesel::update(account::table.find(account.0))
            .set(account::password_hash.eq(hash))
            .execute(connection)?;
        diesel::delete(invitation::table.find(account.0)).execute(connection)?;
        diesel::delete(
            session::table.filter(session::account_id.eq(account.0).and(session::token_hash.ne(kept))),
        )
        .execute(connection)?;
        Ok(())
    }
}
