//! Reports upward that a request is too much, and what the issuer answered.

use crate::{
    Reader, Waiting, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{burden_report, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    burden::budget::{Decision, Kind},
    id::{BurdenReportId, UnitId},
    permit::{Action, AnswerBurden, Permit, ReadDesk, ReportBurden, Target},
    span::Span,
};

diesel::alias!(unit as issuer_unit: IssuerUnit);

/// A report to be written.
#[derive(Debug, Clone)]
pub struct NewBurdenReport<'a> {
    /// Kind of the request.
    pub kind: Kind,
    /// Key of the record that stands for it.
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
    /// Kind of the request.
    pub kind: Kind,
    /// Key of the record.
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

type Row = (
    i64,
    String,
    String,
    String,
    i64,
    String,
    i64,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
);

fn read(row: Row) -> Result<BurdenReport> {
    let (
        id,
        code,
        name,
        kind,
        request,
        label,
        issuer,
        issuer_name,
        why,
        reported_on,
        due_on,
        decision,
        reply,
        on,
    ) = row;
    let answer = match (decision, reply, on) {
        (Some(decision), Some(reply), Some(on)) => {
            let decision =
                Decision::parse(&decision).map_err(|_| StoreError::meaningless(decision, "a decision"))?;
            Some((decision, reply, read_date(&on)?))
        }
        _ => None,
    };
    Ok(BurdenReport {
        id: BurdenReportId(id),
        code,
        name,
        kind: Kind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of request"))?,
        request,
        label,
        issuer: UnitId(issuer),
        issuer_name,
        why,
        reported_on: read_date(&reported_on)?,
        due_on: read_date(&due_on)?,
        answer,
    })
}

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
    /// Where the unit that reported stands, and where the issuer stands, to ask for permits.
    pub fn locate_burden_report(&mut self, id: BurdenReportId) -> Result<Option<(Target, Target)>> {
        let row: Option<(i64, i64, i64, i64, i64, i64)> = burden_report::table
            .inner_join(unit::table)
            .inner_join(issuer_unit.on(issuer_unit.field(unit::id).eq(burden_report::issuer_id)))
            .filter(burden_report::id.eq(id.0))
            .select((
                unit::id,
                unit::lo,
                unit::hi,
                issuer_unit.field(unit::id),
                issuer_unit.field(unit::lo),
                issuer_unit.field(unit::hi),
            ))
            .first(self.connection)
            .optional()?;
        let target = |unit, lo, hi| Target { unit: UnitId(unit), span: Span { lo, hi } };
        Ok(row.map(|(unit, lo, hi, office, from, to)| (target(unit, lo, hi), target(office, from, to))))
    }

    /// A report by a unit of the permit's subtree.
    pub fn burden_report<A: Action>(
        &mut self,
        permit: &Permit<A>,
        id: BurdenReportId,
    ) -> Result<BurdenReport> {
        let span = permit.span();
        let row: Option<Row> = reports!()
            .filter(burden_report::id.eq(id.0).and(unit::lo.between(span.lo, span.hi)))
            .first(self.connection)
            .optional()?;
        row.map_or(Err(StoreError::NotFound), read)
    }

    /// Reports by units of the permit's subtree, the newest first.
    pub fn burden_reports<A: Action>(&mut self, permit: &Permit<A>, limit: i64) -> Result<Vec<BurdenReport>> {
        let span = permit.span();
        let rows: Vec<Row> = reports!()
            .filter(unit::lo.between(span.lo, span.hi))
            .order(burden_report::id.desc())
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Unanswered reports on requests of the permit's unit; `above`: on requests of units directly beneath it.
    pub fn burden_reports_open(&mut self, permit: &Permit<ReadDesk>, above: bool) -> Result<Vec<Waiting>> {
        let office = permit.unit().0;
        let mut query = burden_report::table
            .inner_join(unit::table)
            .inner_join(issuer_unit.on(issuer_unit.field(unit::id).eq(burden_report::issuer_id)))
            .filter(burden_report::answered_on.is_null())
            .order(burden_report::due_on.asc())
            .limit(20)
            .select((burden_report::id, burden_report::label, burden_report::due_on, unit::code, unit::name))
            .into_boxed();
        query = if above {
            query.filter(issuer_unit.field(unit::parent_id).eq(office))
        } else {
            query.filter(burden_report::issuer_id.eq(office))
        };
        let rows: Vec<(i64, String, String, String, String)> = query.load(self.connection)?;
        Ok(rows
            .into_iter()
            .map(|(id, label, due, code, name)| (id, 0, label, Some(due), code, name))
            .collect())
    }
}

impl Work<'_> {
    /// Writes a report of the permit's unit. A request that it reported and that is unanswered is not reported again.
    pub fn burden_report_insert(
        &mut self,
        permit: &Permit<ReportBurden>,
        new: &NewBurdenReport<'_>,
    ) -> Result<Option<BurdenReportId>> {
        let connection = &mut *self.connection;
        let open: i64 = burden_report::table
            .filter(burden_report::unit_id.eq(permit.unit().0).and(burden_report::kind.eq(new.kind.key())))
            .filter(burden_report::request_id.eq(new.request).and(burden_report::answered_on.is_null()))
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

    /// Writes the answer of the permit's unit, which issued the request, once.
    pub fn burden_report_answer(
        &mut self,
        permit: &Permit<AnswerBurden>,
        id: BurdenReportId,
        decision: Decision,
        reply: &str,
    ) -> Result<()> {
        let open = burden_report::table.filter(
            burden_report::id
                .eq(id.0)
                .and(burden_report::issuer_id.eq(permit.unit().0))
                .and(burden_report::answered_on.is_null()),
        );
        let changed = diesel::update(open)
            .set((
                burden_report::decision.eq(Some(decision.key())),
                burden_report::reply.eq(Some(reply)),
                burden_report::answered_on.eq(Some(permit.on().to_string())),
                burden_report::answered_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(&mut *self.connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}
