//! Random draws: what stands in the register of them, shown to everybody.

mod frame;
mod sample;
mod write;

pub use frame::{ClassBeneath, FrameUnit};
pub use sample::{SampledRating, SampledUnit};
pub use write::{DrawResult, NewDraw, NewSpotCheck};
pub(crate) use write::{OwnCheck, checks_of_draw, round_of_own};

use crate::{
    Reader,
    counting::counted,
    draws::check_state::{read_check_state, spot_check_assessed},
    error::{Result, StoreError},
    locate::located,
    opened::opened,
    opens::opens,
    programmes::listed::{Listed, listed},
    schema::{assessor_lot, draw, look_back_draw, round, second_lot, spot_check, unit},
};
use diesel::{dsl::count_star, prelude::*};
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    draws::draw_record::{DrawState, PublicDraw},
    figures::count::{Count, OfRecord},
    id::{CircularDraftId, DrawId, ProgrammeId, RoundId, SpotCheckId, UnitId},
    organisation::Opening,
    permit::{FreezeFrame, Permit, ReadPublished, VoidDraw},
};

opens! {
    /// What tells of a round's draw: a circular that is published, and its draft as it would be.
    OpensDrawToTell: PublishCircular, DraftCircular, ReadCircularDrafts
}

/// A draw as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Its key.
    pub id: DrawId,
    /// Its round.
    pub round: RoundId,
    /// Who draws.
    pub organiser: UnitId,
    /// What everybody may check; a row of the frame is `class,code`.
    pub public: PublicDraw,
    /// Units left out of the frame, `stratum,id,name,reason`.
    pub exclusions: Option<String>,
}

/// A draw in the public list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawBrief {
    /// Its key.
    pub id: DrawId,
    /// Its state.
    pub state: DrawState,
    /// Number of its round.
    pub round: i32,
    /// Topic of its round.
    pub topic: String,
    /// Name of the organiser.
    pub organiser: String,
    /// Code of the organiser.
    pub organiser_code: String,
    /// The programme of its round.
    pub programme: ProgrammeId,
    /// When the frame was frozen.
    pub frozen_at: String,
    /// When it was drawn.
    pub drawn_at: Option<String>,
    /// Units drawn.
    pub drawn: Count<OfRecord>,
}

/// A unit that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnUnit {
    /// The spot check.
    pub id: SpotCheckId,
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class on the day of the freeze.
    pub class: String,
    /// Its place within the class, from 1.
    pub place: i32,
    /// Its ticket.
    pub ticket: String,
    /// How far the check has come.
    pub state: SpotCheckState,
    /// Why it can't be checked, if another unit took its place.
    pub unfit: Option<String>,
    /// Whose place it took.
    pub replaces: Option<SpotCheckId>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = draw)]
struct Row {
    id: i64,
    round_id: i64,
    organiser_id: i64,
    state: String,
    rate: String,
    frame: String,
    frame_hash: String,
    frozen_at: String,
    seed: Option<String>,
    drawn_at: Option<String>,
    certificate: Option<String>,
    void_reason: Option<String>,
    exclusions: Option<String>,
}

/// What a row of either table of draws says to everybody.
macro_rules! public_draw {
    ($row:ident) => {
        earnest_model::draws::draw_record::PublicDraw {
            state: crate::draws::draw::read_state(&$row.state)?,
            rate: earnest_model::fraction::Fraction::parse(&$row.rate)
                .map_err(|_| crate::error::StoreError::meaningless($row.rate, "a rate"))?,
            frame: $row.frame,
            frame_hash: $row.frame_hash,
            frozen_at: $row.frozen_at,
            seed: $row.seed,
            drawn_at: $row.drawn_at,
            certificate: $row.certificate,
            void_reason: $row.void_reason,
        }
    };
}
pub(crate) use public_draw;

impl TryFrom<Row> for Draw {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: DrawId(row.id),
            round: RoundId(row.round_id),
            organiser: UnitId(row.organiser_id),
            public: public_draw!(row),
            exclusions: row.exclusions,
        })
    }
}

pub(crate) fn read_state(text: &str) -> Result<DrawState> {
    DrawState::parse(text).ok_or_else(|| StoreError::meaningless(text, "a draw's state"))
}

