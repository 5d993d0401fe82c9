//! What is asked of the state of a programme.

use crate::schema::programme;
use diesel::prelude::*;
use earnest_model::{action::Action, permit::Permit, programmes::life::ProgrammeState};

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

/// The key of the programme in which a permit's holder is; of none.
pub(crate) fn preferred<A: Action, K: Copy>(permit: &Permit<A, K>) -> i64 {
    permit.programme().map_or(-1, |programme| programme.0)
}

/// Duties that somebody is still asked to take up: not those for a programme that is over.
macro_rules! duty_asked {
    () => {{
        use $crate::{
            programmes::going::programme_going,
            schema::{duty, programme},
        };
        let over = programme::table
            .filter(programme::id.nullable().eq(duty::programme_id))
            .filter(diesel::dsl::not(programme_going()));
        diesel::dsl::not(diesel::dsl::exists(over))
    }};
}
pub(crate) use duty_asked;
