//! The table of results of a circular, and who stands in it alone: units that no passage asks.

use crate::{Context, Result, permit_at, permit_on};
use earnest_model::{
    circulars::{
        circular::{CircularBody, ResultRow},
        circular_check::is_told_of_row,
    },
    id::{RoundId, UnitId},
    permit::{Permit, ReadAssessments, ReadPublished, Target},
};
use earnest_store::{AppealStored, CircularStored, NewRow, RatingBrief, Reader};
use std::collections::BTreeSet;

/// The table of results; where an appeal changed one, what counts since.
pub(crate) fn results(ratings: &[RatingBrief], appeals: &[AppealStored]) -> Vec<ResultRow> {
    ratings.iter().map(|rating| result(rating, appeals)).collect()
}

fn result(rating: &RatingBrief, appeals: &[AppealStored]) -> ResultRow {
    let changed = appeals.iter().find(|appeal| appeal.rating == rating.id && appeal.grade.is_some());
    let (score, grade) = match changed {
        Some(appeal) => (appeal.score, appeal.grade.as_ref().unwrap_or(&rating.grade)),
        None => (rating.score.filter(|_| rating.veto.is_none()), &rating.grade),
    };
    let (class, unit, name) = (rating.class.clone(), rating.code.clone(), rating.name.clone());
    ResultRow { class, unit, name, score, grade: grade.clone() }
}

/// Who is to be told of its row when a draft is sent in which passages ask the units `asked`.
pub(crate) fn to_tell(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (reading, organiser): (&Permit<ReadAssessments>, Target),
    round: RoundId,
    asked: &BTreeSet<UnitId>,
) -> Result<Vec<NewRow>> {
    let published = latest(context, reader, organiser, round)?.map(|body| body.results);
    let appeals = reader.appeals(reading, round)?;
    let ratings = reader.ratings(reading, round)?;
    let beside = ratings.iter().filter(|rating| !asked.contains(&rating.unit));
    let told = |rating: &RatingBrief| {
        let row = result(rating, &appeals);
        let before = published.iter().flatten().find(|before| before.unit == row.unit);
        is_told_of_row(&row, before).then_some(NewRow {
            unit: rating.unit,
            score: row.score,
            grade: row.grade,
        })
    };
    Ok(beside.filter_map(told).collect())
}

/// What the latest version of a round's circular says; `None` before the first.
pub(crate) fn latest(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: RoundId,
) -> Result<Option<CircularBody>> {
    Ok(latest_version(context, reader, organiser, round)?.map(|latest| latest.body))
}

/// The latest version of a round's circular; `None` before the first.
pub(crate) fn latest_version(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: RoundId,
) -> Result<Option<CircularStored>> {
    let reading = permit_at(context, organiser)?;
    let Some((id, ..)) = reader.circular_versions(&reading, round)?.into_iter().next() else {
        return Ok(None);
    };
    let reading = permit_on::<ReadPublished, _>(context, reader, id)?;
    Ok(Some(reader.circular(&reading)?))
}
