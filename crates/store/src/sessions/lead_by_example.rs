//! Sessions of a body and of the bodies directly beneath it, and their rolls: for leading by example.

use super::roll::rolls;
use crate::{
    Reader,
    error::Result,
    schema::{seminar, unit},
    sessions::{seminar::SeminarRow, standing::session_stands},
};
use diesel::prelude::*;
use earnest_model::{
    id::{SeminarId, UnitId},
    permit::{Permit, ReadAssessments, ReadDuties},
    sessions::{roll::Roll, seminar::Session},
};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// Sessions of the permit's unit itself, the newest first.
    pub fn sessions_of_unit(
        &mut self,
        permit: &Permit<ReadAssessments>,
        limit: i64,
    ) -> Result<Vec<(SeminarId, Session)>> {
        let rows: Vec<SeminarRow> = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0).and(session_stands()))
            .order((seminar::held_on.desc(), seminar::id.desc()))
            .limit(limit)
            .select(SeminarRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(|row| row.read().map(|(id, _, session)| (id, session))).collect()
    }

    /// Sessions of the permit's unit and of the units directly beneath it.
    pub fn sessions_beneath(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<(UnitId, Session)>> {
        let here = permit.unit().0;
        let rows: Vec<SeminarRow> = seminar::table
            .inner_join(unit::table)
            .filter(unit::id.eq(here).or(unit::parent_id.eq(here)))
            .filter(session_stands())
            .order(seminar::id.asc())
            .limit(5_000)
            .select(SeminarRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(|row| row.read().map(|(_, unit, session)| (unit, session))).collect()
    }

    /// The rolls of the permit's unit and of each unit directly beneath it.
    pub fn rolls_beneath(&mut self, permit: &Permit<ReadDuties>) -> Result<BTreeMap<UnitId, Roll>> {
        let here = permit.unit().0;
        let units = unit::table.filter(unit::id.eq(here).or(unit::parent_id.eq(here))).select(unit::id);
        let units: Vec<i64> = units.load(self.connection)?;
        rolls(self.connection, &units)
    }
}
