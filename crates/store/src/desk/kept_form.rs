//! Words of forms that were not taken. Like drafts they are no part of what the
//! register shows: they need no event, and nobody but their account reads them.

use super::draft::before;
use crate::{Reader, Store, connection::AnyConnection, error::Result, opens::own, schema::kept_form};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    actor::Actor,
    desk::{
        draft::FormToken,
        kept_form::{KEPT_DAYS, KEPT_EACH},
    },
    id::AccountId,
};

/// A form that was not taken, with what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = kept_form)]
pub struct KeptForm {
    /// The token under which it is kept.
    pub token: String,
    /// Where it was sent.
    pub action: String,
    /// The page on which it stood.
    pub page: String,
    /// What was filled in, as the text of a query.
    pub body: String,
    /// Names of the files that it brought, as JSON: the files themselves are not kept.
    pub files: String,
    /// Why it was not taken.
    pub reason: String,
    /// What was wrong with it, as JSON.
    pub faults: String,
    /// When it was kept (RFC 3339, UTC).
    pub kept_at: String,
}

fn tidy(connection: &mut AnyConnection, account: AccountId, now: Timestamp) -> Result<()> {
    diesel::delete(kept_form::table.filter(kept_form::kept_at.lt(before(now, KEPT_DAYS))))
        .execute(connection)?;
    let beyond: Vec<String> = kept_form::table
        .filter(kept_form::account_id.eq(account.0))
        .order((kept_form::kept_at.desc(), kept_form::token.asc()))
        .offset(KEPT_EACH)
        .limit(1_000)
        .select(kept_form::token)
        .load(connection)?;
    if !beyond.is_empty() {
        let old =
            kept_form::table.filter(kept_form::account_id.eq(account.0).and(kept_form::token.eq_any(beyond)));
        diesel::delete(old).execute(connection)?;
    }
    Ok(())
}

impl Store {
    /// Keeps a form for an account, in the place of what was kept under its token, and forgets what is too old, of anyone,
    /// and of the account what is too much.
    pub fn form_keep(&self, account: AccountId, form: &KeptForm, now: Timestamp) -> Result<()> {
        self.outside_journal(|connection| {
            diesel::delete(kept_form::table.find((account.0, &form.token))).execute(connection)?;
            diesel::insert_into(kept_form::table)
                .values((kept_form::account_id.eq(account.0), form))
                .execute(connection)?;
            tidy(connection, account, now)
        })
    }

    /// Forgets a kept form.
    pub fn form_forget(&self, account: AccountId, token: &FormToken) -> Result<()> {
        self.outside_journal(|connection| {
            diesel::delete(kept_form::table.find((account.0, token.as_str()))).execute(connection)?;
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// An account's own kept form.
    pub fn kept_form(
        &mut self,
        owner: &Actor,
        token: &FormToken,
        now: Timestamp,
    ) -> Result<Option<KeptForm>> {
        let Ok(account) = own(owner) else { return Ok(None) };
        Ok(kept_form::table
            .find((account.0, token.as_str()))
            .filter(kept_form::kept_at.ge(before(now, KEPT_DAYS)))
            .select(KeptForm::as_select())
            .first(self.connection)
            .optional()?)
    }

    /// An account's own kept forms, the newest first: all of them, or those that stood on a page.
    pub fn kept_forms(&mut self, owner: &Actor, page: Option<&str>, now: Timestamp) -> Result<Vec<KeptForm>> {
        let Ok(account) = own(owner) else { return Ok(Vec::new()) };
        let mut query = kept_form::table
            .filter(kept_form::account_id.eq(account.0))
            .filter(kept_form::kept_at.ge(before(now, KEPT_DAYS)))
            .order((kept_form::kept_at.desc(), kept_form::token.asc()))
            .limit(KEPT_EACH)
            .select(KeptForm::as_select())
            .into_boxed();
        if let Some(page) = page {
            query = query.filter(kept_form::page.eq(page));
        }
        Ok(query.load(self.connection)?)
    }
}
