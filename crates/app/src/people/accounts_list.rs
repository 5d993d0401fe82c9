//! List the accounts that hold nothing outside a subtree, and show one of them.

use crate::{AppError, Context, Result, people::account_change::ready, permit_at, permit_on};
use earnest_model::{
    id::AccountId,
    permit::{Action, ManageAccounts, Permit, ReadAccounts, ReadProgramme},
    units::unit::Unit,
};
use earnest_store::{Account, AccountFilter, HeldPost, Reader};

/// A page of accounts.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// The unit whose subtree they belong to.
    pub unit: Unit,
    /// Each with its posts.
    pub lines: Vec<(Account, Vec<HeldPost>)>,
    /// The login after which the next page begins, if there is one.
    pub next: Option<String>,
    /// Whether the actor may open and change accounts here.
    pub may_manage: bool,
}

/// A permit for the highest unit at which the actor may do so today; the operator's is the root.
pub(crate) fn widest<A: Action>(context: &Context<'_>, reader: &mut Reader<'_>) -> Result<Permit<A>> {
    let places = context.places::<A>().into_iter().max_by_key(|at| at.span.hi - at.span.lo);
    let at = match places {
        Some(at) => at,
        None if context.actor.is_operator() => reader.root()?.ok_or(AppError::NotFound)?,
        None => return Err(AppError::NotFound),
    };
    permit_at(context, at)
}

/// Lists them, by login.
pub fn list_accounts(context: &Context<'_>, filter: &AccountFilter<'_>) -> Result<Accounts> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = widest::<ReadAccounts>(context, &mut reader)?;
    let wanted = AccountFilter { limit: filter.limit + 1, ..filter.clone() };
    let mut found = reader.accounts(&permit, &wanted)?;
    let more = found.len() as i64 > filter.limit;
    found.truncate(usize::try_from(filter.limit).unwrap_or_default());
    let ids: Vec<_> = found.iter().map(|account| account.id).collect();
    let posts = reader.posts_held(&permit, &ids)?;
    let with_posts = |account: Account| {
        let held = posts.iter().filter(|post| post.account == account.id).cloned().collect();
        (account, held)
    };
    Ok(Accounts {
        unit: reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?,
        next: found.last().filter(|_| more).map(|account| account.login.clone()),
        lines: found.into_iter().map(with_posts).collect(),
        may_manage: permit_at::<ManageAccounts>(context, permit.target()).is_ok(),
    })
}

/// An account with every post it ever held.
#[derive(Debug, Clone)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// Its posts, the oldest first.
    pub posts: Vec<HeldPost>,
    /// Whether the actor may change it: never one's own.
    pub may_manage: bool,
}

/// Shows an account of which nothing lies outside the actor's scope.
pub fn show_account(context: &Context<'_>, id: AccountId) -> Result<AccountView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAccounts, _>(context, &mut reader, id)?;
    Ok(AccountView {
        account: reader.account(&permit)?,
        posts: reader.posts_held(&permit.of_unit(), &[id])?,
        may_manage: ready(context, &mut reader, id).is_ok(),
    })
}
