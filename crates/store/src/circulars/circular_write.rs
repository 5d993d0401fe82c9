//! Writing circulars: a version with the units that it names, what they owe by it, and receipts.

use crate::{
    Work,
    batch::{insert_batch, next_id},
    circulars::circular::{CircularNew, NewObligation},
    error::{Result, StoreError},
    schema::{circular, mention, obligation, receipt},
};
use diesel::prelude::*;
use earnest_model::{
    id::CircularId,
    permit::{AcknowledgeCircular, Permit, PublishCircular},
};

#[derive(Insertable)]
#[diesel(table_name = mention)]
struct MentionRow {
    id: i64,
    circular_id: i64,
    unit_id: i64,
    polarity: &'static str,
    body: String,
    reply_due_on: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = obligation)]
struct ObligationRow<'a> {
    id: i64,
    circular_id: i64,
    unit_id: i64,
    place: i32,
    body: &'a str,
    due_on: String,
}

#[derive(Insertable)]
#[diesel(table_name = receipt)]
struct NewReceipt {
    id: i64,
    circular_id: i64,
    unit_id: i64,
    read_at: Option<String>,
    account_id: Option<i64>,
}

impl Work<'_> {
    /// Writes a version with the units that it names and a receipt for every recipient.
    pub fn circular_insert(
        &mut self,
        permit: &Permit<PublishCircular>,
        new: &CircularNew<'_>,
    ) -> Result<CircularId> {
        let id = next_id!(self.connection, circular);
        let body = serde_json::to_string(new.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a circular"))?;
        diesel::insert_into(circular::table)
            .values((
                circular::id.eq(id),
                circular::round_id.eq(new.round.0),
                circular::organiser_id.eq(permit.unit().0),
                circular::version.eq(new.version),
                circular::title.eq(new.title),
                circular::body.eq(body),
                circular::published_on.eq(permit.on().to_string()),
            ))
            .execute(&mut *self.connection)?;
        let first = next_id!(self.connection, mention);
        let mentions: Vec<_> = (first..)
            .zip(new.mentions)
            .map(|(key, new)| MentionRow {
                id: key,
                circular_id: id,
                unit_id: new.unit.0,
                polarity: new.polarity.key(),
                body: new.body.clone(),
                reply_due_on: new.reply_due_on.map(|day| day.to_string()),
            })
            .collect();
        insert_batch!(self.connection, mention::table, &mentions, 6);
        self.obligations_insert(id, new.obligations)?;
        let first = next_id!(self.connection, receipt);
        let receipts: Vec<_> = (first..)
            .zip(new.recipients)
            .map(|(key, unit)| NewReceipt {
                id: key,
                circular_id: id,
                unit_id: unit.0,
                read_at: None,
                account_id: None,
            })
            .collect();
        insert_batch!(self.connection, receipt::table, &receipts, 5);
        Ok(CircularId(id))
    }

    fn obligations_insert(&mut self, circular: i64, new: &[NewObligation]) -> Result<()> {
        let first = next_id!(self.connection, obligation);
        let rows: Vec<_> = (first..)
            .zip(new)
            .map(|(id, (unit, place, body, due_on))| ObligationRow {
                id,
                circular_id: circular,
                unit_id: unit.0,
                place: *place,
                body,
                due_on: due_on.to_string(),
            })
            .collect();
        insert_batch!(self.connection, obligation::table, &rows, 6);
        Ok(())
    }

    /// Writes that the permit's unit has read a version.
    pub fn receipt_write(&mut self, permit: &Permit<AcknowledgeCircular>, id: CircularId) -> Result<()> {
        let at = self.at().to_string();
        let own = receipt::table
            .filter(receipt::circular_id.eq(id.0).and(receipt::unit_id.eq(permit.unit().0)))
            .filter(receipt::read_at.is_null());
        let account = permit.account().map(|account| account.0);
        diesel::update(own)
            .set((receipt::read_at.eq(at), receipt::account_id.eq(account)))
            .execute(&mut *self.connection)?;
        Ok(())
    }
}
