//! What came of it when the server last verified the register to sign a checkpoint. Machinery, and no part of the journal.

use crate::{Reader, Store, error::Result, schema::signing_note};
use diesel::prelude::*;

/// The note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningNote {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// How many acts the journal had.
    pub entries: i64,
    /// Why nothing was signed, if nothing was.
    pub fault: Option<String>,
}

impl Store {
    /// Notes it in the place of what was noted before.
    pub fn note_signing(&self, note: &SigningNote) -> Result<()> {
        self.outside_journal_whole(|connection| {
            let values = (
                signing_note::at.eq(&note.at),
                signing_note::entries.eq(note.entries),
                signing_note::fault.eq(&note.fault),
            );
            let changed = diesel::update(signing_note::table.find(1)).set(values).execute(connection)?;
            if changed == 0 {
                diesel::insert_into(signing_note::table)
                    .values((signing_note::id.eq(1), values))
                    .execute(connection)?;
            }
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// The note. A register without units has one, too, and nobody who could be given a permit.
    pub fn last_signing(&mut self) -> Result<Option<SigningNote>> {
        let row: Option<(String, i64, Option<String>)> = signing_note::table
            .select((signing_note::at, signing_note::entries, signing_note::fault))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(at, entries, fault)| SigningNote { at, entries, fault }))
    }
}
