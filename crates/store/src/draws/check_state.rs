//! What is asked of the state of a spot check.

use crate::{
    error::{Result, StoreError},
    schema::spot_check,
};
use diesel::prelude::*;
use earnest_model::assessing::spot_check::SpotCheckState;

/// How far a check has come.
pub(crate) fn read_check_state(text: &str) -> Result<SpotCheckState> {
    SpotCheckState::parse(text).map_err(|_| StoreError::meaningless(text, "a spot check's state"))
}

/// Spot checks whose materials wait for a first sheet.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn spot_check_waiting() -> _ {
    let drawn: &'static str = SpotCheckState::Drawn.key();
    spot_check::state.eq(drawn)
}

/// Spot checks whose materials are assessed.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn spot_check_assessed() -> _ {
    let assessed: &'static str = SpotCheckState::Assessed.key();
    spot_check::state.eq(assessed)
}

/// Spot checks that count: neither their draw is void nor another unit took their place.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn spot_check_live() -> _ {
    let void: &'static str = SpotCheckState::Void.key();
    spot_check::state.ne(void)
}
