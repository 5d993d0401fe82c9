//! A visit that was made and is open: what is added to it, and how its record is closed.

use crate::{
    Reader, Work,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{tour, unit, visit, visit_item},
    visits::{parts::parts_insert, state::visit_made, written::Written},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{MeasureId, PostId, VisitId},
    permit::{Permit, RecordVisit},
    record::{Key, OtherSide},
    visits::visit::Addition,
};

/// A visit that was made, for whoever records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeVisit {
    /// Code of the visited unit.
    pub code: String,
    /// The day on which it was made.
    pub visited_on: Date,
    /// When its record was closed.
    pub closed_on: Option<Date>,
    /// How it was found.
    pub summary: String,
    /// The post that led the tour, where it is known.
    pub leader_post: Option<PostId>,
    /// Measures that it saw.
    pub seen: Vec<MeasureId>,
}

/// Code, day, when its record was closed, how it was found, who led.
type MadeRow = (String, String, Option<String>, String, Option<i64>);

/// Visits that were made and that the permit's unit sent to a unit beneath it.
macro_rules! sent {
    ($permit:expr) => {
        visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(visit::id.eq($permit.key().number()).and(visit_made()))
            .filter(tour::organiser_id.eq($permit.unit().0))
            .filter(unit::lo.between($permit.span().lo, $permit.span().hi))
    };
}

impl Work<'_> {
    /// Adds to the permit's visit while it is open.
    pub fn visit_add(
        &mut self,
        permit: &Permit<RecordVisit, OtherSide<VisitId>>,
        added: &Addition,
    ) -> Result<()> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let found: Option<(i64, String)> = sent!(permit)
            .filter(visit::closed_on.is_null())
            .select((visit::unit_id, visit::methods))
            .first(connection)
            .optional()?;
        let (unit, methods) = found.ok_or(StoreError::NotFound)?;
        let mut used: Vec<String> =
            serde_json::from_str(&methods).map_err(|_| StoreError::meaningless(methods.clone(), "a list"))?;
        for method in added.parts().methods() {
            if !used.iter().any(|one| one == method) {
                used.push(method.to_owned());
            }
        }
        let own = visit::table.filter(visit::id.eq(permit.key().number()).and(visit::unit_id.eq(unit)));
        let used = serde_json::Value::from(used).to_string();
        one(diesel::update(own).set(visit::methods.eq(used)).execute(connection)?)?;
        let visit = permit.key().number();
        let written = Written { visit, unit, author: permit.account(), at: &at, on: permit.on() };
        parts_insert(connection, written, added.parts())
    }

    /// Closes the record of the permit's visit: nothing is added to it any more.
    pub fn visit_close(&mut self, permit: &Permit<RecordVisit, OtherSide<VisitId>>) -> Result<()> {
        let day = permit.on().to_string();
        let connection = self.under(permit);
        let unit: Option<i64> = sent!(permit).select(visit::unit_id).first(connection).optional()?;
        let open = visit::table
            .filter(visit::id.eq(permit.key().number()).and(visit::closed_on.is_null()))
            .filter(visit::unit_id.eq(unit.ok_or(StoreError::NotFound)?));
        one(diesel::update(open).set(visit::closed_on.eq(day)).execute(connection)?)
    }
}

impl Reader<'_> {
    /// The permit's visit once it was made, for the unit that sent it.
    pub fn visit_sent(&mut self, permit: &Permit<RecordVisit, OtherSide<VisitId>>) -> Result<MadeVisit> {
        let row: Option<MadeRow> = sent!(permit)
            .select((unit::code, visit::visited_on, visit::closed_on, visit::summary, tour::post_id))
            .first(self.connection)
            .optional()?;
        let (code, visited_on, closed_on, summary, leader) = row.ok_or(StoreError::NotFound)?;
        let seen: Vec<Option<i64>> = visit_item::table
            .filter(visit_item::visit_id.eq(permit.key().number()))
            .filter(visit_item::measure_id.is_not_null().and(visit_item::withdrawn_on.is_null()))
            .select(visit_item::measure_id)
            .load(self.connection)?;
        Ok(MadeVisit {
            seen: seen.into_iter().flatten().map(MeasureId).collect(),
            summary,
            leader_post: leader.map(PostId),
            code,
            visited_on: read_date(&visited_on)?,
            closed_on: closed_on.as_deref().map(read_date).transpose()?,
        })
    }
}
