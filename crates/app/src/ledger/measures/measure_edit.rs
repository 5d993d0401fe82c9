//! Mend a measure early: while nothing was reported on it and its problem waits for the head. What it said before stands
//! in the journal.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        owners::{check_owner, owners_at},
        problem_return::private,
    },
    permit_on,
};
use earnest_model::{
    id::MeasureId,
    ledger::{
        acts::LedgerAct,
        findings::problem::ProblemState,
        measures::{
            measure::{Measure, MeasureState},
            measure_form::{MeasureForm, NewMeasure},
        },
    },
    message::FieldErrors,
    permit::{EditMeasure, Permit},
};
use earnest_store::{Problem, Reader};

/// A measure that may still be mended, its problem, and the permit to do it.
pub(crate) struct Ready {
    permit: Permit<EditMeasure, MeasureId>,
    measure: Measure,
    problem: Problem,
}

/// Whether the actor may still mend a measure: nothing was reported on it and its problem waits.
pub(crate) fn ready(context: &Context<'_>, reader: &mut Reader<'_>, id: MeasureId) -> Result<Ready> {
    let permit = permit_on(context, reader, id)?;
    let measure = reader.measure(&permit)?;
    let problem = reader.problem_of(&permit)?;
    let waits = matches!(problem.state, ProblemState::Reported | ProblemState::Returned);
    if measure.state != MeasureState::Registered || !waits {
        return Err(AppError::refused("error-measure-late-edit"));
    }
    Ok(Ready { permit, measure, problem })
}

/// Mends it.
pub fn edit_measure(context: &Context<'_>, id: MeasureId, form: &MeasureForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let Ready { permit, measure, problem } = ready(context, &mut work.reader(), id)?;
    let new = NewMeasure::parse(form).map_err(AppError::Form)?;
    let mut errors = FieldErrors::new();
    let mut posts = owners_at(context, &mut work.reader(), permit.target())?;
    if !posts.is_empty() {
        // Whoever owned it may go on owning it.
        posts.push(measure.owner.clone());
    }
    check_owner(&posts, new.owner.as_str(), "owner".to_owned(), &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    work.measure_edit(&permit, &new)?;
    let before = private(&problem, &measure.body);
    Ok(work.commit(&permit.act(LedgerAct::MeasureMended { serial: measure.serial, before }))?)
}
