//! Forms that are not handed in yet, and tokens of forms that were sent. Like sign-in sessions they are no part of what
//! the register shows: they need no event, and nobody but their account reads them.

use crate::{
    Reader, Store,
    connection::AnyConnection,
    error::{Result, one},
    opens::own,
    schema::{draft, form_sent},
    sending::key,
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    actor::Actor,
    desk::draft::{
        DRAFT_DAYS, DRAFTS_EACH, FormKey, FormToken, SENDING_SECONDS, SENT_DAYS, Sending, may_replace,
    },
    id::AccountId,
};

/// A draft as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form's fields as the text of a query.
    pub body: String,
    /// When it was saved (RFC 3339, UTC).
    pub saved_at: String,
}

/// How saving a draft ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftEnd {
    /// It is kept.
    Kept,
    /// It was saved elsewhere since; nothing is written over.
    Elsewhere,
    /// The form was handed in already; nothing is kept.
    Sent,
}

/// What is known of a form that is being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentBefore {
    /// Nothing: it is sent for the first time, and now known.
    Never,
    /// It is being answered at this moment.
    UnderWay,
    /// It was taken then (RFC 3339, UTC), and its answer got lost.
    Taken(String),
    /// It was answered, and led there.
    Answered(String),
}

/// A form on its way, with where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct SendingForm<'a> {
    /// Which.
    pub sending: &'a Sending,
    /// Where it is sent.
    pub action: &'a str,
    /// The page on which it stood.
    pub page: &'a str,
}

/// What came of a form of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Where its answer led.
    pub place: String,
    /// When it was sent (RFC 3339, UTC).
    pub sent_at: String,
}

/// A moment some days before another.
pub(super) fn before(now: Timestamp, days: i64) -> String {
    let day = 24 * 3_600;
    Timestamp::from_second(now.as_second() - days * day).unwrap_or(now).to_string()
}

/// Whether a form with this token was sent, whatever was filled in.
fn was_sent(connection: &mut AnyConnection, account: AccountId, token: &FormToken) -> Result<bool> {
    let sent =
        form_sent::table.filter(form_sent::account_id.eq(account.0).and(form_sent::token.eq(token.as_str())));
    Ok(sent.count().first::<i64>(connection)? > 0)
}

/// Forgets what is too old, of anyone, and of the account what is too much.
fn tidy(connection: &mut AnyConnection, account: AccountId, now: Timestamp) -> Result<()> {
    diesel::delete(draft::table.filter(draft::saved_at.lt(before(now, DRAFT_DAYS)))).execute(connection)?;
    let beyond: Vec<String> = draft::table
        .filter(draft::account_id.eq(account.0))
        .order((draft::saved_at.desc(), draft::form.asc()))
        .offset(i64::try_from(DRAFTS_EACH).unwrap_or(i64::MAX))
        .limit(1_000)
        .select(draft::form)
        .load(connection)?;
    if !beyond.is_empty() {
        let old = draft::table.filter(draft::account_id.eq(account.0).and(draft::form.eq_any(beyond)));
        diesel::delete(old).execute(connection)?;
    }
    Ok(())
}

impl Store {
    /// Saves a draft. `base` is the version that the writer began from, `token` the form's.
    pub fn draft_save(
        &self,
        owner: &Actor,
        form: &FormKey,
        (body, base): (&str, &str),
        token: Option<&FormToken>,
        now: Timestamp,
    ) -> Result<DraftEnd> {
        let account = own(owner)?;
        self.outside_journal(|connection| {
            if let Some(token) = token
                && was_sent(connection, account, token)?
            {
                return Ok(DraftEnd::Sent);
            }
            let key = (account.0, form.as_str());
            let stored: Option<(String, String)> =
                draft::table.find(key).select((draft::body, draft::saved_at)).first(connection).optional()?;
            // The same words from two places are no conflict.
            let seen = stored.as_ref().filter(|(kept, _)| kept != body).map(|(_, at)| at.as_str());
            if !may_replace(seen, base) {
                return Ok(DraftEnd::Elsewhere);
            }
            let kept = (draft::body.eq(body), draft::saved_at.eq(now.to_string()));
            if stored.is_some() {
                one(diesel::update(draft::table.find(key)).set(kept).execute(connection)?)?;
            } else {
                diesel::insert_into(draft::table)
                    .values((draft::account_id.eq(account.0), draft::form.eq(form.as_str()), kept.0, kept.1))
                    .execute(connection)?;
            }
            tidy(connection, account, now)?;
            Ok(DraftEnd::Kept)
        })
    }

