//! What is asked of the state of a round.

use crate::schema::round;
use diesel::prelude::*;
use earnest_model::programmes::round::RoundState;

/// Rounds in which sessions, sheets and draws are recorded.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_assessable() -> _ {
    let states: Vec<&'static str> = RoundState::keys_where(RoundState::is_assessable);
    round::state.eq_any(states)
}
