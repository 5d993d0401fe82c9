//! Use cases of a round for tests that are about something else: the gates before them are opened without their condition
//! where they are shut, each by its act.

use earnest_app::{
    Context, Result,
    assessing::round_rate,
    draws::draw_freeze::{self, Freeze},
    programmes::{gate_open::open_gate, round_advance},
};
use earnest_model::{
    id::{DrawId, RoundId},
    programmes::{gates::Gate, round::RoundState},
};

/// Opens the shut gates up to one without what they ask for; one that is open already stays as it is.
pub fn go_on(context: &Context<'_>, round: RoundId, last: Gate) {
    for gate in Gate::ALL.iter().filter(|gate| **gate <= last) {
        let _open_already = open_gate(context, round, gate.key(), "nothing more is awaited here");
    }
}

/// Freezes a frame, whatever was held and observed.
///
/// # Errors
/// As the use case.
pub fn freeze_frame(context: &Context<'_>, request: &Freeze<'_>) -> Result<DrawId> {
    go_on(context, request.round, Gate::Observers);
    draw_freeze::freeze_frame(context, request)
}

/// Rates, whatever was drawn and looked at.
///
/// # Errors
/// As the use case.
pub fn rate_round(context: &Context<'_>, round: RoundId) -> Result<usize> {
    go_on(context, round, Gate::Materials);
    round_rate::rate_round(context, round)
}

/// Moves a round on, whatever was planned, held, observed, drawn and looked at.
///
/// # Errors
/// As the use case.
pub fn advance_round(context: &Context<'_>, round: RoundId) -> Result<RoundState> {
    go_on(context, round, Gate::Materials);
    round_advance::advance_round(context, round)
}