    /// Forgets a draft.
    pub fn draft_forget(&self, owner: &Actor, form: &FormKey) -> Result<()> {
        let account = own(owner)?;
        self.outside_journal(|connection| {
            diesel::delete(draft::table.find((account.0, form.as_str()))).execute(connection)?;
            Ok(())
        })
    }

    /// Notes that a form is being sent, unless it was before with the same words.
    pub fn form_claim(&self, form: &SendingForm<'_>, now: Timestamp) -> Result<SentBefore> {
        self.outside_journal_soon(|connection| {
            let key = key(form.sending);
            let known: Option<(Option<String>, String, Option<i64>)> = form_sent::table
                .find(key)
                .select((form_sent::place, form_sent::sent_at, form_sent::act))
                .first(connection)
                .optional()?;
            match known {
                Some((Some(place), ..)) => return Ok(SentBefore::Answered(place)),
                Some((None, at, Some(_))) => return Ok(SentBefore::Taken(at)),
                Some((None, at, None)) => {
                    let at: Option<Timestamp> = at.parse().ok();
                    let fresh = at
                        .is_some_and(|at| (0..SENDING_SECONDS).contains(&(now.as_second() - at.as_second())));
                    if fresh {
                        return Ok(SentBefore::UnderWay);
                    }
                    diesel::delete(form_sent::table.find(key)).execute(connection)?;
                }
                None => {}
            }
            diesel::delete(form_sent::table.filter(form_sent::sent_at.lt(before(now, SENT_DAYS))))
                .execute(connection)?;
            diesel::insert_into(form_sent::table)
                .values((
                    form_sent::account_id.eq(key.0),
                    form_sent::token.eq(key.1),
                    form_sent::content.eq(key.2),
                    form_sent::action.eq(form.action),
                    form_sent::page.eq(form.page),
                    form_sent::sent_at.eq(now.to_string()),
                ))
                .execute(connection)?;
            Ok(SentBefore::Never)
        })
    }

    /// Notes where the answer to a form led; without a place the form may be sent anew.
    pub fn form_answered(&self, sending: &Sending, place: Option<&str>) -> Result<()> {
        self.outside_journal_soon(|connection| {
            let sent = form_sent::table.find(key(sending));
            match place {
                Some(place) => diesel::update(sent).set(form_sent::place.eq(place)).execute(connection)?,
                None => diesel::delete(sent).execute(connection)?,
            };
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// The owner's draft of a form, if it is not too old.
    pub fn draft(&mut self, owner: &Actor, form: &FormKey, now: Timestamp) -> Result<Option<Draft>> {
        let account = own(owner)?;
        let row: Option<(String, String)> = draft::table
            .find((account.0, form.as_str()))
            .filter(draft::saved_at.ge(before(now, DRAFT_DAYS)))
            .select((draft::body, draft::saved_at))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(body, saved_at)| Draft { body, saved_at }))
    }

    /// When a form of an account was taken, and where its answer led: for whoever sends it once more after it ended their session.
    pub fn form_taken(&mut self, sending: &Sending) -> Result<Option<Ended>> {
        let row: Option<(Option<String>, String)> = form_sent::table
            .find(key(sending))
            .select((form_sent::place, form_sent::sent_at))
            .first(self.connection)
            .optional()?;
        Ok(row.and_then(|(place, sent_at)| Some(Ended { place: place?, sent_at })))
    }

    /// What came of the last form of an account that stood on a page or was sent there.
    pub fn form_ended(&mut self, owner: &Actor, page: &str, now: Timestamp) -> Result<Option<Ended>> {
        let Ok(account) = own(owner) else { return Ok(None) };
        let row: Option<(Option<String>, String)> = form_sent::table
            .filter(form_sent::account_id.eq(account.0))
            .filter(form_sent::page.eq(page).or(form_sent::action.eq(page)))
            .filter(form_sent::place.is_not_null().and(form_sent::sent_at.ge(before(now, SENT_DAYS))))
            .order(form_sent::sent_at.desc())
            .select((form_sent::place, form_sent::sent_at))
            .first(self.connection)
            .optional()?;
        Ok(row.and_then(|(place, sent_at)| Some(Ended { place: place?, sent_at })))
    }
}
