//! Scores as the register keeps them.

use crate::error::{Result, StoreError};
use earnest_model::fraction::Fraction;

/// The score that a text says.
pub(crate) fn read_score(text: &str) -> Result<Fraction> {
    Fraction::parse(text).map_err(|_| StoreError::meaningless(text, "a score"))
}
