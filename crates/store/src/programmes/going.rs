//! What is asked of the state of a programme.

use crate::schema::programme;
use diesel::prelude::*;
use earnest_model::programmes::life::ProgrammeState;

/// Programmes that are not over.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn programme_going() -> _ {
    let running: &'static str = ProgrammeState::Running.key();
    programme::state.eq(running)
}

/// Programmes that lists of today have.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn programme_in_use() -> _ {
    let archived: &'static str = ProgrammeState::Archived.key();
    programme::state.ne(archived)
}
