//! Names of units for whoever types one: a short list for the script of the field.

use crate::frame::{
    call::Call,
    reply::{Outcome, Reply},
};
use axum::http::StatusCode;
use earnest_app::units::unit_named::names_like;

pub(super) fn named(call: &Call<'_>) -> Outcome {
    let names = names_like(&call.context(), call.query.get("q"))?;
    Ok(Reply::Data(StatusCode::OK, names.into()))
}
