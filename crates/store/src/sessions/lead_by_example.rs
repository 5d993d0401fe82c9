//! Sessions of a body and of the bodies directly beneath it, and who is first responsible there: for leading by example.

use crate::{
    Reader,
    error::Result,
    schema::{duty, post, seminar, unit},
    sessions::seminar::SeminarRow,
};
use diesel::prelude::*;
use earnest_model::{
    duties::duty::DutyKind,
    id::{SeminarId, UnitId},
    permit::{Permit, ReadAssessments, ReadDuties},
    sessions::seminar::Session,
};

impl Reader<'_> {
    /// Sessions of the permit's unit itself, the newest first.
    pub fn sessions_of_unit(
        &mut self,
        permit: &Permit<ReadAssessments>,
        limit: i64,
    ) -> Result<Vec<(SeminarId, Session)>> {
        let rows: Vec<SeminarRow> = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0))
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
            .order(seminar::id.asc())
            .limit(5_000)
            .select(SeminarRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(|row| row.read().map(|(_, unit, session)| (unit, session))).collect()
    }

    /// The post that is first responsible for the permit's unit and for each unit directly beneath it.
    pub fn chiefs_beneath(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<(UnitId, String)>> {
        let here = permit.unit().0;
        let rows: Vec<(i64, String)> = duty::table
            .inner_join(post::table)
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::id.eq(here).or(unit::parent_id.eq(here)))
            .filter(duty::kind.eq(DutyKind::First.key()).and(duty::ended_on.is_null()))
            .order(duty::id.asc())
            .select((duty::unit_id, post::title))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(unit, title)| (UnitId(unit), title)).collect())
    }
}
