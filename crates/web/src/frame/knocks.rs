//! What happens at the door is noted.

use crate::frame::call::Call;
use earnest_app::people::security::Knock;
use earnest_model::{id::AccountId, people::security::SecurityKind};

/// Notes what happened. Where it can't be noted the request goes on all the same: the log of the program tells of it.
pub fn note(call: &Call<'_>, kind: SecurityKind, account: Option<AccountId>, detail: &str) {
    tracing::info!(kind = kind.key(), account = account.map(|of| of.0), client = call.client, "at the door");
    let knock = Knock { kind, account, client: call.client, detail };
    if let Err(fault) = call.state.store.security_note(&knock, call.now) {
        tracing::error!(%fault, kind = kind.key(), "what happened at the door could not be noted");
    }
}
