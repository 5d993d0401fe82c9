//! Units of work: no event, no commit.

use crate::{
    connection::AnyConnection,
    contents, door,
    error::{Result, StoreError},
    journal, migration,
    reader::Reader,
    rehearsal::rehearsing,
    sending::note_act,
    standing::{Standing, standing},
    writer::{Held, References, Writer},
};
use diesel::connection::SimpleConnection;
use earnest_model::{
    action::{ActionKind, Writes},
    contents::Written,
    desk::draft::Sending,
    event::Event,
    permit::Permit,
    seen::Seen,
};
use parking_lot::MutexGuard;

/// An open unit of work. It ends with [`Work::commit`], or leaves nothing.
pub struct Work<'s> {
    pub(crate) connection: Held<'s>,
    at: jiff::Timestamp,
    open: bool,
    /// Whether the tables were brought up to date within it.
    migrated: bool,
    /// Whether its end does not wait for the disk.
    soon: bool,
    /// Under permits for which actions something was written.
    written: Vec<ActionKind>,
    /// Records that are taken under the chain as they are, besides what was written.
    pub(crate) sealed: Vec<Written>,
    /// Up to where whoever works had seen the register, if they write over what they saw.
    pub(crate) seen: Option<&'s Seen>,
    /// The form that is answered by it.
    pub(crate) sending: Option<&'s Sending>,
}

impl<'s> Work<'s> {
    pub(crate) fn begin(writer: MutexGuard<'s, Writer>, at: jiff::Timestamp) -> Result<Self> {
        let mut connection = Held(writer);
        connection.0.begin()?;
        Ok(Self::on(connection, at))
    }

    /// Begins work on what is no part of the register's history, and whose end does not wait for the disk.
    pub(crate) fn begin_soon(writer: MutexGuard<'s, Writer>) -> Result<Self> {
        let mut connection = Held(writer);
        connection.0.begin_soon()?;
        let mut work = Self::on(connection, jiff::Timestamp::UNIX_EPOCH);
        work.soon = true;
        Ok(work)
    }

    /// Begins a unit of work and brings the tables up to date within it; returns how many steps ran.
    pub(crate) fn begin_migrated(
        writer: MutexGuard<'s, Writer>,
        at: jiff::Timestamp,
    ) -> Result<(Self, usize)> {
        let mut work = Self::changing_tables(writer, at, References::Held)?;
        let ran = migration::run(&mut work.connection, None)?;
        journal::name_old_acts(&mut work.connection)?;
        contents::install(&mut work.connection)?;
        work.connection.0.prepare()?;
        Ok((work, ran))
    }

    /// Begins a unit of work and makes the tables of an empty place within it, as these steps leave them.
    pub(crate) fn begin_with_steps(writer: MutexGuard<'s, Writer>, versions: &[String]) -> Result<Self> {
        let mut work = Self::changing_tables(writer, jiff::Timestamp::UNIX_EPOCH, References::Checked)?;
        if standing(&mut work.connection)? != Standing::Empty {
            return Err(StoreError::NotEmpty);
        }
        migration::run(&mut work.connection, Some(versions))?;
        Ok(work)
    }

    fn changing_tables(
        writer: MutexGuard<'s, Writer>,
        at: jiff::Timestamp,
        references: References,
    ) -> Result<Self> {
        let mut connection = Held(writer);
        connection.0.begin_changing_tables(references)?;
        let mut work = Self::on(connection, at);
        work.migrated = true;
        Ok(work)
    }

    fn on(connection: Held<'s>, at: jiff::Timestamp) -> Self {
        let (written, sealed) = (Vec::new(), Vec::new());
        let (seen, sending) = (None, None);
        Self { connection, at, open: true, migrated: false, soon: false, written, sealed, seen, sending }
    }

    /// Reads what this unit of work sees.
    pub fn reader(&mut self) -> Reader<'_> {
        Reader { connection: &mut self.connection, memory: None }
    }

    /// When the work is done.
    pub fn at(&self) -> jiff::Timestamp {
        self.at
    }

    /// Ends the work: the change and its event, together or not at all.
    pub fn commit(self, event: &Event) -> Result<()> {
        self.commit_all(event, &[])
    }

    /// Ends the work with several events, for an act that concerns several records.
    pub fn commit_all(mut self, first: &Event, rest: &[Event]) -> Result<()> {
        let events: Vec<&Event> = std::iter::once(first).chain(rest).collect();
        self.check_told(&events)?;
        let mut lines = self.connection.0.take_touched_and_mark()?;
        if let Some(seen) = self.seen {
            let later = contents::overtaken(&mut self.connection, &lines, seen)?;
            if !later.is_empty() {
                return Err(StoreError::Overtaken(later));
            }
        }
        let sealed = std::mem::take(&mut self.sealed);
        lines.retain(|line| sealed.binary_search(line).is_err());
        lines.extend(sealed);
        let places = journal::append(&mut self.connection, self.at, &events, lines)?;
        if let (Some(sending), Some(place)) = (self.sending, places.first()) {
            note_act(&mut self.connection, sending, *place)?;
        }
        door::note_rights(&mut self.connection, self.at, &events)?;
        if rehearsing() {
            return Err(StoreError::Rehearsed);
        }
        self.connection.batch_execute("COMMIT")?;
        self.open = false;
        self.connection.0.committed(self.at);
        if let Some(seen) = self.seen {
            places.into_iter().for_each(|place| seen.did(place));
        }
        Ok(())
    }
}

impl Work<'_> {
    /// The way to write: what is written under a permit is noted, and [`Work::commit`] asks for the act that tells of it.
    pub(crate) fn under<A: Writes, K>(&mut self, _: &Permit<A, K>) -> &mut AnyConnection {
        if !self.written.contains(&A::KIND) {
            self.written.push(A::KIND);
        }
        &mut self.connection
    }

    /// No write without its act, and no act of an action that wrote nothing.
    fn check_told(&self, events: &[&Event]) -> Result<()> {
        let told: Vec<ActionKind> = events.iter().map(|event| event.action()).collect();
        if let Some(untold) = self.written.iter().find(|written| !told.contains(written)) {
            return Err(StoreError::Untold(*untold));
        }
        match told.iter().find(|told| !self.written.contains(told)) {
            Some(empty) => Err(StoreError::NothingWritten(*empty)),
            None => Ok(()),
        }
    }

    /// Ends work on what is no part of the register's history: without an event. What is in the chain can't be written so.
    pub(crate) fn close(mut self) -> Result<()> {
        contents::wrote_outside(&mut self.connection)?;
        if rehearsing() {
            return Err(StoreError::Rehearsed);
        }
        self.connection.batch_execute("COMMIT")?;
        self.open = false;
        self.connection.0.committed(self.at);
        Ok(())
    }
}

impl Work<'_> {
    /// Ends a unit of work in which the tables alone were brought up to date and no record is to be told of.
    pub fn close_migrated(self) -> Result<()> {
        if self.migrated { self.close() } else { Err(StoreError::NotMigrated) }
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if self.open {
            // If even this fails the connection is gone, and with it the transaction.
            let _ = self.connection.batch_execute("ROLLBACK");
            if self.migrated {
                // What notes the touched records was made within it and is gone with it.
                let _ = self.connection.0.forget();
            }
        }
        if self.soon {
            // What comes next waits for the disk again, or does not begin: the next to begin says so once more.
            let _ = self.connection.0.wait_for_disk();
        }
    }
}
