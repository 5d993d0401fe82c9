//! Figures of plans and duties.

use super::{Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{duty, plan, round, unit},
};
use diesel::prelude::*;
use earnest_model::figure::{FigureName, Scope};

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
    let mut query = duty::table
        .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(duty::laid_on.le(scope.as_of.to_string()))
        .into_boxed();
    if name == FigureName::DutiesAcknowledged {
        query = query.filter(duty::acknowledged_on.is_not_null());
    }
    Ok(serve!(connection, wanted, query, duty::id, duty::kind))
}
