//! Sign in and out: Argon2id passwords, server-side sessions.

use crate::{AppError, Result};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use earnest_model::{
    Timestamp,
    actor::Actor,
    hash::{hex, sha256_hex},
    id::AccountId,
    people::sign_in::SESSION_SECONDS,
};
use earnest_store::{SessionRow, Store};

/// A session that was opened: the token goes to the browser alone.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The secret for the cookie.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub account: AccountId,
}

/// Who a session belongs to.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person, under the post that the session acts under.
    pub actor: Actor,
    /// The value that forms must carry.
    pub csrf: String,
    /// Name of the unit of the post, if one was chosen.
    pub post: Option<String>,
    /// When the session was opened.
    pub opened_at: Timestamp,
    /// When it ends unless it is used.
    pub ends_at: Timestamp,
    /// The last act of the register when this was read.
    pub last_act: i64,
}

/// Parameters of OWASP's cheat sheet for Argon2id: 19 MiB, 2 passes, 1 lane.
fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|_| AppError::refused("error-password-hash"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The Argon2id hash of a password in PHC form.
pub fn hash_password(password: &str, salt: [u8; 16]) -> Result<String> {
    let hash = hasher()?.hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| AppError::refused("error-password-hash"))?.to_string())
}

/// Whether a password is the one of a hash.
pub(crate) fn fits(password: &str, hash: &str) -> bool {
    let parsed = PasswordHash::new(hash);
    parsed.is_ok_and(|parsed| {
        hasher().is_ok_and(|hasher| hasher.verify_password(password.as_bytes(), &parsed).is_ok())
    })
}

/// The hash that the password of an unknown login is held against: nobody's, and as costly as any other.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The longest login that is looked for; a longer one is nobody's.
const LONGEST_LOGIN: usize = 200;

/// Somebody whose password fits. A second factor, or the word of a directory, has its place between this and
/// [`open_session`] (docs/decisions/133).
#[derive(Debug, Clone, Copy)]
pub struct Proved(AccountId);

/// Whether login and password fit. An unknown login and one without a password take as long as a wrong password, and all
/// give the same answer.
pub fn prove(store: &Store, login: &str, password: &str) -> Result<Proved> {
    let found =
        if login.len() <= LONGEST_LOGIN { store.snapshot()?.reader().credentials(login)? } else { None };
    let (account, hash) = match &found {
        Some((account, Some(hash))) => (Some(*account), hash.as_str()),
        _ => (None, NOBODY),
    };
    let fits = fits(password, hash);
    account.filter(|_| fits).map(Proved).ok_or_else(|| AppError::refused("error-sign-in"))
}

/// Whose a login is, if it is anybody's: for noting what happened at the door.
pub fn known(store: &Store, login: &str) -> Result<Option<AccountId>> {
    if login.len() > LONGEST_LOGIN {
        return Ok(None);
    }
    Ok(store.snapshot()?.reader().credentials(login)?.map(|(account, _)| account))
}

/// Opens a session for somebody who proved who they are. `random` are 64 bytes from a secure source.
pub fn open_session(store: &Store, proved: Proved, random: [u8; 64], now: Timestamp) -> Result<Opened> {
    let Proved(account) = proved;
    let (token, csrf) = random.split_at(32);
    let (token, csrf) = (hex(token), hex(csrf));
    let expires_at = Timestamp::from_second(now.as_second() + SESSION_SECONDS)
        .map_err(|_| AppError::refused("error-sign-in"))?;
    let row = SessionRow { account, csrf, created_at: now, expires_at, post: None };
    store.session_open(&sha256_hex(token.as_bytes()), &row, now)?;
    Ok(Opened { token, expires_at, account })
}

/// Opens a session if login and password fit.
pub fn sign_in(
    store: &Store,
    login: &str,
    password: &str,
    random: [u8; 64],
    now: Timestamp,
) -> Result<Opened> {
    open_session(store, prove(store, login, password)?, random, now)
}

/// Who a token belongs to; `None` if it has ended.
pub fn who(store: &Store, token: &str, now: Timestamp) -> Result<Option<SignedIn>> {
    let mut snapshot = store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(session) = reader.session(&sha256_hex(token.as_bytes()), now)? else { return Ok(None) };
    let under = reader.actor_under(session.account, session.post)?;
    let last_act = reader.journal_head()?;
    let (csrf, opened_at, ends_at) = (session.csrf, session.created_at, session.expires_at);
    Ok(under.map(|(actor, post)| SignedIn { actor, csrf, post, opened_at, ends_at, last_act }))
}

/// Seconds by which the end of a session moves at least: a page seldom writes.
const STEP: i64 = 60;

/// Until when a session goes on that is used now, if its end is to be moved: it ends when nobody asks for so long, and
/// after twelve hours anyway.
pub fn goes_on(opened_at: Timestamp, ends_at: Timestamp, now: Timestamp, idle: i64) -> Option<Timestamp> {
    let until = (opened_at.as_second() + SESSION_SECONDS).min(now.as_second() + idle.max(STEP));
    let moved = (until - ends_at.as_second()).abs();
    // Towards its last hour the end stands still.
    if moved < STEP { None } else { Timestamp::from_second(until).ok() }
}

/// Lets a session go on.
pub fn keep_open(store: &Store, token: &str, now: Timestamp, until: Timestamp) -> Result<()> {
    Ok(store.session_extend(&sha256_hex(token.as_bytes()), now, until)?)
}

/// Whether a login has signed in before from the device that holds this token.
pub fn device_known(store: &Store, device: &str, login: &str) -> Result<bool> {
    Ok(store.snapshot()?.reader().device_known(&sha256_hex(device.as_bytes()), login)?)
}

/// Remembers the device from which somebody has just signed in.
pub fn remember_device(store: &Store, device: &str, opened: &Opened, now: Timestamp) -> Result<()> {
    Ok(store.device_remember(&sha256_hex(device.as_bytes()), opened.account, now)?)
}

/// Ends a session.
pub fn sign_out(store: &Store, token: &str) -> Result<()> {
    Ok(store.session_close(&sha256_hex(token.as_bytes()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_is_looked_at_like_any_other_and_fits_nothing() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let real = hash_password("correct horse battery", [1; 16]).unwrap();
        let real = PasswordHash::new(&real).unwrap();
        assert_eq!((nobody.algorithm, &nobody.params), (real.algorithm, &real.params), "the same cost");
        assert!(!fits("", NOBODY) && !fits("nobody has this password", NOBODY));
    }

    #[test]
    fn a_session_goes_on_while_it_is_used_and_ends_after_twelve_hours() {
        let at = |second: i64| Timestamp::from_second(1_433_000_000 + second).unwrap();
        let end = |ends, now| {
            goes_on(at(0), at(ends), at(now), 3_600).map(|until| until.as_second() - at(0).as_second())
        };
        assert_eq!(end(SESSION_SECONDS, 0), Some(3_600), "from the first request on");
        assert_eq!(end(3_600, 30), None, "not with every request");
        assert_eq!(end(3_600, 600), Some(4_200));
        assert_eq!(end(SESSION_SECONDS, SESSION_SECONDS - 10), None, "the last hour is the last");
        assert_eq!(end(SESSION_SECONDS - 100, SESSION_SECONDS - 110), Some(SESSION_SECONDS));
    }
}
