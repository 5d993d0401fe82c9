//! Move a round on, if what its next state needs is there.

use crate::{
    Context, Result,
    burden::burden_weigh::{Issue, guard},
    figures::gates::{gates, unsettled},
    permit_on,
};
use earnest_model::{
    burden::budget::Kind,
    id::RoundId,
    message::Message,
    pack::Pack,
    permit::{AdvanceRound, Permit, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        round::{Round, RoundState},
    },
    sessions::activity::Activity,
};
use earnest_store::Reader;

/// A round, the permit to move it on, and its next state or why it can't move yet; after the last state it never moves.
pub(crate) type Ready = (Permit<AdvanceRound, RoundId>, Round, std::result::Result<RoundState, Message>);

/// Whether the actor may move the round on now.
pub(crate) fn ready(context: &Context<'_>, reader: &mut Reader<'_>, id: RoundId) -> Result<Ready> {
    let permit = permit_on(context, reader, id)?;
    let round = reader.round(&permit)?;
    let next = round.advance(gates(context, reader, permit.target(), &round)?.0);
    let next = next.and_then(|next| match next {
        RoundState::Open => round.may_open(context.today).map(|()| next),
        _ => Ok(next),
    });
    Ok((permit, round, next))
}

/// Moves a round to its next state. A round that opens runs by the version of the standard that is in force then.
pub fn advance_round(context: &Context<'_>, id: RoundId) -> Result<RoundState> {
    let mut work = context.begin()?;
    let (permit, round, next) = ready(context, &mut work.reader(), id)?;
    let next = next?;
    if let Some(last) = next.asks_for() {
        let found = gates(context, &mut work.reader(), permit.target(), &round)?;
        let (place, found) = ((permit.target(), &round), (&found.0, &found.1));
        let passed = unsettled(context, &mut work.reader(), place, found, last)?;
        work.gates_settle(&permit, id, &passed)?;
    }
    let fixed = match next {
        RoundState::Open => work.reader().standard_of_round(&round)?,
        _ => None,
    };
    if next == RoundState::Open {
        guard(&mut work.reader(), &permit.of_unit(), &Issue::to_children(Kind::Plan, context.today))?;
    }
    if next == RoundState::Open {
        let activities = activities_of(context, &mut work.reader(), &round)?;
        work.round_activities_write(&permit, &activities)?;
    }
    work.round_state_write(&permit, next, fixed.as_ref().map(|standard| standard.id))?;
    // The standard by which it opens says whether the organiser's own leading group takes part.
    if fixed.as_ref().is_some_and(|standard| standard.standard.leading_group.is_some()) {
        work.leaders_owe_write(&permit)?;
    }
    let (from, to) = (round.state.key(), next.key());
    let act = match next {
        RoundState::Open => {
            ProgrammesAct::RoundOpened { from, to, standard: fixed.map(|standard| standard.version) }
        }
        _ => ProgrammesAct::RoundMoved { from, to },
    };
    work.commit(&permit.act(act))?;
    Ok(next)
}

/// The activities of the pack by which a round's programme runs; none where it runs by none that the register holds.
fn activities_of(context: &Context<'_>, reader: &mut Reader<'_>, round: &Round) -> Result<Vec<Activity>> {
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.programme)?;
    let Some(pack) = reader.programme_of(&reading)?.pack else { return Ok(Vec::new()) };
    let Some((_, files)) = reader.pack(pack)? else { return Ok(Vec::new()) };
    Ok(Pack::of(&files).map(|pack| pack.activities).unwrap_or_default())
}
