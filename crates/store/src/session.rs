//! Sign-in sessions. They are no part of what the register shows, so they need no event;
//! only the hash of a token is kept.

use crate::{
    Reader, Store,
    error::{Result, StoreError},
    schema::session,
};
use diesel::prelude::*;
use earnest_model::id::AccountId;

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Whose it is.
    pub account: AccountId,
    /// The value that forms must carry.
    pub csrf: String,
    /// When it ends.
    pub expires_at: jiff::Timestamp,
}

impl Store {
    /// Opens a session and forgets those of anyone that ended before `now`.
    pub fn session_open(&self, token_hash: &str, row: &SessionRow, now: jiff::Timestamp) -> Result<()> {
        self.outside_journal(|connection| {
            diesel::delete(session::table.filter(session::expires_at.lt(now.to_string())))
                .execute(connection)?;
            diesel::insert_into(session::table)
                .values((
                    session::token_hash.eq(token_hash),
                    session::account_id.eq(row.account.0),
                    session::csrf.eq(&row.csrf),
                    session::created_at.eq(now.to_string()),
                    session::expires_at.eq(row.expires_at.to_string()),
                ))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Ends a session.
    pub fn session_close(&self, token_hash: &str) -> Result<()> {
        self.outside_journal(|connection| {
            diesel::delete(session::table.find(token_hash)).execute(connection)?;
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// The session with this token hash, if it has not ended.
    pub fn session(&mut self, token_hash: &str, now: jiff::Timestamp) -> Result<Option<SessionRow>> {
        let row: Option<(i64, String, String)> = session::table
            .find(token_hash)
            .select((session::account_id, session::csrf, session::expires_at))
            .first(self.connection)
            .optional()?;
        let Some((account, csrf, expires_at)) = row else { return Ok(None) };
        let expires_at: jiff::Timestamp =
            expires_at.parse().map_err(|_| StoreError::meaningless(expires_at, "a point in time"))?;
        Ok((expires_at > now).then_some(SessionRow { account: AccountId(account), csrf, expires_at }))
    }
}
