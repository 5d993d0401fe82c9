//! Where a round stands and which standard is in force: what every step of an assessment asks first.

use crate::{
    Reader,
    error::{Result, StoreError},
    schema::{round, standard, unit},
    unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    id::{ProgrammeId, RoundId, StandardId, UnitId},
    permit::Target,
    round::{Round, RoundState},
    span::Span,
    standard::Standard,
};

/// A round with its organiser, to ask for a permit and for the rules of its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundPlace {
    /// The round.
    pub round: Round,
    /// Where its organiser stands.
    pub organiser: Target,
    /// Code of the organiser.
    pub organiser_code: String,
    /// Name of the organiser.
    pub organiser_name: String,
}

type Row = (i64, i64, i64, i32, String, String, String, String, String, i64, i64, String, String);

fn read(row: Row) -> Result<RoundPlace> {
    let (id, programme, organiser, number, topic, state, opens, due, ends, lo, hi, code, name) = row;
    let round = Round {
        id: RoundId(id),
        programme: ProgrammeId(programme),
        organiser: UnitId(organiser),
        number,
        topic,
        state: RoundState::parse(&state).ok_or_else(|| StoreError::meaningless(state, "a round's state"))?,
        opens_on: read_date(&opens)?,
        plans_due_on: read_date(&due)?,
        ends_on: read_date(&ends)?,
    };
    let organiser = Target { unit: UnitId(organiser), span: Span { lo, hi } };
    Ok(RoundPlace { round, organiser, organiser_code: code, organiser_name: name })
}

impl Reader<'_> {
    /// Where a round stands, to ask for a permit.
    pub fn round_place(&mut self, id: RoundId) -> Result<RoundPlace> {
        let row: Option<Row> = round::table
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .filter(round::id.eq(id.0))
            .select((
                round::id,
                round::programme_id,
                round::organiser_id,
                round::number,
                round::topic,
                round::state,
                round::opens_on,
                round::plans_due_on,
                round::ends_on,
                unit::lo,
                unit::hi,
                unit::code,
                unit::name,
            ))
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// The newest published standard of a round's organiser. Published standards are no secret.
    pub fn standard_in_force(&mut self, round: &Round) -> Result<Option<(StandardId, Standard)>> {
        let row: Option<(i64, String)> = standard::table
            .filter(standard::programme_id.eq(round.programme.0))
            .filter(standard::organiser_id.eq(round.organiser.0))
            .order(standard::version.desc())
            .select((standard::id, standard::body))
            .first(self.connection)
            .optional()?;
        row.map(|(id, body)| Ok((StandardId(id), read_standard(&body)?))).transpose()
    }

    /// A published standard by its key.
    pub fn standard_by_id(&mut self, id: StandardId) -> Result<Standard> {
        let body: Option<String> =
            standard::table.find(id.0).select(standard::body).first(self.connection).optional()?;
        read_standard(&body.ok_or(StoreError::NotFound)?)
    }
}

fn read_standard(body: &str) -> Result<Standard> {
    serde_json::from_str(body).map_err(|_| StoreError::meaningless(body, "a standard"))
}
