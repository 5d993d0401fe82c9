//! Reports upward that a request is too much, and what the issuer answered.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{burden_report, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    burden::{budget::Decision, reported::Reported},
    id::{BurdenReportId, UnitId},
    permit::{AnswerBurden, Permit, ReadDesk, ReadFigures, ReportBurden},
    record::{Key, OtherSide},
};

diesel::alias!(unit as issuer_unit: IssuerUnit);

/// A report to be written.
#[derive(Debug, Clone)]
pub struct NewBurdenReport<'a> {
    /// What is called too much.
    pub kind: Reported,
    /// Key of the record that stands for it; 0 where the register has none.
    pub request: i64,
    /// What it is called.
    pub label: &'a str,
    /// Who issued it.
    pub issuer: UnitId,
    /// Why it is too much.
    pub why: &'a str,
    /// By when the issuer answers.
    pub due_on: Date,
}

/// A report as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurdenReport {
    /// Its key.
    pub id: BurdenReportId,
    /// Code of the unit that says it.
    pub code: String,
    /// Name of the unit that says it.
    pub name: String,
    /// What is called too much.
    pub kind: Reported,
    /// Key of the record; 0 where the register has none.
    pub request: i64,
    /// What the request is called.
    pub label: String,
    /// Who issued it.
    pub issuer: UnitId,
    /// Name of who issued it.
    pub issuer_name: String,
    /// Why it is too much.
    pub why: String,
    /// When it was said.
    pub reported_on: Date,
    /// By when the issuer answers.
    pub due_on: Date,
    /// What the issuer decided, why, and when.
    pub answer: Option<(Decision, String, Date)>,
}

#[derive(Queryable)]
struct ReportRow {
    id: i64,
    code: String,
    name: String,
    kind: String,
    request: i64,
    label: String,
    issuer: i64,
    issuer_name: String,
    why: String,
    reported_on: String,
    due_on: String,
    decision: Option<String>,
    reply: Option<String>,
    answered_on: Option<String>,
}

fn read(row: ReportRow) -> Result<BurdenReport> {
    let answer = match (row.decision, row.reply, row.answered_on) {
        (Some(decision), Some(reply), Some(on)) => {
            let decision =
                Decision::parse(&decision).map_err(|_| StoreError::meaningless(decision, "a decision"))?;
            Some((decision, reply, read_date(&on)?))
        }
        _ => None,
    };
    Ok(BurdenReport {
        id: BurdenReportId(row.id),
        code: row.code,
        name: row.name,
        kind: Reported::parse(&row.kind)
            .map_err(|_| StoreError::meaningless(row.kind, "a kind of request"))?,
        request: row.request,
        label: row.label,
        issuer: UnitId(row.issuer),
        issuer_name: row.issuer_name,
        why: row.why,
        reported_on: read_date(&row.reported_on)?,
        due_on: read_date(&row.due_on)?,
        answer,
    })
}

located!(BurdenReportId, burden_report);
located!(OtherSide<BurdenReportId>, |key| burden_report::table
    .inner_join(unit::table.on(unit::id.eq(burden_report::issuer_id)))
    .filter(burden_report::id.eq(key.0))
    .select((unit::id, unit::lo, unit::hi)));

macro_rules! reports {
    () => {
        burden_report::table
            .inner_join(unit::table)
            .inner_join(issuer_unit.on(issuer_unit.field(unit::id).eq(burden_report::issuer_id)))
            .select((
                burden_report::id,
                unit::code,
                unit::name,
                burden_report::kind,
                burden_report::request_id,
                burden_report::label,
                burden_report::issuer_id,
                issuer_unit.field(unit::name),
                burden_report::why,
                burden_report::reported_on,
                burden_report::due_on,
                burden_report::decision,
                burden_report::reply,
                burden_report::answered_on,
            ))
    };
}

