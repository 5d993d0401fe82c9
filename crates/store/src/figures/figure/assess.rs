//! Figures of the four steps: sessions, sheets, spot checks, ratings, circulars.

use super::{Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{circular, rating, round, seminar, sheet, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::figures::figure::{FigureName, Scope};

pub(super) fn run(
    connection: &mut AnyConnection,
    name: FigureName,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    match name {
        FigureName::SeminarsHeld => seminars(connection, scope, wanted),
        FigureName::UnitsObserved => observed(connection, scope, wanted),
        FigureName::ObservationSheets => sheets(connection, scope, wanted),
        FigureName::UnitsSpotChecked => checked(connection, scope, wanted),
        FigureName::UnitsRated => rated(connection, scope, wanted),
        FigureName::CircularsPublished => circulars(connection, scope, wanted),
        _ => spot_checks(connection, name == FigureName::SpotChecksAssessed, scope, wanted),
    }
}

fn seminars(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let mut query = seminar::table
        .inner_join(unit::table)
        .left_join(round::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(seminar::held_on.le(scope.as_of.to_string()))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.nullable().eq(Some(number)));
    }
    Ok(serve!(connection, wanted, query, seminar::id, seminar::held_on))
}

fn sheets(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let mut query = sheet::table
        .inner_join(unit::table)
        .inner_join(round::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(sheet::kind.eq("observation"))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.eq(number));
    }
    Ok(serve!(connection, wanted, query, sheet::id, sheet::submitted_at))
}

fn spot_checks(
    connection: &mut AnyConnection,
    assessed: bool,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    let mut query = spot_check::table
        .inner_join(unit::table)
        .inner_join(round::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(spot_check::state.ne("void"))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.eq(number));
    }
    if assessed {
        query = query.filter(spot_check::state.eq("assessed"));
    }
    Ok(serve!(connection, wanted, query, spot_check::id, spot_check::class))
}

/// Different units: those of which a record speaks, so that each stands once. The records lead, since they are few
/// where units are many.
fn observed(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let number = scope.round.unwrap_or(-1);
    let any = scope.round.is_none();
    let handed_in = sheet::table
        .inner_join(round::table)
        .filter(sheet::kind.eq("observation"))
        .filter(round::number.eq(number).or(any.into_sql::<diesel::sql_types::Bool>()));
    let query = unit::table
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(unit::id.eq_any(handed_in.select(sheet::unit_id)))
        .into_boxed();
    Ok(serve!(connection, wanted, query, unit::id, unit::class))
}

fn checked(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let number = scope.round.unwrap_or(-1);
    let any = scope.round.is_none();
    let drawn = spot_check::table
        .inner_join(round::table)
        .filter(spot_check::state.ne("void"))
        .filter(round::number.eq(number).or(any.into_sql::<diesel::sql_types::Bool>()));
    let query = unit::table
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(unit::id.eq_any(drawn.select(spot_check::unit_id)))
        .into_boxed();
    Ok(serve!(connection, wanted, query, unit::id, unit::class))
}

fn rated(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let number = scope.round.unwrap_or(-1);
    let any = scope.round.is_none();
    let rated = rating::table
        .inner_join(round::table)
        .filter(round::number.eq(number).or(any.into_sql::<diesel::sql_types::Bool>()));
    let query = unit::table
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(unit::id.eq_any(rated.select(rating::unit_id)))
        .into_boxed();
    Ok(serve!(connection, wanted, query, unit::id, unit::class))
}

fn circulars(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let mut query = circular::table
        .inner_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(circular::organiser_id)))
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(circular::published_on.le(scope.as_of.to_string()))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.eq(number));
    }
    Ok(serve!(connection, wanted, query, circular::id, circular::title))
}
