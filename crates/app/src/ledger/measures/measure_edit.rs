//! Mend a measure early: while nothing was reported on it and its problem waits for the head. What it said before stands
//! in the journal.

use crate::{
    AppError, Context, Result,
    ledger::findings::{
        owners::{check_owner, owners_at},
        problem_return::private,
    },
    permit_at,
};
use earnest_model::{
    event::Subject,
    id::MeasureId,
    ledger::{
        findings::problem::{MeasureForm, NewMeasure, ProblemState},
        measures::measure::MeasureState,
    },
    message::FieldErrors,
    permit::EditMeasure,
};
use serde_json::json;

/// Whether a measure in this state, against a problem in that state, may still be mended.
pub(crate) fn is_early(measure: MeasureState, problem: ProblemState) -> bool {
    measure == MeasureState::Registered && matches!(problem, ProblemState::Reported | ProblemState::Returned)
}

/// Mends it.
pub fn edit_measure(context: &Context<'_>, id: MeasureId, form: &MeasureForm<'_>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_measure(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<EditMeasure>(context, target)?;
    let measure = work.reader().measure(&permit, id)?;
    let problem = work.reader().problem(&permit, measure.problem)?;
    if !is_early(measure.state, problem.state) {
        return Err(AppError::refused("error-measure-late-edit"));
    }
    let new = NewMeasure::parse(form).map_err(AppError::Form)?;
    let mut errors = FieldErrors::new();
    let mut posts = owners_at(context, &mut work.reader(), target)?;
    if !posts.is_empty() {
        // Whoever owned it may go on owning it.
        posts.push(measure.owner.clone());
    }
    check_owner(&posts, new.owner.as_str(), "owner".to_owned(), &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    work.measure_edit(&permit, id, &new)?;
    let detail = json!({ "serial": measure.serial, "before": private(&problem, &measure.body) });
    Ok(work.commit(&permit.event(Subject::new("measure", id.0), detail))?)
}
