//! Days as the register keeps them, and what stood on one.

use crate::{
    error::{Result, StoreError},
    schema::unit,
};
use diesel::prelude::*;

/// The day that a text names.
pub(crate) fn read_date(text: &str) -> Result<jiff::civil::Date> {
    text.parse().map_err(|_| StoreError::meaningless(text, "a date"))
}

/// Units that were there on a day and had been entered by its end.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn there(day: &str) -> _ {
    let opened: String = day.to_owned();
    let closed: String = day.to_owned();
    let entered: String = day.to_owned();
    unit::opened_on
        .is_null()
        .or(unit::opened_on.le(opened))
        .and(unit::closed_on.is_null().or(unit::closed_on.gt(closed)))
        .and(unit::entered_on.le(entered))
}
