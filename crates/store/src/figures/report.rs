//! Templates of reports, and reports as they were frozen.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    schema::{report_frozen, report_template, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    figures::report::Made,
    id::{FrozenReportId, UnitId},
    permit::{Action, FreezeReport, Permit, ReadFigures, SaveTemplate, Target},
    span::Span,
};

/// A report as it was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenReport {
    /// Its key.
    pub id: FrozenReportId,
    /// Name of the unit.
    pub unit_name: String,
    /// Code of the unit.
    pub unit_code: String,
    /// The day up to which it counts.
    pub as_of: Date,
    /// Its title.
    pub title: String,
    /// Text and figures.
    pub made: Made,
    /// The hash of text and figures.
    pub sha256: String,
    /// When it was frozen.
    pub frozen_at: String,
}

type Row = (i64, String, String, String, String, String, String, String);

fn read((id, unit_code, unit_name, as_of, title, body, sha256, frozen_at): Row) -> Result<FrozenReport> {
    Ok(FrozenReport {
        id: FrozenReportId(id),
        unit_code,
        unit_name,
        as_of: read_date(&as_of)?,
        title,
        made: serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "a frozen report"))?,
        sha256,
        frozen_at,
    })
}

impl Reader<'_> {
    /// The template of the permit's unit: its own, or that of the nearest unit above which has one; whose it is.
    pub fn report_template<A: Action>(&mut self, permit: &Permit<A>) -> Result<Option<(UnitId, String)>> {
        let span = permit.span();
        let row: Option<(i64, String)> = report_template::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .order(unit::lo.desc())
            .select((unit::id, report_template::body))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, body)| (UnitId(unit), body)))
    }

    /// Where the unit of a frozen report stands, to ask for a permit.
    pub fn locate_report(&mut self, id: FrozenReportId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = report_frozen::table
            .inner_join(unit::table)
            .filter(report_frozen::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// The frozen reports of the permit's unit itself, the newest first; one alone if `only` names it.
    pub fn frozen_reports(
        &mut self,
        permit: &Permit<ReadFigures>,
        only: Option<FrozenReportId>,
    ) -> Result<Vec<FrozenReport>> {
        let mut query = report_frozen::table
            .inner_join(unit::table)
            .filter(report_frozen::unit_id.eq(permit.unit().0))
            .order(report_frozen::id.desc())
            .limit(100)
            .select((
                report_frozen::id,
                unit::code,
                unit::name,
                report_frozen::as_of,
                report_frozen::title,
                report_frozen::body,
                report_frozen::sha256,
                report_frozen::frozen_at,
            ))
            .into_boxed();
        if let Some(only) = only {
            query = query.filter(report_frozen::id.eq(only.0));
        }
        query.load::<Row>(self.connection)?.into_iter().map(read).collect()
    }
}

impl Work<'_> {
    /// Writes the template of the permit's unit in place of the one before.
    pub fn report_template_write(&mut self, permit: &Permit<SaveTemplate>, body: &str) -> Result<()> {
        let connection = &mut *self.connection;
        let unit = permit.unit().0;
        diesel::delete(report_template::table.find(unit)).execute(connection)?;
        diesel::insert_into(report_template::table)
            .values((
                report_template::unit_id.eq(unit),
                report_template::body.eq(body),
                report_template::saved_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(())
    }

    /// Writes a frozen report of the permit's unit. It is never changed.
    pub fn report_freeze(
        &mut self,
        permit: &Permit<FreezeReport>,
        as_of: Date,
        (title, made, sha256): (&str, &Made, &str),
    ) -> Result<FrozenReportId> {
        let at = self.at().to_string();
        let connection = &mut *self.connection;
        let id = next_id!(connection, report_frozen);
        let body = serde_json::to_string(made).map_err(|_| StoreError::meaningless(title, "a report"))?;
        diesel::insert_into(report_frozen::table)
            .values((
                report_frozen::id.eq(id),
                report_frozen::unit_id.eq(permit.unit().0),
                report_frozen::as_of.eq(as_of.to_string()),
                report_frozen::title.eq(title),
                report_frozen::body.eq(body),
                report_frozen::sha256.eq(sha256),
                report_frozen::frozen_at.eq(at),
                report_frozen::frozen_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(FrozenReportId(id))
    }
}
