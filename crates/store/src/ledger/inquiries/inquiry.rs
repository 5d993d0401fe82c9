//! Inquiries: what they look at, those that were asked, and the units' replies.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{inquiry, inquiry_text, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    id::{InquiryId, UnitId},
    ledger::inquiries::{
        alike::TextKind,
        inquiry::{AskedInquiry, AskedText, InquiryKind, Share, Worth},
        reply::reply_until,
    },
    permit::{Inquire, Permit, ReadDesk, ReadLedger, ReplyInquiry},
};
use std::collections::HashMap;

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
        texts: Vec::new(),
        asked_on: read_date(&row.asked_on)?,
        reply: row.reply,
        replied_on: row.replied_on.as_deref().map(read_date).transpose()?,
    })
}

#[derive(Queryable)]
struct TextRow {
    inquiry: i64,
    kind: String,
    record: i64,
    body: String,
    other: i64,
    other_name: String,
    other_body: String,
    other_since: String,
    units: i32,
    of: i32,
}

fn read_text(row: TextRow) -> Result<(i64, AskedText)> {
    let text = AskedText {
        kind: TextKind::parse(&row.kind).map_err(|_| StoreError::meaningless(row.kind, "a kind of text"))?,
        record: row.record,
        body: row.body,
        other: UnitId(row.other),
        other_name: row.other_name,
        other_body: row.other_body,
        other_since: read_date(&row.other_since)?,
        units: u32::try_from(row.units).unwrap_or_default(),
        of: u32::try_from(row.of).unwrap_or_default(),
    };
    Ok((row.inquiry, text))
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
        for (text, place) in worth.texts.iter().zip(0_i32..) {
            diesel::insert_into(inquiry_text::table)
                .values((
                    inquiry_text::inquiry_id.eq(id),
                    inquiry_text::place.eq(place),
                    inquiry_text::kind.eq(text.kind.key()),
                    inquiry_text::record_id.eq(text.record),
                    inquiry_text::body.eq(&text.body),
                    inquiry_text::other_id.eq(text.other.0),
                    inquiry_text::other_body.eq(&text.other_body),
                    inquiry_text::other_since.eq(text.other_since.to_string()),
                    inquiry_text::in_units.eq(number(text.units)),
                    inquiry_text::of_units.eq(number(text.of)),
                ))
                .execute(connection)?;
        }
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
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut texts = self.inquiry_texts(&ids)?;
        let with_texts = |row: InquiryRow| {
            let texts = texts.remove(&row.id).unwrap_or_default();
            Ok(AskedInquiry { texts, ..read(row)? })
        };
        rows.into_iter().map(with_texts).collect()
    }

    /// The texts of questions.
    fn inquiry_texts(&mut self, ids: &[i64]) -> Result<HashMap<i64, Vec<AskedText>>> {
        let rows: Vec<TextRow> = inquiry_text::table
            .inner_join(unit::table.on(unit::id.eq(inquiry_text::other_id)))
            .filter(inquiry_text::inquiry_id.eq_any(ids))
            .order((inquiry_text::inquiry_id.asc(), inquiry_text::place.asc()))
            .select((
                inquiry_text::inquiry_id,
                inquiry_text::kind,
                inquiry_text::record_id,
                inquiry_text::body,
                unit::id,
                unit::name,
                inquiry_text::other_body,
                inquiry_text::other_since,
                inquiry_text::in_units,
                inquiry_text::of_units,
            ))
            .load(self.connection)?;
        let mut texts: HashMap<i64, Vec<AskedText>> = HashMap::new();
        for row in rows {
            let (inquiry, text) = read_text(row)?;
            texts.entry(inquiry).or_default().push(text);
        }
        Ok(texts)
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
    pub fn inquiries_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = inquiry::table
            .inner_join(unit::table)
            .filter(inquiry::unit_id.eq(permit.unit().0).and(inquiry::reply.is_null()))
            .order(inquiry::id.asc())
            .select((
                inquiry::id,
                no_number(),
                inquiry::kind.nullable(),
                no_words(),
                inquiry::asked_on.nullable(),
                unit::code,
                unit::name,
            ));
        let mut backlog = backlog(self.connection, query, most)?;
        for line in &mut backlog.first {
            let asked = line.due.as_deref().map(read_date).transpose()?;
            line.due = asked.map(|day| reply_until(day).to_string());
        }
        Ok(backlog)
    }
}
