//! What a round has of what its gates ask for.

use crate::{
    Reader,
    assessing::observation::observation_owed,
    circulars::circular_draft_write::circular_draft_open,
    draws::{
        check_state::{spot_check_live, spot_check_waiting},
        draw::{draw_drawn, draw_live},
    },
    error::Result,
    schema::{
        call_up, circular_draft, draw, observation, rating, round, round_owing, seminar, session_excuse,
        sheet, spot_check, unit,
    },
};
use diesel::prelude::*;
use earnest_model::{
    circulars::circular_check::DraftState,
    id::{CircularDraftId, DrawId, RoundId, UnitId},
    permit::{Permit, ReadFigures},
    programmes::{standard::SheetKind, turn::Begun},
    sessions::seminar::SessionKind,
};
use std::collections::BTreeSet;

/// A unit that owes a round its plan and its session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwingUnit {
    /// The unit.
    pub id: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Whether it held its session.
    pub held: bool,
    /// Whether a sheet on its session was handed in.
    pub observed: bool,
    /// Whether it is excused from its session.
    pub excused: bool,
}

impl OwingUnit {
    /// Whether its session is missing: neither held nor excused.
    pub fn is_missing(&self) -> bool {
        !self.held && !self.excused
    }
}

/// How far the draw of a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawStanding {
    /// Whether one was made that counts.
    pub drawn: bool,
    /// How many of the drawn units wait for their first sheet.
    pub waiting: u64,
}

impl Reader<'_> {
    /// The units that owe the round of the permit's unit their session, in the order of the tree.
    pub fn owing_units(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Vec<OwingUnit>> {
        let ours = round::table
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(round::id);
        let rows: Vec<(i64, String, String, String)> = round_owing::table
            .inner_join(unit::table)
            .filter(round_owing::round_id.eq_any(ours))
            .order(unit::lo.asc())
            .select((unit::id, unit::code, unit::name, unit::class))
            .load(self.connection)?;
        let held: Vec<i64> = seminar::table
            .filter(seminar::round_id.eq(round.0).and(seminar::kind.eq(SessionKind::Seminar.key())))
            .select(seminar::unit_id)
            .load(self.connection)?;
        let observed: Vec<i64> = sheet::table
            .filter(sheet::round_id.eq(round.0).and(sheet::kind.eq(SheetKind::Observation.key())))
            .select(sheet::unit_id)
            .load(self.connection)?;
        let excused: Vec<i64> = session_excuse::table
            .filter(session_excuse::round_id.eq(round.0))
            .select(session_excuse::unit_id)
            .load(self.connection)?;
        let [held, observed, excused] = [held, observed, excused].map(BTreeSet::from_iter);
        let owing = |(id, code, name, class)| OwingUnit {
            held: held.contains(&id),
            observed: observed.contains(&id),
            excused: excused.contains(&id),
            id: UnitId(id),
            code,
            name,
            class,
        };
        Ok(rows.into_iter().map(owing).collect())
    }

    /// How far the draw of a round of the permit's unit has come.
    pub fn draw_standing(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<DrawStanding> {
        let draws: i64 = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)).and(draw_drawn()))
            .count()
            .get_result(self.connection)?;
        let waiting: i64 = spot_check::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live().and(spot_check_waiting()))
            .count()
            .get_result(self.connection)?;
        Ok(DrawStanding { drawn: draws > 0, waiting: u64::try_from(waiting).unwrap_or_default() })
    }

    /// How far the draws and the circular of a round of the permit's unit have come.
    pub fn begun(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Begun> {
        let ours = draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0));
        let frozen: Option<i64> = draw::table
            .filter(ours.and(draw_live()).and(diesel::dsl::not(draw_drawn())))
            .order(draw::id.asc())
            .select(draw::id)
            .first(self.connection)
            .optional()?;
        let called = call_up::table.select(call_up::spot_check_id);
        let uncalled: Option<i64> = spot_check::table
            .inner_join(draw::table)
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live().and(spot_check_waiting()))
            .filter(spot_check::id.ne_all(called))
            .order(spot_check::draw_id.asc())
            .select(spot_check::draw_id)
            .first(self.connection)
            .optional()?;
        let drafts: Vec<(i64, String)> = circular_draft::table
            .filter(
                circular_draft::round_id.eq(round.0).and(circular_draft::organiser_id.eq(permit.unit().0)),
            )
            .filter(circular_draft_open())
            .order(circular_draft::id.asc())
            .select((circular_draft::id, circular_draft::state))
            .load(self.connection)?;
        let is =
            |state: &str, wanted: DraftState| DraftState::parse(state).is_ok_and(|state| state == wanted);
        Ok(Begun {
            frozen: frozen.map(DrawId),
            uncalled: uncalled.map(DrawId),
            writing: drafts
                .iter()
                .find(|(_, state)| is(state, DraftState::Writing))
                .map(|(id, _)| CircularDraftId(*id)),
            checking: drafts.iter().any(|(_, state)| is(state, DraftState::Checking)),
        })
    }

    /// Sheets on sessions of a round of the permit's unit that are owed: who was sent and handed none in.
    pub fn session_sheets_owed(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: RoundId,
    ) -> Result<Vec<(String, String)>> {
        Ok(observation::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(observation_owed())
            .order((unit::lo.asc(), observation::id.asc()))
            .select((unit::code, unit::name))
            .load(self.connection)?)
    }

    /// The units that were rated in a round of the permit's unit.
    pub fn units_rated(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Vec<UnitId>> {
        let rated: Vec<i64> = rating::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .select(rating::unit_id)
            .load(self.connection)?;
        Ok(rated.into_iter().map(UnitId).collect())
    }
}
