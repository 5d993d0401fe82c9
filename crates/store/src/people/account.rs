//! Accounts and what they hold.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{account, holding, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    actor::{Actor, Holding, Role},
    id::{AccountId, UnitId},
    permit::{ManageAccounts, Permit},
    span::Span,
};

/// An account as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its key.
    pub id: AccountId,
    /// The login.
    pub login: String,
    /// The role title.
    pub title: String,
    /// Turned off.
    pub disabled: bool,
    /// Whether a password was set; without one nobody signs in.
    pub password: bool,
}

/// An account to open.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// The login, unique.
    pub login: &'a str,
    /// The role title.
    pub title: &'a str,
    /// Argon2id hash in PHC form; `None`: nobody can sign in with it yet.
    pub password_hash: Option<&'a str>,
}

/// A role to give.
#[derive(Debug, Clone)]
pub struct NewHolding {
    /// The role.
    pub role: Role,
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day.
    pub until: Option<jiff::civil::Date>,
}

/// A holding: its key, role, unit, first and last day, the unit's interval and name.
type HoldingRow = (i64, String, i64, String, Option<String>, i64, i64, String);

/// Posts that are held on a day.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn in_force<'d>(day: &'d str) -> _ {
    holding::from_on.le(day).and(holding::until_on.is_null().or(holding::until_on.assume_not_null().ge(day)))
}

impl Work<'_> {
    /// Opens an account with one role at the permit's unit.
    pub fn account_insert(
        &mut self,
        permit: &Permit<ManageAccounts>,
        new: &NewAccount<'_>,
        holding: &NewHolding,
    ) -> Result<AccountId> {
        let at = self.at().to_string();
        let connection = &mut *self.connection;
        let id = next_id!(connection, account);
        diesel::insert_into(account::table)
            .values((
                account::id.eq(id),
                account::login.eq(new.login),
                account::title.eq(new.title),
                account::password_hash.eq(new.password_hash),
                account::created_at.eq(at),
                account::disabled.eq(false),
            ))
            .execute(connection)?;
        self.holding_insert(permit, AccountId(id), holding)?;
        Ok(AccountId(id))
    }

    /// Gives an account a role at the permit's unit.
    pub fn holding_insert(
        &mut self,
        permit: &Permit<ManageAccounts>,
        account: AccountId,
        new: &NewHolding,
    ) -> Result<()> {
        let connection = &mut *self.connection;
        let id = next_id!(connection, holding);
        diesel::insert_into(holding::table)
            .values((
                holding::id.eq(id),
                holding::account_id.eq(account.0),
                holding::role.eq(new.role.key()),
                holding::unit_id.eq(permit.unit().0),
                holding::from_on.eq(new.from.to_string()),
                holding::until_on.eq(new.until.map(|date| date.to_string())),
            ))
            .execute(connection)?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Whether a login is taken.
    pub fn login_taken(&mut self, _: &Permit<ManageAccounts>, login: &str) -> Result<bool> {
        let found: i64 = account::table.filter(account::login.eq(login)).count().first(self.connection)?;
        Ok(found > 0)
    }

    /// The key and the password hash of a login that is not turned off: for signing in alone.
    pub fn credentials(&mut self, login: &str) -> Result<Option<(AccountId, Option<String>)>> {
        let row: Option<(i64, Option<String>)> = account::table
            .filter(account::login.eq(login).and(account::disabled.eq(false)))
            .select((account::id, account::password_hash))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(id, hash)| (AccountId(id), hash)))
    }

    /// The actor behind an account, with all its holdings; `None` if it is turned off or gone.
    pub fn actor(&mut self, id: AccountId) -> Result<Option<Actor>> {
        Ok(self.actor_under(id, None)?.map(|(actor, _)| actor))
    }

    /// The actor behind an account that acts under the post with this key, and the name of the post's unit. A post that
    /// is not there any more is as good as none.
    pub fn actor_under(
        &mut self,
        id: AccountId,
        post: Option<i64>,
    ) -> Result<Option<(Actor, Option<String>)>> {
        let title: Option<String> = account::table
            .find(id.0)
            .filter(account::disabled.eq(false))
            .select(account::title)
            .first(self.connection)
            .optional()?;
        let Some(title) = title else { return Ok(None) };
        let rows: Vec<HoldingRow> = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq(id.0))
            .order(holding::id.asc())
            .select((
                holding::id,
                holding::role,
                holding::unit_id,
                holding::from_on,
                holding::until_on,
                unit::lo,
                unit::hi,
                unit::name,
            ))
            .load(self.connection)?;
        let units: Vec<i64> = rows.iter().map(|row| row.2).collect();
        let mandates = crate::programmes::bodies::mandates(self.connection, &units)?;
        let mut holdings = Vec::with_capacity(rows.len());
        let mut under = None;
        for (place, (key, role, unit, from, until, lo, hi, name)) in rows.into_iter().enumerate() {
            holdings.push(Holding {
                role: Role::parse(&role).map_err(|_| StoreError::meaningless(role, "a role"))?,
                unit: UnitId(unit),
                span: Span { lo, hi },
                from: read_date(&from)?,
                until: until.as_deref().map(read_date).transpose()?,
                mandates: mandates
                    .iter()
                    .filter(|(at, _)| *at == unit)
                    .map(|(_, given)| given.clone())
                    .collect(),
            });
            if post == Some(key) {
                under = Some((place, name));
            }
        }
        let actor = Actor::Account { id, title, holdings };
        Ok(Some(match under {
            Some((place, name)) => (actor.under(place), Some(name)),
            None => (actor, None),
        }))
    }
}
