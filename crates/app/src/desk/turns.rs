//! The office's own turn: what comes next with the programme and the rounds of its unit, whenever nobody else is waited for.

use super::desk_show::{Owed, OwedKind, soon};
use crate::{Context, Result, figures::gates::gates, permit_at};
use earnest_model::{
    permit::{Permit, ReadDesk, ReadFigures, ReadProgramme, SetUpProgramme},
    programmes::{
        round::{Round, RoundState},
        turn::{Turn, next_step},
    },
    units::unit::Unit,
};
use earnest_store::Reader;

/// Adds it.
pub(super) fn turns(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    all: &mut Vec<Owed>,
) -> Result<()> {
    let at = permit.target();
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, at)?)?;
    let rounds = reader.rounds_of(at.unit)?;
    let reading = permit_at::<ReadFigures>(context, at)?;
    let mut planned = false;
    for round in rounds.iter().filter(|round| round.state != RoundState::Closed) {
        // Of the rounds to come the first is enough.
        if round.state == RoundState::Planned && std::mem::replace(&mut planned, true) {
            continue;
        }
        if round.state == RoundState::Planned && round.opens_on > soon(permit) {
            continue;
        }
        let (gates, _) = gates(context, reader, at, round)?;
        let begun = reader.begun(&reading, round.id)?;
        let Some(step) = next_step(round, gates, begun) else { continue };
        let id = step.record.unwrap_or(round.id.0);
        all.push(Owed { due_on: step.due_on, ..owed(&unit, step.turn, (id, i64::from(round.number))) });
    }
    if programme_is_next(context, reader, permit, &rounds)? {
        all.push(owed(&unit, Turn::Programme, (0, 0)));
    }
    Ok(())
}

fn owed(unit: &Unit, turn: Turn, (id, number): (i64, i64)) -> Owed {
    Owed {
        kind: OwedKind::Turn,
        id,
        number,
        label: turn.key().to_owned(),
        due_on: None,
        unit_code: unit.code.clone(),
        unit: unit.name.clone(),
    }
}

/// Whether a programme is to be set up: the unit has none that runs, and either nobody stands above it and it never had one,
/// or the one above runs a programme that it does not carry out yet.
fn programme_is_next(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    rounds: &[Round],
) -> Result<bool> {
    let Ok(setting) = permit_at::<SetUpProgramme>(context, permit.target()) else { return Ok(false) };
    if rounds.iter().any(|round| round.state != RoundState::Closed) || !reader.has_beneath(&setting)? {
        return Ok(false);
    }
    let own = reader.programme_own(&setting)?;
    let Some(above) = reader.programme_above(&setting)? else { return Ok(own.is_none()) };
    let runs = reader
        .rounds_of(above.programme.organiser)?
        .iter()
        .any(|round| round.programme == above.programme.id && round.state != RoundState::Closed);
    Ok(runs && own.is_none_or(|own| own.superior != Some(above.programme.id)))
}
