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

    /// Refuses a register of another pack, and what is no register. One without a mark is judged by its programmes.
    pub fn must_be_of(&self, pack: &str) -> Result<()> {
        let connection: &mut AnyConnection = &mut *self.writer()?;
        let mark = match standing(connection)? {
            Standing::Empty => return Ok(()),
            Standing::Foreign => return Err(StoreError::Foreign),
            Standing::Register(mark) => mark,
        };
        let other = match mark {
            Some(mark) => (mark.pack != pack).then_some((mark.name, mark.pack)),
            None => foreign_programme(connection, pack)?.map(|other| ("without a name".to_owned(), other)),
        };
        match other {
            None => Ok(()),
            Some((name, register)) => Err(StoreError::OtherPack { name, register, program: pack.to_owned() }),
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

/// The pack of a programme that is of another pack.
fn foreign_programme(connection: &mut AnyConnection, pack: &str) -> Result<Option<String>> {
    Ok(programme::table
        .filter(programme::pack.ne(pack))
        .select(programme::pack)
        .first(connection)
        .optional()?)
}
