//! Which rounds of the tiers beneath go with a round of a cascade.

use crate::{
    connection::AnyConnection,
    day::read_date,
    error::Result,
    schema::{programme, round},
};
use diesel::prelude::*;
use earnest_model::{
    duties::round_days::{RoundDays, goes_with},
    id::ProgrammeId,
};

/// A round: key, number, first and last day.
type Row = (i64, i32, String, String);

fn rounds_of(connection: &mut AnyConnection, programmes: &[i64]) -> Result<Vec<(i64, RoundDays)>> {
    let rows: Vec<Row> = round::table
        .filter(round::programme_id.eq_any(programmes))
        .order(round::id.asc())
        .select((round::id, round::number, round::opens_on, round::ends_on))
        .load(connection)?;
    let days = |(id, number, from, until): Row| {
        Ok((id, RoundDays { number, from: read_date(&from)?, until: read_date(&until)? }))
    };
    rows.into_iter().map(days).collect()
}

/// The round of a number of a programme, and those that go with it of the programmes that carry it out, however deep.
pub(super) fn rounds_beneath(
    connection: &mut AnyConnection,
    of: Option<(ProgrammeId, i32)>,
) -> Result<Vec<i64>> {
    let Some((id, number)) = of else { return Ok(Vec::new()) };
    let ours = rounds_of(connection, &[id.0])?;
    let days: Vec<RoundDays> = ours.iter().map(|(_, days)| *days).collect();
    let mut found: Vec<i64> =
        ours.iter().filter(|(_, days)| days.number == number).map(|(round, _)| *round).collect();
    let mut level = vec![id.0];
    loop {
        level = programme::table
            .filter(programme::superior_id.eq_any(level))
            .select(programme::id)
            .load(connection)?;
        if level.is_empty() {
            return Ok(found);
        }
        let theirs = rounds_of(connection, &level)?.into_iter();
        found
            .extend(theirs.filter(|(_, one)| goes_with(*one, &days) == Some(number)).map(|(round, _)| round));
    }
}
