//! Rate all units of a round of which there is a sheet, in one unit of work.

use crate::{
    AppError, Context, Result,
    assessing::{rating_show::may_rate, severity},
    figures::gates::{gates, unsettled},
    permit_at,
};
use earnest_model::{
    action::Writes,
    assessing::{acts::AssessingAct, rating::rate},
    event::Event,
    id::{RoundId, UnitId},
    permit::{ActionKind, Denied, Permit, RateLeaders, RateUnit, ReadAssessments},
    programmes::{gates::Gate, round::Round, standard::Standard},
};
use earnest_store::{KnownUnit, NewRating, PublishedStandard, Rates, Reader, Work};
use std::collections::BTreeSet;

/// Rates every unit on which a sheet was handed in; gives how many. Rating again replaces the earlier ratings, as
/// long as the round is not circulated, nobody appealed and no unit is told its result in a draft that is being checked; the
/// journal keeps them.
pub fn rate_round(context: &Context<'_>, id: RoundId) -> Result<usize> {
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(id)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadAssessments>(context, organiser)?;
    if !may_rate(context, organiser) {
        return Err(AppError::Denied(Denied(ActionKind::RateUnit)));
    }
    round.takes_assessment()?;
    let (gates, figures) = gates(context, &mut work.reader(), organiser, &round)?;
    gates.reach(Gate::Ratings)?;
    if !work.reader().appeals(&reading, id)?.is_empty() {
        return Err(AppError::refused("error-rating-appealed"));
    }
    unchecked(&mut work.reader(), &reading, id)?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let mut known = work.reader().known_units(&reading, id)?;
    // Where severity can't be told nothing is adjusted, and every rating says so.
    severity::adjust(&mut known);
    // The organiser's own leading group is rated by the same rule: what its office adds is the computation, and no judgement.
    let (leaders, known): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|unit| unit.target.unit == organiser.unit);
    let beneath = ratings::<RateUnit>(context, &known, &standard.standard)?;
    let leaders = ratings::<RateLeaders>(context, &leaders, &standard.standard)?;
    let found = (&gates, &figures);
    let passed = unsettled(context, &mut work.reader(), (organiser, &round), found, Gate::Materials)?;
    match (beneath.first(), leaders.first()) {
        (Some(rating), _) => work.gates_settle(&rating.permit, id, &passed)?,
        (None, Some(rating)) => work.gates_settle(&rating.permit, id, &passed)?,
        (None, None) => {}
    }
    let mut events = write(&mut work, (&round, &standard), &beneath)?;
    events.extend(write(&mut work, (&round, &standard), &leaders)?);
    let (first, rest) = events.split_first().ok_or(AppError::refused("error-rating-nothing"))?;
    work.commit_all(first, rest)?;
    Ok(events.len())
}

/// Refuses where units are told their results now: what they were shown does not change under their hands.
fn unchecked(reader: &mut Reader<'_>, reading: &Permit<ReadAssessments>, round: RoundId) -> Result<()> {
    if reader.round_in_check(reading, round)? {
        return Err(AppError::refused("error-rating-in-check"));
    }
    Ok(())
}

/// Writes ratings; the acts that tell of them.
fn write<A: Rates + Writes>(
    work: &mut Work<'_>,
    (round, standard): (&Round, &PublishedStandard),
    ratings: &[NewRating<A>],
) -> Result<Vec<Event>> {
    let ids = work.ratings_write(round.id, standard.id, ratings)?;
    let event = |(new, id): (&NewRating<A>, _)| {
        let told = AssessingAct::UnitRated {
            round: round.number,
            standard: standard.version,
            score: new.rating.score,
            otherwise: new.rating.otherwise,
            grade: new.rating.grade.clone(),
            veto: new.rating.veto.clone(),
        };
        new.permit.act_on(id, told)
    };
    Ok(ratings.iter().zip(ids).map(event).collect())
}

/// What rating a round would do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WouldRate {
    /// Units on which a sheet was handed in: they are rated.
    pub units: usize,
    /// Units that owe the round something; the organiser's own leading group is not among them.
    pub owing: usize,
    /// Those of them on which no sheet was handed in: they are not rated.
    pub without: usize,
    /// Those on which none was handed in and that are excused from their session: they are not rated either, and lose nothing.
    pub excused: usize,
    /// Ratings that there are already, and that are replaced.
    pub before: usize,
}

/// Says what rating a round would do now.
///
/// # Errors
/// The round takes no assessment now, its gate is shut, or its circular is being checked.
pub fn would_rate(context: &Context<'_>, id: RoundId) -> Result<WouldRate> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (round, organiser) = reader.locate_round(id)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadAssessments>(context, organiser)?;
    round.takes_assessment()?;
    let (gates, figures) = gates(context, &mut reader, organiser, &round)?;
    gates.reach(Gate::Ratings)?;
    unchecked(&mut reader, &reading, id)?;
    let known = reader.known_units(&reading, id)?;
    let before = reader.ratings(&reading, id)?.len();
    let rated: BTreeSet<UnitId> =
        known.iter().filter(|unit| unit.known.is_assessed()).map(|unit| unit.target.unit).collect();
    let unrated = figures.owing.iter().filter(|unit| !rated.contains(&unit.id));
    let (excused, without): (Vec<_>, Vec<_>) = unrated.partition(|unit| unit.excused);
    let (owing, without, excused) = (figures.owing.len(), without.len(), excused.len());
    Ok(WouldRate { units: rated.len(), owing, without, excused, before })
}

fn ratings<A: Rates>(
    context: &Context<'_>,
    units: &[KnownUnit],
    standard: &Standard,
) -> Result<Vec<NewRating<A>>> {
    let mut ratings = Vec::new();
    for unit in units.iter().filter(|unit| unit.known.is_assessed()) {
        let permit = permit_at::<A>(context, unit.target)?;
        if let Some(rating) = rate(standard, &unit.known.parts(standard), &unit.known.vetoes) {
            ratings.push(NewRating { permit, rating });
        }
    }
    Ok(ratings)
}
