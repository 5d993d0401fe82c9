//! Under which of their posts somebody acts, from which devices they have signed in, and who sees a unit's records.

use crate::{
    HeldPost, Reader, Store,
    error::Result,
    held::in_force,
    people::{
        account::read_role,
        administration::{HELD, HeldRow, own_account, told},
    },
    schema::{account, device, holding, session, unit},
};
use diesel::prelude::*;
use earnest_model::{
    actor::Role,
    id::AccountId,
    permit::{Permit, ReadAccounts, SetPassword, Target},
};

/// How long a device is known without signing in from it: half a year.
const KNOWN_SECONDS: i64 = 180 * 24 * 60 * 60;

/// How many accounts hold a role at a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holders {
    /// The role.
    pub role: Role,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// How many.
    pub count: usize,
}

impl Store {
    /// From now on a session acts under a post of its own account, or under all of them for reading. Whether it does.
    pub fn session_act(&self, token_hash: &str, account: AccountId, post: Option<i64>) -> Result<bool> {
        self.outside_journal(|connection| {
            if let Some(post) = post {
                let own: i64 = holding::table
                    .filter(holding::id.eq(post).and(holding::account_id.eq(account.0)))
                    .count()
                    .first(connection)?;
                if own == 0 {
                    return Ok(false);
                }
            }
            let mine = session::table
                .filter(session::token_hash.eq(token_hash).and(session::account_id.eq(account.0)));
            Ok(diesel::update(mine).set(session::holding_id.eq(post)).execute(connection)? > 0)
        })
    }

    /// Remembers that an account signed in from a device, and forgets devices that were not seen for half a year.
    pub fn device_remember(&self, token_hash: &str, account: AccountId, now: jiff::Timestamp) -> Result<()> {
        self.outside_journal_soon(|connection| {
            let old =
                jiff::Timestamp::from_second(now.as_second() - KNOWN_SECONDS).unwrap_or(now).to_string();
            diesel::delete(device::table.filter(device::seen_at.lt(old))).execute(connection)?;
            let seen = now.to_string();
            let known = diesel::update(device::table.find((token_hash, account.0)))
                .set(device::seen_at.eq(&seen))
                .execute(connection)?;
            if known == 0 {
                let row = (
                    device::token_hash.eq(token_hash),
                    device::account_id.eq(account.0),
                    device::seen_at.eq(&seen),
                );
                diesel::insert_into(device::table).values(row).execute(connection)?;
            }
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// Whether a login has signed in from this device before.
    pub fn device_known(&mut self, token_hash: &str, typed: &str) -> Result<bool> {
        let Some(login) = self.login_meant(typed)? else { return Ok(false) };
        let found: i64 = device::table
            .inner_join(account::table)
            .filter(device::token_hash.eq(token_hash).and(account::login.eq(login)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// One's own posts in force, in the order in which they were given.
    pub fn own_posts(&mut self, permit: &Permit<SetPassword, AccountId>) -> Result<Vec<HeldPost>> {
        let day = permit.on().to_string();
        let rows: Vec<HeldRow> = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq(own_account(permit)?.0))
            .filter(in_force(&day))
            .order(holding::id.asc())
            .select(HELD)
            .load(self.connection)?;
        told(self.connection, rows)
    }

    /// How many accounts that are not turned off hold these roles at a unit or above it, as far up as the permit
    /// reaches; from the top down.
    pub fn holders_above(
        &mut self,
        permit: &Permit<ReadAccounts>,
        target: Target,
        roles: &[Role],
    ) -> Result<Vec<Holders>> {
        let (day, span) = (permit.on().to_string(), permit.span());
        let keys: Vec<&str> = roles.iter().map(|role| role.key()).collect();
        let rows: Vec<(String, String, String)> = holding::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(account::disabled.eq(false).and(holding::role.eq_any(keys)))
            .filter(unit::lo.ge(span.lo).and(unit::lo.le(target.span.lo)).and(unit::hi.ge(target.span.hi)))
            .filter(in_force(&day))
            .order((unit::lo.asc(), holding::role.asc(), account::id.asc()))
            .select((holding::role, unit::code, unit::name))
            .load(self.connection)?;
        let mut found: Vec<Holders> = Vec::new();
        for (role, code, name) in rows {
            let role = read_role(role)?;
            match found.last_mut().filter(|last| last.role == role && last.code == code) {
                Some(last) => last.count += 1,
                None => found.push(Holders { role, code, name, count: 1 }),
            }
        }
        Ok(found)
    }
}
