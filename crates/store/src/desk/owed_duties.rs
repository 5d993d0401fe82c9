//! What waits about the chain of duties: posts without a holder, duties that were laid on twice.

use crate::{
    Reader,
    day::there,
    error::Result,
    in_force::{first_vacant, laid_twice},
    schema::{duty, post, unit},
    waiting::{Backlog, Waiting},
};
use diesel::prelude::*;
use earnest_model::permit::{Permit, ReadDesk};

impl Reader<'_> {
    /// Whether units at and beneath the permit's unit have nobody who is first responsible, though duties are laid on them:
    /// once, with how many.
    pub fn firsts_vacant(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let without: i64 = unit::table
            .filter(unit::lo.between(span.lo, span.hi).and(there(&day)))
            .filter(first_vacant!(&day))
            .count()
            .first(self.connection)?;
        self.once(permit, without)
    }

    /// Whether duties at and beneath the permit's unit are laid on twice: once, with how many.
    pub fn duties_twice(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let twice: i64 = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(laid_twice!(&day))
            .count()
            .first(self.connection)?;
        self.once(permit, twice)
    }

    /// So many of what is shown behind one line of the permit's unit.
    fn once(&mut self, permit: &Permit<ReadDesk>, count: i64) -> Result<Backlog> {
        if count == 0 {
            return Ok(Backlog::default());
        }
        let here = permit.unit().0;
        let (code, unit): (String, String) =
            unit::table.find(here).select((unit::code, unit::name)).first(self.connection)?;
        let number = Some(i32::try_from(count).unwrap_or(i32::MAX));
        Ok(Backlog::whole(vec![Waiting { id: here, number, label: None, text: None, due: None, code, unit }]))
    }
}
