//! Ratings of a round, and one rating with its whole computation.

use crate::{
    AppError, Context, Result, figures::gates::gates, home::home, nearest::WhichRound, permit_at, permit_on,
};
use earnest_model::{
    assessing::{
        appeal::AppealState,
        rating::{BandRange, Bands, Standing, bands},
    },
    fraction::Fraction,
    id::RatingId,
    permit::{RateUnit, ReadAssessments, ReadAssessors, ReadProgramme, Target, acts_in_round},
    programmes::{gates::Gate, round::Round},
};
pub use earnest_store::{PublishedStandard, RatingBrief, StoredRating};
use earnest_store::{Reader, RoundName};

/// Ratings of a round.
#[derive(Debug, Clone)]
pub struct RatingList {
    /// The round; `None` where no round has a rating yet.
    pub round: Option<Round>,
    /// Its standard, for the words of the grades.
    pub standard: Option<PublishedStandard>,
    /// Its ratings, class by class.
    pub classes: Vec<ClassRatings>,
    /// Ratings against which an appeal was lodged, and how far it has come.
    pub appeals: Vec<(RatingId, AppealState)>,
    /// Rounds to choose from.
    pub rounds: Vec<RoundName>,
    /// Whether the actor may see how its assessors mark.
    pub may_read_assessors: bool,
    /// Whether the actor may rate the round now.
    pub may_rate: bool,
    /// Units that are excused from their session and not rated: code, name and reason.
    pub excused: Vec<(String, String, String)>,
}

impl RatingList {
    /// How many ratings there are.
    pub fn count(&self) -> usize {
        self.classes.iter().map(|class| class.ratings.len()).sum()
    }
}

/// The ratings of a class.
#[derive(Debug, Clone)]
pub struct ClassRatings {
    /// Key of the class.
    pub class: String,
    /// Its ratings, each with its bands: by the highest band of each, then in the order of the tree. In that order alone
    /// and without bands where the error of the scores isn't known.
    pub ratings: Vec<(Option<BandRange>, RatingBrief)>,
    /// The difference that chance explains, in points, and the number of bands, where they are known.
    pub bands: Option<(Fraction, usize)>,
}

fn class_ratings(ratings: &[RatingBrief]) -> Option<ClassRatings> {
    let class = ratings.first()?.class.clone();
    let standing = |rating: &RatingBrief| Some(Standing { score: rating.score?, variance: rating.variance? });
    let Some(standings) = ratings.iter().map(standing).collect::<Option<Vec<_>>>() else {
        let ratings = ratings.iter().map(|rating| (None, rating.clone())).collect();
        return Some(ClassRatings { class, ratings, bands: None });
    };
    let Bands { of, count, error } = bands(&standings);
    let mut ratings: Vec<_> = of.into_iter().map(Some).zip(ratings.iter().cloned()).collect();
    ratings.sort_by_key(|(band, _)| band.map(|band| band.first));
    Some(ClassRatings { class, ratings, bands: Some((error, count)) })
}

/// Lists the ratings of a round, or of the latest that has any: of the programme that is named, or in which the actor is.
pub fn list_ratings(context: &Context<'_>, asked: impl Into<WhichRound>) -> Result<RatingList> {
    let asked: WhichRound = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let mut rounds = reader.rated_rounds(&permit)?;
    let wanted = asked.of_records(context, &mut reader, (&rounds, own))?;
    let located = |id| reader.locate_round(id)?.ok_or(AppError::NotFound);
    let found = wanted.map(located).transpose()?;
    let Some((round, organiser)) = found else {
        let (round, standard, classes, appeals) = (None, None, Vec::new(), Vec::new());
        let (may_rate, may_read_assessors) = (false, false);
        let excused = Vec::new();
        return Ok(RatingList {
            round,
            standard,
            classes,
            appeals,
            rounds,
            may_rate,
            may_read_assessors,
            excused,
        });
    };
    if !rounds.iter().any(|rated| rated.id == round.id) {
        // Asked for by its page before anything is rated: what is shown can be chosen.
        let reading = permit_at::<ReadProgramme>(context, organiser)?;
        let unit = reader.unit(&reading)?;
        let programme = reader.programme_beside(&reading, round.programme)?;
        let (id, number, topic) = (round.id, round.number, round.topic.clone());
        let (organiser, span) = (unit.name.to_string(), organiser.span);
        let of = round.programme;
        let (put_away, under_way) = (false, None);
        rounds
            .insert(0, RoundName { id, of, number, topic, organiser, span, programme, put_away, under_way });
    }
    let mut ratings = reader.ratings(&permit, round.id)?;
    let blind = reader.marks_blind(&permit)?;
    ratings.retain(|rating| !blind.hides_rating(round.id, rating.unit));
    let standard = reader.standard_of_round(&round)?;
    let appeals = reader.appeals(&permit, round.id)?.into_iter();
    let appeals = appeals.map(|appeal| (appeal.rating, appeal.state)).collect();
    Ok(RatingList {
        may_read_assessors: permit_at::<ReadAssessors>(context, organiser).is_ok(),
        may_rate: may_rate(context, organiser) && is_ripe(context, &mut reader, organiser, &round)?,
        excused: reader.excused_unrated(&permit, round.id)?,
        appeals,
        round: Some(round),
        standard,
        classes: ratings.chunk_by(|one, next| one.class == next.class).filter_map(class_ratings).collect(),
        rounds,
    })
}

/// Whether a round can be rated now: it is assessed, and has come through the gates before its ratings.
fn is_ripe(context: &Context<'_>, reader: &mut Reader<'_>, organiser: Target, round: &Round) -> Result<bool> {
    if round.takes_assessment().is_err() {
        return Ok(false);
    }
    Ok(gates(context, reader, organiser, round)?.0.reach(Gate::Ratings).is_ok())
}

/// Whether the actor's office rates units beneath the organiser in its round: asked for any place strictly inside it.
pub(crate) fn may_rate(context: &Context<'_>, organiser: Target) -> bool {
    let inside = earnest_model::span::Span { lo: organiser.span.lo + 1, hi: organiser.span.hi };
    let beneath = Target { unit: organiser.unit, span: inside };
    organiser.span.strictly_covers(inside)
        && acts_in_round::<RateUnit>(context.actor, organiser.unit, beneath, context.today)
}

/// A rating with its round and the standard that it was made by. Who still owes a sheet on the unit marks blind and
/// doesn't find it.
pub fn show_rating(context: &Context<'_>, id: RatingId) -> Result<(StoredRating, Round, PublishedStandard)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAssessments, _>(context, &mut reader, id)?;
    let rating = reader.rating(&permit)?;
    let (round, _) = reader.locate_round(rating.round)?.ok_or(AppError::NotFound)?;
    let standard = reader.standard(rating.standard)?;
    Ok((rating, round, standard))
}
