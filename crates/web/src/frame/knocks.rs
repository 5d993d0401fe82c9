//! What happens at the door is noted; and who left while that could not be noted stays out.

use crate::frame::call::Call;
use earnest_app::people::security::Knock;
use earnest_model::{hash::sha256_hex, id::AccountId, people::security::SecurityKind};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// Notes what happened. Where it can't be noted the request goes on all the same: the log of the program tells of it.
pub fn note(call: &Call<'_>, kind: SecurityKind, account: Option<AccountId>, detail: &str) {
    tracing::info!(kind = kind.key(), account = account.map(|of| of.0), client = call.client, "at the door");
    let knock = Knock { kind, account, client: call.client, detail };
    if let Err(fault) = call.state.store.security_note(&knock, call.now) {
        tracing::error!(%fault, kind = kind.key(), "what happened at the door could not be noted");
    }
}

/// The most sessions of which it is remembered that they were left; then the oldest are forgotten.
const MOST: usize = 10_000;

/// Sessions that were left while the register could not be written to: hashes of their tokens.
#[derive(Debug, Default)]
pub struct Left(Mutex<VecDeque<String>>);

impl Left {
    /// Remembers that a session was left.
    pub fn remember(&self, token: &str) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= MOST {
            left.pop_front();
        }
        left.push_back(sha256_hex(token.as_bytes()));
    }

    /// Whether a session was left.
    pub fn holds(&self, token: &str) -> bool {
        let left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !left.is_empty() && left.contains(&sha256_hex(token.as_bytes()))
    }
}
