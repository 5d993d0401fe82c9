//! Ratings of a round, and one rating with its whole computation.

use crate::{AppError, Context, Result, home::home, permit_at};
use earnest_model::{
    id::{RatingId, RoundId},
    permit::{RateUnit, ReadAssessments, Target, decide},
    round::Round,
};
use earnest_store::RoundName;
pub use earnest_store::{PublishedStandard, RatingBrief, StoredRating};

/// Ratings of a round.
#[derive(Debug, Clone)]
pub struct RatingList {
    /// The round; `None` where no round has a rating yet.
    pub round: Option<Round>,
    /// Its standard, for the words of the grades.
    pub standard: Option<PublishedStandard>,
    /// Its ratings, by class.
    pub ratings: Vec<RatingBrief>,
    /// Rounds to choose from: key, number, topic.
    pub rounds: Vec<RoundName>,
    /// Whether the actor may rate the round now.
    pub may_rate: bool,
}

/// Lists the ratings of a round, or of the latest that has any.
pub fn list_ratings(context: &Context<'_>, round: Option<RoundId>) -> Result<RatingList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let rounds = reader.rated_rounds(&permit)?;
    let wanted = round.or(rounds.first().map(|round| round.id));
    let found = wanted.map(|id| reader.locate_round(id)).transpose()?.flatten();
    let Some((round, organiser)) = found else {
        return Ok(RatingList { round: None, standard: None, ratings: Vec::new(), rounds, may_rate: false });
    };
    let ratings = reader.ratings(&permit, round.id)?;
    let standard = reader.standard_of(round.organiser)?;
    Ok(RatingList {
        may_rate: may_rate(context, organiser) && round.takes_assessment().is_ok(),
        round: Some(round),
        standard,
        ratings,
        rounds,
    })
}

/// Whether the actor's office rates units beneath the organiser: asked for any place strictly inside it.
fn may_rate(context: &Context<'_>, organiser: Target) -> bool {
    let inside = earnest_model::span::Span { lo: organiser.span.lo + 1, hi: organiser.span.hi };
    let beneath = Target { unit: organiser.unit, span: inside };
    organiser.span.strictly_covers(inside)
        && decide::<RateUnit>(context.actor, beneath, context.today).is_ok()
}

/// A rating with its round and the standard that it was made by.
pub fn show_rating(context: &Context<'_>, id: RatingId) -> Result<(StoredRating, Round, PublishedStandard)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_rating(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, target)?;
    let rating = reader.rating(&permit, id)?;
    let (round, _) = reader.locate_round(rating.round)?.ok_or(AppError::NotFound)?;
    let standard = reader.standard(rating.standard)?;
    Ok((rating, round, standard))
}
