//! Inquiries: what they look at, those that were asked, and the units' replies.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    ledger::findings::problem::counted,
    locate::located,
    schema::{attachment, inquiry, measure, measure_step, problem, unit},
    waiting::{MOST, Waiting},
};
use diesel::prelude::*;
use earnest_model::{
    id::{InquiryId, UnitId},
    ledger::{
        attachments::attachment::Holder,
        inquiries::inquiry::{AskedInquiry, InquiryKind, SeenMeasure, Share, Worth},
        measures::measure::{MeasureState, Step},
    },
    permit::{Inquire, Permit, ReadDesk, ReadLedger, ReplyInquiry},
    span::{Span, Target},
};
use std::collections::HashMap;

/// The most measures that questions look at.
const MOST_MEASURES: i64 = 50_000;

/// A unit of which something is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Where it stands.
    pub target: Target,
}

/// The units of which something is seen.
pub type SeenUnits = HashMap<UnitId, SeenUnit>;

#[derive(Queryable)]
struct InquiryRow {
    id: i64,
    unit: i64,
    unit_code: String,
    unit_name: String,
    kind: String,
    count_here: i32,
    of_here: i32,
    count_elsewhere: i32,
    of_elsewhere: i32,
    asked_on: String,
    reply: Option<String>,
    replied_on: Option<String>,
}

fn read(row: InquiryRow) -> Result<AskedInquiry> {
    let share = |count: i32, of: i32| Share {
        count: u32::try_from(count).unwrap_or_default(),
        of: u32::try_from(of).unwrap_or_default(),
    };
    Ok(AskedInquiry {
        id: InquiryId(row.id),
        unit: UnitId(row.unit),
        unit_code: row.unit_code,
        unit_name: row.unit_name,
        kind: InquiryKind::parse(&row.kind)
            .map_err(|_| StoreError::meaningless(row.kind, "a kind of question"))?,
        here: share(row.count_here, row.of_here),
        elsewhere: share(row.count_elsewhere, row.of_elsewhere),
        asked_on: read_date(&row.asked_on)?,
        reply: row.reply,
        replied_on: row.replied_on.as_deref().map(read_date).transpose()?,
    })
}

#[derive(Queryable)]
struct SeenRow {
    id: i64,
    unit: i64,
    lo: i64,
    hi: i64,
    code: String,
    name: String,
    class: String,
    body: String,
    due_on: Option<String>,
    state: String,
}

located!(InquiryId, inquiry);

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        inquiry::id,
        unit::id,
        unit::code,
        unit::name,
        inquiry::kind,
        inquiry::count_here,
        inquiry::of_here,
        inquiry::count_elsewhere,
        inquiry::of_elsewhere,
        inquiry::asked_on,
        inquiry::reply,
        inquiry::replied_on,
    )
}

