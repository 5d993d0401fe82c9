//! Move a round back to the state before, with a reason.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::RoundId,
    message::FieldErrors,
    permit::{Permit, ReadProgramme, ReopenRound},
    programmes::{
        acts::ProgrammesAct,
        round::{Round, RoundState},
    },
    text::Line,
};
use earnest_store::Reader;

/// Whether the actor may move the round back now, and to which state.
pub(crate) fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    id: RoundId,
) -> Result<(Permit<ReopenRound, RoundId>, Round, RoundState)> {
    let permit = permit_on(context, reader, id)?;
    let round = reader.round(&permit)?;
    let back = round.reopen()?;
    let programme = permit_on::<ReadProgramme, _>(context, reader, round.programme)?;
    if reader.programme_of(&programme)?.state.is_over() {
        return Err(AppError::refused("error-programme-over"));
    }
    Ok((permit, round, back))
}

/// Moves it back one step; gives the state in which it is then.
pub fn reopen_round(context: &Context<'_>, id: RoundId, reason: &str) -> Result<RoundState> {
    let mut work = context.begin()?;
    let (permit, round, back) = ready(context, &mut work.reader(), id)?;
    let mut errors = FieldErrors::new();
    let Some(reason) = errors.take("reason", Line::parse_reason(reason)) else {
        return Err(AppError::Form(errors));
    };
    work.round_reopen(&permit, back, reason.as_str())?;
    let told = ProgrammesAct::RoundReopened { from: round.state.key(), to: back.key(), reason };
    work.commit(&permit.act(told))?;
    Ok(back)
}
