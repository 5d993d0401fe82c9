//! Set one more measure against a problem that is on the list already. Against a signed one only its unit's head does:
//! the act is the signature.

use crate::{
    AppError, Context, Result,
    ledger::findings::owners::{check_owner, owners_at},
    permit_at,
};
use earnest_model::{
    actor::Role,
    event::Subject,
    id::{MeasureId, ProblemId},
    ledger::findings::problem::{MeasureForm, NewMeasure, ProblemState},
    message::FieldErrors,
    permit::AddMeasure,
};
use serde_json::json;

/// Sets it.
pub fn add_measure(context: &Context<'_>, id: ProblemId, form: &MeasureForm<'_>) -> Result<MeasureId> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_problem(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<AddMeasure>(context, target)?;
    let problem = work.reader().problem(&permit, id)?;
    if problem.state.is_settled() {
        return Err(AppError::refused("error-problem-settled"));
    }
    if problem.state == ProblemState::Signed && !permit.roles().contains(&Role::UnitHead) {
        return Err(AppError::refused("error-measure-add-head"));
    }
    let new = NewMeasure::parse(form).map_err(AppError::Form)?;
    let mut errors = FieldErrors::new();
    let posts = owners_at(context, &mut work.reader(), target)?;
    check_owner(&posts, new.owner.as_str(), "owner".to_owned(), &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let (key, serial) = work.measure_insert(&permit, &problem, &new)?;
    let detail = json!({ "serial": serial, "problem-serial": problem.serial });
    work.commit(&permit.event(Subject::new("measure", key.0), detail))?;
    Ok(key)
}
