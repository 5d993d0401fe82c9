//! Figures of plans and duties.

use super::{Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{duty, duty_tally, plan, round, unit},
};
use diesel::prelude::*;
use earnest_model::figures::figure::{FigureName, Scope};

pub(super) fn run(
    connection: &mut AnyConnection,
    name: FigureName,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    if matches!(name, FigureName::DutiesAssigned | FigureName::DutiesAcknowledged) {
        return duties(connection, name, scope, wanted);
    }
    // Plans owed to the scope's unit as organiser: those of its direct subordinates for its own rounds.
    let mut query = plan::table
        .inner_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
        .filter(unit::parent_id.eq(scope.unit.0))
        .filter(round::organiser_id.eq(scope.unit.0))
        .filter(plan::latest.eq(true))
        .into_boxed();
    if let Some(number) = scope.round {
        query = query.filter(round::number.eq(number));
    }
    if name == FigureName::PlansReviewed {
        query = query.filter(plan::state.ne("submitted"));
    }
    Ok(serve!(connection, wanted, query, plan::id, plan::state))
}

fn duties(connection: &mut AnyConnection, name: FigureName, scope: &Scope, wanted: Wanted) -> Result<Given> {
    let acknowledged = name == FigureName::DutiesAcknowledged;
    if matches!(wanted, Wanted::Count)
        && let Some(count) = kept(connection, scope, acknowledged)?
    {
        return Ok(Given::Count(count));
    }
    counted(connection, scope, acknowledged, (scope.span.lo, scope.span.hi), wanted)
}

/// Duties in force on the scope's day, of the units whose places lie between two.
fn counted(
    connection: &mut AnyConnection,
    scope: &Scope,
    acknowledged: bool,
    (lo, hi): (i64, i64),
    wanted: Wanted,
) -> Result<Given> {
    let day = scope.as_of.to_string();
    let mut query = duty::table
        .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
        .filter(unit::lo.between(lo, hi))
        .filter(duty::laid_on.le(day.clone()))
        .filter(duty::ended_on.is_null().or(duty::ended_on.gt(day.clone())))
        .into_boxed();
    if acknowledged {
        query = query.filter(duty::acknowledged_on.le(day));
    }
    Ok(serve!(connection, wanted, query, duty::id, duty::kind))
}

/// The same count from the tallies, if nothing in them changed after the scope's day; the unit's own duties, which
/// they leave out, are counted.
fn kept(connection: &mut AnyConnection, scope: &Scope, acknowledged: bool) -> Result<Option<i64>> {
    let rows: Vec<(i64, i64, String)> = duty_tally::table
        .filter(duty_tally::unit_id.eq(scope.unit.0))
        .select((duty_tally::laid, duty_tally::acknowledged, duty_tally::touched_on))
        .load(connection)?;
    let day = scope.as_of.to_string();
    if rows.iter().any(|(.., touched)| *touched > day) {
        return Ok(None);
    }
    let beneath: i64 = rows.iter().map(|(laid, taken, _)| if acknowledged { *taken } else { *laid }).sum();
    let own = (scope.span.lo, scope.span.lo);
    Ok(match counted(connection, scope, acknowledged, own, Wanted::Count)? {
        Given::Count(own) => Some(beneath + own),
        Given::Records(_) => None,
    })
}
