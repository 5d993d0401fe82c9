//! What all parts of a visit are written with.

use earnest_model::{Date, id::AccountId};

/// Of which visit something is written, to which unit, by whom and when.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    pub visit: i64,
    pub unit: i64,
    pub author: Option<AccountId>,
    pub at: &'a str,
    pub on: Date,
}
