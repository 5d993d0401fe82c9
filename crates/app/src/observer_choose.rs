//! Whom an office may send to a unit's session.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    id::{AccountId, RoundId},
    permit::AssignObserver,
    round::Round,
};

/// The unit, the round, and who may be sent.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// The round.
    pub round: Round,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Assessors from above, by role title. Who has an interest in the unit is refused when sent.
    pub assessors: Vec<(AccountId, String)>,
}

/// Lists the assessors above a unit.
pub fn choose_observer(context: &Context<'_>, round: RoundId, unit: &str) -> Result<Candidates> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<AssignObserver>(context, &mut reader, unit)?;
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.strictly_covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    let (code, name) = reader.unit_words(&permit)?;
    Ok(Candidates { round, code, name, assessors: reader.assessors_above(&permit)? })
}

/// Rounds of the actor's offices that take observations now.
pub fn rounds_to_observe(context: &Context<'_>) -> Result<Vec<Round>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut rounds = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let own = reader.rounds_of(holding.unit)?;
        rounds.extend(own.into_iter().filter(|round| round.takes_assessment().is_ok()));
    }
    rounds.dedup();
    Ok(rounds)
}
