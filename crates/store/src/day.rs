//! Days as the register keeps them.

use crate::error::{Result, StoreError};

/// The day that a text names.
pub(crate) fn read_date(text: &str) -> Result<jiff::civil::Date> {
    text.parse().map_err(|_| StoreError::meaningless(text, "a date"))
}
