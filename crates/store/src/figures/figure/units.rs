//! Figures that count units of the tree itself.

use super::{Given, Wanted, serve};
use crate::{connection::AnyConnection, error::Result, plans::plan::owes_plan, schema::unit};
use diesel::prelude::*;
use earnest_model::figures::figure::{FigureName, Scope};

pub(super) fn run(
    connection: &mut AnyConnection,
    name: FigureName,
    scope: &Scope,
    wanted: Wanted,
) -> Result<Given> {
    let day = scope.as_of.to_string();
    let mut query = unit::table
        .filter(unit::lo.between(scope.span.lo, scope.span.hi))
        .filter(owes_plan(&day))
        .into_boxed();
    if name == FigureName::PlansDue {
        query = query.filter(unit::parent_id.eq(scope.unit.0));
    }
    Ok(serve!(connection, wanted, query, unit::id, unit::class))
}
