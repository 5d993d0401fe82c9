//! Freezing a frame, drawing from it, declaring a draw void.

use super::Row;
use crate::{
    Work,
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    error::{Result, StoreError, any, one},
    schema::{draw, round, spot_check},
};
use diesel::prelude::*;
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    draws::draw_record::DrawState,
    fraction::Fraction,
    id::{DrawId, RoundId, SpotCheckId, UnitId},
    permit::{FreezeFrame, Permit, RunDraw, VoidDraw},
};
use std::collections::HashMap;

/// The number of columns of the table `spot_check`.
const CHECK_COLUMNS: usize = 9;

/// A unit to be written as drawn.
#[derive(Debug, Clone)]
pub struct NewSpotCheck {
    /// The unit.
    pub unit: UnitId,
    /// Class.
    pub class: String,
    /// Place within the class, from 1.
    pub place: i32,
    /// Ticket.
    pub ticket: String,
}

#[derive(Insertable)]
#[diesel(table_name = spot_check)]
struct CheckRow {
    id: i64,
    draw_id: i64,
    round_id: i64,
    unit_id: i64,
    class: String,
    place: i32,
    ticket: String,
    state: String,
    entered_on: String,
}

/// A frame to freeze.
#[derive(Debug, Clone)]
pub struct NewDraw<'a> {
    /// The round.
    pub round: RoundId,
    /// The share of every class.
    pub rate: Fraction,
    /// The frame, `class,code`.
    pub frame: &'a str,
    /// Its hash.
    pub frame_hash: &'a str,
    /// Units left out, `stratum,id,name,reason`.
    pub exclusions: Option<String>,
}

/// What came of a draw.
#[derive(Debug, Clone, Copy)]
pub struct DrawResult<'a> {
    /// The seed.
    pub seed: &'a str,
    /// The certificate.
    pub certificate: &'a str,
    /// The units drawn.
    pub units: &'a [NewSpotCheck],
}

/// A spot check of a draw: its unit and round.
#[derive(Debug, Clone, Copy, Queryable, Selectable)]
#[diesel(table_name = spot_check)]
pub(crate) struct OwnCheck {
    pub(crate) id: i64,
    pub(crate) unit_id: i64,
    pub(crate) round_id: i64,
}

/// The spot checks of these keys, each in its place; an error if one of them is of another draw.
pub(crate) fn checks_of_draw(
    connection: &mut AnyConnection,
    draw: DrawId,
    keys: impl Iterator<Item = SpotCheckId>,
) -> Result<Vec<OwnCheck>> {
    let rows: Vec<OwnCheck> = spot_check::table
        .filter(spot_check::draw_id.eq(draw.0))
        .select(OwnCheck::as_select())
        .load(connection)?;
    let by_key: HashMap<i64, OwnCheck> = rows.into_iter().map(|row| (row.id, row)).collect();
    keys.map(|key| by_key.get(&key.0).copied().ok_or(StoreError::NotFound)).collect()
}

/// The round of a draw of an organiser's own; an error if it is another's.
pub(crate) fn round_of_own(connection: &mut AnyConnection, draw: DrawId, organiser: UnitId) -> Result<i64> {
    let round: Option<i64> = draw::table
        .filter(draw::id.eq(draw.0).and(draw::organiser_id.eq(organiser.0)))
        .select(draw::round_id)
        .first(connection)
        .optional()?;
    round.ok_or(StoreError::NotFound)
}

impl Work<'_> {
    /// Writes a frozen frame of a round of the permit's unit.
    pub fn draw_insert(&mut self, permit: &Permit<FreezeFrame>, new: NewDraw<'_>) -> Result<DrawId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let own = round::table.filter(round::id.eq(new.round.0).and(round::organiser_id.eq(permit.unit().0)));
        if own.count().first::<i64>(connection)? == 0 {
            return Err(StoreError::NotFound);
        }
        let id = next_id!(connection, draw);
        let row = Row {
            id,
            round_id: new.round.0,
            organiser_id: permit.unit().0,
            state: DrawState::Frozen.key().to_owned(),
            rate: new.rate.to_string(),
            frame: new.frame.to_owned(),
            frame_hash: new.frame_hash.to_owned(),
            frozen_at: at,
            seed: None,
            drawn_at: None,
            certificate: None,
            void_reason: None,
            exclusions: new.exclusions,
        };
        diesel::insert_into(draw::table).values(&row).execute(connection)?;
        Ok(DrawId(id))
    }

    /// Writes the permit's draw with its seed, its certificate and the units drawn.
    pub fn draw_run(
        &mut self,
        permit: &Permit<RunDraw, DrawId>,
        state: DrawState,
        result: DrawResult<'_>,
    ) -> Result<()> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let own = draw::table.filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)));
        let round = round_of_own(connection, permit.key(), permit.unit())?;
        one(diesel::update(own)
            .set((
                draw::state.eq(state.key()),
                draw::seed.eq(result.seed),
                draw::drawn_at.eq(at),
                draw::certificate.eq(result.certificate),
            ))
            .execute(connection)?)?;
        let first = next_id!(connection, spot_check);
        let rows: Vec<CheckRow> = (first..)
            .zip(result.units)
            .map(|(id, unit)| CheckRow {
                id,
                draw_id: permit.key().0,
                round_id: round,
                unit_id: unit.unit.0,
                class: unit.class.clone(),
                place: unit.place,
                ticket: unit.ticket.clone(),
                state: SpotCheckState::Drawn.key().to_owned(),
                entered_on: permit.on().to_string(),
            })
            .collect();
        insert_batch!(connection, spot_check::table, &rows, CHECK_COLUMNS);
        Ok(())
    }

    /// Writes that the permit's draw is void; its units stay, marked void.
    pub fn draw_void(
        &mut self,
        permit: &Permit<VoidDraw, DrawId>,
        state: DrawState,
        reason: &str,
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = draw::table.filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)));
        let set = (draw::state.eq(state.key()), draw::void_reason.eq(reason));
        if diesel::update(own).set(set).execute(connection)? != 1 {
            return Err(StoreError::NotFound);
        }
        // What was replaced before is void since then.
        let standing = spot_check::table.filter(
            spot_check::draw_id.eq(permit.key().0).and(spot_check::state.ne(SpotCheckState::Void.key())),
        );
        let day = Some(permit.on().to_string());
        any(diesel::update(standing)
            .set((spot_check::state.eq(SpotCheckState::Void.key()), spot_check::void_on.eq(day)))
            .execute(connection)?);
        Ok(())
    }
}