located!(DrawId, |id| draw::table
    .inner_join(unit::table.on(unit::id.eq(draw::organiser_id)))
    .filter(draw::id.eq(id))
    .select((unit::id, unit::lo, unit::hi)));

opens! {
    /// What shows a draw: everybody reads it, its organiser goes on with it.
    OpensDraw: ReadPublished, RunDraw, VoidDraw, DrawAssessors, ReplaceDrawn, CallUpMaterials
}

/// Draws that are complete.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn draw_drawn() -> _ {
    let drawn: &'static str = DrawState::Drawn.key();
    draw::state.eq(drawn)
}

/// Draws that count: no second one is made beside them.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn draw_live() -> _ {
    let void: &'static str = DrawState::Void.key();
    draw::state.ne(void)
}

#[derive(Queryable)]
struct BriefRow {
    id: i64,
    state: String,
    round: i32,
    topic: String,
    organiser: String,
    organiser_code: String,
    programme: i64,
    frozen_at: String,
    drawn_at: Option<String>,
    drawn: i64,
}

impl TryFrom<BriefRow> for DrawBrief {
    type Error = StoreError;
    fn try_from(row: BriefRow) -> Result<Self> {
        Ok(Self {
            id: DrawId(row.id),
            state: read_state(&row.state)?,
            round: row.round,
            topic: row.topic,
            organiser: row.organiser,
            organiser_code: row.organiser_code,
            programme: ProgrammeId(row.programme),
            frozen_at: row.frozen_at,
            drawn_at: row.drawn_at,
            drawn: counted(OfRecord, row.drawn),
        })
    }
}

#[derive(Queryable)]
struct DrawnRow {
    id: i64,
    code: String,
    name: String,
    class: String,
    place: i32,
    ticket: String,
    state: String,
    unfit: Option<String>,
    replaces: Option<i64>,
}

impl TryFrom<DrawnRow> for DrawnUnit {
    type Error = StoreError;
    fn try_from(row: DrawnRow) -> Result<Self> {
        Ok(Self {
            id: SpotCheckId(row.id),
            code: row.code,
            name: row.name,
            class: row.class,
            place: row.place,
            ticket: row.ticket,
            state: read_check_state(&row.state)?,
            unfit: row.unfit,
            replaces: row.replaces.map(SpotCheckId),
        })
    }
}

opens! {
    /// What enters a seed.
    EntersSeed: RunDraw, DrawAssessors, DrawSecondMarks, HearLeaders, AssignObserver
}

