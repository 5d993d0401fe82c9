//! Accounts as their administrators see them: lists, posts, invitations.

use crate::{
    Account, Reader, Work,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, any},
    functions::search_matches,
    locate::{
        Located, Place,
        sealed::{Connection, Sealed},
    },
    people::account::read_role,
    schema::{account, holding, invitation, session, unit},
    units::apart::apart,
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    actor::Role,
    fold::fold,
    id::{AccountId, UnitId},
    permit::{ActionKind, ManageAccounts, Permit, ReadAccounts, SetPassword, roles},
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
    /// The unit.
    pub unit: UnitId,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// First day.
    pub from: jiff::civil::Date,
    /// Last day.
    pub until: Option<jiff::civil::Date>,
}

/// An account without what is secret of it.
#[derive(Queryable)]
pub(super) struct AccountRow {
    id: i64,
    login: String,
    title: String,
    disabled: bool,
    password_hash: Option<String>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        let AccountRow { id, login, title, disabled, password_hash } = row;
        Self { id: AccountId(id), login, title, disabled, password: password_hash.is_some() }
    }
}

/// The columns of an account.
pub(super) type AccountColumns =
    (account::id, account::login, account::title, account::disabled, account::password_hash);
pub(super) const ACCOUNT: AccountColumns =
    (account::id, account::login, account::title, account::disabled, account::password_hash);

/// A post with the code and the name of its unit.
#[derive(Queryable)]
pub(crate) struct HeldRow {
    id: i64,
    account_id: i64,
    role: String,
    unit_id: i64,
    unit_code: String,
    unit_name: String,
    from_on: String,
    until_on: Option<String>,
}

/// The columns of such a post.
type HeldColumns = (
    holding::id,
    holding::account_id,
    holding::role,
    unit::id,
    unit::code,
    unit::name,
    holding::from_on,
    holding::until_on,
);
pub(crate) const HELD: HeldColumns = (
    holding::id,
    holding::account_id,
    holding::role,
    unit::id,
    unit::code,
    unit::name,
    holding::from_on,
    holding::until_on,
);

impl TryFrom<HeldRow> for HeldPost {
    type Error = StoreError;
    fn try_from(row: HeldRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            account: AccountId(row.account_id),
            role: read_role(row.role)?,
            unit: UnitId(row.unit_id),
            unit_code: row.unit_code,
            unit_name: row.unit_name,
            from: read_date(&row.from_on)?,
            until: row.until_on.as_deref().map(read_date).transpose()?,
        })
    }
}

/// Posts with names of units that are told apart from others of the name.
pub(super) fn told(connection: &mut AnyConnection, mut rows: Vec<HeldRow>) -> Result<Vec<HeldPost>> {
    let codes: Vec<&str> = rows.iter().map(|row| row.unit_code.as_str()).collect();
    let told = apart(connection, &codes)?;
    for row in &mut rows {
        if let Some(name) = told.get(&row.unit_code) {
            row.unit_name.clone_from(name);
        }
    }
    rows.into_iter().map(HeldPost::try_from).collect()
}

impl Sealed for AccountId {}

/// An account stands at the lowest unit beneath which it holds everything it ever held: whoever manages accounts there
/// or above sees all of it.
impl Located for AccountId {
    fn place(self, connection: &mut Connection<'_>) -> Result<Option<Place>> {
        use diesel::dsl::{max, min};
        let (lo, hi): (Option<i64>, Option<i64>) = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq(self.0))
            .select((min(unit::lo), max(unit::hi)))
            .first(connection.0)?;
        let (Some(lo), Some(hi)) = (lo, hi) else { return Ok(None) };
        Ok(unit::table
            .filter(unit::lo.le(lo).and(unit::hi.ge(hi)))
            .order(unit::lo.desc())
            .select((unit::id, unit::lo, unit::hi))
            .first(connection.0)
            .optional()?)
    }
}

