//! What is asked of the state of a programme.

use crate::schema::{programme, round, round_step};
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

/// No step is taken after it.
pub(crate) const LAST_DAY: &str = "9999-12-31";

/// Rounds of a programme that have opened.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn opened() -> _ {
    round_step::table
        .inner_join(round::table.on(round::id.eq(round_step::round_id)))
        .filter(round::programme_id.eq(programme::id))
}

diesel::alias!(round_step as shut: Shut);

/// Steps by which rounds are over, by a day: those of the round of the query. A round that was reopened after it was closed is closed
/// for this: nobody owes it anything.
macro_rules! round_shut {
    ($day:expr) => {{
        use $crate::programmes::going::shut;
        let over: Vec<&'static str> = vec![
            earnest_model::programmes::round::RoundState::Closed.key(),
            earnest_model::programmes::round::RoundState::CalledOff.key(),
        ];
        shut.filter(shut.field($crate::schema::round_step::round_id).eq($crate::schema::round::id))
            .filter(shut.field($crate::schema::round_step::state).eq_any(over))
            .filter(shut.field($crate::schema::round_step::taken_on).le($day))
    }};
}
pub(crate) use round_shut;

/// Since when a round of the programme of the query is under way on a day; none where none is.
macro_rules! under_way {
    ($day:expr) => {{
        use $crate::schema::{programme, round, round_step};
        let day: String = $day;
        let open: &'static str = earnest_model::programmes::round::RoundState::Open.key();
        round_step::table
            .inner_join(round::table.on(round::id.eq(round_step::round_id)))
            .filter(round::programme_id.eq(programme::id))
            .filter(round_step::state.eq(open).and(round_step::taken_on.le(day.clone())))
            .filter(diesel::dsl::not(diesel::dsl::exists($crate::programmes::going::round_shut!(day))))
            .select(diesel::dsl::min(round_step::taken_on))
            .single_value()
    }};
}
pub(crate) use under_way;

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
