//! What the register says it is: a demonstration or real, its pack, its name.

use crate::{
    Store, Work,
    connection::AnyConnection,
    contents,
    error::{Result, StoreError},
    migration,
    schema::{programme, register},
    standing::{Standing, read, standing},
};
use diesel::prelude::*;
use earnest_model::mark::{Mark, RegisterKind};

impl Store {
    /// What stands there.
    pub fn standing(&self) -> Result<Standing> {
        standing(&mut *self.writer()?)
    }

    /// Refuses what is no register.
    pub fn must_be_register(&self) -> Result<()> {
        match self.standing()? {
            Standing::Foreign => Err(StoreError::Foreign),
            Standing::Empty | Standing::Register(_) => Ok(()),
        }
    }

    /// The key of the pack of a register from before it held its packs: its mark's, or its programmes'.
    pub fn pack_from_before(&self) -> Result<Option<String>> {
        let connection: &mut AnyConnection = &mut *self.writer()?;
        match standing(connection)? {
            Standing::Register(Some(mark)) => Ok(Some(mark.pack)),
            Standing::Register(None) => {
                Ok(programme::table.select(programme::pack).first(connection).optional()?)
            }
            Standing::Empty | Standing::Foreign => Ok(None),
        }
    }

    /// Takes all tables of a demonstration away. Any other register is refused.
    pub fn clear_demonstration(&self) -> Result<()> {
        let mut writer = self.writer()?;
        match standing(&mut writer)? {
            Standing::Register(Some(Mark { kind: RegisterKind::Demonstration, .. })) => {}
            _ => return Err(StoreError::NoDemonstration),
        }
        if !contents::mark_is_as_told(&mut writer)? {
            return Err(StoreError::NoDemonstration);
        }
        writer.forget()?;
        migration::undo_all(&mut writer)
    }

    /// Whether the mark is the one that the journal tells of: whoever changes it past the program makes no demonstration of
    /// somebody's work. One of an older program, whose journal does not tell of it yet, is taken at its word.
    pub fn mark_is_as_told(&self) -> Result<bool> {
        contents::mark_is_as_told(&mut *self.writer()?)
    }

    /// Marks a register that has no mark yet.
    pub fn mark(&self, mark: &Mark, at: jiff::Timestamp) -> Result<()> {
        self.outside_journal(|connection| write(connection, mark, at))
    }
}

impl Work<'_> {
    /// Marks the register with this unit of work, if it has no mark yet.
    pub fn mark(&mut self, mark: &Mark) -> Result<()> {
        let at = self.at();
        write(&mut self.connection, mark, at)
    }
}

fn write(connection: &mut AnyConnection, mark: &Mark, at: jiff::Timestamp) -> Result<()> {
    if read(connection)?.is_some() {
        return Ok(());
    }
    diesel::insert_into(register::table)
        .values((
            register::id.eq(1),
            register::kind.eq(mark.kind.key()),
            register::pack.eq(&mark.pack),
            register::name.eq(&mark.name),
            register::marked_at.eq(at.to_string()),
        ))
        .execute(connection)?;
    Ok(())
}
