//! From where somebody lays duties: the nearest unit above at which they may.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::permit::{AssignDuty, Permit, Target};

/// A permit to register posts and lay duties on a unit: of the nearest unit above it at which the actor may, or, where
/// there is none, of the unit itself.
pub(crate) fn laying_permit(context: &Context<'_>, at: Target) -> Result<Permit<AssignDuty>> {
    let mut held: Vec<Target> = context
        .actor
        .holdings(context.today)
        .filter(|held| held.span.covers(at.span))
        .map(|held| Target { unit: held.unit, span: held.span })
        .collect();
    held.sort_by_key(|from| (from.unit == at.unit, from.span.hi - from.span.lo));
    held.into_iter().find_map(|from| permit_at(context, from).ok()).ok_or(AppError::NotFound)
}
