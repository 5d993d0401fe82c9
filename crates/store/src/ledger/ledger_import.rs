//! Ledgers that came back and wait for a yes. Like drafts they are no part of what the register shows: they need no
//! event, nobody but their account reads them, and they are forgotten soon.

use crate::{Reader, Store, batch::next_id, error::Result, schema::ledger_import};
use diesel::prelude::*;
use earnest_model::{
    Timestamp,
    id::AccountId,
    permit::{Permit, ReadDesk},
};

/// How many hours one is kept.
const HOURS: i64 = 48;
/// How many an account keeps at most.
const EACH: i64 = 5;

/// A ledger that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptImport {
    /// Code of the unit whose ledger it was; `None` for the account's home.
    pub unit: Option<String>,
    /// What the file was called; empty for what was pasted.
    pub name: String,
    /// The table, as JSON.
    pub body: String,
}

fn before(now: Timestamp) -> String {
    Timestamp::from_second(now.as_second() - HOURS * 3_600).unwrap_or(now).to_string()
}

impl Store {
    /// Keeps a ledger for an account and forgets what is too old, of anyone, and of the account what is too much.
    pub fn ledger_import_keep(&self, account: AccountId, new: &KeptImport, now: Timestamp) -> Result<i64> {
        self.outside_journal(|connection| {
            diesel::delete(ledger_import::table.filter(ledger_import::kept_at.lt(before(now))))
                .execute(connection)?;
            let beyond: Vec<i64> = ledger_import::table
                .filter(ledger_import::account_id.eq(account.0))
                .order(ledger_import::id.desc())
                .offset(EACH - 1)
                .limit(1_000)
                .select(ledger_import::id)
                .load(connection)?;
            diesel::delete(ledger_import::table.filter(ledger_import::id.eq_any(beyond)))
                .execute(connection)?;
            let id = next_id!(connection, ledger_import);
            diesel::insert_into(ledger_import::table)
                .values((
                    ledger_import::id.eq(id),
                    ledger_import::account_id.eq(account.0),
                    ledger_import::unit_code.eq(new.unit.as_deref()),
                    ledger_import::name.eq(&new.name),
                    ledger_import::body.eq(&new.body),
                    ledger_import::kept_at.eq(now.to_string()),
                ))
                .execute(connection)?;
            Ok(id)
        })
    }

    /// Forgets a ledger of an account.
    pub fn ledger_import_forget(&self, account: AccountId, id: i64) -> Result<()> {
        self.outside_journal(|connection| {
            let own = ledger_import::table.filter(ledger_import::account_id.eq(account.0));
            diesel::delete(own.filter(ledger_import::id.eq(id))).execute(connection)?;
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// A ledger of the permit's account that waits, if it is not too old.
    pub fn ledger_import(
        &mut self,
        permit: &Permit<ReadDesk>,
        id: i64,
        now: Timestamp,
    ) -> Result<Option<KeptImport>> {
        let Some(account) = permit.account() else { return Ok(None) };
        let row: Option<(Option<String>, String, String)> = ledger_import::table
            .filter(ledger_import::id.eq(id).and(ledger_import::account_id.eq(account.0)))
            .filter(ledger_import::kept_at.ge(before(now)))
            .select((ledger_import::unit_code, ledger_import::name, ledger_import::body))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, name, body)| KeptImport { unit, name, body }))
    }
}
