//! Draws of closed measures: frozen, drawn, looked at.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    draws::draw::{public_draw, read_state},
    error::{Result, StoreError},
    ledger::{findings::problem::counted, measures::measure::measure_closed},
    locate::located,
    opened::opened,
    opens::opens,
    schema::{look_back, look_back_draw, measure, measure_step, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    draws::draw_record::DrawState,
    id::{AccountId, LookBackDrawId, LookBackId, MeasureId, UnitId},
    ledger::{
        look_backs::look_back::{LookBackDraw, LookBackItem, LookBackState, Strata},
        measures::measure::{MeasureState, Step},
    },
    organisation::Opening,
    permit::{FreezeFrame, Permit, ReadLedger, ReadPublished, RunDraw, Target},
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

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = look_back_draw)]
pub(super) struct DrawRow {
    pub id: i64,
    pub organiser_id: i64,
    pub state: String,
    pub rate: String,
    pub strata: String,
    pub frame: String,
    pub frame_hash: String,
    pub frozen_at: String,
    pub seed: Option<String>,
    pub drawn_at: Option<String>,
    pub certificate: Option<String>,
    pub void_reason: Option<String>,
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

located!(LookBackDrawId, look_back_draw);

opens! {
    /// Opens a draw of closed measures: it is public, and whoever makes it or declares it void reads it before.
    OpensLookBack: ReadPublished, RunDraw, VoidDraw
}

/// Draws that were made and stand.
#[diesel::dsl::auto_type(no_type_alias)]
fn look_back_drawn() -> _ {
    let drawn: &'static str = DrawState::Drawn.key();
    look_back_draw::state.eq(drawn)
}

/// The permit's draw.
pub(super) type OwnDraw = diesel::dsl::Filter<
    look_back_draw::table,
    diesel::dsl::And<
        diesel::dsl::Eq<look_back_draw::id, i64>,
        diesel::dsl::Eq<look_back_draw::organiser_id, i64>,
    >,
>;

pub(super) fn own<A: OpensLookBack>(permit: &Permit<A, LookBackDrawId>) -> OwnDraw {
    let organiser = look_back_draw::organiser_id.eq(permit.unit().0);
    look_back_draw::table.filter(look_back_draw::id.eq(permit.key().0).and(organiser))
}

#[derive(Queryable)]
struct ItemRow {
    id: i64,
    measure: i64,
    serial: String,
    unit: String,
    stratum: String,
    place: i32,
    ticket: String,
    state: String,
    looked_on: Option<String>,
}

impl TryFrom<ItemRow> for LookBackItem {
    type Error = StoreError;
    fn try_from(row: ItemRow) -> Result<Self> {
        Ok(Self {
            id: LookBackId(row.id),
            measure: MeasureId(row.measure),
            serial: row.serial,
            unit: row.unit,
            stratum: row.stratum,
            place: row.place,
            ticket: row.ticket,
            state: LookBackState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a look-back"))?,
            looked_on: row.looked_on.as_deref().map(read_date).transpose()?,
        })
    }
}

#[derive(Queryable)]
struct DrawableRow {
    measure: i64,
    serial: String,
    state: String,
    unit: i64,
    lo: i64,
    hi: i64,
}

/// What a draw took, by stratum and place.
fn items_of(connection: &mut AnyConnection, draw: i64, organiser: i64) -> Result<Vec<LookBackItem>> {
    let rows: Vec<ItemRow> = look_back::table
        .inner_join(look_back_draw::table)
        .inner_join(measure::table)
        .inner_join(unit::table.on(unit::id.eq(look_back::unit_id)))
        .filter(look_back_draw::id.eq(draw).and(look_back_draw::organiser_id.eq(organiser)))
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
        .load(connection)?;
    rows.into_iter().map(LookBackItem::try_from).collect()
}

impl Reader<'_> {
    /// The closed measures beneath the organiser that stand in everybody's sums, in the order of the tree.
    pub fn closed_measures(&mut self, permit: &Permit<FreezeFrame>, strata: Strata) -> Result<Vec<Framed>> {
        let span = permit.span();
        let rows: Vec<(String, String, String)> = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .filter(measure_closed().and(counted()))
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

    /// The permit's draw.
    pub fn look_back_draw<A: OpensLookBack>(
        &mut self,
        permit: &Permit<A, LookBackDrawId>,
    ) -> Result<LookBackDraw> {
        let row: Option<DrawRow> =
            own(permit).select(DrawRow::as_select()).first(self.connection).optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The measures beneath the organiser with these serials, with who verified each.
    pub fn drawable(
        &mut self,
        permit: &Permit<RunDraw, LookBackDrawId>,
        serials: &[String],
    ) -> Result<Vec<Drawable>> {
        let span = permit.span();
        let mut found = Vec::with_capacity(serials.len());
        // SQLite takes at most 32,766 parameters in a statement.
        for some in serials.chunks(10_000) {
            let rows: Vec<DrawableRow> = measure::table
                .inner_join(unit::table)
                .filter(measure::serial.eq_any(some))
                .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
                .select((measure::id, measure::serial, measure::state, unit::id, unit::lo, unit::hi))
                .load(self.connection)?;
            let keys: Vec<i64> = rows.iter().map(|row| row.measure).collect();
            let steps: Vec<(i64, Option<i64>)> = measure_step::table
                .filter(measure_step::measure_id.eq_any(keys).and(measure_step::step.eq(Step::Close.key())))
                .order(measure_step::id.asc())
                .select((measure_step::measure_id, measure_step::account_id))
                .load(self.connection)?;
            let verifiers: std::collections::HashMap<i64, Option<i64>> = steps.into_iter().collect();
            found.extend(rows.into_iter().map(|row| Drawable {
                measure: MeasureId(row.measure),
                serial: row.serial,
                target: Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } },
                closed: MeasureState::parse(&row.state).is_ok_and(MeasureState::is_closed),
                verifier: verifiers.get(&row.measure).copied().flatten().map(AccountId),
            }));
        }
        Ok(found)
    }

