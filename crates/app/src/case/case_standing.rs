//! How the owner of a case stands: whether what a device keeps may stay there.

use crate::{Context, Result};
pub use earnest_model::desk::case::CaseStanding;
use earnest_model::id::AccountId;

/// How whoever packed a case stands. `mark` is the hash of the token that their forms carried, by which they are known for some
/// days after their session has ended. Of a mark that is known no more nothing is told: whoever signs in will know.
pub fn case_standing(context: &Context<'_>, owner: AccountId, mark: &str) -> Result<CaseStanding> {
    match context.actor.account() {
        Some(account) if account != owner => return Ok(CaseStanding::Other),
        Some(_) => {
            let holds = context.actor.all_holdings(context.today).next().is_some();
            return Ok(if holds { CaseStanding::Here } else { CaseStanding::Ended });
        }
        None => {}
    }
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    if reader.form_owner(mark, context.now)? != Some(owner) {
        return Ok(CaseStanding::Door);
    }
    let actor = reader.actor_under(owner, None)?;
    let holds = actor.is_some_and(|(actor, _)| actor.all_holdings(context.today).next().is_some());
    Ok(if holds { CaseStanding::Door } else { CaseStanding::Ended })
}
