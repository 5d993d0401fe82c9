//! Lots by which assessors were chosen.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError},
    locate::located,
    schema::{assessor_lot, draw, round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    draws::lot::LotPurpose,
    id::{DrawId, LotId, RoundId},
    permit::{AssignObserver, HearLeaders, Permit, ReadAssessors, ReadPublished},
};

/// A lot by which assessors were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessorLot {
    /// Its key.
    pub id: LotId,
    /// The seed that was made in public.
    pub seed: String,
    /// The certificate, to be verified like that of a draw.
    pub certificate: String,
    /// When (RFC 3339, UTC).
    pub drawn_at: String,
}

/// A lot to write.
#[derive(Debug, Clone, Copy)]
pub struct NewLot<'a> {
    /// The seed.
    pub seed: &'a str,
    /// The certificate.
    pub certificate: &'a str,
}

located!(LotId, |id| assessor_lot::table
    .inner_join(round::table.inner_join(unit::table))
    .filter(assessor_lot::id.eq(id))
    .select((unit::id, unit::lo, unit::hi)));

#[derive(Queryable)]
struct LotRow {
    id: i64,
    seed: String,
    certificate: String,
    drawn_at: String,
}

impl From<LotRow> for AssessorLot {
    fn from(row: LotRow) -> Self {
        let (seed, certificate, drawn_at) = (row.seed, row.certificate, row.drawn_at);
        Self { id: LotId(row.id), seed, certificate, drawn_at }
    }
}

/// Lots with their rounds, with the columns of [`LotRow`].
macro_rules! lots {
    () => {
        assessor_lot::table.inner_join(round::table).order(assessor_lot::id.desc()).limit(50).select((
            assessor_lot::id,
            assessor_lot::seed,
            assessor_lot::certificate,
            assessor_lot::drawn_at,
        ))
    };
}

impl Reader<'_> {
    /// The permit's lot.
    pub fn assessor_lot(&mut self, permit: &Permit<ReadAssessors, LotId>) -> Result<AssessorLot> {
        let row: Option<LotRow> = lots!()
            .filter(assessor_lot::id.eq(permit.key().0).and(round::organiser_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        Ok(row.ok_or(StoreError::NotFound)?.into())
    }

    /// The lots of a round of the permit's unit by which it was drawn who listens in, the newest first.
    pub fn observer_lots(
        &mut self,
        permit: &Permit<ReadAssessors>,
        round: RoundId,
    ) -> Result<Vec<AssessorLot>> {
        let rows: Vec<LotRow> = lots!()
            .filter(assessor_lot::round_id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(assessor_lot::purpose.eq(LotPurpose::Observers.key()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(AssessorLot::from).collect())
    }

    /// The lots of the round of the permit's draw by which it was drawn who assesses materials first, the newest first.
    pub fn first_sheet_lots(&mut self, permit: &Permit<ReadPublished, DrawId>) -> Result<Vec<AssessorLot>> {
        let own = draw::table.filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)));
        let rows: Vec<LotRow> = lots!()
            .filter(assessor_lot::round_id.eq_any(own.select(draw::round_id)))
            .filter(assessor_lot::purpose.eq(LotPurpose::FirstSheets.key()))
            .load(self.connection)?;
        Ok(rows.into_iter().map(AssessorLot::from).collect())
    }
}

impl Work<'_> {
    /// Writes a lot by which it was drawn who listens in, in a round whose organiser stands above the permit's unit.
    pub fn observer_lot_insert(
        &mut self,
        permit: &Permit<AssignObserver>,
        round: RoundId,
        lot: NewLot<'_>,
    ) -> Result<LotId> {
        let at = self.at().to_string();
        let span = permit.span();
        let connection = self.under(permit);
        let above: i64 = round::table
            .inner_join(unit::table)
            .filter(round::id.eq(round.0).and(unit::lo.lt(span.lo)).and(unit::hi.ge(span.hi)))
            .count()
            .first(connection)?;
        if above == 0 {
            return Err(StoreError::NotFound);
        }
        lot_insert(connection, round.0, LotPurpose::Observers, lot, at)
    }
}

impl Work<'_> {
    /// Writes a lot by which it was drawn who hears the leading group of the permit's unit, in a round of its own.
    pub fn leaders_lot_insert(
        &mut self,
        permit: &Permit<HearLeaders>,
        round: RoundId,
        lot: NewLot<'_>,
    ) -> Result<LotId> {
        let at = self.at().to_string();
        let own = permit.unit().0;
        let connection = self.under(permit);
        let ours: i64 = round::table
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(own)))
            .count()
            .first(connection)?;
        if ours == 0 {
            return Err(StoreError::NotFound);
        }
        lot_insert(connection, round.0, LotPurpose::Observers, lot, at)
    }
}

/// Writes a lot of a round that was shown to be the permit's.
pub(crate) fn lot_insert(
    connection: &mut AnyConnection,
    round: i64,
    purpose: LotPurpose,
    lot: NewLot<'_>,
    at: String,
) -> Result<LotId> {
    let id = next_id!(connection, assessor_lot);
    diesel::insert_into(assessor_lot::table)
        .values((
            assessor_lot::id.eq(id),
            assessor_lot::round_id.eq(round),
            assessor_lot::purpose.eq(purpose.key()),
            assessor_lot::seed.eq(lot.seed),
            assessor_lot::certificate.eq(lot.certificate),
            assessor_lot::drawn_at.eq(at),
        ))
        .execute(connection)?;
    Ok(LotId(id))
}
