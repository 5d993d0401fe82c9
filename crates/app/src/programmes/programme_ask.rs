//! What an office is asked to set up a programme: for which of its units, and what the superior's presets.

use crate::{AppError, Context, Result, permit, permit_at, permit_on};
use earnest_model::{
    message::Message,
    permit::{Permit, ReadProgramme, SetUpProgramme},
    programmes::round::Round,
    units::unit::Unit,
};
use earnest_store::{Reader, UnitProgramme};

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

/// What is asked of the unit with this code; of the first unit for which the actor may set one up if none is named.
pub fn ask_programme(context: &Context<'_>, unit: &str) -> Result<ProgrammeAsked> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = if unit.is_empty() {
        let first = context.places::<SetUpProgramme>().into_iter().next();
        permit_at::<SetUpProgramme>(context, first.ok_or(AppError::NotFound)?)?
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
            let reading = permit_on(context, &mut reader, above.programme.id)?;
            let rounds = reader.rounds_of_programme(&reading)?;
            Some((above, rounds))
        }
        None => None,
    };
    Ok(ProgrammeAsked { organiser, blocked, superior })
}

/// A unit organises one programme at a time, and only for units beneath it.
pub(crate) fn may_organise(reader: &mut Reader<'_>, permit: &Permit<SetUpProgramme>) -> Result<()> {
    if !reader.has_beneath(permit)? {
        return Err(AppError::refused("error-programme-alone"));
    }
    match reader.programme_runs(permit)? {
        true => Err(AppError::refused("error-programme-running")),
        false => Ok(()),
    }
}
