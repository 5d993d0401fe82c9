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

/// Who answers for each of these units: the unit itself while it is there, else the one that took its place, and so on; nobody where
/// none did.
pub(crate) struct Answering(HashMap<i64, Option<i64>>);

impl Answering {
    /// For units by their keys.
    pub fn of(connection: &mut AnyConnection, units: impl Iterator<Item = UnitId>) -> Result<Self> {
        let mut answering: HashMap<i64, Option<i64>> = units.map(|unit| (unit.0, Some(unit.0))).collect();
        loop {
            let now: Vec<i64> = answering.values().copied().flatten().collect();
            let closed = unit::table.filter(unit::id.eq_any(now).and(unit::closed_on.is_not_null()));
            let closed: Vec<i64> = closed.select(unit::id).load(connection)?;
            if closed.is_empty() {
                return Ok(Self(answering));
            }
            let taken: Vec<(i64, Option<i64>)> = unit_change::table
                .filter(
                    unit_change::unit_id.eq_any(&closed).and(unit_change::kind.eq(ChangeKind::Merge.key())),
                )
                .order(unit_change::id.asc())
                .select((unit_change::unit_id, unit_change::other_id))
                .load(connection)?;
            let taken: HashMap<i64, Option<i64>> = taken.into_iter().collect();
            for who in answering.values_mut() {
                if let Some(gone) = who.filter(|who| closed.contains(who)) {
                    *who = taken.get(&gone).copied().flatten();
                }
            }
        }
    }

    /// Who answers for one of them.
    pub fn answers_for(&self, unit: UnitId) -> Option<UnitId> {
        self.0.get(&unit.0).copied().flatten().map(UnitId)
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
        let answering = Answering::of(self.connection, std::iter::once(UnitId(id)))?;
        let Some(other) = answering.answers_for(UnitId(id)) else { return Ok(Some((code, None))) };
        let (other, name): (String, String) =
            unit::table.find(other.0).select((unit::code, unit::name)).first(self.connection)?;
        Ok(Some((code, Some(format!("{name} ({other})")))))
    }
}
