//! What an office is asked to set up a programme: for which of its units, and what the superior's presets.

use crate::{AppError, Context, Result, permit, permit_at};
use earnest_model::{
    actor::Role,
    message::Message,
    permit::{ReadProgramme, SetUpProgramme, Target},
    programmes::round::{Round, RoundState},
    units::unit::Unit,
};
use earnest_store::{Programme, Reader, UnitProgramme};

/// A programme to be set up.
#[derive(Debug, Clone)]
pub struct ProgrammeAsked {
    /// The organiser.
    pub organiser: Unit,
    /// Why it can't set one up now.
    pub blocked: Option<Message>,
    /// The superior's programme with its rounds, if there is one to carry out.
    pub superior: Option<(UnitProgramme, Vec<Round>)>,
}

/// What is asked of the unit with this code; of the first unit whose office the actor is if none is named.
pub fn ask_programme(context: &Context<'_>, unit: &str) -> Result<ProgrammeAsked> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = if unit.is_empty() {
        let office = context.actor.holdings(context.today).find(|held| held.role == Role::Office);
        let office = office.ok_or(AppError::NotFound)?;
        permit_at::<SetUpProgramme>(context, Target { unit: office.unit, span: office.span })?
    } else {
        permit::<SetUpProgramme>(context, &mut reader, unit)?
    };
    let blocked = match may_organise(&mut reader, &permit) {
        Ok(()) => None,
        Err(AppError::Refused(why)) => Some(why),
        Err(fault) => return Err(fault),
    };
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let superior = match reader.programme_above(&permit)? {
        Some(above) => {
            let rounds = reader.rounds_of_programme(above.programme.id)?;
            Some((above, rounds))
        }
        None => None,
    };
    Ok(ProgrammeAsked { organiser, blocked, superior })
}

/// A unit organises one programme at a time, and only for units beneath it.
pub(crate) fn may_organise(
    reader: &mut Reader<'_>,
    permit: &earnest_model::permit::Permit<SetUpProgramme>,
) -> Result<()> {
    if !reader.has_beneath(permit.unit())? {
        return Err(AppError::refused("error-programme-alone"));
    }
    match reader.programme_own(permit)? {
        Some(own) if is_running(reader, &own)? => Err(AppError::refused("error-programme-running")),
        _ => Ok(()),
    }
}

/// Whether a round of the programme is not over.
fn is_running(reader: &mut Reader<'_>, programme: &Programme) -> Result<bool> {
    let rounds = reader.rounds_of_programme(programme.id)?;
    Ok(rounds.iter().any(|round| round.state != RoundState::Closed))
}