impl Work<'_> {
    /// Writes a question asked of the permit's unit.
    pub fn inquiry_insert(&mut self, permit: &Permit<Inquire>, worth: &Worth) -> Result<InquiryId> {
        let connection = self.under(permit);
        let id = next_id!(connection, inquiry);
        let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
        diesel::insert_into(inquiry::table)
            .values((
                inquiry::id.eq(id),
                inquiry::unit_id.eq(permit.unit().0),
                inquiry::kind.eq(worth.kind.key()),
                inquiry::count_here.eq(number(worth.here.count)),
                inquiry::of_here.eq(number(worth.here.of)),
                inquiry::count_elsewhere.eq(number(worth.elsewhere.count)),
                inquiry::of_elsewhere.eq(number(worth.elsewhere.of)),
                inquiry::asked_by.eq(permit.account().map(|account| account.0)),
                inquiry::asked_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(InquiryId(id))
    }

    /// Writes the reply to the permit's question; once.
    pub fn inquiry_reply(&mut self, permit: &Permit<ReplyInquiry, InquiryId>, reply: &str) -> Result<()> {
        let set = (
            inquiry::reply.eq(Some(reply)),
            inquiry::replied_by.eq(permit.account().map(|account| account.0)),
            inquiry::replied_on.eq(Some(permit.on().to_string())),
        );
        let open = inquiry::table
            .filter(inquiry::id.eq(permit.key().0).and(inquiry::unit_id.eq(permit.unit().0)))
            .filter(inquiry::reply.is_null());
        one(diesel::update(open).set(set).execute(self.under(permit))?)
    }
}

impl Reader<'_> {
    /// The measures beneath the permit's unit that stand in everybody's sums, as questions look at them, with
    /// their units.
    pub fn seen_measures(&mut self, permit: &Permit<ReadLedger>) -> Result<(Vec<SeenMeasure>, SeenUnits)> {
        let span = permit.span();
        let within = unit::lo.gt(span.lo).and(unit::lo.le(span.hi));
        let rows: Vec<SeenRow> = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(within)
            .filter(counted())
            .order(measure::id.asc())
            .limit(MOST_MEASURES)
            .select((
                measure::id,
                unit::id,
                unit::lo,
                unit::hi,
                unit::code,
                unit::name,
                unit::class,
                measure::body,
                measure::due_on,
                measure::state,
            ))
            .load(self.connection)?;
        let asked: Vec<(i64, String)> = measure_step::table
            .inner_join(unit::table.on(unit::id.eq(measure_step::unit_id)))
            .filter(within)
            .filter(measure_step::step.eq(Step::Request.key()))
            .order(measure_step::id.asc())
            .select((measure_step::measure_id, measure_step::taken_on))
            .load(self.connection)?;
        let asked: HashMap<i64, String> = asked.into_iter().collect();
        let files: Vec<(i64, String)> = attachment::table
            .inner_join(unit::table)
            .filter(within)
            .filter(attachment::record.eq(Holder::Measure.key()))
            .select((attachment::record_id, attachment::sha256))
            .load(self.connection)?;
        let mut held: HashMap<i64, Vec<String>> = HashMap::new();
        for (measure, hash) in files {
            held.entry(measure).or_default().push(hash);
        }
        let mut units = HashMap::new();
        let mut seen = Vec::with_capacity(rows.len());
        for row in rows {
            let target = Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } };
            units.entry(target.unit).or_insert(SeenUnit { code: row.code, name: row.name, target });
            seen.push(SeenMeasure {
                unit: UnitId(row.unit),
                class: row.class,
                body: row.body,
                due_on: row.due_on.as_deref().map(read_date).transpose()?,
                requested_on: asked.get(&row.id).map(|day| read_date(day)).transpose()?,
                closed: MeasureState::parse(&row.state).is_ok_and(MeasureState::is_closed),
                files: held.remove(&row.id).unwrap_or_default(),
            });
        }
        Ok((seen, units))
    }

    /// Inquiries asked of units within the permit's subtree, those without a reply first, then the newest.
    pub fn inquiries(&mut self, permit: &Permit<ReadLedger>, limit: i64) -> Result<Vec<AskedInquiry>> {
        let span = permit.span();
        let rows: Vec<InquiryRow> = inquiry::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .order((inquiry::reply.is_not_null().asc(), inquiry::id.desc()))
            .limit(limit)
            .select(columns())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// Whether a question of a kind waits for the reply of the permit's unit.
    pub fn inquiry_waits(&mut self, permit: &Permit<Inquire>, kind: InquiryKind) -> Result<bool> {
        let waiting = inquiry::table
            .filter(inquiry::unit_id.eq(permit.unit().0).and(inquiry::kind.eq(kind.key())))
            .filter(inquiry::reply.is_null());
        let count: i64 = waiting.count().first(self.connection)?;
        Ok(count > 0)
    }

    /// Inquiries that wait for the reply of the permit's unit.
    pub fn inquiries_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String)> = inquiry::table
            .inner_join(unit::table)
            .filter(inquiry::unit_id.eq(permit.unit().0).and(inquiry::reply.is_null()))
            .order(inquiry::id.asc())
            .limit(MOST)
            .select((inquiry::id, inquiry::kind, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, kind, code, name)| (id, 0, kind, None, code, name)).collect())
    }
}
