//! Read the journal of a subtree that the actor may read.

use crate::{AppError, Context, Result, home::home, permit, permit_at};
use earnest_model::permit::{ReadJournal, ReadProgramme};
use earnest_store::{JournalAsked, JournalPage};

/// A page of the journal and what it is of.
#[derive(Debug, Clone)]
pub struct Journal {
    /// The entries.
    pub page: JournalPage,
    /// Code of the unit whose subtree it is of.
    pub code: String,
    /// Name of the unit whose subtree it is of.
    pub unit: String,
    /// How many entries there are in all.
    pub total: i64,
}

/// Reads a page: of the unit with the given code, or of the actor's own home.
pub fn read_journal(context: &Context<'_>, unit: Option<&str>, asked: &JournalAsked) -> Result<Journal> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = match unit {
        Some(code) => permit::<ReadJournal>(context, &mut reader, code)?.target(),
        None => home(context, &mut reader)?.ok_or(AppError::NotFound)?,
    };
    let permit = permit_at::<ReadJournal>(context, target)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
    let total = reader.journal_length(&permit, asked)?;
    Ok(Journal { page: reader.journal(&permit, asked)?, code: unit.code, unit: unit.name, total })
}
