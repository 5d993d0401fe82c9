//! Use cases of a round for tests that are about something else: the gates before them are opened without their condition
//! where they are shut, each by its act.

use earnest_app::{
    Context, Result,
    assessing::round_rate,
    draws::{
        draw_freeze::{self, Freeze},
        draw_run,
    },
    ledger::look_backs::look_back_run,
    programmes::{gate_open::open_gate, round_advance},
};
use earnest_model::{
    draws::draw_record::Thrown,
    id::{DrawId, LookBackDrawId, RoundId},
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

/// Where the digits of tests come from.
pub const ORIGIN: &str = "dice thrown in the hall before two witnesses";

/// Draws with digits that were thrown as always.
///
/// # Errors
/// As the use case.
pub fn run_draw(context: &Context<'_>, id: DrawId, digits: &str) -> Result<usize> {
    draw_run::run_draw(context, id, &Thrown { digits, origin: ORIGIN })
}

/// Draws closed measures with digits that were thrown as always.
///
/// # Errors
/// As the use case.
pub fn run_look_back(context: &Context<'_>, id: LookBackDrawId, digits: &str) -> Result<usize> {
    look_back_run::run_look_back(context, id, &Thrown { digits, origin: ORIGIN })
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
