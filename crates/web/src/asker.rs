//! Who asks: whose session a token is, and how it goes on.

use crate::frame::{call::Call, state::State};
use earnest_app::{
    AppError, StoreError,
    people::sign_in::{self, SignedIn},
};
use earnest_model::{Timestamp, actor::Actor};

/// Who asks, and what could not be found out of it.
pub struct Asker {
    /// Who it is.
    pub who: SignedIn,
    /// Why the session could not be read, if it could not: whoever is signed in is not taken for nobody.
    pub fault: Option<StoreError>,
}

/// Whose session a token is, with the token of its forms.
pub fn asker(state: &State, token: Option<&str>, now: Timestamp) -> Asker {
    let found = token.map_or(Ok(None), |token| sign_in::who(&state.store, token, now));
    let (who, fault) = match found {
        Ok(who) => (who, None),
        Err(AppError::Store(fault)) => (None, Some(fault)),
        Err(fault) => {
            tracing::error!(%fault, "the session could not be read");
            (None, None)
        }
    };
    Asker { who: who.unwrap_or_else(|| nobody(now)), fault }
}

/// Of whom it is not asked who they are, since what they want waits for what another program holds.
pub fn unasked(now: Timestamp) -> Asker {
    let fault = StoreError::Held("a table that another program holds".to_owned());
    Asker { who: nobody(now), fault: Some(fault) }
}

fn nobody(now: Timestamp) -> SignedIn {
    SignedIn {
        actor: Actor::PUBLIC,
        csrf: String::new(),
        post: None,
        opened_at: now,
        ends_at: now,
        last_act: 0,
    }
}

/// A session that is used goes on. That is noted beside the request: nobody waits for it, and where it can't be noted the
/// session ends a little earlier.
pub fn stay(state: &State, token: &str, who: &SignedIn, now: Timestamp) {
    let Some(until) = sign_in::goes_on(who.opened_at, who.ends_at, now, state.settings.idle) else { return };
    let (state, token) = (state.clone(), token.to_owned());
    let note = move || {
        let Ok(_one_at_a_time) = state.edge.passing.try_acquire() else { return };
        if let Err(fault) = sign_in::keep_open(&state.store, &token, now, until) {
            tracing::warn!(%fault, "the end of a session could not be moved");
        }
    };
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        drop(runtime.spawn_blocking(note));
    }
}

/// Whether the post that is acted under has ended: then another is to be chosen, if there is one.
pub fn has_ended(call: &Call<'_>) -> bool {
    let has_ended = call.actor.chosen_post().is_some_and(|post| !post.in_force(call.today));
    has_ended && call.actor.all_holdings(call.today).next().is_some()
}
