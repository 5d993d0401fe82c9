//! The office's own turn: what comes next with the programme and the rounds of its unit, whenever nobody else is waited for.

use super::{
    owed::{Owed, OwedKind, soon},
    pile::Pile,
};
use crate::{Context, Result, figures::gates::gates, permit_at};
use earnest_model::{
    permit::{ManageAccounts, Permit, ReadAccounts, ReadDesk, ReadFigures, ReadProgramme, SetUpProgramme},
    programmes::{
        round::{Round, RoundState},
        turn::{Turn, next_step},
    },
    units::unit::Unit,
};
use earnest_store::{AccountFilter, Reader};

/// Adds it.
pub(super) fn turns(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    pile: &mut Pile,
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
        // Nobody is hurried to open a round before its day.
        if step.turn == Turn::Open && round.opens_on > context.today {
            continue;
        }
        let id = step.record.unwrap_or(round.id.0);
        // What the calendar has no day for can be done now.
        let due_on = step.due_on.or(Some(context.today));
        pile.push(Owed { due_on, ..owed(&unit, step.turn, (id, i64::from(round.number))) });
    }
    if programme_is_next(context, reader, permit, &rounds)? {
        pile.push(owed(&unit, Turn::Programme, (0, 0)));
    }
    Ok(())
}

fn owed(unit: &Unit, turn: Turn, (id, number): (i64, i64)) -> Owed {
    Owed {
        kind: OwedKind::Turn,
        id,
        number,
        label: turn.key().to_owned(),
        text: None,
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

/// Adds what whoever looks after accounts does next: while they are alone, accounts for the others; then links for whoever
/// has no password.
pub(super) fn accounts(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<ReadDesk>,
    pile: &mut Pile,
) -> Result<()> {
    let at = permit.target();
    let Ok(managing) = permit_at::<ManageAccounts>(context, at) else { return Ok(()) };
    let reading = permit_at::<ReadAccounts>(context, at)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, at)?)?;
    let waiting = reader.accounts_without_password(&managing, context.now)?.len();
    let filter = AccountFilter { limit: 2, ..AccountFilter::default() };
    let alone = reader.accounts(&reading, &filter)?.len() < 2;
    if waiting == 0 && !alone {
        return Ok(());
    }
    pile.push(Owed {
        kind: OwedKind::Accounts,
        id: 0,
        number: i64::try_from(waiting).unwrap_or(i64::MAX),
        label: String::new(),
        text: None,
        due_on: Some(context.today),
        unit_code: unit.code,
        unit: unit.name,
    });
    Ok(())
}
