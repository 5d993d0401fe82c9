//! The connection that writes: it notes which records it touches, so that an act tells of all of them.

use crate::{
    connection::{Address, AnyConnection, take_time},
    contents::{self, Table},
    copied::{self, LONGEST, Log},
    error::{Result, StoreError},
    read_only::Access,
    waits::Waits,
};
use diesel::connection::SimpleConnection;
use earnest_model::contents::Written;
use parking_lot::MutexGuard;
use std::ops::{Deref, DerefMut};

/// Keeps other processes' writers out while the journal grows (`pg_advisory_xact_lock`).
const POSTGRES_BEGIN: &str = "BEGIN; SELECT pg_advisory_xact_lock(4701938)";

/// Who sees to it that what refers to a record refers to one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum References {
    /// The engine, at every row.
    Held,
    /// Whoever fills the tables, once they are full: rows come in an order in which the engine would look through all
    /// those that came before for each that comes.
    Checked,
}

/// The writer's connection with the tables that it notes the touched records of.
pub(crate) struct Writer {
    address: Address,
    waits: Waits,
    access: Access,
    connection: AnyConnection,
    /// The tables in the chain; `None` until the connection notes what it touches.
    tables: Option<Vec<Table>>,
    /// Whether the chain tells of the register's mark.
    mark_told: bool,
    guard: Guard,
    /// How far its commits wait for the disk.
    disk: Disk,
}

/// How far commits wait for the disk. PostgreSQL is told for each unit of work, SQLite for the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disk {
    /// What is acknowledged stands there.
    Waited,
    /// What was committed may not stand there yet: the next to begin has to say that it waits.
    Soon,
    /// A demonstration is built: nothing waits.
    Never,
}

/// What keeps a copy of the file alone from being taken for the register ([`crate::copied`]).
#[derive(Default)]
struct Guard {
    /// Since when the register is served.
    since: Option<String>,
    /// The log beside which the file says that it is behind.
    salts: Option<[u8; 8]>,
    /// How long the log was when it was last tried to fold it in.
    tried: u64,
}

impl Writer {
    /// A connection that notes nothing yet: the tables may not be made.
    pub fn new(address: Address, waits: Waits, access: Access) -> Result<Self> {
        let connection = address.connect(waits, access)?;
        Ok(Self {
            address,
            waits,
            access,
            connection,
            tables: None,
            mark_told: false,
            guard: Guard::default(),
            disk: Disk::Waited,
        })
    }

    /// Begins to write. A connection that its server has ended is made anew: nothing was begun with it, so nothing can
    /// be lost or done twice.
    pub fn begin(&mut self) -> Result<()> {
        self.may_write()?;
        self.wait_for_disk()?;
        self.begin_or_heal()
    }

    /// The same for what need not stand on the disk when it is committed.
    pub fn begin_soon(&mut self) -> Result<()> {
        self.may_write()?;
        if self.disk == Disk::Waited && matches!(self.connection, AnyConnection::Sqlite(_)) {
            // In a log that is written ahead the commit then waits for nothing; the next one that does wait brings all before it.
            self.connection.batch_execute("PRAGMA synchronous = NORMAL")?;
            self.disk = Disk::Soon;
        }
        self.begin_or_heal()?;
        if let AnyConnection::Postgres(connection) = &mut self.connection {
            connection.batch_execute("SET LOCAL synchronous_commit = off")?;
        }
        Ok(())
    }

    /// From now on what is committed stands on the disk, unless a demonstration is built.
    pub fn wait_for_disk(&mut self) -> Result<()> {
        if self.disk == Disk::Soon {
            self.connection.batch_execute("PRAGMA synchronous = FULL")?;
            self.disk = Disk::Waited;
        }
        Ok(())
    }

    /// While a demonstration is built nothing waits for the disk, on SQLite.
    pub fn relax(&mut self, relaxed: bool) -> Result<()> {
        if matches!(self.connection, AnyConnection::Sqlite(_)) {
            let (level, disk) = if relaxed { ("OFF", Disk::Never) } else { ("FULL", Disk::Waited) };
            self.connection.batch_execute(&format!("PRAGMA synchronous = {level}"))?;
            self.disk = disk;
        }
        Ok(())
    }

    fn begin_or_heal(&mut self) -> Result<()> {
        let Err(fault) = self.begin_here() else { return Ok(()) };
        // Whatever stands half begun is taken back; a connection that can't even do that is gone.
        let gone = self.connection.batch_execute("ROLLBACK").is_err()
            && self.connection.batch_execute("SELECT 1").is_err();
        if !gone || matches!(self.address, Address::Sqlite(_)) {
            return Err(StoreError::held(fault));
        }
        self.connection = self.address.connect(self.waits, self.access)?;
        self.tables = None;
        self.begin_here().map_err(|fault| {
            let _ = self.connection.batch_execute("ROLLBACK");
            StoreError::held(fault)
        })
    }

    /// Begins to write where the tables themselves change, however long that takes: nothing is noted until they stand.
    pub fn begin_changing_tables(&mut self, references: References) -> Result<()> {
        self.may_write()?;
        self.wait_for_disk()?;
        take_time(&mut self.connection)?;
        self.forget()?;
        self.begin_bare(references)
    }

