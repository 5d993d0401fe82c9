//! The way into a register: one writer, many readers.

use crate::{
    connection::{Address, AnyConnection, Manager},
    contents, copied,
    error::{Result, StoreError},
    memory::{Memory, Remembered},
    meter::{Meter, Readers, Ready},
    migration::{self, Step},
    read_only::Access,
    reader::Reader,
    rehearsal::rehearsed,
    view::{self, View},
    waits::Waits,
    work::Work,
    writer::Writer,
};
use diesel::{
    connection::SimpleConnection,
    r2d2::{self, ManageConnection as _},
};
use earnest_model::{desk::draft::Sending, seen::Seen};
use earnest_sqlite::{Halt, halted, halting};
use parking_lot::{Mutex, MutexGuard};
use std::{
    cell::Cell,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// Which engine serves a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded SQLite.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// A register. Cheap to share behind an `Arc`.
pub struct Store {
    writer: Mutex<Writer>,
    readers: r2d2::Pool<Manager>,
    /// Where they lead, and how one that its server has ended is made anew.
    anew: Manager,
    engine: Engine,
    copied: Option<String>,
    waits: Waits,
    meter: Meter,
    remembered: Arc<Remembered>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the register at `sqlite:PATH` or `postgres://…` with at most `readers` reading connections, for a command
    /// that waits patiently. The schema must be up to date: see [`Store::migrate`]. A register that a newer program brought
    /// up to date is refused.
    pub fn open(url: &str, readers: u32) -> Result<Self> {
        Self::open_within(url, readers, Waits::PATIENT)
    }

    /// The same with bounds of one's own for every wait.
    pub fn open_within(url: &str, readers: u32, waits: Waits) -> Result<Self> {
        Self::open_for(Access::Write, url, readers, waits)
    }

    /// Opens the register to read it alone: it need not be writable, and nothing is written into it, not even by the
    /// engine.
    pub fn open_to_read(url: &str, readers: u32) -> Result<Self> {
        Self::open_for(Access::Read, url, readers, Waits::PATIENT)
    }

    fn open_for(access: Access, url: &str, readers: u32, waits: Waits) -> Result<Self> {
        let address = Address::parse(url, waits)?;
        let engine = match &address {
            Address::Sqlite(_) => Engine::Sqlite,
            Address::Postgres(_) => Engine::Postgres,
        };
        let had_log = copied::has_log(&address);
        let address = address.for_access(access)?;
        let mut writer = Writer::new(address.clone(), waits, access)?;
        let unknown = migration::unknown(&mut writer)?;
        if !unknown.is_empty() {
            return Err(StoreError::Newer(unknown.join(", ")));
        }
        let copied = copied::copied_while_served(&mut writer, had_log, (waits, access))?;
        let writer = Mutex::new(writer);
        let reading = if engine == Engine::Postgres { waits.of_readers() } else { waits };
        let anew = Manager(address, reading, access);
        let readers = r2d2::Pool::builder()
            .max_size(readers.max(1))
            .min_idle(Some(0))
            // The statement with which a reading begins asks as well.
            .test_on_check_out(false)
            .connection_timeout(waits.turn)
            .build_unchecked(anew.clone());
        let (meter, remembered) = (Meter::default(), Arc::default());
        Ok(Self { writer, readers, anew, engine, copied, waits, meter, remembered })
    }

    /// Since when the register was served of which this is a copy without the log beside it: what was written last is
    /// not in it.
    pub fn copied_while_served(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// How long it waits.
    pub(crate) fn waits(&self) -> Waits {
        self.waits
    }

    /// Which engine serves it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Makes the tables of an empty register, or brings them up to date; returns how many steps ran. All or none.
    pub fn migrate(&self) -> Result<usize> {
        let (work, ran) = self.begin_migrated(jiff::Timestamp::UNIX_EPOCH)?;
        work.close_migrated()?;
        Ok(ran)
    }

    /// Begins a unit of work within which the tables have been brought up to date: all of it counts, or none.
    pub fn begin_migrated(&self, at: jiff::Timestamp) -> Result<(Work<'_>, usize)> {
        Work::begin_migrated(self.writer()?, at)
    }

    /// The steps that are waiting.
    pub fn pending_steps(&self) -> Result<Vec<Step>> {
        migration::pending(&mut *self.writer()?)
    }

    /// How many migrations are waiting.
    pub fn pending_migrations(&self) -> Result<usize> {
        Ok(self.pending_steps()?.len())
    }

    /// Whether its journal tells of the contents of records yet: registers of the first releases must be migrated first.
    pub fn keeps_contents(&self) -> Result<bool> {
        contents::are_kept(&mut *self.writer()?)
    }

    /// Begins a unit of work at a point in time. Dropped without `commit`, it leaves nothing.
    pub fn begin(&self, at: jiff::Timestamp) -> Result<Work<'_>> {
        Work::begin(self.writer()?, at)
    }

    /// The same for somebody who has seen the register up to an act: what others wrote after it is not written over; and
    /// for somebody who sent a form, which learns of the act.
    pub fn begin_from<'s>(
        &'s self,
        at: jiff::Timestamp,
        seen: Option<&'s Seen>,
        sending: Option<&'s Sending>,
    ) -> Result<Work<'s>> {
        let mut work = Work::begin(self.writer()?, at)?;
        (work.seen, work.sending) = (seen, sending);
        Ok(work)
    }

    /// Does something whose readings, one after the other, all see the register as it was at the first of them: a request
    /// that reads.
    pub fn at_once<T>(&self, act: impl FnOnce() -> T) -> T {
        view::within(self.place(), act)
    }

    /// The same for a request whose reading ends once `halt` is told: SQLite gives up the statement that runs, and on either
    /// engine nothing more is begun with.
    pub fn at_once_until<T>(&self, halt: &Arc<Halt>, act: impl FnOnce() -> T) -> T {
        halting(halt, || self.at_once(act))
    }

    /// Begins the view of this thread anew after a reading that failed and is done without: on PostgreSQL nothing can be read
    /// in a view in which a statement failed.
    pub fn look_anew(&self) {
        if let Some(connection) = view::taken(self.place()) {
            view::end(connection);
        }
    }

    /// Does something whose works all come to nothing: the first that would be committed gives
    /// [`StoreError::Rehearsed`](crate::StoreError::Rehearsed) instead, after everything that could refuse it. It tells whether an act
    /// would be taken, without a rule being written again for that.
    pub fn rehearse<T>(&self, act: impl FnOnce() -> T) -> T {
        rehearsed(act)
    }

    /// What is measured of its connections.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// How many connections read.
    pub fn readers(&self) -> Readers {
        let state = self.readers.state();
        let busy = state.connections.saturating_sub(state.idle_connections);
        Readers { busy, idle: state.idle_connections, most: self.readers.max_size() }
    }

    /// Whether it can be served: it answers, and its tables are those of this program.
    pub fn ready(&self) -> Ready {
        let Ok(mut connection) = self.reader() else { return Ready::Unreachable };
        let steps = migration::pending(&mut connection)
            .and_then(|pending| Ok(pending.is_empty() && migration::unknown(&mut connection)?.is_empty()));
        if connection.batch_execute("ROLLBACK").is_err() {
            return Ready::Unreachable;
        }
        match steps {
            Ok(true) => Ready::Yes,
            Ok(false) | Err(StoreError::Hidden { .. }) => Ready::Migrations,
            Err(_) => Ready::Unreachable,
        }
    }

    /// Where it lies, to know its views by.
    fn place(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// The names of its tables.
    pub(crate) fn tables(&self, connection: &mut AnyConnection) -> Result<Arc<[String]>> {
        self.remembered.tables(connection)
    }

    /// A connection that begins to read, once one is free; nobody waits for one to a server that is known to say nothing.
    fn reader(&self) -> Result<r2d2::PooledConnection<Manager>> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.anew.0.speaks()?;
        let mut connection = self.readers.get()?;
        if let Err(fault) = connection.batch_execute(begin) {
            if self.engine == Engine::Sqlite {
                return Err(fault.into());
            }
            // The server ended it while nobody read: nothing was begun with it.
            *connection = self.anew.connect()?;
            connection.batch_execute(begin)?;
        }
        Ok(connection)
    }

    /// A consistent view for reading.
    pub fn snapshot(&self) -> Result<Snapshot> {
        if halted().is_some() {
            return Err(StoreError::Interrupted);
        }
        let (of, remembered) = (self.place(), Arc::clone(&self.remembered));
        if let Some(view) = view::taken(of) {
            return Ok(Snapshot { view: Some(view), of, remembered });
        }
        let view = View { connection: self.reader()?, place: Cell::new(None) };
        Ok(Snapshot { view: Some(view), of, remembered })
    }

    /// While a demonstration is built in a file that is thrown away if building breaks off, SQLite need not
    /// wait for the disk at every commit. `true` turns the waiting off, `false` on again.
    pub fn relax_durability(&self, relaxed: bool) -> Result<()> {
        self.writer()?.relax(relaxed)
    }

    /// Tells the engine how the rows are spread, so that it plans its queries well. Worth it after many rows came in.
    pub fn analyse(&self) -> Result<()> {
        Ok(self.writer()?.batch_execute("ANALYZE")?)
    }

    /// Folds the write-ahead log into the file, so that the file alone holds everything.
    pub fn checkpoint(&self) -> Result<()> {
        if self.engine == Engine::Sqlite {
            self.writer()?.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
        }
        Ok(())
    }

    /// One statement or two on what is no part of the register's history (sign-in sessions).
    pub(crate) fn outside_journal<T>(&self, act: impl FnOnce(&mut AnyConnection) -> Result<T>) -> Result<T> {
        self.outside_journal_whole(act)
    }

    /// The same for what may be lost with the machine's power, though not with the program or its server: it is not waited for
    /// the disk. It stands there at the latest when an act does that comes after it, since both engines write one log.
    pub(crate) fn outside_journal_soon<T>(
        &self,
        act: impl FnOnce(&mut AnyConnection) -> Result<T>,
    ) -> Result<T> {
        let mut work = Work::begin_soon(self.writer()?)?;
        let done = act(&mut work.connection)?;
        work.close()?;
        Ok(done)
    }

    /// The same for statements that belong together: the writer's lock is held, and all of them count or none.
    pub(crate) fn outside_journal_whole<T>(
        &self,
        act: impl FnOnce(&mut AnyConnection) -> Result<T>,
    ) -> Result<T> {
        let mut work = Work::begin(self.writer()?, jiff::Timestamp::UNIX_EPOCH)?;
        let done = act(&mut work.connection)?;
        work.close()?;
        Ok(done)
    }

    /// The writer, once nobody in this program writes. A panic elsewhere left no open transaction, because a dropped
    /// `Work` rolls back.
    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Writer>> {
        let held = || StoreError::Held("others of this program write".to_owned());
        if let Some(free) = self.writer.try_lock() {
            self.meter.writer.note(Duration::ZERO);
            return Ok(free);
        }
        let began = self.meter.now();
        let writer = self.writer.try_lock_for(self.waits.turn);
        match &writer {
            Some(_) => self.meter.writer.note(self.meter.now().saturating_sub(began)),
            None => drop(self.meter.given_up.fetch_add(1, Ordering::Relaxed)),
        }
        writer.ok_or_else(held)
    }
}

/// A consistent view of the register; give it back by dropping it.
pub struct Snapshot {
    view: Option<View>,
    of: usize,
    remembered: Arc<Remembered>,
}

impl Snapshot {
    #[expect(clippy::expect_used, reason = "it is taken out when the snapshot is dropped, and nowhere else")]
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.view.as_mut().expect("a snapshot that is not dropped").connection
    }

    /// Reads.
    #[expect(clippy::expect_used, reason = "it is taken out when the snapshot is dropped, and nowhere else")]
    pub fn reader(&mut self) -> Reader<'_> {
        let View { connection, place } = self.view.as_mut().expect("a snapshot that is not dropped");
        Reader { connection, memory: Some(Memory { remembered: &self.remembered, place }) }
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        if let Some(read) = self.view.take().and_then(|read| view::keep(self.of, read)) {
            view::end(read);
        }
    }
}
