//! The connection that writes: it notes which records it touches, so that an act tells of all of them.

use crate::{
    connection::AnyConnection,
    contents::{self, Table},
    error::Result,
};
use earnest_model::contents::Written;
use std::{
    ops::{Deref, DerefMut},
    sync::MutexGuard,
};

/// The writer's connection with the tables that it notes the touched records of.
pub(crate) struct Writer {
    connection: AnyConnection,
    /// The tables in the chain; `None` until the connection notes what it touches.
    tables: Option<Vec<Table>>,
}

impl Writer {
    /// A connection that notes nothing yet: the tables may not be made.
    pub fn new(connection: AnyConnection) -> Self {
        Self { connection, tables: None }
    }

    /// Makes the connection note what it touches, unless it does already.
    pub fn prepare(&mut self) -> Result<()> {
        if self.tables.is_none() {
            self.tables = Some(contents::prepare(&mut self.connection)?);
        }
        Ok(())
    }

    /// Begins anew: the tables have changed.
    pub fn forget(&mut self) -> Result<()> {
        if let Some(tables) = self.tables.take() {
            contents::unprepare(&mut self.connection, &tables)?;
        }
        Ok(())
    }

    /// What was touched since the last time, with the digests as they stand now.
    pub fn take_touched(&mut self) -> Result<Vec<Written>> {
        match &self.tables {
            Some(tables) => contents::take(&mut self.connection, tables),
            None => Ok(Vec::new()),
        }
    }
}

impl Deref for Writer {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}

/// The writer while a unit of work holds it: statements reach its connection directly.
pub(crate) struct Held<'s>(pub MutexGuard<'s, Writer>);

impl Deref for Held<'_> {
    type Target = AnyConnection;
    fn deref(&self) -> &AnyConnection {
        &self.0.connection
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.0.connection
    }
}
