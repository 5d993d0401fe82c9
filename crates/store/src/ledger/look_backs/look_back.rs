//! Draws of closed measures: frozen, drawn, looked at.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    draws::draw::{public_draw, read_state},
    error::{Result, StoreError},
    ledger::findings::problem::counted,
    schema::{look_back, look_back_draw, measure, measure_step, problem, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    draws::draw_record::DrawState,
    fraction::Fraction,
    id::{AccountId, LookBackDrawId, LookBackId, MeasureId, UnitId},
    ledger::{
        look_backs::look_back::{LookBackDraw, LookBackItem, LookBackState, Strata},
        measures::measure::{MeasureState, Step},
    },
    permit::{Action, FreezeFrame, Permit, ReadPublished, RunDraw, Target, VoidDraw},
    span::Span,
};

/// A closed measure as a frame holds it: its stratum and its serial.
pub type Framed = (String, String);

/// A drawn measure with what is needed to say who looks back at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawable {
    /// The measure.
    pub measure: MeasureId,
    /// Its serial.
    pub serial: String,
    /// Its unit, and where it stands.
    pub target: Target,
    /// Whether it is still closed.
    pub closed: bool,
    /// Who verified its last closure.
    pub verifier: Option<AccountId>,
}

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

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = look_back_draw)]
struct DrawRow {
    id: i64,
    organiser_id: i64,
    state: String,
    rate: String,
    strata: String,
    frame: String,
    frame_hash: String,
    frozen_at: String,
    seed: Option<String>,
    drawn_at: Option<String>,
    certificate: Option<String>,
    void_reason: Option<String>,
}

impl TryFrom<DrawRow> for LookBackDraw {
    type Error = StoreError;
    fn try_from(row: DrawRow) -> Result<Self> {
        Ok(Self {
            id: LookBackDrawId(row.id),
            organiser: UnitId(row.organiser_id),
            strata: Strata::parse(&row.strata)
                .map_err(|_| StoreError::meaningless(row.strata, "a kind of strata"))?,
            public: public_draw!(row),
        })
    }
}

/// The words of the states in which a measure is closed for good.
const CLOSED: [&str; 2] = ["closed", "held"];

