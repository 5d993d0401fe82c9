//! Name a body that leads a programme together with its organiser or joins it for a sector of its own; end its part.

use crate::{AppError, Context, Result, permit_on};
use earnest_model::{
    id::{BodyId, ProgrammeId},
    message::{FieldErrors, Message},
    permit::NameBody,
    programmes::{
        acts::ProgrammesAct,
        bodies::{Body, BodyForm, check_named, parse_body},
    },
    text::date,
};

/// A body to name.
#[derive(Debug, Clone)]
pub struct Name<'a> {
    /// The programme.
    pub programme: ProgrammeId,
    /// Code of the unit.
    pub unit: &'a str,
    /// How it takes part.
    pub form: BodyForm<'a>,
    /// Keys of the classes of units that there are.
    pub classes: &'a [String],
}

/// Names it. Faults are told at `unit`, `part`, `classes`, `from`, `until`.
pub fn name_body(context: &Context<'_>, request: &Name<'_>) -> Result<BodyId> {
    let mut work = context.begin()?;
    let permit = permit_on::<NameBody, _>(context, &mut work.reader(), request.programme)?;
    let mut errors = FieldErrors::new();
    let code = request.unit.trim();
    // A body is a unit of the organiser's: what is elsewhere looks like what is not there.
    let at = work.reader().locate(code)?.filter(|at| permit.span().strictly_covers(at.span));
    let parsed = match parse_body(&request.form, request.classes) {
        Ok(new) => Some(new),
        Err(faults) => {
            faults.iter().for_each(|(field, message)| errors.add(field, message.clone()));
            None
        }
    };
    if at.is_none() {
        errors.add("unit", Message::new("error-body-unit").with("unit", code));
    }
    let (Some(at), Some(new)) = (at, parsed) else { return Err(AppError::Form(errors)) };
    let others = work.reader().bodies(&permit)?;
    check_named(Body(at.unit), &new, &others).map_err(AppError::Form)?;
    let id = work.body_insert(&permit, Body(at.unit), &new)?;
    let act = ProgrammesAct::BodyNamed {
        body: code.to_owned(),
        part: new.part.key(),
        classes: new.sector.classes().map(str::to_owned).collect(),
        first_day: new.from,
        last_day: new.until,
    };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}

/// Ends its part with a last day; the record stays. The day is told at `until`.
pub fn end_body(context: &Context<'_>, id: BodyId, until: &str) -> Result<ProgrammeId> {
    let mut work = context.begin()?;
    let permit = permit_on::<NameBody, _>(context, &mut work.reader(), id)?;
    let body = work.reader().body(&permit)?;
    let day = date(until).map_err(|message| AppError::field("until", message))?;
    body.taking.days().may_end(day).map_err(|message| AppError::field("until", message))?;
    work.body_end(&permit, day)?;
    work.commit(&permit.act(ProgrammesAct::BodyEnded { body: body.code, last_day: day }))?;
    Ok(body.programme)
}
