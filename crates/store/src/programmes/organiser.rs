//! Whose acts something of no round is among.

use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{programme, unit},
};
use diesel::prelude::*;
use earnest_model::{Date, span::Span};

/// The nearest unit at or above a place that had begun a programme by a day, in today's tree; none where nobody had.
pub(crate) fn organiser_at(connection: &mut AnyConnection, place: Span, day: Date) -> Result<Option<i64>> {
    Ok(programme::table
        .inner_join(unit::table.on(unit::id.eq(programme::organiser_id)))
        .filter(programme::started_on.le(day.to_string()))
        .filter(unit::lo.le(place.lo).and(unit::hi.ge(place.hi)))
        .order(unit::lo.desc())
        .select(unit::id)
        .first(connection)
        .optional()?)
}
