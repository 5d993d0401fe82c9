//! Serving begins and ends: the file of the register alone is known to be behind meanwhile (see [`crate::copied`]).

use crate::{
    Engine, Store,
    copied::{fold, fold_for_good, say},
    error::Result,
};

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

    /// Takes a copy that lacks its log for what it is.
    pub fn take_copy(&self) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            say(&mut *self.writer()?, None)?;
            self.checkpoint()?;
        }
        Ok(())
    }
}
