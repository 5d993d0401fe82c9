//! What the file of a round is made of: when the round was closed, and its part of the journal.

use crate::{
    Reader,
    contents::{OfRound, places_of_round},
    day::read_date,
    error::Result,
    programmes::life::NAMING_ROUNDS,
    schema::{round, round_again, round_step},
};
use diesel::{dsl::max, prelude::*};
use earnest_model::{
    Date,
    event::Entry,
    id::{FrozenReportId, RoundId, VisitId},
    permit::{Permit, ReadRoundFile},
    programmes::round::RoundState,
};

impl Reader<'_> {
    /// The day on which the permit's round was closed, the last time if it was reopened.
    pub fn round_closed_on(&mut self, permit: &Permit<ReadRoundFile, RoundId>) -> Result<Option<Date>> {
        let (id, closed) = (permit.key().0, RoundState::Closed.key());
        let first: Option<String> = round_step::table
            .filter(round_step::round_id.eq(id).and(round_step::state.eq(closed)))
            .select(max(round_step::taken_on))
            .first(self.connection)?;
        let again: Option<String> = round_again::table
            .filter(round_again::round_id.eq(id).and(round_again::state.eq(closed)))
            .select(max(round_again::taken_on))
            .first(self.connection)?;
        first.max(again).as_deref().map(read_date).transpose()
    }

    /// The acts about the records of the permit's round, about these visits and these frozen reports after a place, at most so
    /// many, in order; those about problems of persons and about drafts are left out.
    pub fn entries_of_round(
        &mut self,
        permit: &Permit<ReadRoundFile, RoundId>,
        (visits, reports): (&[VisitId], &[FrozenReportId]),
        (after, limit): (i64, i64),
    ) -> Result<Vec<Entry>> {
        let standard: Option<Option<i64>> = round::table
            .filter(round::id.eq(permit.key().0).and(round::organiser_id.eq(permit.unit().0)))
            .select(round::standard_id)
            .first(self.connection)
            .optional()?;
        let standard = standard.flatten().map(|standard| ("standard", standard));
        let visits = visits.iter().map(|visit| ("visit", visit.0));
        let reports = reports.iter().flat_map(|id| [("report_frozen", id.0), ("report_signature", id.0)]);
        let besides: Vec<_> = standard.into_iter().chain(visits).chain(reports).collect();
        let of = OfRound { round: permit.key().0, besides: &besides, naming: NAMING_ROUNDS };
        let places = places_of_round(self.connection, &of, (after, limit))?;
        self.entries_at(&places)
    }
}
