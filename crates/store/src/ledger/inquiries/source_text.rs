//! Texts that offices keep as sent out or published.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, one},
    locate::located,
    schema::{source_text, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{SourceTextId, UnitId},
    permit::{KeepSource, Permit, ReadLedger},
};

/// A text that was sent out or published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Its key.
    pub id: SourceTextId,
    /// The unit whose office keeps it.
    pub unit: UnitId,
    /// The name of that unit.
    pub unit_name: String,
    /// What it is.
    pub title: String,
    /// Its words.
    pub body: String,
    /// Since when it is kept.
    pub added_on: Date,
}

located!(SourceTextId, source_text);

impl Work<'_> {
    /// Keeps a text for the permit's unit and all beneath it.
    pub fn source_insert(
        &mut self,
        permit: &Permit<KeepSource>,
        title: &str,
        body: &str,
    ) -> Result<SourceTextId> {
        let connection = self.under(permit);
        let id = next_id!(connection, source_text);
        diesel::insert_into(source_text::table)
            .values((
                source_text::id.eq(id),
                source_text::unit_id.eq(permit.unit().0),
                source_text::title.eq(title),
                source_text::body.eq(body),
                source_text::added_by.eq(permit.account().map(|account| account.0)),
                source_text::added_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        Ok(SourceTextId(id))
    }

    /// Withdraws the permit's text, once.
    pub fn source_withdraw(&mut self, permit: &Permit<KeepSource, SourceTextId>) -> Result<()> {
        let kept = source_text::table
            .filter(source_text::id.eq(permit.key().0).and(source_text::unit_id.eq(permit.unit().0)))
            .filter(source_text::withdrawn_on.is_null());
        let set = source_text::withdrawn_on.eq(Some(permit.on().to_string()));
        one(diesel::update(kept).set(set).execute(self.under(permit))?)
    }
}

impl Reader<'_> {
    /// The texts that the offices of the permit's unit and of those above it keep, the newest first. What an office
    /// beneath keeps is its own affair: nobody can take their own copies out of what those above see.
    pub fn sources(&mut self, permit: &Permit<ReadLedger>) -> Result<Vec<SourceText>> {
        let span = permit.span();
        let rows: Vec<(i64, i64, String, String, String, String)> = source_text::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .filter(source_text::withdrawn_on.is_null())
            .order(source_text::id.desc())
            .select((
                source_text::id,
                unit::id,
                unit::name,
                source_text::title,
                source_text::body,
                source_text::added_on,
            ))
            .load(self.connection)?;
        let read = |(id, unit, unit_name, title, body, added_on): (_, _, _, _, _, String)| {
            let added_on = read_date(&added_on)?;
            Ok(SourceText { id: SourceTextId(id), unit: UnitId(unit), unit_name, title, body, added_on })
        };
        rows.into_iter().map(read).collect()
    }
}
