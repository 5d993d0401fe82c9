//! A form that is answered, as the act that it becomes notes it.

use crate::{
    connection::AnyConnection,
    error::{Result, any},
    schema::form_sent,
};
use diesel::prelude::*;
use earnest_model::desk::draft::Sending;

/// The key of a sending.
pub(crate) fn key(sending: &Sending) -> (i64, &str, &str) {
    (sending.account.0, sending.token.as_str(), &sending.content)
}

/// Notes the act that a form became, within the act itself; of several the first.
pub(crate) fn note_act(connection: &mut AnyConnection, sending: &Sending, place: i64) -> Result<()> {
    let sent = form_sent::table.find(key(sending)).filter(form_sent::act.is_null());
    any(diesel::update(sent).set(form_sent::act.eq(place)).execute(connection)?);
    Ok(())
}