/// A permit with which somebody sets a password: of nobody's account but their own.
pub(crate) fn own_account(permit: &Permit<SetPassword, AccountId>) -> Result<AccountId> {
    Some(permit.key()).filter(|own| permit.account() == Some(*own)).ok_or(StoreError::NotFound)
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
            .filter(holding::account_id.eq(account::id));
        let wanted = pattern(filter.find);
        let initials = self.needle_of_initials(&fold(filter.find));
        let named =
            account::login.like(wanted.clone()).escape('!').or(account::title.like(wanted).escape('!'));
        let mut query = account::table.into_boxed();
        query = match initials {
            Some(initials) => query.filter(named.or(search_matches(account::title, initials))),
            None => query.filter(named),
        };
        let rows: Vec<AccountRow> = query
            .filter(not(exists(outside)))
            .filter(account::login.gt(filter.after))
            .select(ACCOUNT)
            .order(account::login.asc())
            .limit(filter.limit)
            .load(self.connection)?;
        Ok(rows.into_iter().map(Account::from).collect())
    }

    /// The posts of several accounts within the permit's subtree, the oldest first.
    pub fn posts_held(
        &mut self,
        permit: &Permit<ReadAccounts>,
        accounts: &[AccountId],
    ) -> Result<Vec<HeldPost>> {
        let span = permit.span();
        let keys: Vec<i64> = accounts.iter().map(|id| id.0).collect();
        let rows: Vec<HeldRow> = holding::table
            .inner_join(unit::table)
            .filter(holding::account_id.eq_any(keys))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((holding::account_id.asc(), holding::from_on.asc(), holding::id.asc()))
            .select(HELD)
            .load(self.connection)?;
        told(self.connection, rows)
    }

    /// The permit's account.
    pub fn account(&mut self, permit: &Permit<ReadAccounts, AccountId>) -> Result<Account> {
        let row: Option<AccountRow> =
            account::table.find(permit.key().0).select(ACCOUNT).first(self.connection).optional()?;
        row.map(Account::from).ok_or(StoreError::NotFound)
    }

    /// Whether somebody but the permit's account, who is not turned off, manages accounts at the root without an end.
    pub fn root_is_managed_without(&mut self, permit: &Permit<ManageAccounts, AccountId>) -> Result<bool> {
        let managing: Vec<&str> = roles(ActionKind::ManageAccounts).map(Role::key).collect();
        let found: i64 = holding::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(unit::parent_id.is_null())
            .filter(holding::role.eq_any(managing).and(holding::until_on.is_null()))
            .filter(account::disabled.eq(false).and(account::id.ne(permit.key().0)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// The password hash of one's own account: for setting another alone.
    pub fn password_of(&mut self, permit: &Permit<SetPassword, AccountId>) -> Result<Option<String>> {
        let hash: Option<Option<String>> = account::table
            .find(own_account(permit)?.0)
            .select(account::password_hash)
            .first(self.connection)
            .optional()?;
        Ok(hash.flatten())
    }

    /// The login of one's own account.
    pub fn own_login(&mut self, permit: &Permit<SetPassword, AccountId>) -> Result<String> {
        let own = account::table.find(own_account(permit)?.0);
        let login: Option<String> = own.select(account::login).first(self.connection).optional()?;
        login.ok_or(StoreError::NotFound)
    }

    /// All logins there are, for whoever opens an account: no two may look alike.
    pub fn logins(&mut self, _: &Permit<ManageAccounts>) -> Result<Vec<String>> {
        Ok(account::table.select(account::login).load(self.connection)?)
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
    /// Ends a post of the permit's account with a last day.
    pub fn holding_end(
        &mut self,
        permit: &Permit<ManageAccounts, AccountId>,
        post: i64,
        last: jiff::civil::Date,
    ) -> Result<()> {
        let own = holding::table.filter(holding::id.eq(post).and(holding::account_id.eq(permit.key().0)));
        let changed =
            diesel::update(own).set(holding::until_on.eq(last.to_string())).execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Turns the permit's account off or on; off ends its sessions and its invitation.
    pub fn account_switch(
        &mut self,
        permit: &Permit<ManageAccounts, AccountId>,
        disabled: bool,
    ) -> Result<()> {
        let (account, connection) = (permit.key().0, self.under(permit));
        let changed = diesel::update(account::table.find(account))
            .set(account::disabled.eq(disabled))
            .execute(connection)?;
        if changed != 1 {
            return Err(StoreError::NotFound);
        }
        if disabled {
            diesel::delete(invitation::table.find(account)).execute(connection)?;
            diesel::delete(session::table.filter(session::account_id.eq(account))).execute(connection)?;
        }
        Ok(())
    }

    /// Keeps the hash of an invitation to the permit's account; one that was given before ends.
    pub fn invitation_put(
        &mut self,
        permit: &Permit<ManageAccounts, AccountId>,
        token_hash: &str,
        expires_at: jiff::Timestamp,
    ) -> Result<()> {
        let (account, connection) = (permit.key().0, self.under(permit));
        diesel::delete(invitation::table.find(account)).execute(connection)?;
        diesel::insert_into(invitation::table)
            .values((
                invitation::account_id.eq(account),
                invitation::token_hash.eq(token_hash),
                invitation::expires_at.eq(expires_at.to_string()),
            ))
            .execute(connection)?;
        Ok(())
    }

    /// Sets one's own password; the invitation and every session end but the one with `kept` as its token's hash, which
    /// goes on under the hash `renewed`: a token that somebody saw before is worth nothing.
    pub fn password_set(
        &mut self,
        permit: &Permit<SetPassword, AccountId>,
        hash: &str,
        (kept, renewed): (&str, &str),
    ) -> Result<()> {
        let account = own_account(permit)?.0;
        let connection = self.under(permit);
        let changed = diesel::update(account::table.find(account))
            .set(account::password_hash.eq(hash))
            .execute(connection)?;
        if changed != 1 {
            return Err(StoreError::NotFound);
        }
        diesel::delete(invitation::table.find(account)).execute(connection)?;
        diesel::delete(
            session::table.filter(session::account_id.eq(account).and(session::token_hash.ne(kept))),
        )
        .execute(connection)?;
        let session = session::table.find(kept).filter(session::account_id.eq(account));
        // Whoever sets a password from the command line has none.
        any(diesel::update(session).set(session::token_hash.eq(renewed)).execute(connection)?);
        Ok(())
    }
}
