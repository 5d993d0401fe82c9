//! Who is drawn to assess the materials of a drawn unit first.

use crate::{
    Reader, Work,
    batch::insert_batch,
    draws::{
        draw::{OwnCheck, checks_of_draw, round_of_own},
        lot::{NewLot, lot_insert},
    },
    error::Result,
    schema::first_mark,
};
use diesel::prelude::*;
use earnest_model::{
    draws::lot::LotPurpose,
    id::{AccountId, DrawId, LotId, SpotCheckId},
    permit::{DrawAssessors, FillSheet, Permit},
};

/// Who is drawn to assess the materials of a spot check first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstMark {
    /// The spot check.
    pub check: SpotCheckId,
    /// Who.
    pub assessor: AccountId,
}

#[derive(Insertable)]
#[diesel(table_name = first_mark)]
struct FirstRow {
    spot_check_id: i64,
    unit_id: i64,
    assessor_id: i64,
    lot_id: i64,
}

impl Reader<'_> {
    /// Who is drawn to assess the materials of the permit's spot check first.
    pub fn first_assessor(&mut self, permit: &Permit<FillSheet, SpotCheckId>) -> Result<Option<AccountId>> {
        let id: Option<i64> = first_mark::table
            .filter(first_mark::spot_check_id.eq(permit.key().0).and(first_mark::unit_id.eq(permit.unit().0)))
            .select(first_mark::assessor_id)
            .first(self.connection)
            .optional()?;
        Ok(id.map(AccountId))
    }
}

impl Work<'_> {
    /// Writes the lot by which it was drawn who assesses materials of the permit's draw first, and who that is; who was
    /// drawn before for the same is written over.
    pub fn first_marks_write(
        &mut self,
        permit: &Permit<DrawAssessors, DrawId>,
        lot: NewLot<'_>,
        drawn: &[FirstMark],
    ) -> Result<LotId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let round = round_of_own(connection, permit.key(), permit.unit())?;
        let lot = lot_insert(connection, round, LotPurpose::FirstSheets, lot, at)?;
        let checks = checks_of_draw(connection, permit.key(), drawn.iter().map(|mark| mark.check))?;
        let keys: Vec<i64> = checks.iter().map(|check| check.id).collect();
        diesel::delete(first_mark::table.filter(first_mark::spot_check_id.eq_any(keys)))
            .execute(connection)?;
        let row = |(mark, check): (&FirstMark, &OwnCheck)| FirstRow {
            spot_check_id: check.id,
            unit_id: check.unit_id,
            assessor_id: mark.assessor.0,
            lot_id: lot.0,
        };
        let rows: Vec<FirstRow> = drawn.iter().zip(&checks).map(row).collect();
        insert_batch!(connection, first_mark::table, &rows, 4);
        Ok(lot)
    }
}
