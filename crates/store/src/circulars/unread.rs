//! Circulars that units have not confirmed.

use crate::{
    Reader,
    circulars::current::superseded,
    day::read_date,
    error::Result,
    schema::{circular, receipt, unit},
    waiting::{Backlog, backlog, no_words},
};
use diesel::{dsl::not, prelude::*};
use earnest_model::{
    circulars::circular::confirm_until,
    permit::{Permit, ReadDesk},
};

impl Reader<'_> {
    /// Circulars that the permit's unit has not confirmed, each in the version that stands, due as [`confirm_until`] says.
    pub fn circulars_unread(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = receipt::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(receipt::unit_id)))
            .filter(receipt::unit_id.eq(permit.unit().0).and(receipt::read_at.is_null()))
            .filter(not(superseded!()))
            .order((circular::published_on.asc(), circular::id.asc()))
            .select((
                circular::id,
                circular::version.nullable(),
                circular::title.nullable(),
                no_words(),
                circular::published_on.nullable(),
                unit::code,
                unit::name,
            ));
        let mut backlog = backlog(self.connection, query, most)?;
        for line in &mut backlog.first {
            let published = line.due.as_deref().map(read_date).transpose()?;
            line.due = published.map(|day| confirm_until(day).to_string());
        }
        Ok(backlog)
    }
}
