//! What is noted of backups: that one was made, and what came of restoring it aside. Machinery, and no part of the journal.

use crate::{Reader, Store, batch::next_id, error::Result, schema::backup_note};
use diesel::prelude::*;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupDeed {
    /// A backup was made.
    Made,
    /// The last one was restored aside and checked.
    Rehearsed,
}

impl BackupDeed {
    fn key(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Rehearsed => "rehearsed",
        }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupNote {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The file.
    pub place: String,
    /// How far its journal goes.
    pub entries: i64,
    /// The hash of its last entry.
    pub head: String,
    /// What went wrong, if something did.
    pub fault: Option<String>,
}

/// Notes that are kept of each deed.
const KEPT: i64 = 100;

type Row = (String, String, i64, String, Option<String>);

impl Store {
    /// Notes it; old notes go.
    pub fn note_backup(&self, deed: BackupDeed, note: &BackupNote) -> Result<()> {
        self.outside_journal_whole(|connection| {
            let id = next_id!(connection, backup_note);
            diesel::insert_into(backup_note::table)
                .values((
                    backup_note::id.eq(id),
                    backup_note::kind.eq(deed.key()),
                    backup_note::at.eq(&note.at),
                    backup_note::place.eq(&note.place),
                    backup_note::entries.eq(note.entries),
                    backup_note::head.eq(&note.head),
                    backup_note::fault.eq(&note.fault),
                ))
                .execute(connection)?;
            let last: Option<i64> = backup_note::table
                .filter(backup_note::kind.eq(deed.key()))
                .order(backup_note::id.desc())
                .offset(KEPT)
                .select(backup_note::id)
                .first(connection)
                .optional()?;
            if let Some(last) = last {
                let old = backup_note::kind.eq(deed.key()).and(backup_note::id.le(last));
                diesel::delete(backup_note::table.filter(old)).execute(connection)?;
            }
            Ok(())
        })
    }
}

impl Reader<'_> {
    /// The last note of a deed. A register without units has some, too, and nobody who could be given a permit.
    pub fn last_backup(&mut self, deed: BackupDeed) -> Result<Option<BackupNote>> {
        let row: Option<Row> = backup_note::table
            .filter(backup_note::kind.eq(deed.key()))
            .order(backup_note::id.desc())
            .select((
                backup_note::at,
                backup_note::place,
                backup_note::entries,
                backup_note::head,
                backup_note::fault,
            ))
            .first(self.connection)
            .optional()?;
        let note = |(at, place, entries, head, fault)| BackupNote { at, place, entries, head, fault };
        Ok(row.map(note))
    }
}
