//! Whom an office may send to a unit's session.

use crate::{AppError, Context, Result, in_round, permit};
use earnest_model::{
    actor::Role,
    assessing::recusal::check_free,
    id::{AccountId, RoundId, UnitId},
    permit::{AssignObserver, FillSheet, Permit, decide},
    programmes::round::Round,
};
use earnest_store::Reader;

/// The unit, the round, and who may be sent.
#[derive(Debug, Clone)]
pub struct Candidates {
    /// The round.
    pub round: Round,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Assessors from above, by role title, without those who must stay away from the unit.
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
    in_round::<AssignObserver>(context, round.organiser, permit.target())?;
    let (code, name) = reader.unit_words(&permit)?;
    let found = may_be_sent(context, &mut reader, &permit, round.organiser)?;
    let ids: Vec<AccountId> = found.iter().map(|(id, _)| *id).collect();
    let interests = reader.interests_of(&permit, &ids)?;
    let unit = reader.at(permit.unit())?.ok_or(AppError::NotFound)?.target();
    let mut assessors = Vec::new();
    for (id, title) in found {
        // Whom the sending would refuse is not offered.
        let Some(person) = reader.actor(id)? else { continue };
        if decide::<FillSheet>(&person, unit, context.today).is_ok()
            && check_free(&person, &interests, (organiser.span, unit), context.today).is_ok()
        {
            assessors.push((id, title));
        }
    }
    Ok(Candidates { round, code, name, assessors })
}

/// Who may be sent to the permit's unit: those above it and those of the body in whose sector it is. A body sends its own.
pub(crate) fn may_be_sent(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<AssignObserver>,
    organiser: UnitId,
) -> Result<Vec<(AccountId, String)>> {
    let mut found = if permit.is_of_sector() { Vec::new() } else { reader.assessors_above(permit)? };
    let at = reader.at(permit.unit())?.ok_or(AppError::NotFound)?.target();
    for (id, title) in reader.body_people(permit, organiser, &Role::ALL)? {
        let Some(person) = reader.actor(id)? else { continue };
        let of_sector = decide::<FillSheet>(&person, at, context.today).is_ok_and(|may| may.is_of_sector());
        if of_sector && !found.iter().any(|(known, _)| *known == id) {
            found.push((id, title));
        }
    }
    Ok(found)
}

/// Rounds of the actor's offices that take observations now.
pub fn rounds_to_observe(context: &Context<'_>) -> Result<Vec<Round>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut rounds = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let own = reader.rounds_of(holding.unit)?;
        rounds.extend(own.into_iter().filter(|round| round.takes_assessment().is_ok()));
        let joined = holding.mandates.iter().filter(|mandate| !mandate.hears);
        for mandate in joined.filter(|mandate| mandate.in_force(context.today)) {
            let joined = reader.rounds_of(mandate.organiser.unit)?;
            rounds.extend(joined.into_iter().filter(|round| round.takes_assessment().is_ok()));
        }
    }
    rounds.dedup();
    Ok(rounds)
}
