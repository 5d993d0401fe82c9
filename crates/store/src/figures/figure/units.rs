//! Figures that count units of the tree itself.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    day::there,
    error::Result,
    schema::{round, round_owing, unit},
};
use diesel::prelude::*;
use earnest_model::figures::figure_name::FigureName;

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    if ask.name == FigureName::PlansDue {
        return owing(connection, ask, wanted);
    }
    let standing = there(&ask.day);
    let mut query = unit::table.filter(standing).into_boxed();
    if ask.since {
        query = unit::table.filter(come_since(&ask.day)).into_boxed();
    }
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}

/// Units that stood there on a day and were entered after it.
#[diesel::dsl::auto_type(no_type_alias)]
fn come_since(day: &str) -> _ {
    let opened: String = day.to_owned();
    let closed: String = day.to_owned();
    let entered: String = day.to_owned();
    unit::opened_on
        .is_null()
        .or(unit::opened_on.le(opened))
        .and(unit::closed_on.is_null().or(unit::closed_on.gt(closed)))
        .and(unit::entered_on.gt(entered))
}

/// Units that owe a plan to one of the organiser's rounds that had opened by the day.
fn owing(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let owed = round_owing::table
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        // The organiser's own leading group owes by the same rules and is told apart.
        .filter(round_owing::unit_id.ne(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(round_owing::from_on.le(ask.day.clone()));
    let query = unit::table.filter(unit::id.eq_any(owed.select(round_owing::unit_id))).into_boxed();
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}
