//! What happened at the door. Like sessions it is no part of what the register shows, so it needs no event.

use crate::{
    Reader, Store,
    door::{self, Knock},
    error::{Result, StoreError},
    schema::security_event,
};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    people::security::SecurityKind,
    permit::{Permit, ReadJobs},
};

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

impl Store {
    /// Notes what happened at the door.
    pub fn security_note(&self, knock: &Knock<'_>, now: Timestamp) -> Result<()> {
        self.outside_journal_whole(|connection| door::note(connection, now, knock))
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
