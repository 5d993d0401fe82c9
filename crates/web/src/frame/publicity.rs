//! For whom the organisation publishes: rooms whose pages anybody may read unless it says otherwise.

use crate::frame::{call::Call, route::Route};
use earnest_model::organisation::Publicity;

/// Whether what is published here is not for strangers.
pub fn is_closed(call: &Call<'_>, route: &Route) -> bool {
    let room = route.path.strip_prefix("/api/v1").unwrap_or(route.path).split('/').nth(1);
    let publicity = match room {
        Some("circulars") => call.known.organisation.circulars,
        Some("draws" | "look-backs") => call.known.organisation.draws,
        _ => Publicity::Public,
    };
    publicity != Publicity::Public && call.actor.account().is_none()
}
