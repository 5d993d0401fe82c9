//! Who answers for a unit that may be there no more.

use crate::{
    Reader,
    connection::AnyConnection,
    error::Result,
    schema::{unit, unit_change},
};
use diesel::prelude::*;
use earnest_model::{
    id::{CircularDraftId, UnitId},
    permit::{DraftCircular, Permit},
    units::change::ChangeKind,
};
use std::collections::HashMap;

/// Who answers for units that are there no more.
pub(crate) struct Answering(HashMap<i64, Option<i64>>);

impl Answering {
    /// Reads the closed units, each with the one that took its place: they are few, however many are asked for.
    pub fn read(connection: &mut AnyConnection) -> Result<Self> {
        let joined = unit_change::unit_id.eq(unit::id).and(unit_change::kind.eq(ChangeKind::Merge.key()));
        let closed: Vec<(i64, Option<i64>)> = unit::table
            .left_join(unit_change::table.on(joined))
            .filter(unit::closed_on.is_not_null())
            .select((unit::id, unit_change::other_id.nullable()))
            .load(connection)?;
        Ok(Self(closed.into_iter().collect()))
    }

    /// Who answers for a unit: itself while it is there, else the one that took its place, and so on; nobody where none did.
    pub fn answers_for(&self, unit: UnitId) -> Option<UnitId> {
        let mut here = unit.0;
        while let Some(other) = self.0.get(&here) {
            here = (*other)?;
        }
        Some(UnitId(here))
    }
}

impl Reader<'_> {
    /// The first of some units that is there no more: its code, and name and code of who answers for it, if anybody does. Within the
    /// permit's subtree.
    pub fn first_closed(
        &mut self,
        permit: &Permit<DraftCircular, CircularDraftId>,
        units: &[UnitId],
    ) -> Result<Option<(String, Option<String>)>> {
        let (within, keys) = (permit.span(), units.iter().map(|unit| unit.0));
        let closed: Option<(i64, String)> = unit::table
            .filter(unit::id.eq_any(keys).and(unit::closed_on.is_not_null()))
            .filter(unit::lo.between(within.lo, within.hi))
            .order(unit::lo.asc())
            .select((unit::id, unit::code))
            .first(self.connection)
            .optional()?;
        let Some((id, code)) = closed else { return Ok(None) };
        let answering = Answering::read(self.connection)?;
        let Some(other) = answering.answers_for(UnitId(id)) else { return Ok(Some((code, None))) };
        let (other, name): (String, String) =
            unit::table.find(other.0).select((unit::code, unit::name)).first(self.connection)?;
        Ok(Some((code, Some(format!("{name} ({other})")))))
    }
}