impl Reader<'_> {
    /// The draw of a round of the permit's unit that counts and was made, as everybody may see it.
    pub fn draw_to_tell<A: OpensDrawToTell>(
        &mut self,
        permit: &Permit<A, CircularDraftId>,
        round: RoundId,
    ) -> Result<Option<PublicDraw>> {
        let row: Option<Row> = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)).and(draw_drawn()))
            .order(draw::id.desc())
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.map(|row| Ok(Draw::try_from(row)?.public)).transpose()
    }

    /// Whether a seed was used before in the register, by whatever draw or lot, void ones too: whoever knows the digits when a
    /// frame is frozen chooses what is drawn from it.
    pub fn seed_used<A: EntersSeed, K: Copy>(&mut self, _: &Permit<A, K>, seed: &str) -> Result<bool> {
        let used: i64 = draw::table.filter(draw::seed.eq(seed)).count().get_result(self.connection)?;
        let closed: i64 = look_back_draw::table
            .filter(look_back_draw::seed.eq(seed))
            .count()
            .get_result(self.connection)?;
        let lots: i64 =
            assessor_lot::table.filter(assessor_lot::seed.eq(seed)).count().get_result(self.connection)?;
        let second: i64 =
            second_lot::table.filter(second_lot::seed.eq(seed)).count().get_result(self.connection)?;
        Ok(used + closed + lots + second > 0)
    }

    /// States of all draws that a round of the permit's unit had.
    pub fn draw_states(&mut self, permit: &Permit<FreezeFrame>, round: RoundId) -> Result<Vec<DrawState>> {
        let rows: Vec<String> = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .order(draw::id.asc())
            .select(draw::state)
            .load(self.connection)?;
        rows.iter().map(|state| read_state(state)).collect()
    }

    /// The permit's draw.
    pub fn draw<A: OpensDraw>(&mut self, permit: &Permit<A, DrawId>) -> Result<Draw> {
        let row: Option<Row> = draw::table
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .select(Row::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// How many units of the permit's draw were assessed.
    pub fn assessed_of_draw(&mut self, permit: &Permit<VoidDraw, DrawId>) -> Result<u64> {
        let assessed: i64 = spot_check::table
            .inner_join(draw::table)
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_assessed())
            .select(count_star())
            .first(self.connection)?;
        Ok(u64::try_from(assessed).unwrap_or(0))
    }

    /// The draw that the permit's spot check came from: it is as public as the draw.
    pub fn draw_of_check(&mut self, permit: &Permit<ReadPublished, SpotCheckId>) -> Result<DrawId> {
        let id: Option<i64> = spot_check::table
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select(spot_check::draw_id)
            .first(self.connection)
            .optional()?;
        id.map(DrawId).ok_or(StoreError::NotFound)
    }

    /// Name of the unit at which the permit's record stands: organisers are no secret.
    pub fn organiser_name<K: Copy>(&mut self, permit: &Permit<ReadPublished, K>) -> Result<String> {
        let name: Option<String> =
            unit::table.find(permit.unit().0).select(unit::name).first(self.connection).optional()?;
        name.ok_or(StoreError::NotFound)
    }

    /// Rounds within the permit's subtree that have a live draw.
    pub fn rounds_with_draw(&mut self, permit: &Permit<ReadPublished>) -> Result<Vec<RoundId>> {
        let rows: Vec<i64> = draw::table
            .inner_join(unit::table.on(unit::id.eq(draw::organiser_id)))
            .filter(unit::lo.between(permit.span().lo, permit.span().hi))
            .filter(draw_live())
            .select(draw::round_id)
            .load(self.connection)?;
        Ok(rows.into_iter().map(RoundId).collect())
    }

    /// Draws of organisers within the permit's subtree, newest first, before the key `before`.
    pub fn draws(
        &mut self,
        permit: &Permit<ReadPublished>,
        (opening, of): (&Opening, Listed),
        before: Option<DrawId>,
        limit: i64,
    ) -> Result<Vec<DrawBrief>> {
        let span = permit.span();
        let organisers = draw::table.inner_join(unit::table.on(unit::id.eq(draw::organiser_id)));
        let organisers =
            organisers.select((unit::id, unit::lo, unit::hi)).distinct().load(self.connection)?;
        let organisers = opened(organisers, opening);
        let query = draw::table
            .inner_join(round::table.on(round::id.eq(draw::round_id)))
            .inner_join(unit::table.on(unit::id.eq(draw::organiser_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(draw::organiser_id.eq_any(organisers))
            .filter(draw::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .into_boxed();
        let rows: Vec<BriefRow> = listed!(query, of)
            .order(draw::id.desc())
            .limit(limit)
            .select((
                draw::id,
                draw::state,
                round::number,
                round::topic,
                unit::name,
                unit::code,
                round::programme_id,
                draw::frozen_at,
                draw::drawn_at,
                spot_check::table
                    .filter(spot_check::draw_id.eq(draw::id))
                    .select(count_star())
                    .single_value()
                    .assume_not_null(),
            ))
            .load(self.connection)?;
        rows.into_iter().map(DrawBrief::try_from).collect()
    }

    /// The units of the permit's draw, by class and place.
    pub fn drawn_units<A: OpensDraw>(&mut self, permit: &Permit<A, DrawId>) -> Result<Vec<DrawnUnit>> {
        let rows: Vec<DrawnRow> = spot_check::table
            .inner_join(draw::table)
            .inner_join(unit::table)
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .order((spot_check::class.asc(), spot_check::place.asc()))
            .select((
                spot_check::id,
                unit::code,
                unit::name,
                spot_check::class,
                spot_check::place,
                spot_check::ticket,
                spot_check::state,
                spot_check::unfit,
                spot_check::replaces_id,
            ))
            .load(self.connection)?;
        rows.into_iter().map(DrawnUnit::try_from).collect()
    }
}
