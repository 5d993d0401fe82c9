//! Whose the rounds are of which a desk has lines.

use crate::{
    Reader,
    error::Result,
    programmes::going::programme_going,
    schema::{circular, circular_draft, observation, passage, plan, programme, rating, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::{
    desk::owed::RoundBy,
    id::{ProgrammeId, RoundId, UnitId},
    permit::{Permit, ReadDesk},
};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that are asked about in one statement.
const AT_ONCE: usize = 1_000;

impl Reader<'_> {
    /// The programmes that go on about these desks: organiser and key of those at or above the units.
    pub fn programmes_about(
        &mut self,
        permits: &[Permit<ReadDesk>],
    ) -> Result<BTreeSet<(UnitId, ProgrammeId)>> {
        let mut query =
            programme::table.inner_join(unit::table).select((unit::id, programme::id)).into_boxed();
        let mut some = false;
        for permit in permits {
            let span = permit.span();
            let above = programme_going().and(unit::lo.le(span.lo)).and(unit::hi.ge(span.hi));
            query = if some { query.or_filter(above) } else { query.filter(above) };
            some = true;
        }
        if !some {
            return Ok(BTreeSet::new());
        }
        let rows: Vec<(i64, i64)> = query.load(self.connection)?;
        Ok(rows.into_iter().map(|(organiser, id)| (UnitId(organiser), ProgrammeId(id))).collect())
    }

    /// The rounds of lines that a desk shows, by the keys of their records.
    pub fn rounds_of_lines(
        &mut self,
        _: &Permit<ReadDesk>,
        by: RoundBy,
        keys: &[i64],
    ) -> Result<BTreeMap<i64, RoundId>> {
        let mut rounds = BTreeMap::new();
        macro_rules! found {
            ($table:ident, $some:expr) => {
                $table::table
                    .filter($table::id.eq_any($some))
                    .select(($table::id, $table::round_id))
                    .load(self.connection)?
            };
        }
        for some in keys.chunks(AT_ONCE) {
            let rows: Vec<(i64, i64)> = match by {
                RoundBy::Round => some.iter().map(|key| (*key, *key)).collect(),
                RoundBy::Plan => found!(plan, some),
                RoundBy::Observation => found!(observation, some),
                RoundBy::SpotCheck => found!(spot_check, some),
                RoundBy::CircularDraft => found!(circular_draft, some),
                RoundBy::Circular => found!(circular, some),
                RoundBy::Rating => found!(rating, some),
                RoundBy::Passage => passage::table
                    .inner_join(circular_draft::table)
                    .filter(passage::id.eq_any(some))
                    .select((passage::id, circular_draft::round_id))
                    .load(self.connection)?,
            };
            rounds.extend(rows.into_iter().map(|(key, round)| (key, RoundId(round))));
        }
        Ok(rounds)
    }
}
