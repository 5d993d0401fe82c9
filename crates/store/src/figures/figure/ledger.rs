//! Figures of problems, manifestations and measures. Figures of different level never add: the area's problems, a
//! catalogue's manifestations and the leading groups' problems are different things.
//! A problem counts, with its measures, once its unit's head has signed it.

use super::{Given, Row, Wanted, serve, serve_list};
use crate::{
    connection::AnyConnection,
    error::Result,
    ledger::findings::problem::signed,
    schema::{manifestation, measure, problem, round, unit},
};
use diesel::prelude::*;
use earnest_model::figures::figure::{FigureName, Scope};

pub(super) fn run(
    connection: &mut AnyConnection,
    name: FigureName,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    use FigureName as N;
    match name {
        N::AreaProblems => area(connection, scope, wanted),
        N::TeamProblems => team_problems(connection, scope, wanted),
        N::AreaAspects => area_aspects(connection, scope, wanted),
        N::Manifestations => manifestations(connection, scope, wanted),
        N::ManifestationAspects => manifestation_aspects(connection, scope, wanted),
        _ => measures(connection, name, scope, wanted),
    }
}

/// Problems of the whole area, on the list of the scope's unit itself.
fn area(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let mut query = problem::table
        .left_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(problem::unit_id)))
        .filter(problem::unit_id.eq(scope.unit.0).and(problem::level.eq("area")))
        .filter(problem::found_on.le(scope.as_of.to_string()).and(signed()))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.nullable().eq(Some(number)));
    }
    Ok(serve!(connection, wanted, query, problem::id, problem::body))
}

/// Problems of the leading groups of the scope's direct subordinates.
fn team_problems(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let mut query = problem::table
        .left_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(problem::unit_id)))
        .filter(unit::parent_id.eq(scope.unit.0).and(problem::level.eq("team")))
        .filter(problem::found_on.le(scope.as_of.to_string()).and(signed()))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.nullable().eq(Some(number)));
    }
    Ok(serve!(connection, wanted, query, problem::id, problem::body))
}

/// Measures set against those problems, in the state that the name asks for.
fn measures(
    connection: &mut AnyConnection,
    name: FigureName,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    let day = scope.as_of.to_string();
    let mut query = measure::table
        .inner_join(problem::table.left_join(round::table))
        .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
        .filter(unit::parent_id.eq(scope.unit.0).and(problem::level.eq("team")))
        .filter(problem::found_on.le(day.clone()).and(signed()))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.nullable().eq(Some(number)));
    }
    query = match name {
        FigureName::MeasuresClosed => query.filter(measure::state.eq_any(["closed", "held"])),
        FigureName::MeasuresHeld => query.filter(measure::state.eq("held")),
        FigureName::MeasuresReopened => query.filter(measure::state.eq("reopened")),
        FigureName::MeasuresOverdue => {
            query.filter(measure::due_on.lt(day)).filter(measure::state.ne_all(["closed", "held"]))
        }
        _ => query,
    };
    Ok(serve!(connection, wanted, query, measure::id, measure::body))
}

fn manifestations(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let query = manifestation::table
        .inner_join(unit::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .into_boxed();
    Ok(serve!(connection, wanted, query, manifestation::id, manifestation::body))
}

/// Aspects with their unit, each once; numbered in byte order, since an aspect has no key of its own.
fn area_aspects(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let rows: Vec<(i64, String, String, String)> = problem::table
        .inner_join(unit::table)
        .filter(problem::unit_id.eq(scope.unit.0).and(problem::level.eq("area")))
        .filter(problem::found_on.le(scope.as_of.to_string()).and(signed()))
        .select((unit::id, unit::code, unit::name, problem::aspect))
        .distinct()
        .order((unit::id.asc(), problem::aspect.asc()))
        .load(connection)?;
    Ok(serve_list(numbered(rows), wanted))
}

fn manifestation_aspects(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let rows: Vec<(i64, String, String, String)> = manifestation::table
        .inner_join(unit::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .select((unit::id, unit::code, unit::name, manifestation::aspect))
        .distinct()
        .order((unit::id.asc(), manifestation::aspect.asc()))
        .load(connection)?;
    Ok(serve_list(numbered(rows), wanted))
}

fn numbered(rows: Vec<(i64, String, String, String)>) -> Vec<Row> {
    (1..).zip(rows).map(|(place, (unit, code, name, aspect))| (place, unit, code, name, aspect)).collect()
}
