//! Refuses who must stay away from a unit, with what the register knows of them; the rule is `earnest_model::assessing::recusal`.

use crate::{AppError, Context, Result};
use earnest_model::{
    actor::Actor,
    assessing::recusal,
    permit::{FillSheet, Permit, Target},
    programmes::round::Round,
};
use earnest_store::{Reader, WeighsInterests};

/// Refuses an actor who may no longer hear the leading group of the permit's unit: who came to work for it since, or has an
/// interest in it.
pub(crate) fn check_free_of_leaders(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<FillSheet>,
    (round, leaders): (&Round, Target),
) -> Result<()> {
    // The permit opens the unit alone; whom it commands is asked of all that stands beneath it.
    let standard = reader.standard_of_round(round)?;
    let from = standard.and_then(|published| published.standard.leading_group);
    let from = from.ok_or(AppError::refused("error-leaders-none"))?;
    let beside = reader.units_beside(permit)?;
    let own: Vec<_> = context.actor.account().into_iter().collect();
    let interests = reader.interests_of(permit, &own)?;
    let leaders = (leaders, beside.as_slice());
    Ok(recusal::check_free_of_leaders(from, context.actor, &interests, leaders, context.today)?)
}

/// Refuses an assessor who must stay away from a unit under an organiser.
pub(crate) fn check_free<A: WeighsInterests, K: Copy>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    assessor: &Actor,
    (organiser, unit): (Target, Target),
) -> Result<()> {
    let own: Vec<_> = assessor.account().into_iter().collect();
    let interests = reader.interests_of(permit, &own)?;
    Ok(recusal::check_free(assessor, &interests, (organiser.span, unit), context.today)?)
}
