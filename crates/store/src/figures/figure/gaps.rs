//! Where the chain of duties has a gap: nobody first responsible, a unit that was never asked, a duty laid on twice.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    day::there,
    error::Result,
    in_force::{first_vacant, laid_twice, unasked},
    schema::{duty, post, unit},
};
use diesel::prelude::*;
use earnest_model::figures::figure_name::FigureName;

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let day = ask.day.as_str();
    match ask.name {
        FigureName::DutiesTwice => {
            let query = duty::table
                .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
                .filter(laid_twice!(day))
                .into_boxed();
            Ok(serve!(connection, ask, wanted, query, duty::id, duty::kind))
        }
        FigureName::FirstVacant => {
            let query = unit::table.filter(there(day)).filter(first_vacant!(day)).into_boxed();
            Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
        }
        _ => {
            let query = unit::table.filter(there(day)).filter(unasked!(day)).into_boxed();
            Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
        }
    }
}
