//! Keep the words of a form that was not taken, and give them back: to the account whose form it was, and to nobody else.

use crate::{Context, Result};
use earnest_model::{
    Timestamp,
    desk::{
        draft::FormToken,
        kept_form::{KEPT_BYTES, Reason},
    },
    hash::sha256_hex,
    id::AccountId,
};
pub use earnest_store::KeptForm;
use earnest_store::Store;

/// A form that was not taken.
#[derive(Debug, Clone, Copy)]
pub struct NotTaken<'a> {
    /// The token under which it is kept.
    pub token: &'a str,
    /// Where it was sent.
    pub action: &'a str,
    /// The page on which it stood.
    pub page: &'a str,
    /// What was filled in, as the text of a query.
    pub body: &'a str,
    /// Names of its files, as JSON.
    pub files: &'a str,
    /// Why it was not taken.
    pub reason: Reason,
    /// What was wrong with it, as JSON.
    pub faults: &'a str,
}

/// Keeps it for an account; whether it is kept. What is too long is not.
pub fn keep_form(store: &Store, account: AccountId, form: &NotTaken<'_>, now: Timestamp) -> Result<bool> {
    let Some(token) = FormToken::parse(form.token) else { return Ok(false) };
    if form.body.len() + form.files.len() + form.faults.len() > KEPT_BYTES {
        return Ok(false);
    }
    let kept = KeptForm {
        token: token.as_str().to_owned(),
        action: form.action.to_owned(),
        page: form.page.to_owned(),
        body: form.body.to_owned(),
        files: form.files.to_owned(),
        reason: form.reason.key().to_owned(),
        faults: form.faults.to_owned(),
        kept_at: now.to_string(),
    };
    store.form_keep(account, &kept, now)?;
    Ok(true)
}

/// Whose sign-in a form's token belongs to, though it may have ended.
pub fn owner_of_form(store: &Store, csrf: &str, now: Timestamp) -> Result<Option<AccountId>> {
    if csrf.is_empty() {
        return Ok(None);
    }
    Ok(store.snapshot()?.reader().form_owner(&sha256_hex(csrf.as_bytes()), now)?)
}

/// The actor's own kept form.
pub fn kept_form(context: &Context<'_>, token: &str) -> Result<Option<KeptForm>> {
    let Some(token) = FormToken::parse(token) else { return Ok(None) };
    Ok(context.store.snapshot()?.reader().kept_form(context.actor, &token, context.now)?)
}

/// The actor's own kept forms, the newest first: all of them, or those that stood on a page.
pub fn kept_forms(context: &Context<'_>, page: Option<&str>) -> Result<Vec<KeptForm>> {
    Ok(context.store.snapshot()?.reader().kept_forms(context.actor, page, context.now)?)
}

/// Forgets one of the actor's own.
pub fn forget_form(context: &Context<'_>, token: &str) -> Result<()> {
    if let (Some(account), Some(token)) = (context.actor.account(), FormToken::parse(token)) {
        context.store.form_forget(account, &token)?;
    }
    Ok(())
}

/// The place of the last act of all: whether a form wrote anything is told by it.
pub fn last_act(context: &Context<'_>) -> Result<i64> {
    Ok(context.store.snapshot()?.reader().journal_head()?)
}
