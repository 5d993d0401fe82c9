//! Keep a form that is not handed in yet, and open it again. A draft belongs to its account alone.

use crate::{Context, Result};
use earnest_model::{
    desk::draft::{DRAFT_BYTES, FormKey, FormToken},
    message::Message,
};
pub use earnest_store::{Draft, DraftEnd};

/// A form as far as it is filled in.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// The address of the form.
    pub form: &'a str,
    /// Its fields as the text of a query.
    pub body: &'a str,
    /// The version that the writer began from: `saved_at` of the draft that they saw, empty for none, `*` for any.
    pub base: &'a str,
    /// The form's token.
    pub token: &'a str,
}

/// Keeps it.
pub fn keep_draft(context: &Context<'_>, keep: &Keep<'_>) -> Result<DraftEnd> {
    let form = FormKey::parse(keep.form)?;
    if keep.body.len() > DRAFT_BYTES {
        return Err(Message::new("error-draft-long").with("limit", DRAFT_BYTES / 1024).into());
    }
    let token = FormToken::parse(keep.token);
    Ok(context.store.draft_save(context.actor, &form, (keep.body, keep.base), token.as_ref(), context.now)?)
}

/// The actor's draft of a form, if there is one.
pub fn draft_of(context: &Context<'_>, form: &str) -> Result<Option<Draft>> {
    if context.actor.account().is_none() {
        return Ok(None);
    }
    let mut snapshot = context.store.snapshot()?;
    Ok(snapshot.reader().draft(context.actor, &FormKey::parse(form)?, context.now)?)
}
