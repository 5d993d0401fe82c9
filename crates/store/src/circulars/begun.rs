//! How far the draws and the circular of a round have come, for whoever is to go on with them.

use crate::{
    Reader,
    assessing::{observation::observation_manned, sheet::sheet_counted},
    draws::{
        check_state::{spot_check_live, spot_check_waiting},
        draw::{draw_drawn, draw_live},
    },
    error::Result,
    schema::{call_up, circular_draft, draw, first_mark, observation, rating, round, sheet, spot_check},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    circulars::circular_check::DraftState,
    id::{CircularDraftId, DrawId, RoundId},
    permit::{Permit, ReadFigures},
    programmes::turn::Begun,
};

impl Reader<'_> {
    /// How far the draws and the circular of a round of the permit's unit have come.
    pub fn begun(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Begun> {
        self.remembered("begun", &(permit, round), |reader| reader.begun_now(permit, round))
    }

    fn begun_now(&mut self, permit: &Permit<ReadFigures>, round: RoundId) -> Result<Begun> {
        let ours = draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0));
        let frozen: Option<i64> = draw::table
            .filter(ours.and(draw_live()).and(not(draw_drawn())))
            .order(draw::id.asc())
            .select(draw::id)
            .first(self.connection)
            .optional()?;
        let called = call_up::table.filter(call_up::spot_check_id.eq(spot_check::id));
        let uncalled: Option<i64> = spot_check::table
            .inner_join(draw::table)
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live().and(spot_check_waiting()))
            .filter(not(exists(called)))
            .order(spot_check::draw_id.asc())
            .select(spot_check::draw_id)
            .first(self.connection)
            .optional()?;
        let dealt = first_mark::table.filter(first_mark::spot_check_id.eq(spot_check::id));
        let undealt: Option<i64> = spot_check::table
            .inner_join(draw::table)
            .inner_join(call_up::table)
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live().and(spot_check_waiting()))
            .filter(not(exists(dealt)))
            .order(spot_check::draw_id.asc())
            .select(spot_check::draw_id)
            .first(self.connection)
            .optional()?;
        let rated = rating::table
            .filter(rating::round_id.eq(sheet::round_id).and(rating::unit_id.eq(sheet::unit_id)));
        let unrated: i64 = sheet::table
            .inner_join(round::table)
            .filter(round::id.eq(round.0).and(round::organiser_id.eq(permit.unit().0)))
            .filter(not(exists(rated)).and(sheet_counted(permit.on().to_string())))
            .count()
            .get_result(self.connection)?;
        let sent: i64 = observation::table
            .filter(observation::round_id.eq(round.0).and(observation_manned()))
            .count()
            .get_result(self.connection)?;
        let drafts: Vec<(i64, String)> = circular_draft::table
            .filter(
                circular_draft::round_id.eq(round.0).and(circular_draft::organiser_id.eq(permit.unit().0)),
            )
            .filter(circular_draft::state.eq_any(DraftState::keys_where(DraftState::is_pending)))
            .order(circular_draft::id.asc())
            .select((circular_draft::id, circular_draft::state))
            .load(self.connection)?;
        let in_state = |wanted: DraftState| {
            let found =
                drafts.iter().find(|(_, state)| DraftState::parse(state).is_ok_and(|state| state == wanted));
            found.map(|(id, _)| CircularDraftId(*id))
        };
        Ok(Begun {
            frozen: frozen.map(DrawId),
            uncalled: uncalled.map(DrawId),
            undealt: undealt.map(DrawId),
            unheard: sent == 0,
            unrated: unrated > 0,
            writing: in_state(DraftState::Writing),
            checking: in_state(DraftState::Checking),
        })
    }
}
