//! Find the unit that somebody means: by its code, its name, or its name with the unit above.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    permit::{Action, ReadDesk},
    signs::trimmed,
    units::called::{Called, choose, choose_one, entries, offered},
};
pub use earnest_store::FindsUnits;

/// The most units that are offered while somebody types.
const OFFERED: usize = 12;

/// The code of the unit that was typed for a field of a form, among those where the actor may do `A`. What is no unit there
/// comes back as it was typed: whether a unit elsewhere is meant by its code is for the use case to say.
///
/// # Errors
/// Several may be meant: at `field`, with those to choose from.
pub fn unit_named<A: FindsUnits + Action>(context: &Context<'_>, field: &str, typed: &str) -> Result<String> {
    let typed = trimmed(typed);
    if typed.is_empty() {
        return Ok(String::new());
    }
    let found = called::<A>(context, &[typed.to_owned()])?;
    match choose_one(typed, &found) {
        Ok(code) => Ok(code),
        Err(fault) if offered(&fault).is_empty() => Ok(typed.to_owned()),
        Err(fault) => Err(AppError::field(field, fault)),
    }
}

/// The codes of all units that were typed: one a line, or parted by semicolons.
///
/// # Errors
/// One is none of those where the actor may do `A`, or may be several: at `field`.
pub fn units_named<A: FindsUnits + Action>(
    context: &Context<'_>,
    field: &str,
    typed: &str,
) -> Result<Vec<String>> {
    let typed = entries(typed);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    choose(&typed, &called::<A>(context, &typed)?).map_err(|fault| AppError::field(field, fault))
}

/// What the units are called that may be meant by what was typed so far, among those that the actor sees: a few, told apart.
pub fn names_like(context: &Context<'_>, typed: &str) -> Result<Vec<String>> {
    let typed = trimmed(typed);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = called::<ReadDesk>(context, &[typed.to_owned()])?;
    found.truncate(OFFERED);
    Ok(found.into_iter().map(|unit| unit.told).collect())
}

fn called<A: FindsUnits + Action>(context: &Context<'_>, typed: &[String]) -> Result<Vec<Called>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut found: Vec<Called> = Vec::new();
    for place in context.places::<A>() {
        let permit = permit_at::<A>(context, place)?;
        for unit in reader.units_called(&permit, typed)? {
            if !found.contains(&unit) {
                found.push(unit);
            }
        }
    }
    Ok(found)
}
