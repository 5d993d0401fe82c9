//! Figures that count units of the tree itself.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{connection::AnyConnection, error::Result, schema::unit};
use diesel::prelude::*;
use earnest_model::figures::figure::FigureName;

/// Units that were there on a day and had been entered by its end.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn there(day: &str) -> _ {
    let opened: String = day.to_owned();
    let closed: String = day.to_owned();
    let entered: String = day.to_owned();
    unit::opened_on
        .is_null()
        .or(unit::opened_on.le(opened))
        .and(unit::closed_on.is_null().or(unit::closed_on.gt(closed)))
        .and(unit::entered_on.le(entered))
}

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let mut query = unit::table.filter(there(&ask.day)).into_boxed();
    if ask.name == FigureName::PlansDue {
        query = query.filter(unit::parent_id.eq(ask.organiser));
    }
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}
