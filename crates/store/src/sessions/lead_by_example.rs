//! Sessions of a body and of the bodies directly beneath it, and who is first responsible there: for leading by example.

use crate::{
    Reader,
    error::{Result, StoreError},
    schema::{duty, post, seminar, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    duties::duty::DutyKind,
    id::{SeminarId, UnitId},
    permit::{Permit, ReadAssessments, ReadDuties},
    sessions::seminar::{Session, SessionKind},
};

type Row = (i64, i64, String, String, i32, i32, i32, String);

fn read(row: Row) -> Result<(SeminarId, UnitId, Session)> {
    let (id, unit, kind, held_on, minutes, present, expected, body) = row;
    let body =
        serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "the record of a session"))?;
    let kind = SessionKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of session"))?;
    let session = Session { kind, held_on: read_date(&held_on)?, minutes, present, expected, body };
    Ok((SeminarId(id), UnitId(unit), session))
}

/// What is selected of a session.
macro_rules! whole {
    () => {
        (
            seminar::id,
            seminar::unit_id,
            seminar::kind,
            seminar::held_on,
            seminar::minutes,
            seminar::present,
            seminar::expected,
            seminar::body,
        )
    };
}

impl Reader<'_> {
    /// Sessions of the permit's unit itself, the newest first.
    pub fn sessions_of_unit(
        &mut self,
        permit: &Permit<ReadAssessments>,
        limit: i64,
    ) -> Result<Vec<(SeminarId, Session)>> {
        let rows: Vec<Row> = seminar::table
            .filter(seminar::unit_id.eq(permit.unit().0))
            .order((seminar::held_on.desc(), seminar::id.desc()))
            .limit(limit)
            .select(whole!())
            .load(self.connection)?;
        rows.into_iter().map(|row| read(row).map(|(id, _, session)| (id, session))).collect()
    }

    /// Sessions of the permit's unit and of the units directly beneath it.
    pub fn sessions_beneath(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<(UnitId, Session)>> {
        let here = permit.unit().0;
        let rows: Vec<Row> = seminar::table
            .inner_join(unit::table)
            .filter(unit::id.eq(here).or(unit::parent_id.eq(here)))
            .order(seminar::id.asc())
            .limit(5_000)
            .select(whole!())
            .load(self.connection)?;
        rows.into_iter().map(|row| read(row).map(|(_, unit, session)| (unit, session))).collect()
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
