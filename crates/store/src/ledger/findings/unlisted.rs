//! Which units directly beneath have a problem list, and which have none.

use crate::{
    Reader,
    error::Result,
    ledger::findings::problem::problems_for,
    schema::{problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    ledger::findings::problem::ProblemState,
    permit::{Permit, ReadLedger},
};
use std::collections::BTreeMap;

/// SQLite takes a limited number of values in one statement.
const AT_ONCE: usize = 500;

/// A unit and how far its list has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `None`: no list. Else whether any problem of it is signed.
    pub signed: Option<bool>,
}

impl Reader<'_> {
    /// The units directly beneath the permit's unit, in the order of the tree. Problems that the reader may not know of
    /// are as good as none.
    pub fn lists_beneath(&mut self, permit: &Permit<ReadLedger>) -> Result<Vec<ListedUnit>> {
        let units: Vec<(i64, String, String)> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::closed_on.is_null()))
            .order(unit::seq.asc())
            .select((unit::id, unit::code, unit::name))
            .load(self.connection)?;
        let keys: Vec<i64> = units.iter().map(|(id, ..)| *id).collect();
        let mut lists: BTreeMap<i64, bool> = BTreeMap::new();
        for some in keys.chunks(AT_ONCE) {
            let found: Vec<(i64, String)> = problems_for(permit.sight())
                .filter(problem::unit_id.eq_any(some.to_vec()))
                .select((problem::unit_id, problem::state))
                .distinct()
                .load(self.connection)?;
            for (of, state) in found {
                *lists.entry(of).or_default() |= state == ProblemState::Signed.key();
            }
        }
        let listed = |(id, code, name)| ListedUnit { code, name, signed: lists.get(&id).copied() };
        Ok(units.into_iter().map(listed).collect())
    }
}
