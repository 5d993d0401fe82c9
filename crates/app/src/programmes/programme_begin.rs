//! Set up a programme by a form: the organiser's own, or the carrying-out of its superior's.

use crate::{
    AppError, Context, Result, permit, permit_on,
    programmes::{
        programme_ask::may_organise,
        programme_set_up::{Planned, write},
    },
};
use earnest_model::{
    id::ProgrammeId,
    permit::SetUpProgramme,
    programmes::programme::{Above, ProgrammeForm, parse_programme},
};

/// A programme to set up.
#[derive(Debug, Clone)]
pub struct Begin<'a> {
    /// Code of the organiser.
    pub organiser: &'a str,
    /// Key of the pack.
    pub key: &'a str,
    /// Whether it carries out the superior's programme.
    pub carries_out: bool,
    /// The form.
    pub form: ProgrammeForm<'a>,
}

/// Sets it up with all its rounds, planned.
pub fn begin_programme(context: &Context<'_>, request: &Begin<'_>) -> Result<ProgrammeId> {
    let mut work = context.begin()?;
    let permit = permit::<SetUpProgramme>(context, &mut work.reader(), request.organiser)?;
    may_organise(&mut work.reader(), &permit)?;
    let superior = match request.carries_out {
        true => {
            let above = work.reader().programme_above(&permit)?;
            Some(above.ok_or(AppError::refused("error-programme-superior"))?.programme.id)
        }
        false => None,
    };
    let above = match superior {
        Some(id) => {
            let reading = permit_on(context, &mut work.reader(), id)?;
            work.reader().rounds_of_programme(&reading)?
        }
        None => Vec::new(),
    };
    let above = Above { rounds: &above, today: context.today };
    let new = parse_programme(&request.form, above).map_err(AppError::Form)?;
    let (id, _) = write(work, &permit, Planned { key: request.key, superior, follows: None, new: &new })?;
    Ok(id)
}
