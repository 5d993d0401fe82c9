//! With which account whoever holds a post signs in, and the posts that are one's own.

use crate::{
    Reader, Work,
    error::{Result, StoreError},
    held::in_force,
    schema::{account, holding, post, unit},
    units::unit::units_within,
};
use diesel::prelude::*;
use earnest_model::{
    action::ActionKind,
    actor::Role,
    id::{AccountId, PostId},
    permit::{AssignDuty, Permit, ReadDesk, Target, roles},
};

/// The most accounts among which a form lets choose.
const MOST: i64 = 500;

impl Work<'_> {
    /// Says with which account the holder of a post of the permit's subtree signs in, or with none.
    pub fn post_tie(
        &mut self,
        permit: &Permit<AssignDuty>,
        id: PostId,
        account: Option<AccountId>,
    ) -> Result<()> {
        let own =
            post::table.filter(post::id.eq(id.0).and(post::unit_id.eq_any(units_within(permit.span()))));
        let set = post::account_id.eq(account.map(|account| account.0));
        match diesel::update(own).set(set).execute(self.under(permit))? {
            1 => Ok(()),
            _ => Err(StoreError::NotFound),
        }
    }
}

impl Reader<'_> {
    /// The accounts with which whoever holds a post of a unit of the permit's subtree can sign in and read its page: they hold a
    /// role there that reads its ledger. Key and title.
    pub fn accounts_of_posts(
        &mut self,
        permit: &Permit<AssignDuty>,
        at: Target,
    ) -> Result<Vec<(AccountId, String)>> {
        if !permit.span().covers(at.span) {
            return Err(StoreError::NotFound);
        }
        let day = permit.on().to_string();
        let reading: Vec<&str> = roles(ActionKind::ReadLedger).map(Role::key).collect();
        let rows: Vec<(i64, String)> = account::table
            .inner_join(holding::table)
            .filter(holding::unit_id.eq(at.unit.0).and(in_force(&day)))
            .filter(holding::role.eq_any(reading).and(account::disabled.eq(false)))
            .order((account::title.asc(), account::id.asc()))
            .select((account::id, account::title))
            .distinct()
            .limit(MOST)
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title)| (AccountId(id), title)).collect())
    }

    /// The posts of the permit's unit that the permit's account holds on its day, the oldest first: key, title and name of the
    /// unit.
    pub fn own_leading_posts(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<(PostId, String, String)>> {
        let Some(own) = permit.account() else { return Ok(Vec::new()) };
        let day = permit.on().to_string();
        let rows: Vec<(i64, String, String)> = post::table
            .inner_join(unit::table)
            .filter(post::unit_id.eq(permit.unit().0).and(post::account_id.eq(own.0)))
            .filter(post::from_on.le(&day))
            .filter(post::until_on.is_null().or(post::until_on.ge(&day)))
            .order(post::id.asc())
            .select((post::id, post::title, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, title, unit)| (PostId(id), title, unit)).collect())
    }
}
