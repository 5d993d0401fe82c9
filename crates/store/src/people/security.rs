//! What happened at the door. Like sessions it is no part of what the register shows, so it needs no event.

use crate::{
    Reader, Store,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError},
    schema::{account, security_event},
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    event::Event,
    id::AccountId,
    people::security::{KEPT_DAYS, MOST, SecurityKind},
    permit::{Permit, ReadJobs},
};

/// What is noted.
#[derive(Debug, Clone, Copy)]
pub struct Knock<'a> {
    /// What happened.
    pub kind: SecurityKind,
    /// Whose account it concerns.
    pub account: Option<AccountId>,
    /// From where; may be empty.
    pub client: &'a str,
    /// What else there is to say: a word, never a secret.
    pub detail: &'a str,
}

/// What was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnockLine {
    /// Its key.
    pub id: i64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// What happened.
    pub kind: SecurityKind,
    /// The login that it concerns; empty if there is none such.
    pub login: String,
    /// From where.
    pub client: String,
    /// What else there is to say.
    pub detail: String,
}

/// Notes it, and forgets what is too old or too much.
fn note(connection: &mut AnyConnection, now: Timestamp, knock: &Knock<'_>) -> Result<()> {
    let id = next_id!(connection, security_event);
    let old = Timestamp::from_second(now.as_second() - KEPT_DAYS * 86_400).unwrap_or(now).to_string();
    let forgotten = security_event::at.lt(old).or(security_event::id.le(id - MOST));
    diesel::delete(security_event::table.filter(forgotten)).execute(connection)?;
    let login: Option<String> = match knock.account {
        Some(of) => account::table.find(of.0).select(account::login).first(connection).optional()?,
        None => None,
    };
    diesel::insert_into(security_event::table)
        .values((
            security_event::id.eq(id),
            security_event::at.eq(now.to_string()),
            security_event::kind.eq(knock.kind.key()),
            security_event::account_id.eq(knock.account.map(|of| of.0)),
            security_event::login.eq(login.unwrap_or_default()),
            security_event::client.eq(knock.client),
            security_event::detail.eq(knock.detail),
        ))
        .execute(connection)?;
    Ok(())
}

/// Notes the acts by which rights change, with the act itself: together or not at all.
pub(crate) fn note_rights(connection: &mut AnyConnection, now: Timestamp, events: &[&Event]) -> Result<()> {
    use earnest_model::action::ActionKind;
    let rights = events
        .iter()
        .filter(|event| matches!(event.action(), ActionKind::ManageAccounts | ActionKind::SetPassword));
    for event in rights {
        let subject = event.subject();
        let account = (subject.kind == "account" && subject.id > 0).then_some(AccountId(subject.id));
        let detail = event.word();
        note(connection, now, &Knock { kind: SecurityKind::Rights, account, client: "", detail })?;
    }
    Ok(())
}

impl Store {
    /// Notes what happened at the door.
    pub fn security_note(&self, knock: &Knock<'_>, now: Timestamp) -> Result<()> {
        self.outside_journal_whole(|connection| note(connection, now, knock))
    }
}

impl Reader<'_> {
    /// What happened at the door, the newest first, for whoever administers the whole.
    pub fn security_events(
        &mut self,
        permit: &Permit<ReadJobs>,
        (kind, before): (Option<SecurityKind>, Option<i64>),
        limit: i64,
    ) -> Result<Vec<KnockLine>> {
        let root = self.root()?.filter(|root| root.unit == permit.unit());
        root.ok_or(StoreError::NotFound)?;
        let mut query = security_event::table
            .select((
                security_event::id,
                security_event::at,
                security_event::kind,
                security_event::login,
                security_event::client,
                security_event::detail,
            ))
            .order(security_event::id.desc())
            .limit(limit)
            .into_boxed();
        if let Some(kind) = kind {
            query = query.filter(security_event::kind.eq(kind.key()));
        }
        if let Some(before) = before {
            query = query.filter(security_event::id.lt(before));
        }
        let rows: Vec<(i64, String, String, String, String, String)> = query.load(self.connection)?;
        let line = |(id, at, kind, login, client, detail): (i64, String, String, String, String, String)| {
            let kind = SecurityKind::parse(&kind)
                .map_err(|_| StoreError::meaningless(kind.as_str(), "a kind of what happens at the door"))?;
            Ok(KnockLine { id, at, kind, login, client, detail })
        };
        rows.into_iter().map(line).collect()
    }
}
