//! What is asked of the state of a round.

use crate::schema::{programme, round};
use diesel::{dsl::exists, prelude::*};
use earnest_model::programmes::{life::ProgrammeState, round::RoundState};

/// Rounds in which sessions, sheets and draws are recorded.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_assessable() -> _ {
    let states: Vec<&'static str> = RoundState::keys_where(RoundState::is_assessable);
    round::state.eq_any(states)
}

/// Rounds that take activities besides the seminar on a day: those that have begun, and those that are closed before their
/// last day; none of a programme that is over.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_takes_activities(day: String) -> _ {
    let closed: &'static str = RoundState::Closed.key();
    let planned: &'static str = RoundState::Planned.key();
    let running: &'static str = ProgrammeState::Running.key();
    let goes =
        programme::table.filter(programme::id.eq(round::programme_id)).filter(programme::state.eq(running));
    round::state.ne(planned).and(round::state.ne(closed).or(round::ends_on.ge(day))).and(exists(goes))
}

/// Rounds of which a circular can be published.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_tells() -> _ {
    let states: Vec<&'static str> = RoundState::keys_where(RoundState::takes_circulars);
    round::state.eq_any(states)
}

/// Rounds that take plans.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_open() -> _ {
    let open: &'static str = RoundState::Open.key();
    round::state.eq(open)
}

/// Rounds that are set up and have not opened.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_planned() -> _ {
    let planned: &'static str = RoundState::Planned.key();
    round::state.eq(planned)
}

/// Rounds that are not over.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn round_running() -> _ {
    let states: Vec<&'static str> = RoundState::keys_where(RoundState::is_running);
    round::state.eq_any(states)
}
