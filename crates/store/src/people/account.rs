//! Accounts and what they hold.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    schema::{account, holding, observation, round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    actor::{Actor, Holding, Mandate, Role},
    id::{AccountId, UnitId},
    people::login::fold_login,
    permit::{ManageAccounts, Permit, Target},
    span::Span,
};
use earnest_warrant::warrant;

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

/// A holding with its unit's interval and name.
#[derive(Queryable)]
struct HoldingRow {
    id: i64,
    role: String,
    unit_id: i64,
    from_on: String,
    until_on: Option<String>,
    lo: i64,
    hi: i64,
    unit_name: String,
}

impl HoldingRow {
    /// `hearings`: the leading groups that the lot sent the account to hear.
    fn read(self, mandates: &[(i64, Mandate)], hearings: &[Mandate]) -> Result<Holding> {
        let own = mandates.iter().filter(|(at, _)| *at == self.unit_id).map(|(_, given)| given);
        let role = read_role(self.role)?;
        let sent = hearings.iter().filter(|_| role == Role::Assessor);
        Ok(Holding {
            role,
            unit: UnitId(self.unit_id),
            span: Span { lo: self.lo, hi: self.hi },
            from: read_date(&self.from_on)?,
            until: self.until_on.as_deref().map(read_date).transpose()?,
            mandates: own.chain(sent).cloned().collect(),
        })
    }
}

/// Reads the word of a role.
pub(crate) fn read_role(word: String) -> Result<Role> {
    Role::parse(&word).map_err(|_| StoreError::meaningless(word, "a role"))
}

diesel::define_sql_function! {
    /// Small letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

impl Work<'_> {
    /// Opens an account with one role at the permit's unit; `None` if its login is taken.
    pub fn account_insert(
        &mut self,
        permit: &Permit<ManageAccounts>,
        new: &NewAccount<'_>,
        first: &NewHolding,
    ) -> Result<Option<AccountId>> {
        // Logins that differ by their case alone can't be told apart by whoever types them.
        let taken: i64 = account::table
            .filter(account::login.eq(new.login).or(lower(account::login).eq(fold_login(new.login))))
            .count()
            .first(&mut *self.connection)?;
        if taken > 0 {
            return Ok(None);
        }
        let at = self.at().to_string();
        let connection = self.under(permit);
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
        hold(connection, AccountId(id), permit.unit(), first)?;
        Ok(Some(AccountId(id)))
    }

    /// Gives an account a role at a unit: whoever gives it manages accounts there, and the whole of this account.
    pub fn holding_insert(
        &mut self,
        there: &Permit<ManageAccounts>,
        whole: &Permit<ManageAccounts, AccountId>,
        new: &NewHolding,
    ) -> Result<()> {
        hold(self.under(there), whole.key(), there.unit(), new)
    }
}

fn hold(connection: &mut AnyConnection, account: AccountId, unit: UnitId, new: &NewHolding) -> Result<()> {
    let id = next_id!(connection, holding);
    diesel::insert_into(holding::table)
        .values((
            holding::id.eq(id),
            holding::account_id.eq(account.0),
            holding::role.eq(new.role.key()),
            holding::unit_id.eq(unit.0),
            holding::from_on.eq(new.from.to_string()),
            holding::until_on.eq(new.until.map(|date| date.to_string())),
        ))
        .execute(connection)?;
    Ok(())
}

impl Reader<'_> {
    /// The login as it is kept of what somebody typed: the very same, or the one that is the same but for case, width
    /// and blanks. Of several that differ by that alone, only the very same is meant.
    pub fn login_meant(&mut self, typed: &str) -> Result<Option<String>> {
        let same: i64 = account::table.filter(account::login.eq(typed)).count().first(self.connection)?;
        if same > 0 {
            return Ok(Some(typed.to_owned()));
        }
        let alike: Vec<String> = account::table
            .filter(lower(account::login).eq(fold_login(typed)))
            .select(account::login)
            .limit(2)
            .load(self.connection)?;
        match <[String; 1]>::try_from(alike) {
            Ok([one]) => Ok(Some(one)),
            Err(_) => Ok(None),
        }
    }

    /// The key and the password hash of a login that is not turned off: for signing in alone.
    pub fn credentials(&mut self, typed: &str) -> Result<Option<(AccountId, Option<String>)>> {
        let Some(login) = self.login_meant(typed)? else { return Ok(None) };
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
        let units: Vec<i64> = rows.iter().map(|row| row.unit_id).collect();
        let mandates = crate::programmes::bodies::mandates(self.connection, &units)?;
        let assesses = rows.iter().any(|row| row.role == Role::Assessor.key());
        let hearings = if assesses { self.hearings_of(id)? } else { Vec::new() };
        let under = rows.iter().position(|row| post == Some(row.id));
        let under = under.and_then(|place| Some((place, rows.get(place)?.unit_name.clone())));
        let holdings =
            rows.into_iter().map(|row| row.read(&mandates, &hearings)).collect::<Result<Vec<_>>>()?;
        let actor = Actor::known(warrant(), id, title, holdings);
        Ok(Some(match under {
            Some((place, name)) => (actor.under(place), Some(name)),
            None => (actor, None),
        }))
    }

    /// The leading groups that the lot sent an account to hear: sessions of organisers in their own rounds.
    fn hearings_of(&mut self, id: AccountId) -> Result<Vec<Mandate>> {
        let rows: Vec<(i64, i64, i64, String)> = observation::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .filter(observation::assessor_id.eq(id.0).and(observation::unit_id.eq(round::organiser_id)))
            .order(observation::id.asc())
            .select((unit::id, unit::lo, unit::hi, observation::assigned_on))
            .load(self.connection)?;
        let mandate = |(unit, lo, hi, from): (i64, i64, i64, String)| {
            let organiser = Target { unit: UnitId(unit), span: Span { lo, hi } };
            let (units, from) = (vec![organiser.unit], read_date(&from)?);
            Ok(Mandate { organiser, units, hears: true, from, until: None })
        };
        rows.into_iter().map(mandate).collect()
    }
}
