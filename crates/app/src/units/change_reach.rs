//! The units that a change is about, and whether whoever changes them administers all of them.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    message::{FieldErrors, Message},
    permit::{ChangeUnits, Permit, Target},
    units::unit::Unit,
};
use earnest_store::Reader;

pub(super) fn of_field(name: &str, message: Message) -> FieldErrors {
    let mut errors = FieldErrors::new();
    errors.add(name, message);
    errors
}

pub(super) fn find(reader: &mut Reader<'_>, code: &str, field: &'static str) -> Result<Target> {
    reader.locate(code.trim())?.ok_or_else(|| unknown(code, field))
}

fn unknown(code: &str, field: &'static str) -> AppError {
    let said = match code.trim() {
        "" => Message::new("error-unit-code-empty"),
        code => Message::new("error-change-unknown").with("unit", code),
    };
    AppError::field(field, said)
}

pub(super) fn unit(
    reader: &mut Reader<'_>,
    permit: &Permit<ChangeUnits>,
    (code, field): (&str, &'static str),
) -> Result<Unit> {
    reader.unit_to_change(permit, code.trim())?.ok_or_else(|| unknown(code, field))
}

/// The lowest unit over all that a change is about: above the first ones, at or above the others. Whoever may change units there
/// may take units from everywhere beneath and put them anywhere beneath.
pub(super) fn over(reader: &mut Reader<'_>, above: &[Target], at: &[Target]) -> Result<Target> {
    let firsts = above.iter().map(|one| one.span.lo - 1).chain(at.iter().map(|one| one.span.lo));
    let lasts = above.iter().chain(at).map(|one| one.span.hi);
    let (Some(first), Some(last)) = (firsts.min(), lasts.max()) else { return Err(AppError::NotFound) };
    let root = || AppError::field("code", Message::new("error-change-whole"));
    reader.reach(first, last)?.ok_or_else(root)
}

/// The permit over all that a change is about. Whoever administers the unit alone is told what is lacking: the other end, of which
/// they learn no more than of a unit that is not there, or the place above.
pub(super) fn permit_over(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (target, code): (Target, &str),
    other: Option<(Target, &str, &'static str)>,
) -> Result<Permit<ChangeUnits>> {
    let at: Vec<Target> = other.iter().map(|(at, ..)| *at).collect();
    let reach = over(reader, &[target], &at)?;
    match permit_at::<ChangeUnits>(context, reach) {
        Err(AppError::Denied(why)) => {
            if permit_at::<ChangeUnits>(context, target).is_err() {
                return Err(AppError::Denied(why));
            }
            match other {
                Some((at, code, field)) if permit_at::<ChangeUnits>(context, at).is_err() => {
                    Err(unknown(code, field))
                }
                _ => Err(AppError::field(
                    "code",
                    Message::new("error-change-from-above").with("unit", code.trim()),
                )),
            }
        }
        end => end,
    }
}
