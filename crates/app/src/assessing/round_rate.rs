//! Rate all units of a round of which there is a sheet, in one unit of work.

use crate::{
    AppError, Context, Result,
    assessing::{rating_show::may_rate, severity},
    figures::gates::gates,
    permit_at,
};
use earnest_model::{
    assessing::{acts::AssessingAct, rating::rate},
    id::RoundId,
    permit::{ActionKind, Denied, RateUnit, ReadAssessments},
    programmes::{gates::Gate, standard::Standard},
};
use earnest_store::{KnownUnit, NewRating};

/// Rates every unit on which a sheet was handed in; gives how many. Rating again replaces the earlier ratings, as
/// long as the round is not circulated and nobody appealed; the journal keeps them.
pub fn rate_round(context: &Context<'_>, id: RoundId) -> Result<usize> {
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(id)?.ok_or(AppError::NotFound)?;
    let reading = permit_at::<ReadAssessments>(context, organiser)?;
    if !may_rate(context, organiser) {
        return Err(AppError::Denied(Denied(ActionKind::RateUnit)));
    }
    round.takes_assessment()?;
    gates(context, &mut work.reader(), organiser, &round)?.0.reach(Gate::Ratings)?;
    if !work.reader().appeals(&reading, id)?.is_empty() {
        return Err(AppError::refused("error-rating-appealed"));
    }
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let mut known = work.reader().known_units(&reading, id)?;
    // Where severity can't be told nothing is adjusted, and every rating says so.
    severity::adjust(&mut known);
    let ratings = ratings(context, &known, &standard.standard)?;
    let ids = work.ratings_write(id, standard.id, &ratings)?;
    let events: Vec<_> = ratings
        .iter()
        .zip(ids)
        .map(|(new, id)| {
            let told = AssessingAct::UnitRated {
                round: round.number,
                standard: standard.version,
                score: new.rating.score,
                otherwise: new.rating.otherwise,
                grade: new.rating.grade.clone(),
                veto: new.rating.veto.clone(),
            };
            new.permit.act_on(id, told)
        })
        .collect();
    let (first, rest) = events.split_first().ok_or(AppError::refused("error-rating-nothing"))?;
    work.commit_all(first, rest)?;
    Ok(events.len())
}

fn ratings(context: &Context<'_>, units: &[KnownUnit], standard: &Standard) -> Result<Vec<NewRating>> {
    let mut ratings = Vec::new();
    for unit in units.iter().filter(|unit| unit.known.is_assessed()) {
        let permit = permit_at::<RateUnit>(context, unit.target)?;
        if let Some(rating) = rate(standard, &unit.known.parts(standard), &unit.known.vetoes) {
            ratings.push(NewRating { permit, rating });
        }
    }
    Ok(ratings)
}
