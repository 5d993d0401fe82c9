//! How a version of a plan stands.

use crate::{frame::call::Call, look::State};
use earnest_model::plans::plan::PlanState;

/// How a version of a plan stands.
pub(super) fn state(call: &Call<'_>, state: PlanState) -> State {
    let word = call.word_of(state);
    match state {
        PlanState::Approved | PlanState::ApprovedWithRemarks => State::done(word),
        PlanState::Submitted => State::under_way(word),
        PlanState::Returned => State::trouble(word),
    }
}
