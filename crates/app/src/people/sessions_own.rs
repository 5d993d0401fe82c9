//! One's own sessions: where one is signed in, and ending one of them from afar.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::hash::sha256_hex;
use earnest_store::OpenSession;

/// A session of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// The session.
    pub session: OpenSession,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// Lists the open sessions of whoever asks, the newest first.
pub fn own_sessions(context: &Context<'_>, token: &str) -> Result<Vec<OwnSession>> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on(context, &mut reader, account)?;
    let sessions = reader.sessions_of(&permit, context.now)?;
    let mine = sha256_hex(token.as_bytes());
    let own = |session: OpenSession| OwnSession { this: mine.starts_with(&session.key), session };
    Ok(sessions.into_iter().map(own).collect())
}

/// Ends one of them, known by its key; another account's key ends nothing.
pub fn end_session(context: &Context<'_>, key: &str) -> Result<()> {
    let account = context.actor.account().ok_or(AppError::NotFound)?;
    if context.store.session_end(account, key)? { Ok(()) } else { Err(AppError::NotFound) }
}
