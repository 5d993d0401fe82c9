//! Who owes the round that a board shows, and who of them went since.

use super::board::BoardColumns;
use crate::{
    Reader,
    error::Result,
    schema::{round, round_owing, unit},
    units::then::DirectlyBeneath,
};
use diesel::prelude::*;
use earnest_model::{
    id::{RoundId, UnitId},
    permit::{Permit, ReadFigures},
};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// Who owes a round of the permit's unit, and who of them went since.
    pub(super) fn board_owing(
        &mut self,
        permit: &Permit<ReadFigures>,
        (round, day, beneath): (RoundId, &str, &DirectlyBeneath),
        columns: &mut BoardColumns,
    ) -> Result<()> {
        let owing: Vec<(i64, String, String)> = round_owing::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(round_owing::from_on.le(day))
            .order(unit::lo.asc())
            .select((unit::id, unit::code, unit::name))
            .load(self.connection)?;
        if owing.is_empty() {
            return Ok(());
        }
        let there: Vec<i64> = unit::table
            .filter(beneath.clone().and(unit::closed_on.is_null().or(unit::closed_on.gt(day))))
            .select(unit::id)
            .load(self.connection)?;
        let there: BTreeSet<i64> = there.into_iter().collect();
        columns.owing = Some(owing.iter().map(|(id, ..)| UnitId(*id)).collect());
        columns.gone = owing
            .into_iter()
            .filter(|(id, ..)| !there.contains(id))
            .map(|(_, code, name)| (code, name))
            .collect();
        Ok(())
    }
}
