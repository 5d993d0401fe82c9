//! Serving begins and ends: the file of the register says so meanwhile (see [`crate::copied`]).

use crate::{Engine, Store, copied::say, error::Result};

impl Store {
    /// Serving begins: a copy of the file alone will be known from now on.
    pub fn serving_begins(&self, at: jiff::Timestamp) -> Result<()> {
        self.say_served(Some(at.to_string()))
    }

    /// Serving ends, and the file alone holds everything.
    pub fn serving_ends(&self) -> Result<()> {
        self.say_served(None)
    }

    fn say_served(&self, at: Option<String>) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            say(&mut *self.writer()?, at)?;
            self.checkpoint()?;
        }
        Ok(())
    }

    /// Takes a copy that lacks its log for what it is.
    pub fn take_copy(&self) -> Result<()> {
        self.serving_ends()
    }
}