impl Work<'_> {
    /// Writes a frozen frame of closed measures.
    pub fn look_back_freeze(
        &mut self,
        permit: &Permit<FreezeFrame>,
        (rate, strata): (Fraction, Strata),
        frame: &str,
        frame_hash: &str,
    ) -> Result<LookBackDrawId> {
        let id = next_id!(self.connection, look_back_draw);
        let row = DrawRow {
            id,
            organiser_id: permit.unit().0,
            state: DrawState::Frozen.key().to_owned(),
            rate: rate.to_string(),
            strata: strata.key().to_owned(),
            frame: frame.to_owned(),
            frame_hash: frame_hash.to_owned(),
            frozen_at: self.at().to_string(),
            seed: None,
            drawn_at: None,
            certificate: None,
            void_reason: None,
        };
        diesel::insert_into(look_back_draw::table).values(&row).execute(&mut *self.connection)?;
        Ok(LookBackDrawId(id))
    }

    /// Writes the seed, the certificate and the measures drawn.
    pub fn look_back_run(
        &mut self,
        permit: &Permit<RunDraw>,
        id: LookBackDrawId,
        (seed, certificate): (&str, &str),
        drawn: &[NewLookBack],
    ) -> Result<()> {
        let at = self.at().to_string();
        let row = look_back_draw::table.find(id.0).filter(look_back_draw::organiser_id.eq(permit.unit().0));
        diesel::update(row)
            .set((
                look_back_draw::state.eq(DrawState::Drawn.key()),
                look_back_draw::seed.eq(seed),
                look_back_draw::drawn_at.eq(at),
                look_back_draw::certificate.eq(certificate),
            ))
            .execute(&mut *self.connection)?;
        let first = next_id!(self.connection, look_back);
        let day = permit.on().to_string();
        let rows: Vec<LookBackRow> = (first..)
            .zip(drawn)
            .map(|(key, new)| LookBackRow {
                id: key,
                draw_id: id.0,
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
        insert_batch!(self.connection, look_back::table, &rows, COLUMNS);
        Ok(())
    }

    /// Writes that a draw is void; what was drawn stays, marked void.
    pub fn look_back_void(
        &mut self,
        permit: &Permit<VoidDraw>,
        id: LookBackDrawId,
        reason: &str,
    ) -> Result<()> {
        let row = look_back_draw::table.find(id.0).filter(look_back_draw::organiser_id.eq(permit.unit().0));
        diesel::update(row)
            .set((look_back_draw::state.eq(DrawState::Void.key()), look_back_draw::void_reason.eq(reason)))
            .execute(&mut *self.connection)?;
        diesel::update(look_back::table.filter(look_back::draw_id.eq(id.0)))
            .set(look_back::state.eq(LookBackState::Void.key()))
            .execute(&mut *self.connection)?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Where the organiser of a draw of closed measures stands, to ask for a permit.
    pub fn locate_look_back_draw(&mut self, id: LookBackDrawId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = look_back_draw::table
            .inner_join(unit::table)
            .filter(look_back_draw::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// The closed measures beneath the organiser that stand in everybody's sums, in the order of the tree.
    pub fn closed_measures(&mut self, permit: &Permit<FreezeFrame>, strata: Strata) -> Result<Vec<Framed>> {
        let span = permit.span();
        let rows: Vec<(String, String, String)> = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .filter(measure::state.eq_any(CLOSED).and(counted()))
            .order((unit::lo.asc(), measure::id.asc()))
            .select((unit::class, problem::aspect, measure::serial))
            .load(self.connection)?;
        let framed = |(class, aspect, serial)| match strata {
            Strata::Class => (class, serial),
            Strata::Aspect => (aspect, serial),
        };
        Ok(rows.into_iter().map(framed).collect())
    }

    /// States of all draws that the permit's unit had.
    pub fn look_back_states(&mut self, permit: &Permit<FreezeFrame>) -> Result<Vec<DrawState>> {
        let rows: Vec<String> = look_back_draw::table
            .filter(look_back_draw::organiser_id.eq(permit.unit().0))
            .order(look_back_draw::id.asc())
            .select(look_back_draw::state)
            .load(self.connection)?;
        rows.iter().map(|state| read_state(state)).collect()
    }

    /// A draw of the permit's unit.
    pub fn look_back_draw<A: Action>(
        &mut self,
        permit: &Permit<A>,
        id: LookBackDrawId,
    ) -> Result<LookBackDraw> {
        let row: Option<DrawRow> = look_back_draw::table
            .find(id.0)
            .filter(look_back_draw::organiser_id.eq(permit.unit().0))
            .select(DrawRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The measures beneath the organiser with these serials, with who verified each.
    pub fn drawable(&mut self, permit: &Permit<RunDraw>, serials: &[String]) -> Result<Vec<Drawable>> {
        let span = permit.span();
        let mut found = Vec::with_capacity(serials.len());
        // SQLite takes at most 32,766 parameters in a statement.
        for some in serials.chunks(10_000) {
            let rows: Vec<(i64, String, String, i64, i64, i64)> = measure::table
                .inner_join(unit::table)
                .filter(measure::serial.eq_any(some))
                .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
                .select((measure::id, measure::serial, measure::state, unit::id, unit::lo, unit::hi))
                .load(self.connection)?;
            let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
            let steps: Vec<(i64, Option<i64>)> = measure_step::table
                .filter(measure_step::measure_id.eq_any(keys).and(measure_step::step.eq(Step::Close.key())))
                .order(measure_step::id.asc())
                .select((measure_step::measure_id, measure_step::account_id))
                .load(self.connection)?;
            let verifiers: std::collections::HashMap<i64, Option<i64>> = steps.into_iter().collect();
            found.extend(rows.into_iter().map(|(id, serial, state, unit, lo, hi)| Drawable {
                measure: MeasureId(id),
                serial,
                target: Target { unit: UnitId(unit), span: Span { lo, hi } },
                closed: MeasureState::parse(&state).is_ok_and(MeasureState::is_closed),
                verifier: verifiers.get(&id).copied().flatten().map(AccountId),
            }));
        }
        Ok(found)
    }

    /// What a draw of the permit's unit took, by stratum and place.
    pub fn look_back_items<A: Action>(
        &mut self,
        permit: &Permit<A>,
        id: LookBackDrawId,
    ) -> Result<Vec<LookBackItem>> {
        type Row = (i64, i64, String, String, String, i32, String, String, Option<String>);
        let rows: Vec<Row> = look_back::table
            .inner_join(look_back_draw::table)
            .inner_join(measure::table)
            .inner_join(unit::table.on(unit::id.eq(look_back::unit_id)))
            .filter(look_back_draw::id.eq(id.0).and(look_back_draw::organiser_id.eq(permit.unit().0)))
            .order((look_back::stratum.asc(), look_back::place.asc()))
            .select((
                look_back::id,
                look_back::measure_id,
                measure::serial,
                unit::name,
                look_back::stratum,
                look_back::place,
                look_back::ticket,
                look_back::state,
                look_back::looked_on,
            ))
            .load(self.connection)?;
        let item = |(id, measure, serial, unit, stratum, place, ticket, state, looked_on): Row| {
            Ok(LookBackItem {
                id: LookBackId(id),
                measure: MeasureId(measure),
                serial,
                unit,
                stratum,
                place,
                ticket,
                state: LookBackState::parse(&state)
                    .map_err(|_| StoreError::meaningless(state, "a state of a look-back"))?,
                looked_on: looked_on.as_deref().map(read_date).transpose()?,
            })
        };
        rows.into_iter().map(item).collect()
    }

    /// Draws of organisers within the permit's subtree with the organiser's name, the newest first, before a key.
    pub fn look_back_draws(
        &mut self,
        permit: &Permit<ReadPublished>,
        before: Option<LookBackDrawId>,
        limit: i64,
    ) -> Result<Vec<(LookBackDraw, String)>> {
        let span = permit.span();
        let rows: Vec<(DrawRow, String)> = look_back_draw::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(look_back_draw::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(look_back_draw::id.desc())
            .limit(limit)
            .select((DrawRow::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(row, name)| Ok((row.try_into()?, name))).collect()
    }

    /// The newest draw of the permit's unit that was made.
    pub fn latest_look_back<A: Action>(&mut self, permit: &Permit<A>) -> Result<Option<LookBackDraw>> {
        let row: Option<DrawRow> = look_back_draw::table
            .filter(look_back_draw::organiser_id.eq(permit.unit().0))
            .filter(look_back_draw::state.eq(DrawState::Drawn.key()))
            .order(look_back_draw::id.desc())
            .select(DrawRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(LookBackDraw::try_from).transpose()
    }
}