impl Reader<'_> {
    /// The permit's report, for the unit that made it and those above.
    pub fn burden_report(&mut self, permit: &Permit<ReadFigures, BurdenReportId>) -> Result<BurdenReport> {
        let row: Option<ReportRow> = reports!()
            .filter(burden_report::id.eq(permit.key().0).and(unit::id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.map_or(Err(StoreError::NotFound), read)
    }

    /// Reports by units of the permit's subtree, the newest first.
    pub fn burden_reports(&mut self, permit: &Permit<ReadFigures>, limit: i64) -> Result<Vec<BurdenReport>> {
        let span = permit.span();
        let rows: Vec<ReportRow> = reports!()
            .filter(unit::lo.between(span.lo, span.hi))
            .order(burden_report::id.desc())
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Unanswered reports on requests of the permit's unit; `above`: on requests of units directly beneath it.
    pub fn burden_reports_open(
        &mut self,
        permit: &Permit<ReadDesk>,
        above: bool,
        most: i64,
    ) -> Result<Backlog> {
        let office = permit.unit().0;
        let mut query = burden_report::table
            .inner_join(unit::table)
            .inner_join(issuer_unit.on(issuer_unit.field(unit::id).eq(burden_report::issuer_id)))
            .filter(burden_report::answered_on.is_null())
            .order((burden_report::due_on.asc(), burden_report::id.asc()))
            .select((
                burden_report::id,
                no_number(),
                burden_report::label.nullable(),
                no_words(),
                burden_report::due_on.nullable(),
                unit::code,
                unit::name,
            ))
            .into_boxed();
        query = if above {
            query.filter(issuer_unit.field(unit::parent_id).eq(office))
        } else {
            query.filter(burden_report::issuer_id.eq(office))
        };
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes a report of the permit's unit. A request that it reported and that is unanswered is not reported again.
    pub fn burden_report_insert(
        &mut self,
        permit: &Permit<ReportBurden>,
        new: &NewBurdenReport<'_>,
    ) -> Result<Option<BurdenReportId>> {
        let connection = self.under(permit);
        let open: i64 = burden_report::table
            .filter(burden_report::unit_id.eq(permit.unit().0).and(burden_report::kind.eq(new.kind.key())))
            .filter(burden_report::request_id.eq(new.request).and(burden_report::answered_on.is_null()))
            // What has no record is told by its words.
            .filter(burden_report::label.eq(new.label))
            .count()
            .first(connection)?;
        if open > 0 {
            return Ok(None);
        }
        let id = next_id!(connection, burden_report);
        diesel::insert_into(burden_report::table)
            .values((
                burden_report::id.eq(id),
                burden_report::unit_id.eq(permit.unit().0),
                burden_report::kind.eq(new.kind.key()),
                burden_report::request_id.eq(new.request),
                burden_report::label.eq(new.label),
                burden_report::issuer_id.eq(new.issuer.0),
                burden_report::why.eq(new.why),
                burden_report::reported_on.eq(permit.on().to_string()),
                burden_report::due_on.eq(new.due_on.to_string()),
                burden_report::reported_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(Some(BurdenReportId(id)))
    }

    /// Writes the answer of the unit that issued the request of which the permit's report complains, once.
    pub fn burden_report_answer(
        &mut self,
        permit: &Permit<AnswerBurden, OtherSide<BurdenReportId>>,
        decision: Decision,
        reply: &str,
    ) -> Result<()> {
        let open = burden_report::table
            .filter(burden_report::id.eq(permit.key().number()))
            .filter(burden_report::issuer_id.eq(permit.unit().0).and(burden_report::answered_on.is_null()));
        let changed = diesel::update(open)
            .set((
                burden_report::decision.eq(Some(decision.key())),
                burden_report::reply.eq(Some(reply)),
                burden_report::answered_on.eq(Some(permit.on().to_string())),
                burden_report::answered_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(self.under(permit))?;
        one(changed)
    }
}
