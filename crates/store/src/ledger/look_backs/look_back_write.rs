//! Draws of closed measures as they are written: frozen, drawn, declared void.

use crate::{
    Work,
    batch::{insert_batch, next_id},
    error::{Result, any, one},
    ledger::look_backs::look_back::{DrawRow, own},
    locate::check_beneath,
    schema::{look_back, look_back_draw},
};
use diesel::prelude::*;
use earnest_model::{
    draws::draw_record::DrawState,
    fraction::Fraction,
    id::{AccountId, LookBackDrawId, MeasureId, UnitId},
    ledger::look_backs::look_back::{LookBackState, Strata},
    permit::{FreezeFrame, Permit, RunDraw, VoidDraw},
};

/// A drawn measure to be written.
#[derive(Debug, Clone)]
pub struct NewLookBack {
    /// The measure.
    pub measure: MeasureId,
    /// Its unit.
    pub unit: UnitId,
    /// Stratum.
    pub stratum: String,
    /// Place within the stratum, from 1.
    pub place: i32,
    /// Ticket.
    pub ticket: String,
    /// Who looks back.
    pub assignee: Option<AccountId>,
    /// The state: a measure that was reopened since the freeze needs no look.
    pub state: LookBackState,
}

/// The number of columns of the table `look_back`.
const COLUMNS: usize = 10;

#[derive(Insertable)]
#[diesel(table_name = look_back)]
struct LookBackRow {
    id: i64,
    draw_id: i64,
    measure_id: i64,
    unit_id: i64,
    stratum: String,
    place: i32,
    ticket: String,
    assignee_id: Option<i64>,
    state: String,
    looked_on: Option<String>,
}

/// A frame of closed measures to be frozen.
#[derive(Debug, Clone, Copy)]
pub struct NewClosedFrame<'a> {
    /// The share of every stratum.
    pub rate: Fraction,
    /// By what the measures are parted.
    pub strata: Strata,
    /// The frame, as a table.
    pub frame: &'a str,
    /// Its hash.
    pub frame_hash: &'a str,
}

/// What a draw of closed measures gave.
#[derive(Debug, Clone, Copy)]
pub struct ClosedDrawn<'a> {
    /// The seed that was made in public.
    pub seed: &'a str,
    /// The certificate.
    pub certificate: &'a str,
    /// The measures that were drawn.
    pub drawn: &'a [NewLookBack],
}

impl Work<'_> {
    /// Writes a frozen frame of closed measures beneath the permit's unit.
    pub fn look_back_freeze(
        &mut self,
        permit: &Permit<FreezeFrame>,
        new: &NewClosedFrame<'_>,
    ) -> Result<LookBackDrawId> {
        let frozen_at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, look_back_draw);
        let row = DrawRow {
            id,
            organiser_id: permit.unit().0,
            state: DrawState::Frozen.key().to_owned(),
            rate: new.rate.to_string(),
            strata: new.strata.key().to_owned(),
            frame: new.frame.to_owned(),
            frame_hash: new.frame_hash.to_owned(),
            frozen_at,
            seed: None,
            drawn_at: None,
            certificate: None,
            void_reason: None,
        };
        diesel::insert_into(look_back_draw::table).values(&row).execute(connection)?;
        Ok(LookBackDrawId(id))
    }

    /// Writes seed and certificate of the permit's draw, and the measures drawn, whose units stand beneath the organiser.
    pub fn look_back_run(
        &mut self,
        permit: &Permit<RunDraw, LookBackDrawId>,
        new: &ClosedDrawn<'_>,
    ) -> Result<()> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let units: Vec<UnitId> = new.drawn.iter().map(|one| one.unit).collect();
        check_beneath(connection, permit.span(), &units)?;
        let changed = diesel::update(own(permit))
            .set((
                look_back_draw::state.eq(DrawState::Drawn.key()),
                look_back_draw::seed.eq(new.seed),
                look_back_draw::drawn_at.eq(at),
                look_back_draw::certificate.eq(new.certificate),
            ))
            .execute(connection)?;
        one(changed)?;
        let first = next_id!(connection, look_back);
        let day = permit.on().to_string();
        let rows: Vec<LookBackRow> = (first..)
            .zip(new.drawn)
            .map(|(key, new)| LookBackRow {
                id: key,
                draw_id: permit.key().0,
                measure_id: new.measure.0,
                unit_id: new.unit.0,
                stratum: new.stratum.clone(),
                place: new.place,
                ticket: new.ticket.clone(),
                assignee_id: new.assignee.map(|account| account.0),
                state: new.state.key().to_owned(),
                looked_on: (new.state != LookBackState::Drawn).then(|| day.clone()),
            })
            .collect();
        insert_batch!(connection, look_back::table, &rows, COLUMNS);
        Ok(())
    }

    /// Writes that the permit's draw is void; what was drawn stays, marked void.
    pub fn look_back_void(&mut self, permit: &Permit<VoidDraw, LookBackDrawId>, reason: &str) -> Result<()> {
        let connection = self.under(permit);
        let set = (look_back_draw::state.eq(DrawState::Void.key()), look_back_draw::void_reason.eq(reason));
        one(diesel::update(own(permit)).set(set).execute(connection)?)?;
        // One that was only frozen has drawn nothing; the draw itself was found to be the permit's.
        any(diesel::update(look_back::table.filter(look_back::draw_id.eq(permit.key().0)))
            .set(look_back::state.eq(LookBackState::Void.key()))
            .execute(connection)?);
        Ok(())
    }
}
