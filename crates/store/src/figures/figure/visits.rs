//! Figures of visits: different units, sessions and person-times are counted apart.

use super::{Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{comment, interview, meeting, unit, visit},
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
    let class = match name {
        N::CountiesVisited => "county",
        N::CountyDepartmentsVisited => "county-department",
        N::TownshipsVisited => "township",
        N::VillagesVisited => "village",
        N::MeetingsHeld => return meetings(connection, scope, wanted),
        N::InterviewsHeld => return interviews(connection, scope, wanted),
        N::Comments => return comments(connection, scope, wanted),
        _ => return visits(connection, scope, wanted),
    };
    let made =
        visit::table.filter(visit::state.eq("made").and(visit::visited_on.le(scope.as_of.to_string())));
    let query = unit::table
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(unit::class.eq(class))
        .filter(unit::id.eq_any(made.select(visit::unit_id)))
        .into_boxed();
    Ok(serve!(connection, wanted, query, unit::id, unit::class))
}

fn visits(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let query = visit::table
        .inner_join(unit::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(visit::state.eq("made").and(visit::visited_on.le(scope.as_of.to_string())))
        .into_boxed();
    Ok(serve!(connection, wanted, query, visit::id, visit::visited_on))
}

fn meetings(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let query = meeting::table
        .inner_join(visit::table)
        .inner_join(unit::table.on(unit::id.eq(meeting::unit_id)))
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(visit::state.eq("made").and(visit::visited_on.le(scope.as_of.to_string())))
        .into_boxed();
    Ok(serve!(connection, wanted, query, meeting::id, meeting::kind))
}

fn interviews(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let query = interview::table
        .inner_join(visit::table)
        .inner_join(unit::table.on(unit::id.eq(interview::unit_id)))
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(visit::state.eq("made").and(visit::visited_on.le(scope.as_of.to_string())))
        .into_boxed();
    Ok(serve!(connection, wanted, query, interview::id, interview::role))
}

fn comments(connection: &mut AnyConnection, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let query = comment::table
        .inner_join(unit::table)
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(comment::state.eq("published"))
        .into_boxed();
    Ok(serve!(connection, wanted, query, comment::id, comment::body))
}
