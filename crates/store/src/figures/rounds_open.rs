//! The rounds to choose from at a unit: of every programme that it is in.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    figures::board::BoardRound,
    programmes::{
        going::{preferred, programme_going, programme_in_use},
        round_names::MOST_ROUNDS,
    },
    schema::{programme, round, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::{ProgrammeId, RoundId, UnitId},
    permit::{Permit, ReadFigures},
};

impl Reader<'_> {
    /// The rounds that the permit's unit is subject to: those of every programme of units at or above it that is not archived, the
    /// one in which the permit's holder is first, then the nearest; by number.
    pub fn board_rounds(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<BoardRound>> {
        type Row = (i64, i32, String, String, String, i64, String, i64);
        let span = permit.span();
        let rows: Vec<Row> = round::table
            .inner_join(programme::table)
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)).and(programme_in_use()))
            .order((
                programme::id.eq(preferred(permit)).desc(),
                unit::lo.desc(),
                programme_going().desc(),
                programme::id.desc(),
                round::number.asc(),
            ))
            .limit(MOST_ROUNDS)
            .select((
                round::id,
                round::number,
                round::topic,
                round::state,
                round::opens_on,
                unit::id,
                unit::code,
                programme::id,
            ))
            .load(self.connection)?;
        let told = |(id, number, topic, state, opens_on, organiser, code, programme): Row| {
            Ok(BoardRound {
                id: RoundId(id),
                number,
                topic,
                state,
                opens_on: read_date(&opens_on)?,
                organiser: UnitId(organiser),
                organiser_code: code,
                programme: ProgrammeId(programme),
            })
        };
        rows.into_iter().map(told).collect()
    }
}
