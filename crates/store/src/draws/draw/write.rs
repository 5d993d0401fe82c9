//! Freezing a frame, drawing from it, declaring a draw void.

use super::{Draw, Row};
use crate::{
    Work,
    batch::{insert_batch, next_id},
    error::Result,
    schema::{draw, spot_check},
};
use diesel::prelude::*;
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    draws::draw_record::DrawState,
    fraction::Fraction,
    id::{DrawId, RoundId, UnitId},
    permit::{FreezeFrame, Permit, RunDraw, VoidDraw},
};

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

impl Work<'_> {
    /// Writes a frozen frame.
    pub fn draw_insert(
        &mut self,
        permit: &Permit<FreezeFrame>,
        round: RoundId,
        rate: Fraction,
        (frame, frame_hash, exclusions): (&str, &str, Option<String>),
    ) -> Result<DrawId> {
        let id = next_id!(self.connection, draw);
        let row = Row {
            id,
            round_id: round.0,
            organiser_id: permit.unit().0,
            state: DrawState::Frozen.key().to_owned(),
            rate: rate.to_string(),
            frame: frame.to_owned(),
            frame_hash: frame_hash.to_owned(),
            frozen_at: self.at().to_string(),
            seed: None,
            drawn_at: None,
            certificate: None,
            void_reason: None,
            exclusions,
        };
        diesel::insert_into(draw::table).values(&row).execute(&mut *self.connection)?;
        Ok(DrawId(id))
    }

    /// Writes the seed, the certificate and the units drawn.
    pub fn draw_run(
        &mut self,
        permit: &Permit<RunDraw>,
        of: &Draw,
        state: DrawState,
        (seed, certificate): (&str, &str),
        units: &[NewSpotCheck],
    ) -> Result<()> {
        let at = self.at().to_string();
        diesel::update(draw::table.find(of.id.0).filter(draw::organiser_id.eq(permit.unit().0)))
            .set((
                draw::state.eq(state.key()),
                draw::seed.eq(seed),
                draw::drawn_at.eq(at),
                draw::certificate.eq(certificate),
            ))
            .execute(&mut *self.connection)?;
        let first = next_id!(self.connection, spot_check);
        let rows: Vec<CheckRow> = (first..)
            .zip(units)
            .map(|(id, unit)| CheckRow {
                id,
                draw_id: of.id.0,
                round_id: of.round.0,
                unit_id: unit.unit.0,
                class: unit.class.clone(),
                place: unit.place,
                ticket: unit.ticket.clone(),
                state: SpotCheckState::Drawn.key().to_owned(),
                entered_on: permit.on().to_string(),
            })
            .collect();
        insert_batch!(self.connection, spot_check::table, &rows, CHECK_COLUMNS);
        Ok(())
    }

    /// Writes that a draw is void; its units stay, marked void.
    pub fn draw_void(
        &mut self,
        permit: &Permit<VoidDraw>,
        id: DrawId,
        state: DrawState,
        reason: &str,
    ) -> Result<()> {
        diesel::update(draw::table.find(id.0).filter(draw::organiser_id.eq(permit.unit().0)))
            .set((draw::state.eq(state.key()), draw::void_reason.eq(reason)))
            .execute(&mut *self.connection)?;
        // What was replaced before is void since then.
        let standing = spot_check::table
            .filter(spot_check::draw_id.eq(id.0).and(spot_check::state.ne(SpotCheckState::Void.key())));
        let day = Some(permit.on().to_string());
        diesel::update(standing)
            .set((spot_check::state.eq(SpotCheckState::Void.key()), spot_check::void_on.eq(day)))
            .execute(&mut *self.connection)?;
        Ok(())
    }
}
