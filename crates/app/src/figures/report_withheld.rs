//! From whom a frozen report is withheld as long as the head of its unit has not signed it.

use crate::Context;
use earnest_model::{actor::Role, id::UnitId};

/// Whether whoever asks does not work for a unit: to them its report is there once its head has signed it. Whoever runs the program
/// and whoever audits read it before.
pub(crate) fn is_outside(context: &Context<'_>, unit: UnitId) -> bool {
    let mut held = context.actor.all_holdings(context.today);
    !context.actor.is_operator() && !held.any(|held| held.unit == unit || held.role == Role::Auditor)
}
