//! Lay duties on many units at once, as a register of duties comes up from a tier.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    Date,
    duties::{
        acts::DutiesAct,
        duty::{DutyKind, FirstTerm, NewDuty, admit_first, may_lay_on},
    },
    event::Subject,
    id::UnitId,
    message::{FieldErrors, Message},
    permit::{AssignDuty, Permit},
    record::RecordKind,
};
use earnest_store::{DutyToLay, LaidHow, Work};
use std::collections::HashSet;

/// Lays duties on units beneath `organiser`: all of them or none. Faults are at the fields `0`, `1`, … of the list.
pub fn lay_duties(
    context: &Context<'_>,
    organiser: &str,
    duties: Vec<NewDuty>,
    laid_on: Date,
) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit::<AssignDuty>(context, &mut work.reader(), organiser)?;
    let codes: Vec<&str> = duties.iter().map(|duty| duty.unit.as_str()).collect();
    let units = work.reader().units_of_codes(&permit, &codes)?;
    let mut errors = FieldErrors::new();
    for (place, (duty, unit)) in duties.iter().zip(&units).enumerate() {
        errors.take(&place.to_string(), duty.check(laid_on));
        if unit.is_none() {
            errors
                .add(place.to_string(), Message::new("error-unit-unknown").with("unit", duty.unit.as_str()));
        }
    }
    let how =
        LaidHow { programme: work.reader().programme(&permit)?.map(|one| one.id), laid_on, due_on: None };
    check_firsts(&mut work, &permit, &duties, &units, how, &mut errors)?;
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let new: Vec<_> =
        units.into_iter().flatten().zip(&duties).map(|(unit, duty)| DutyToLay::of(unit, duty)).collect();
    work.duties_insert(&permit, &new, how)?;
    let acknowledged = new.iter().filter(|duty| duty.acknowledged_on.is_some()).count();
    let act = DutiesAct::DutiesRegistered { duties: new.len(), acknowledged };
    work.commit(&permit.act_on(Subject::many(RecordKind::Duty), act))?;
    Ok(new.len())
}

/// One person is first responsible for a unit on any day, and no body lays that on itself.
fn check_firsts(
    work: &mut Work<'_>,
    permit: &Permit<AssignDuty>,
    duties: &[NewDuty],
    units: &[Option<UnitId>],
    how: LaidHow,
    errors: &mut FieldErrors,
) -> Result<()> {
    let known: Vec<UnitId> = units.iter().flatten().copied().collect();
    let terms = work.reader().first_terms(permit, &known, how.programme)?;
    let root = work.reader().root()?.is_some_and(|root| root.unit == permit.unit());
    let mut seen = HashSet::new();
    for (place, (duty, unit)) in duties.iter().zip(units).enumerate() {
        let Some(unit) = unit else { continue };
        errors.take(&place.to_string(), may_lay_on(duty.kind, *unit == permit.unit(), root));
        if duty.kind != DutyKind::First {
            continue;
        }
        let held: Vec<FirstTerm> = terms.get(unit).into_iter().flatten().map(|(_, term)| *term).collect();
        errors.take(&place.to_string(), admit_first(&held, how.laid_on, false));
        if !seen.insert(*unit) {
            errors.add(place.to_string(), Message::new("error-duty-first"));
        }
    }
    Ok(())
}
