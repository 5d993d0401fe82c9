//! What a visit asks of others than the visited unit: help that is owed by the office that offered it, and measures that were
//! seen on the spot.

use crate::{
    Reader, Work,
    error::{Result, one},
    schema::{measure, tour, unit, visit, visit_item},
    visits::{item_kinds::item_of_help, state::visit_made},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    id::{MeasureId, VisitId, VisitItemId},
    permit::{GiveHelp, Permit, ReadDesk, RecordVisit},
    record::{Key, OtherSide},
    text::Prose,
};

impl Work<'_> {
    /// Writes what was given of the help that an item of the permit's visit had offered, once.
    pub fn support_give(
        &mut self,
        permit: &Permit<GiveHelp, OtherSide<VisitId>>,
        item: VisitItemId,
        given: &Prose,
    ) -> Result<()> {
        let of_visit = visit::table
            .inner_join(tour::table)
            .filter(visit::id.eq(permit.key().number()).and(visit_made()))
            .filter(tour::organiser_id.eq(permit.unit().0))
            .select(visit::id);
        let open = visit_item::table
            .filter(visit_item::id.eq(item.0).and(visit_item::visit_id.eq_any(of_visit)))
            .filter(item_of_help().and(visit_item::replied_on.is_null()));
        let changed = diesel::update(open)
            .set((
                visit_item::replied_on.eq(permit.on().to_string()),
                visit_item::reply.eq(given.as_str()),
                visit_item::replied_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(self.under(permit))?;
        one(changed)
    }
}

impl Reader<'_> {
    /// The measures of a unit beneath the permit's unit by their serials; `None` where there is none.
    pub fn measures_seen<K: Copy>(
        &mut self,
        permit: &Permit<RecordVisit, K>,
        code: &str,
        serials: &[&str],
    ) -> Result<Vec<Option<MeasureId>>> {
        let span = permit.span();
        let rows: Vec<(String, i64)> = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(unit::code.eq(code).and(unit::lo.between(span.lo, span.hi)))
            .filter(measure::serial.eq_any(serials.iter().copied()))
            .select((measure::serial, measure::id))
            .load(self.connection)?;
        let find =
            |serial: &&str| rows.iter().find(|(found, _)| found == serial).map(|(_, id)| MeasureId(*id));
        Ok(serials.iter().map(find).collect())
    }

    /// Help that visits of the permit's unit offered by a day and that was not given yet; the key is that of the visit.
    pub fn support_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = visit_item::table
            .inner_join(visit::table.inner_join(tour::table))
            .inner_join(unit::table.on(unit::id.eq(visit_item::unit_id)))
            .filter(tour::organiser_id.eq(permit.unit().0).and(visit_made()))
            .filter(item_of_help().and(visit_item::replied_on.is_null()))
            .filter(visit_item::reply_due_on.is_not_null())
            .order((visit_item::reply_due_on.asc(), visit_item::id.asc()))
            .select((
                visit_item::visit_id,
                no_number(),
                no_words(),
                visit_item::body.nullable(),
                visit_item::reply_due_on,
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}
