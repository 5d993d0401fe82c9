//! Send a form once: a second send of the same form with the same words gets the answer of the first.

use crate::{Context, Result};
pub use earnest_model::desk::draft::Sending;
use earnest_model::{
    actor::Actor,
    desk::draft::{FormKey, FormToken},
    hash::sha256_hex,
    id::AccountId,
};
pub use earnest_store::{Ended, SentBefore};
use earnest_store::{SendingForm, Store};

/// A form on its way.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// Its token; a form without one may be sent as often as one likes.
    pub token: &'a str,
    /// What was filled in, as one text: the same token with other words is another act.
    pub content: &'a str,
    /// Where it is sent.
    pub action: &'a str,
    /// The page on which it stood.
    pub page: &'a str,
    /// The address of the form, if a draft of it may be kept.
    pub form: Option<&'a str>,
}

impl Sent<'_> {
    fn of(&self, account: AccountId) -> Option<Sending> {
        let content = sha256_hex(format!("{}\n{}", self.action, self.content).as_bytes());
        Some(Sending { account, token: FormToken::parse(self.token)?, content })
    }

    /// The form as its acts note it; `None` for a form that may be sent as often as one likes.
    pub fn sending(&self, actor: &Actor) -> Option<Sending> {
        self.of(actor.account()?)
    }
}

/// Says what is known of the form, and notes that it is being answered.
pub fn begin_sending(context: &Context<'_>, sent: &Sent<'_>) -> Result<SentBefore> {
    let Some(sending) = sent.sending(context.actor) else { return Ok(SentBefore::Never) };
    let form = SendingForm { sending: &sending, action: sent.action, page: sent.page };
    Ok(context.store.form_claim(&form, context.now)?)
}

/// Notes how it ended: where the answer led, which also ends the draft; or that nothing was done.
pub fn end_sending(context: &Context<'_>, sent: &Sent<'_>, place: Option<&str>) -> Result<()> {
    if context.actor.account().is_none() {
        return Ok(());
    }
    if let Some(sending) = sent.sending(context.actor) {
        context.store.form_answered(&sending, place)?;
    }
    if let (Some(_), Some(Ok(form))) = (place, sent.form.map(FormKey::parse)) {
        context.store.draft_forget(context.actor, &form)?;
    }
    Ok(())
}

/// When the very form of an account was taken, and where its answer led: for whoever pressed twice, when the first press ended the
/// session by which the second is known.
pub fn taken(store: &Store, account: AccountId, sent: &Sent<'_>) -> Result<Option<Ended>> {
    match sent.of(account) {
        Some(sending) => Ok(store.snapshot()?.reader().form_taken(&sending)?),
        None => Ok(None),
    }
}

/// What came of the actor's last form that stood on a page or was sent there: for whoever comes back to it when there is
/// nothing left to do.
pub fn ended(context: &Context<'_>, page: &str) -> Result<Option<Ended>> {
    Ok(context.store.snapshot()?.reader().form_ended(context.actor, page, context.now)?)
}
