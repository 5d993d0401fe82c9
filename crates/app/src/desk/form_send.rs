//! Send a form once: a second send of the same form gets the answer of the first.

use crate::{Context, Result};
use earnest_model::desk::draft::{FormKey, FormToken};
pub use earnest_store::SentBefore;

/// A form on its way: its token, and the draft that it began as.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The token; a form without one may be sent as often as one likes.
    pub token: &'a str,
    /// The address of the form, if a draft of it may be kept.
    pub form: Option<&'a str>,
}

/// Says what is known of the form, and notes that it is being answered.
pub fn begin_sending(context: &Context<'_>, sent: &Sent<'_>) -> Result<SentBefore> {
    match (context.actor.account(), FormToken::parse(sent.token)) {
        (Some(_), Some(token)) => Ok(context.store.form_claim(context.actor, &token, context.now)?),
        _ => Ok(SentBefore::Never),
    }
}

/// Notes how it ended: where the answer led, which also ends the draft; or that nothing was done.
pub fn end_sending(context: &Context<'_>, sent: &Sent<'_>, place: Option<&str>) -> Result<()> {
    if context.actor.account().is_none() {
        return Ok(());
    }
    if let Some(token) = FormToken::parse(sent.token) {
        context.store.form_answered(context.actor, &token, place)?;
    }
    if let (Some(_), Some(Ok(form))) = (place, sent.form.map(FormKey::parse)) {
        context.store.draft_forget(context.actor, &form)?;
    }
    Ok(())
}
