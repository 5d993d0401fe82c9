//! Templates of reports, and reports as they were frozen.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    schema::{report_frozen, report_signature, report_template, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    figures::report_template::Made,
    id::{FrozenReportId, UnitId},
    permit::{FreezeReport, Permit, ReadDesk, ReadFigures, SaveTemplate, SignReport},
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
    /// The day on which the head signed it, if it is signed.
    pub signed_on: Option<Date>,
}

type Row = (i64, String, String, String, String, String, String, String, Option<String>);

opens! {
    /// Opens a frozen report: to read it, or to sign it as the unit's head.
    OpensReport: ReadFigures, SignReport
}

fn read(row: Row) -> Result<FrozenReport> {
    let (id, unit_code, unit_name, as_of, title, body, sha256, frozen_at, signed_on) = row;
    Ok(FrozenReport {
        id: FrozenReportId(id),
        unit_code,
        unit_name,
        as_of: read_date(&as_of)?,
        title,
        made: serde_json::from_str(&body).map_err(|_| StoreError::meaningless(body, "a frozen report"))?,
        sha256,
        frozen_at,
        signed_on: signed_on.as_deref().map(read_date).transpose()?,
    })
}

located!(FrozenReportId, report_frozen);

impl Reader<'_> {
    /// The template of the permit's unit: its own, or that of the nearest unit above which has one; whose it is.
    pub fn report_template(&mut self, permit: &Permit<ReadFigures>) -> Result<Option<(UnitId, String)>> {
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

    /// The frozen reports of the permit's unit itself, the newest first.
    pub fn frozen_reports(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<FrozenReport>> {
        self.frozen(permit.unit(), None)
    }

    /// The permit's frozen report.
    pub fn frozen_report<A: OpensReport>(
        &mut self,
        permit: &Permit<A, FrozenReportId>,
    ) -> Result<FrozenReport> {
        self.frozen(permit.unit(), Some(permit.key()))?.pop().ok_or(StoreError::NotFound)
    }

    /// The latest frozen report of the permit's unit, while its head has not signed it.
    pub fn report_to_sign(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let latest = report_frozen::table
            .filter(report_frozen::unit_id.eq(permit.unit().0))
            .order(report_frozen::id.desc())
            .select(report_frozen::id)
            .first::<i64>(self.connection)
            .optional()?;
        let query = report_frozen::table
            .inner_join(unit::table)
            .left_join(report_signature::table)
            .filter(report_frozen::id.eq(latest.unwrap_or(0)).and(report_signature::id.is_null()))
            .order(report_frozen::id.asc())
            .select((
                report_frozen::id,
                no_number(),
                report_frozen::as_of.nullable(),
                report_frozen::title.nullable(),
                no_words(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, 1)
    }

    fn frozen(&mut self, at: UnitId, only: Option<FrozenReportId>) -> Result<Vec<FrozenReport>> {
        let mut query = report_frozen::table
            .inner_join(unit::table)
            .left_join(report_signature::table)
            .filter(report_frozen::unit_id.eq(at.0))
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
                report_signature::signed_on.nullable(),
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
        let connection = self.under(permit);
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

    /// Writes the head's signature under the permit's frozen report.
    pub fn report_sign(&mut self, permit: &Permit<SignReport, FrozenReportId>, sha256: &str) -> Result<()> {
        let row = (
            report_signature::id.eq(permit.key().0),
            report_signature::sha256.eq(sha256),
            report_signature::signed_on.eq(permit.on().to_string()),
            report_signature::signed_by.eq(permit.account().ok_or(StoreError::NotFound)?.0),
        );
        one(diesel::insert_into(report_signature::table).values(row).execute(self.under(permit))?)
    }

    /// Writes a frozen report of the permit's unit. It is never changed.
    pub fn report_freeze(
        &mut self,
        permit: &Permit<FreezeReport>,
        as_of: Date,
        (title, made, sha256): (&str, &Made, &str),
    ) -> Result<FrozenReportId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
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
