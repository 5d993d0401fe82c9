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
};
use earnest_store::{SessionRow, Store};

/// How long a session lasts without signing in anew: 12 hours, a working day.
const SESSION_SECONDS: i64 = 12 * 60 * 60;

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

/// Opens a session if login and password fit. `random` are 64 bytes from a secure source.
/// An unknown login takes as long as a wrong password, and both give the same answer.
pub fn sign_in(
    store: &Store,
    login: &str,
    password: &str,
    random: [u8; 64],
    now: Timestamp,
) -> Result<Opened> {
    let found = store.snapshot()?.reader().credentials(login)?;
    let (account, hash) = match found {
        Some((account, Some(hash))) => (Some(account), hash),
        _ => (None, hash_password("nobody has this password", [7; 16])?),
    };
    let fits = fits(password, &hash);
    let account = account.filter(|_| fits).ok_or_else(|| AppError::refused("error-sign-in"))?;
    let (token, csrf) = random.split_at(32);
    let (token, csrf) = (hex(token), hex(csrf));
    let expires_at = Timestamp::from_second(now.as_second() + SESSION_SECONDS)
        .map_err(|_| AppError::refused("error-sign-in"))?;
    store.session_open(
        &sha256_hex(token.as_bytes()),
        &SessionRow { account, csrf, expires_at, post: None },
        now,
    )?;
    Ok(Opened { token, expires_at, account })
}

/// Who a token belongs to; `None` if it has ended.
pub fn who(store: &Store, token: &str, now: Timestamp) -> Result<Option<SignedIn>> {
    let mut snapshot = store.snapshot()?;
    let mut reader = snapshot.reader();
    let Some(session) = reader.session(&sha256_hex(token.as_bytes()), now)? else { return Ok(None) };
    let under = reader.actor_under(session.account, session.post)?;
    let last_act = reader.last_act()?;
    Ok(under.map(|(actor, post)| SignedIn { actor, csrf: session.csrf, post, last_act }))
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
