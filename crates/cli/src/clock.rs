//! The clock and the source of chance: named here and nowhere below.

use crate::failure::Failure;
use earnest_model::Timestamp;

/// The moment.
#[expect(clippy::disallowed_methods, reason = "the edge of the program is where time comes from")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Fills bytes for tokens. Without chance there is no secret: the process ends rather than going on with none.
#[expect(clippy::disallowed_methods, reason = "the edge of the program is where chance comes from")]
pub fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        std::process::abort();
    }
}

/// Fills bytes from the operating system's secure source.
#[expect(clippy::disallowed_methods, reason = "the edge of the program is where chance comes from")]
pub fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|fault| Failure::new(format!("no random bytes: {fault}")))?;
    Ok(bytes)
}

/// How long the program has run, to measure waits by.
#[expect(clippy::disallowed_methods, reason = "the edge of the program is where time comes from")]
pub fn since_start() -> std::time::Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
