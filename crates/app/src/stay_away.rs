//! Who must stay away from a unit: whoever answers for it or its line, and whoever has a declared interest in it.

use crate::{Context, Result};
use earnest_model::{
    actor::Actor,
    assessing::{interest::check_interests, observation::check_recusal},
    permit::{Permit, Target},
};
use earnest_store::{Reader, WeighsInterests};

/// Refuses an assessor who must stay away from a unit under an organiser.
pub(crate) fn check_free<A: WeighsInterests, K: Copy>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    assessor: &Actor,
    (organiser, unit): (Target, Target),
) -> Result<()> {
    let holdings: Vec<_> = assessor.all_holdings(context.today).cloned().collect();
    check_recusal(&holdings, organiser.span, unit, context.today)?;
    let own: Vec<_> = assessor.account().into_iter().collect();
    let interests = reader.interests_of(permit, &own)?;
    Ok(check_interests(&interests, unit, context.today)?)
}
