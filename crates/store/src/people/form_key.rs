//! Whose forms carry which token, for longer than the session lasts: so that what was typed finds its writer again.

use crate::{Reader, connection::AnyConnection, error::Result, schema::form_key};
use diesel::prelude::*;
use earnest_model::{Timestamp, desk::kept_form::KEPT_DAYS, id::AccountId};

/// The moment before which a token is forgotten: some days after the longest session.
fn oldest(now: Timestamp) -> String {
    let day = 24 * 3_600;
    Timestamp::from_second(now.as_second() - (KEPT_DAYS + 1) * day).unwrap_or(now).to_string()
}

/// Notes whose forms carry a token, and forgets the tokens of long ago.
pub(super) fn note_form_key(
    connection: &mut AnyConnection,
    token_hash: &str,
    account: AccountId,
    now: Timestamp,
) -> Result<()> {
    diesel::delete(form_key::table.filter(form_key::made_at.lt(oldest(now)))).execute(connection)?;
    diesel::delete(form_key::table.find(token_hash)).execute(connection)?;
    diesel::insert_into(form_key::table)
        .values((
            form_key::token_hash.eq(token_hash),
            form_key::account_id.eq(account.0),
            form_key::made_at.eq(now.to_string()),
        ))
        .execute(connection)?;
    Ok(())
}

impl Reader<'_> {
    /// Whose forms carry the token with this hash.
    pub fn form_owner(&mut self, token_hash: &str, now: Timestamp) -> Result<Option<AccountId>> {
        let owner: Option<i64> = form_key::table
            .find(token_hash)
            .filter(form_key::made_at.ge(oldest(now)))
            .select(form_key::account_id)
            .first(self.connection)
            .optional()?;
        Ok(owner.map(AccountId))
    }
}