    /// What the permit's draw took, by stratum and place.
    pub fn look_back_items<A: OpensLookBack>(
        &mut self,
        permit: &Permit<A, LookBackDrawId>,
    ) -> Result<Vec<LookBackItem>> {
        items_of(self.connection, permit.key().0, permit.unit().0)
    }

    /// Draws of organisers within the permit's subtree with the organiser's name, the newest first, before a key.
    pub fn look_back_draws(
        &mut self,
        permit: &Permit<ReadPublished>,
        opening: &Opening,
        before: Option<LookBackDrawId>,
        limit: i64,
    ) -> Result<Vec<(LookBackDraw, String)>> {
        let span = permit.span();
        let organisers = look_back_draw::table.inner_join(unit::table);
        let organisers =
            organisers.select((unit::id, unit::lo, unit::hi)).distinct().load(self.connection)?;
        let organisers = opened(organisers, opening);
        let rows: Vec<(DrawRow, String)> = look_back_draw::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(look_back_draw::organiser_id.eq_any(organisers))
            .filter(look_back_draw::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(look_back_draw::id.desc())
            .limit(limit)
            .select((DrawRow::as_select(), unit::name))
            .load(self.connection)?;
        rows.into_iter().map(|(row, name)| Ok((row.try_into()?, name))).collect()
    }

    /// The newest draw of the permit's unit that was made, with what it took.
    pub fn latest_look_back(
        &mut self,
        permit: &Permit<ReadLedger>,
    ) -> Result<Option<(LookBackDraw, Vec<LookBackItem>)>> {
        let organiser = permit.unit().0;
        let row: Option<DrawRow> = look_back_draw::table
            .filter(look_back_draw::organiser_id.eq(organiser).and(look_back_drawn()))
            .order(look_back_draw::id.desc())
            .select(DrawRow::as_select())
            .first(self.connection)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        let draw = LookBackDraw::try_from(row)?;
        let items = items_of(self.connection, draw.id.0, organiser)?;
        Ok(Some((draw, items)))
    }
}
