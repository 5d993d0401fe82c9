//! Notes of what happened at the door: in a unit of work with the act by which rights changed, or by themselves.

use crate::{
    batch::next_id,
    connection::AnyConnection,
    error::Result,
    schema::{account, security_event},
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    action::ActionKind,
    event::Event,
    id::AccountId,
    people::security::{KEPT_DAYS, MOST, SecurityKind},
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

/// Notes it, and forgets what is too old or too much.
pub(crate) fn note(connection: &mut AnyConnection, now: Timestamp, knock: &Knock<'_>) -> Result<()> {
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
