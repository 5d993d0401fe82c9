//! Whose standard an address is about, and for which programme.

use crate::frame::{address::Asking, call::Call};
use earnest_app::{AppError, programmes::standard_draft::StandardOf};

/// Whose standard the address is about, and for which programme.
pub(super) fn meant<'c>(call: &Call<'c>) -> Result<StandardOf<'c>, AppError> {
    Ok(StandardOf { unit: call.query.get("unit"), programme: call.asked("programme")? })
}

/// An address with whose standard it is about.
pub(super) fn at(path: String, of: StandardOf<'_>) -> String {
    let path = path.asking("unit", of.unit);
    match of.programme {
        Some(programme) => path.asking("programme", programme),
        None => path,
    }
}
