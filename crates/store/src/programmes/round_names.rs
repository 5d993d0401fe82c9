//! Rounds by their names: whose they are, and of which programme.

use crate::{
    Reader,
    error::Result,
    programmes::programme::{OrganisedRow, RoundName},
    schema::{round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::RoundId,
    permit::{Permit, ReadProgramme},
};

impl Reader<'_> {
    /// The names of those of the rounds whose organisers stand above, at or beneath the permit's unit.
    pub fn round_names(&mut self, permit: &Permit<ReadProgramme>, ids: &[RoundId]) -> Result<Vec<RoundName>> {
        let (span, mut rows) = (permit.span(), Vec::new());
        for some in ids.chunks(500) {
            let found: Vec<OrganisedRow> = round::table
                .inner_join(unit::table)
                .filter(round::id.eq_any(some.iter().map(|id| id.0)))
                .filter(unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))))
                .select((round::id, round::number, round::topic, round::organiser_id))
                .load(self.connection)?;
            rows.extend(found);
        }
        RoundName::all(self.connection, rows)
    }
}
