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
    Date,
    id::{PostId, SeminarId, UnitId},
    permit::{AssignDuty, Permit, ReadAssessments, ReadDuties, Target},
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

    /// The last day after a day on which a session of a unit of the permit's subtree tells of one of its posts: that it came or
    /// did not, or what it said.
    pub fn post_named_after(
        &mut self,
        permit: &Permit<AssignDuty>,
        (at, post): (Target, PostId),
        day: Date,
    ) -> Result<Option<Date>> {
        let span = permit.span();
        let rows: Vec<SeminarRow> = seminar::table
            .inner_join(unit::table)
            .filter(seminar::unit_id.eq(at.unit.0).and(unit::lo.between(span.lo, span.hi)))
            .filter(seminar::held_on.gt(day.to_string()).and(session_stands()))
            .order((seminar::held_on.desc(), seminar::id.desc()))
            .select(SeminarRow::as_select())
            .load(self.connection)?;
        for row in rows {
            let (_, _, session) = row.read()?;
            if session.came(post).is_some() {
                return Ok(Some(session.held_on));
            }
        }
        Ok(None)
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
