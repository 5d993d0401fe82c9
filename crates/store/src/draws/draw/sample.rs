//! The drawn units of a round with what they were rated, and how many units the frame had where.

use crate::{
    Reader,
    draws::{check_state::spot_check_live, draw::draw_drawn},
    error::Result,
    schema::{draw, rating, spot_check, unit},
    score::read_score,
};
use diesel::prelude::*;
use earnest_model::{
    fraction::Fraction,
    id::{DrawId, RatingId, RoundId, SpotCheckId, StandardId},
    permit::{Permit, ReadAssessments},
};

/// A unit of a sample. Outside the reader's subtree only its class is told: the draw itself is public, its ratings are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledUnit {
    /// The spot check.
    pub check: SpotCheckId,
    /// Its class on the day of the freeze.
    pub class: String,
    /// Its place in the tree, if the reader may see it.
    pub lo: Option<i64>,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it was rated, if it was and the reader may see it.
    pub rating: Option<SampledRating>,
}

/// What a unit of a sample was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledRating {
    /// Its key.
    pub id: RatingId,
    /// The score out of 100.
    pub score: Fraction,
    /// Key of the grade.
    pub grade: String,
    /// The version of the standard that it was made by.
    pub standard: StandardId,
}

#[derive(Queryable)]
struct RatedRow {
    id: i64,
    score: Option<String>,
    grade: String,
    standard: i64,
}

#[derive(Queryable)]
struct Row {
    check: i64,
    class: String,
    lo: i64,
    code: String,
    name: String,
    rated: Option<RatedRow>,
}

/// A rating without a score says nothing about a score.
fn read_rating(row: RatedRow) -> Result<Option<SampledRating>> {
    let score = row.score.as_deref().map(read_score).transpose()?;
    let (id, standard) = (RatingId(row.id), StandardId(row.standard));
    Ok(score.map(|score| SampledRating { id, score, grade: row.grade, standard }))
}

impl Reader<'_> {
    /// The completed draw of a round of the permit's unit or of one above it: key and frozen frame, `stratum,id`.
    pub fn completed_draw(
        &mut self,
        permit: &Permit<ReadAssessments>,
        round: RoundId,
    ) -> Result<Option<(DrawId, String)>> {
        let span = permit.span();
        let row: Option<(i64, String)> = draw::table
            .inner_join(unit::table.on(unit::id.eq(draw::organiser_id)))
            .filter(draw::round_id.eq(round.0).and(draw_drawn()))
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .order(draw::id.desc())
            .select((draw::id, draw::frame))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(id, frame)| (DrawId(id), frame)))
    }

    /// All units of a draw, in the order of class and ticket.
    pub fn sample(&mut self, permit: &Permit<ReadAssessments>, draw: DrawId) -> Result<Vec<SampledUnit>> {
        let rows: Vec<Row> =
            spot_check::table
                .inner_join(unit::table)
                .left_join(rating::table.on(
                    rating::round_id.eq(spot_check::round_id).and(rating::unit_id.eq(spot_check::unit_id)),
                ))
                .filter(spot_check::draw_id.eq(draw.0))
                .filter(spot_check_live())
                .order((spot_check::class.asc(), spot_check::place.asc()))
                .select((
                    spot_check::id,
                    spot_check::class,
                    unit::lo,
                    unit::code,
                    unit::name,
                    (rating::id, rating::score, rating::grade, rating::standard_id).nullable(),
                ))
                .load(self.connection)?;
        let span = permit.span();
        let blind = self.marks_blind(permit)?.checks();
        let unit = |row: Row| {
            let seen = span.lo <= row.lo && row.lo <= span.hi;
            let rated = row.rated.filter(|_| seen && !blind.contains(&row.check));
            Ok(SampledUnit {
                check: SpotCheckId(row.check),
                class: row.class,
                lo: seen.then_some(row.lo),
                code: row.code,
                name: row.name,
                rating: rated.map(read_rating).transpose()?.flatten(),
            })
        };
        rows.into_iter().map(unit).collect()
    }

    /// Codes and places in the tree of those of the codes that lie within the permit's subtree.
    pub fn places_of(
        &mut self,
        permit: &Permit<ReadAssessments>,
        codes: &[String],
    ) -> Result<Vec<(String, i64)>> {
        let span = permit.span();
        let mut places = Vec::new();
        // SQLite takes at most 32,766 parameters in a statement.
        for some in codes.chunks(10_000) {
            let rows: Vec<(String, i64)> = unit::table
                .filter(unit::code.eq_any(some))
                .filter(unit::lo.between(span.lo, span.hi))
                .select((unit::code, unit::lo))
                .load(self.connection)?;
            places.extend(rows);
        }
        Ok(places)
    }
}
