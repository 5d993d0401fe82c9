//! Open a gate of a round without its condition: with a reason, which stands in the circular and on the board.

use crate::{AppError, Context, Result, figures::gates::gates, permit_on};
use earnest_model::{
    id::RoundId,
    message::{FieldErrors, Message},
    permit::OpenGate,
    programmes::{acts::ProgrammesAct, gates::Gate, round::RoundState},
    text::Line,
};

/// Opens it, if it is its turn and it is shut; `gate`: its word.
pub fn open_gate(context: &Context<'_>, round: RoundId, gate: &str, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<OpenGate, _>(context, &mut work.reader(), round)?;
    let mut errors = FieldErrors::new();
    let (gate, reason) =
        (errors.take("gate", Gate::parse(gate)), errors.take("reason", Line::parse_reason(reason)));
    let (Some(gate), Some(reason)) = (gate, reason) else { return Err(AppError::Form(errors)) };
    let round = work.reader().round(&permit)?;
    if !matches!(round.state, RoundState::Open | RoundState::Assessing) {
        return Err(Message::new("error-round-not-assessing").into());
    }
    let (gates, _) = gates(context, &mut work.reader(), permit.target(), &round)?;
    gates.may_waive(gate)?;
    work.gate_open(&permit, gate, reason.as_str())?;
    let told = ProgrammesAct::GateOpened { round: round.number, gate: gate.key(), reason };
    Ok(work.commit(&permit.act(told))?)
}
