//! Serving begins and ends: the file of the register alone is known to be behind meanwhile (see [`crate::copied`]).

use crate::{
    Engine, Store,
    contents::pairs,
    copied::{fold, fold_for_good, say},
    error::Result,
};
use diesel::connection::SimpleConnection as _;

impl Store {
    /// Serving begins: a copy of the file alone will be known from now on.
    pub fn serving_begins(&self, at: jiff::Timestamp) -> Result<()> {
        self.writer()?.guard(at)
    }

    /// Serving ends here, and the file alone holds everything, unless others serve it still: with what they write next they
    /// guard it anew.
    pub fn serving_ends(&self) -> Result<()> {
        let mut writer = self.writer()?;
        let Some(since) = writer.unguard() else { return Ok(()) };
        let (address, waits) = (writer.address().clone(), self.waits());
        if fold(&address, waits, &since)? {
            fold_for_good(&address, waits)?;
        }
        Ok(())
    }

    /// Whether another program has it open. Asked by whoever opened it alone and read nothing from it yet.
    ///
    /// # Errors
    /// It can't be asked.
    pub fn is_open_elsewhere(&self) -> Result<bool> {
        let mut writer = self.writer()?;
        if self.engine() == Engine::Postgres {
            let others = "SELECT CAST(count(*) AS TEXT) AS one, '' AS two FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
            return Ok(pairs(&mut writer, others)?.first().is_none_or(|row| row.one != "0"));
        }
        writer.batch_execute("PRAGMA busy_timeout = 300")?;
        // Only whoever has the file for themselves may change how it is written.
        let alone = writer.batch_execute("PRAGMA journal_mode = DELETE").is_ok();
        let patience = self.waits().lock.as_millis();
        writer.batch_execute(&format!("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = {patience}"))?;
        Ok(!alone)
    }

    /// Takes a copy that lacks its log for what it is.
    pub fn take_copy(&self) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            say(&mut *self.writer()?, None)?;
            self.checkpoint()?;
        }
        Ok(())
    }
}
