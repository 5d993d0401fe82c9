//! How far a visit has come, as queries ask for it; and whoever sends a tour.

use crate::schema::{unit, visit};
use diesel::prelude::*;
use earnest_model::visits::tour::VisitState;

diesel::alias! {
    // Whoever sends a tour.
    pub(crate) const SENDER: Alias<Sender> = unit as sender;
}

/// The day of a visit, as queries write it.
pub(crate) const VISITED: &str = "\"visit\".\"visited_on\"";

/// Visits that were made; a planned one is no visit yet, and the unit does not know of it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn visit_made() -> _ {
    let made: &'static str = VisitState::Made.key();
    visit::state.eq(made)
}

/// Visits that are to be made.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn visit_planned() -> _ {
    let planned: &'static str = VisitState::Planned.key();
    visit::state.eq(planned)
}

/// Visits that were called off before they were made: the unit never knew of them.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn visit_called_off() -> _ {
    let off: &'static str = VisitState::CalledOff.key();
    visit::state.eq(off)
}
