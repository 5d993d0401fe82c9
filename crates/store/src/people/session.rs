//! Sign-in sessions. They are no part of what the register shows, so they need no event;
//! only the hash of a token is kept.

use crate::{
    Reader, Store,
    error::{Result, StoreError, any},
    people::{administration::own_account, form_key::note_form_key},
    schema::session,
};
use diesel::prelude::*;
use earnest_model::{
    hash::sha256_hex,
    id::AccountId,
    permit::{Permit, SetPassword},
};

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Whose it is.
    pub account: AccountId,
    /// The value that forms must carry.
    pub csrf: String,
    /// When it ends.
    pub expires_at: jiff::Timestamp,
    /// When it was opened.
    pub created_at: jiff::Timestamp,
    /// Key of the post under which it acts.
    pub post: Option<i64>,
}

/// How many digits of the hash of a token name a session to its owner: too few to be of use to anybody else.
const KEY: usize = 16;

/// An open session, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// The first digits of its token's hash.
    pub key: String,
    /// When it was opened (RFC 3339, UTC).
    pub created_at: String,
    /// When it ends (RFC 3339, UTC).
    pub expires_at: String,
}

impl Store {
    /// Ends a session of an account, named by its key; whether there was one.
    pub fn session_end(&self, account: AccountId, key: &str) -> Result<bool> {
        if key.len() != KEY || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(false);
        }
        self.outside_journal(|connection| {
            let own = session::table
                .filter(session::account_id.eq(account.0))
                .filter(session::token_hash.like(format!("{key}%")));
            Ok(diesel::delete(own).execute(connection)? > 0)
        })
    }

    /// Opens a session and forgets those of anyone that ended before `now`.
    pub fn session_open(&self, token_hash: &str, row: &SessionRow, now: jiff::Timestamp) -> Result<()> {
        self.outside_journal(|connection| {
            // A clock that was put forward ends sessions; once it is put right again they go on.
            let day_ago = jiff::Timestamp::from_second(now.as_second() - 86_400).unwrap_or(now).to_string();
            diesel::delete(session::table.filter(session::expires_at.lt(day_ago))).execute(connection)?;
            diesel::insert_into(session::table)
                .values((
                    session::token_hash.eq(token_hash),
                    session::account_id.eq(row.account.0),
                    session::csrf.eq(&row.csrf),
                    session::created_at.eq(now.to_string()),
                    session::expires_at.eq(row.expires_at.to_string()),
                ))
                .execute(connection)?;
            note_form_key(connection, &sha256_hex(row.csrf.as_bytes()), row.account, now)
        })
    }

    /// A session that is used goes on until `until`, if it had not ended at `now`.
    pub fn session_extend(
        &self,
        token_hash: &str,
        now: jiff::Timestamp,
        until: jiff::Timestamp,
    ) -> Result<()> {
        self.outside_journal_soon(|connection| {
            let open = session::table
                .filter(session::token_hash.eq(token_hash).and(session::expires_at.gt(now.to_string())));
            any(diesel::update(open).set(session::expires_at.eq(until.to_string())).execute(connection)?);
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
    /// One's own open sessions, the newest first.
    pub fn sessions_of(
        &mut self,
        permit: &Permit<SetPassword, AccountId>,
        now: jiff::Timestamp,
    ) -> Result<Vec<OpenSession>> {
        let rows: Vec<(String, String, String)> = session::table
            .filter(session::account_id.eq(own_account(permit)?.0))
            .filter(session::expires_at.gt(now.to_string()))
            .order((session::created_at.desc(), session::token_hash.asc()))
            .limit(100)
            .select((session::token_hash, session::created_at, session::expires_at))
            .load(self.connection)?;
        let open = |(hash, created_at, expires_at): (String, String, String)| OpenSession {
            key: hash.chars().take(KEY).collect(),
            created_at,
            expires_at,
        };
        Ok(rows.into_iter().map(open).collect())
    }

    /// The session with this token hash, if it has not ended.
    pub fn session(&mut self, token_hash: &str, now: jiff::Timestamp) -> Result<Option<SessionRow>> {
        let row: Option<(i64, String, String, String, Option<i64>)> = session::table
            .find(token_hash)
            .select((
                session::account_id,
                session::csrf,
                session::created_at,
                session::expires_at,
                session::holding_id,
            ))
            .first(self.connection)
            .optional()?;
        let Some((account, csrf, created_at, expires_at, post)) = row else { return Ok(None) };
        let point = |text: String| -> Result<jiff::Timestamp> {
            text.parse().map_err(|_| StoreError::meaningless(text, "a point in time"))
        };
        let (created_at, expires_at) = (point(created_at)?, point(expires_at)?);
        let row = SessionRow { account: AccountId(account), csrf, created_at, expires_at, post };
        Ok((expires_at > now).then_some(row))
    }
}
