//! Writing circulars: a version with the units that it names, what they owe by it, and receipts.

use crate::{
    Work,
    batch::{insert_batch, next_id},
    circulars::{
        circular::{CircularNew, NewMention, NewObligation},
        circular_draft_write::draft_published,
        follow_up::mention_criticises,
        follow_up_write::circular_carry,
    },
    connection::AnyConnection,
    error::{Result, StoreError, one},
    schema::{circular, circular_draft, mention, obligation, receipt},
    units::answering::Answering,
};
use diesel::prelude::*;
use earnest_model::{
    id::{CircularDraftId, CircularId, UnitId},
    permit::{AcknowledgeCircular, Permit, PublishCircular},
};
use std::collections::{HashMap, HashSet};

#[derive(Insertable)]
#[diesel(table_name = mention)]
struct MentionRow {
    id: i64,
    circular_id: i64,
    unit_id: i64,
    polarity: &'static str,
    body: String,
    reply_due_on: Option<String>,
    answerer_id: Option<i64>,
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
    /// Publishes the permit's draft as a version: with the units that it names, what they owe by it and a receipt for every
    /// recipient. It carries over what units answered to the version before. For a unit that is there no more whoever took its place
    /// answers and confirms.
    pub fn circular_publish(
        &mut self,
        permit: &Permit<PublishCircular, CircularDraftId>,
        new: &CircularNew<'_>,
    ) -> Result<CircularId> {
        let connection = self.under(permit);
        let round = draft_published(connection, permit)?;
        let id = next_id!(connection, circular);
        let body = serde_json::to_string(new.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a circular"))?;
        diesel::insert_into(circular::table)
            .values((
                circular::id.eq(id),
                circular::round_id.eq(round),
                circular::organiser_id.eq(permit.unit().0),
                circular::version.eq(new.version),
                circular::number_year.eq(new.number.map(|number| i32::from(number.year))),
                circular::number_place.eq(new.number.map(|number| number.place)),
                circular::number.eq(new.number.map(|number| number.text.as_str())),
                circular::title.eq(new.title),
                circular::body.eq(body),
                circular::published_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        let answering = Answering::read(connection)?;
        let kept = days_kept(connection, round, id)?;
        mentions_insert(connection, id, (new.mentions, &answering, &kept))?;
        obligations_insert(connection, id, (new.obligations, &answering))?;
        receipts_insert(connection, id, (new.recipients, &answering))?;
        circular_carry(connection, round, id)?;
        let own = circular_draft::table.find(permit.key().0);
        one(diesel::update(own).set(circular_draft::circular_id.eq(Some(id))).execute(connection)?)?;
        Ok(CircularId(id))
    }

    /// Writes that the permit's unit has read a version.
    pub fn receipt_write(&mut self, permit: &Permit<AcknowledgeCircular>, id: CircularId) -> Result<()> {
        let at = self.at().to_string();
        let own = receipt::table
            .filter(receipt::circular_id.eq(id.0).and(receipt::unit_id.eq(permit.unit().0)))
            .filter(receipt::read_at.is_null());
        let account = permit.account().map(|account| account.0);
        let set = (receipt::read_at.eq(at), receipt::account_id.eq(account));
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}

/// By when criticisms of the versions before were to be answered, by unit and words: what goes on unchanged keeps its day, and what
/// was late stays so.
type DaysKept = HashMap<(i64, String), Option<String>>;

fn days_kept(connection: &mut AnyConnection, round: i64, circular: i64) -> Result<DaysKept> {
    let rows: Vec<(i64, String, Option<String>)> = mention::table
        .inner_join(circular::table)
        .filter(circular::round_id.eq(round).and(circular::id.ne(circular)))
        .filter(mention_criticises())
        .order((circular::version.asc(), mention::id.asc()))
        .select((mention::unit_id, mention::body, mention::reply_due_on))
        .load(connection)?;
    Ok(rows.into_iter().map(|(unit, body, day)| ((unit, body), day)).collect())
}

fn mentions_insert(
    connection: &mut AnyConnection,
    circular: i64,
    (new, answering, kept): (&[NewMention], &Answering, &DaysKept),
) -> Result<()> {
    let first = next_id!(connection, mention);
    let row = |(id, new): (i64, &NewMention)| {
        let answerer = answering.answers_for(new.unit);
        MentionRow {
            id,
            circular_id: circular,
            unit_id: new.unit.0,
            polarity: new.polarity.key(),
            body: new.body.clone(),
            // Nobody is waited for where nobody is there to answer.
            reply_due_on: new.reply_due_on.filter(|_| answerer.is_some()).map(|day| {
                let before = kept.get(&(new.unit.0, new.body.clone())).cloned().flatten();
                before.unwrap_or_else(|| day.to_string())
            }),
            answerer_id: answerer.map(|unit| unit.0),
        }
    };
    let rows: Vec<_> = (first..).zip(new).map(row).collect();
    insert_batch!(connection, mention::table, &rows, 7);
    Ok(())
}

fn obligations_insert(
    connection: &mut AnyConnection,
    circular: i64,
    (new, answering): (&[NewObligation], &Answering),
) -> Result<()> {
    let first = next_id!(connection, obligation);
    let mut laid = HashSet::new();
    // What one unit is asked for itself and for another stands there once.
    let owed = new.iter().filter_map(|new| Some((answering.answers_for(new.unit)?, new)));
    let owed = owed.filter(|(unit, new)| laid.insert((*unit, new.place)));
    let rows: Vec<_> = (first..)
        .zip(owed)
        .map(|(id, (unit, new))| ObligationRow {
            id,
            circular_id: circular,
            unit_id: unit.0,
            place: new.place,
            body: &new.body,
            due_on: new.due_on.to_string(),
        })
        .collect();
    insert_batch!(connection, obligation::table, &rows, 6);
    Ok(())
}

fn receipts_insert(
    connection: &mut AnyConnection,
    circular: i64,
    (recipients, answering): (&[UnitId], &Answering),
) -> Result<()> {
    let first = next_id!(connection, receipt);
    let mut told = HashSet::new();
    let confirming = recipients.iter().filter_map(|unit| answering.answers_for(*unit));
    let confirming = confirming.filter(|unit| told.insert(*unit));
    let row = |(id, unit): (i64, UnitId)| NewReceipt {
        id,
        circular_id: circular,
        unit_id: unit.0,
        read_at: None,
        account_id: None,
    };
    let rows: Vec<_> = (first..).zip(confirming).map(row).collect();
    insert_batch!(connection, receipt::table, &rows, 5);
    Ok(())
}