    fn may_write(&self) -> Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(StoreError::OnlyRead),
        }
    }

    fn begin_here(&mut self) -> Result<()> {
        self.prepare()?;
        self.begin_bare(References::Held)
    }

    fn begin_bare(&mut self, references: References) -> Result<()> {
        let begin = match (&self.connection, references) {
            (AnyConnection::Sqlite(_), References::Held) => "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE",
            (AnyConnection::Sqlite(_), References::Checked) => "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
            (AnyConnection::Postgres(_), _) => POSTGRES_BEGIN,
        };
        Ok(self.connection.batch_execute(begin)?)
    }

    /// Makes the connection note what it touches, unless it does already.
    pub fn prepare(&mut self) -> Result<()> {
        if self.tables.is_none() {
            self.tables = Some(contents::prepare(&mut self.connection)?);
        }
        Ok(())
    }

    /// From now on the file alone is known to be behind.
    pub fn guard(&mut self, at: jiff::Timestamp) -> Result<()> {
        self.may_write()?;
        if let Address::Postgres(_) = self.address {
            return Ok(());
        }
        self.guard.since = Some(at.to_string());
        self.fold(&at.to_string())
    }

    /// Guards no longer; since when it did.
    pub fn unguard(&mut self) -> Option<String> {
        std::mem::take(&mut self.guard).since
    }

    /// Where it writes.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Looks after the log when something was committed. The commit stands whatever comes of it, and the next one tries again.
    pub fn committed(&mut self, at: jiff::Timestamp) {
        let Address::Sqlite(path) = &self.address else { return };
        let Some(log) = Log::beside(path) else { return };
        self.guard.tried = self.guard.tried.min(log.length);
        // Another process folded the log in, or took it away: the file says what the log said.
        let other = self.guard.since.is_some() && self.guard.salts != Some(log.salts);
        if other || log.length > self.guard.tried + LONGEST {
            let since = self.guard.since.clone().unwrap_or_else(|| at.to_string());
            self.guard.tried = log.length;
            let _the_next_tries_again = self.fold(&since);
        }
    }

    fn fold(&mut self, since: &str) -> Result<()> {
        let Address::Sqlite(path) = &self.address else { return Ok(()) };
        if copied::fold(&self.address, self.waits, since)? {
            self.guard.salts = Log::beside(path).map(|log| log.salts);
        }
        Ok(())
    }

    /// Begins anew: the tables have changed.
    pub fn forget(&mut self) -> Result<()> {
        self.mark_told = false;
        if let Some(tables) = self.tables.take() {
            contents::unprepare(&mut self.connection, &tables)?;
        }
        Ok(())
    }

    /// What was touched since the last time, with the digests as they stand now.
    pub fn take_touched_and_mark(&mut self) -> Result<Vec<Written>> {
        let mut lines = self.take_touched()?;
        let Some(tables) = self.tables.as_ref().filter(|_| !self.mark_told) else { return Ok(lines) };
        self.mark_told = contents::mark_is_told(&mut self.connection)?;
        if !self.mark_told {
            lines.extend(contents::mark_line(&mut self.connection, tables)?);
        }
        Ok(lines)
    }

    fn take_touched(&mut self) -> Result<Vec<Written>> {
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

#[cfg(test)]
mod tests {
    use crate::store::Store;
    use diesel::{QueryableByName, RunQueryDsl as _, sql_query, sql_types::Integer};

    #[derive(QueryableByName)]
    struct Level {
        #[diesel(sql_type = Integer)]
        synchronous: i32,
    }

    /// 0: nothing is waited for. 1: commits are not. 2: they are.
    fn level(connection: &mut crate::connection::AnyConnection) -> i32 {
        let level: Level = sql_query("PRAGMA synchronous").get_result(connection).unwrap();
        level.synchronous
    }

    #[test]
    fn only_what_may_be_lost_with_the_power_is_not_waited_for() {
        let folder = std::env::temp_dir().join(format!("earnest-disk-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("register.sqlite").display()), 1).unwrap();
        store.migrate().unwrap();
        let waits = || store.outside_journal(|connection| Ok(level(connection))).unwrap();
        let soon = || store.outside_journal_soon(|connection| Ok(level(connection))).unwrap();
        assert_eq!((waits(), soon(), waits()), (2, 1, 2));
        // One that fails leaves nothing behind either.
        assert!(store.outside_journal_soon(|_| Err::<(), _>(crate::StoreError::OnlyRead)).is_err());
        assert_eq!(level(&mut store.writer().unwrap()), 2);
        store.relax_durability(true).unwrap();
        assert_eq!((waits(), soon()), (0, 0));
        store.relax_durability(false).unwrap();
        assert_eq!((waits(), soon(), waits()), (2, 1, 2));
        drop(store);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[derive(QueryableByName)]
    struct Tables {
        #[diesel(sql_type = Integer)]
        found: i32,
    }

    #[test]
    fn a_rehearsal_leaves_nothing_outside_the_journal_either() {
        let folder = std::env::temp_dir().join(format!("earnest-rehearsed-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("register.sqlite").display()), 1).unwrap();
        store.migrate().unwrap();
        let write = || {
            store.outside_journal(|connection| {
                Ok(sql_query("CREATE TABLE made (id INTEGER)").execute(connection).map(drop)?)
            })
        };
        let found = || {
            let count = "SELECT count(*) AS found FROM sqlite_master WHERE name = 'made'";
            store.outside_journal(|connection| Ok(sql_query(count).get_result::<Tables>(connection)?.found))
        };
        assert!(matches!(store.rehearse(write), Err(crate::StoreError::Rehearsed)));
        assert_eq!(found().unwrap(), 0);
        write().unwrap();
        assert_eq!(found().unwrap(), 1);
        drop(store);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
