//! How far a round has come.

use crate::{frame::call::Call, look::State};
use earnest_model::programmes::round::RoundState;

/// How far a round has come.
pub fn state(call: &Call<'_>, state: RoundState) -> State {
    let word = call.word_of(state);
    match state {
        RoundState::Planned | RoundState::CalledOff => State::not_begun(word),
        RoundState::Open | RoundState::Assessing => State::under_way(word),
        RoundState::Circulated | RoundState::Closed => State::done(word),
    }
}
