//! Lay duties on many units at once, as a register of duties comes up from a tier.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    Date,
    duty::NewDuty,
    event::Subject,
    message::{FieldErrors, Message},
    permit::AssignDuty,
};
use serde_json::json;

/// Lays duties on units beneath `organiser`: all of them or none. Faults are at the fields `0`, `1`, … of the list.
pub fn lay_duties(
    context: &Context<'_>,
    organiser: &str,
    duties: Vec<NewDuty>,
    laid_on: Date,
) -> Result<usize> {
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<AssignDuty>(context, &mut work.reader(), organiser)?;
    let codes: Vec<&str> = duties.iter().map(|duty| duty.unit.as_str()).collect();
    let units = work.units_by_code(&permit, &codes)?;
    let mut errors = FieldErrors::new();
    for (place, (duty, unit)) in duties.iter().zip(&units).enumerate() {
        errors.take(&place.to_string(), duty.check(laid_on));
        if unit.is_none() {
            errors
                .add(place.to_string(), Message::new("error-unit-unknown").with("unit", duty.unit.as_str()));
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let new: Vec<_> = units.into_iter().flatten().zip(duties).collect();
    work.duties_insert(&permit, &new, laid_on)?;
    let acknowledged = new.iter().filter(|(_, duty)| duty.acknowledged_on.is_some()).count();
    let detail = json!({ "duties": new.len(), "acknowledged": acknowledged });
    work.commit(&permit.event(Subject::new("duty", 0), detail))?;
    Ok(new.len())
}
