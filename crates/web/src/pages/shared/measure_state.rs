//! How far a measure has come.

use crate::{frame::call::Call, look::State};
use earnest_model::ledger::measures::measure::MeasureState;

/// The state as sign, word and colour.
pub fn measure_state(call: &Call<'_>, state: MeasureState) -> State {
    let word = call.word_of(state);
    match state {
        MeasureState::Closed | MeasureState::Held | MeasureState::ClosedForPeriod => State::done(word),
        MeasureState::Returned | MeasureState::Reopened | MeasureState::Refuted => State::trouble(word),
        MeasureState::Registered => State::not_begun(word),
        _ => State::under_way(word),
    }
}
