//! Set up a programme by a form: the organiser's own, the carrying-out of its superior's, or next year's after this year's.

use crate::{
    AppError, Context, Result, permit, permit_on,
    programmes::{
        pack_choose::{meant, offered, run_by},
        programme_ask::{Beside, in_force, superior},
        programme_set_up::{Planned, write},
    },
};
use earnest_model::{
    id::ProgrammeId,
    permit::{ReadProgramme, SetUpProgramme},
    programmes::{
        programme::{Above, ProgrammeForm, parse_paced},
        rhythm::PaceForm,
    },
};

/// A programme to set up.
#[derive(Debug, Clone, Default)]
pub struct Begin<'a> {
    /// Code of the organiser.
    pub organiser: &'a str,
    /// Key of the pack; one that carries another out runs by the pack of that one, in its version.
    pub key: &'a str,
    /// Whether it carries out the superior's programme.
    pub carries_out: bool,
    /// Which of the superior's; if none is named the one in which the actor is, or the newest that can be.
    pub superior: Option<ProgrammeId>,
    /// The programme of the same organiser that it follows, a year later: the bodies that take part in that one take part in it.
    pub follows: Option<ProgrammeId>,
    /// From when on, and how often, where rounds name no days.
    pub pace: PaceForm<'a>,
    /// The form.
    pub form: ProgrammeForm<'a>,
}

/// Sets it up with all its rounds, planned.
pub fn begin_programme(context: &Context<'_>, request: &Begin<'_>) -> Result<ProgrammeId> {
    let mut work = context.begin()?;
    let permit = permit::<SetUpProgramme>(context, &mut work.reader(), request.organiser)?;
    let (before, bodies) = match request.follows {
        Some(id) => {
            let reading = permit_on::<ReadProgramme, _>(context, &mut work.reader(), id)?;
            let before = work.reader().programme_of(&reading)?;
            if before.organiser != permit.unit() {
                return Err(AppError::NotFound);
            }
            if work.reader().programme_after(&reading)?.is_some() {
                return Err(AppError::refused("error-programme-followed"));
            }
            (Some(before), in_force(context, &mut work.reader(), &reading)?)
        }
        None => (None, Vec::new()),
    };
    let above = match request.carries_out {
        true => superior(context, &mut work.reader(), &permit, (before.as_ref(), request.superior))?
            .chosen
            .ok_or(AppError::refused("error-programme-superior"))
            .map(Some)?,
        false => None,
    };
    let carried = above.as_ref().map(|(above, _)| &above.programme);
    let carried_by = match carried {
        Some(carried) => run_by(&mut work.reader(), carried)?,
        None => None,
    };
    let pack = match carried_by {
        Some(pack) => Some(pack),
        // Also where the superior's was set up before the register had packs.
        None => {
            let packs = offered(context, &mut work.reader(), permit.target())?;
            if packs.is_empty() { None } else { meant(packs, request.key)? }
        }
    };
    let key = carried.map_or(request.key, |carried| carried.key.as_str());
    let key = pack.as_ref().map_or(key, |pack| pack.stored.key.as_str());
    Beside::read(&mut work.reader(), &permit, request.follows)?.may_organise(key)?;
    let rounds = above.as_ref().map(|(_, rounds)| rounds.as_slice()).unwrap_or_default();
    let held = Above { rounds, today: context.today };
    let new = parse_paced(&request.form, &request.pace, held).map_err(AppError::Form)?;
    let planned = Planned {
        key,
        superior: above.as_ref().map(|(above, _)| above.programme.id),
        follows: request.follows,
        pack: pack.as_ref().map(|pack| pack.stored.id),
        bodies: &bodies,
        new: &new,
    };
    let (id, _) = write(context, work, &permit, planned)?;
    Ok(id)
}
