//! What is noted of backups, for whoever administers the whole.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::permit::ReadJobs;
pub use earnest_store::{BackupDeed, BackupNote};

/// The last of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backups {
    /// The last backup that was made.
    pub made: Option<BackupNote>,
    /// The last time that one was restored aside and checked.
    pub rehearsed: Option<BackupNote>,
}

/// Reads them.
pub fn show_backups(context: &Context<'_>) -> Result<Backups> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    match (reader.root()?, context.actor) {
        (Some(root), _) => {
            permit_at::<ReadJobs>(context, root)?;
        }
        // Of a register without units nobody can hold a post.
        (None, actor) if actor.is_operator() => {}
        (None, _) => return Err(AppError::NotFound),
    }
    Ok(Backups {
        made: reader.last_backup(BackupDeed::Made)?,
        rehearsed: reader.last_backup(BackupDeed::Rehearsed)?,
    })
}

impl Backups {
    /// What is said of them in one line, and what is wrong.
    pub fn standing(&self) -> (String, Option<String>) {
        let Some(made) = &self.made else { return ("none was made yet".to_owned(), None) };
        let last = format!("the last was made {} with {} acts", made.at, made.entries);
        let fault_of = |note: &BackupNote, what: &str| {
            note.fault.as_ref().map(|fault| format!("{what} of {} failed: {fault}", note.at))
        };
        let fault = fault_of(made, "the backup")
            .or_else(|| self.rehearsed.as_ref().and_then(|note| fault_of(note, "the rehearsal")));
        let rehearsed = match &self.rehearsed {
            None => "none was rehearsed".to_owned(),
            Some(note) => format!("one of {} acts was rehearsed {}", note.entries, note.at),
        };
        (format!("{last}; {rehearsed}"), fault)
    }
}
