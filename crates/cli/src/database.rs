//! The register that a command works on.

use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::{Context, Store, day_hold};
use earnest_model::{Date, actor::Actor};

/// Which register.
#[derive(Debug, Args)]
pub struct Database {
    /// The register: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    pub database: String,
}

/// An open register with the organisation's day.
pub struct Open {
    pub store: Store,
    pub today: Date,
    /// The day, if it is held still.
    pub held: Option<Date>,
}

/// Connections that read at the same time.
const READERS: u32 = 8;

impl Database {
    /// Opens a register whose tables are up to date.
    pub fn open(&self) -> Result<Open, Failure> {
        self.must_exist()?;
        let store = Store::open(&self.database, READERS)?;
        if store.pending_migrations()? > 0 {
            let url = &self.database;
            return Err(Failure::new(format!(
                "the register's tables are not up to date; run: earnest migrate --database {url}"
            )));
        }
        Self::opened(store)
    }

    /// Opens a register, and makes its tables or brings them up to date first.
    pub fn open_or_make(&self) -> Result<Open, Failure> {
        let store = Store::open(&self.database, READERS)?;
        store.migrate()?;
        Self::opened(store)
    }

    fn opened(store: Store) -> Result<Open, Failure> {
        let held = day_hold::held_day(&store)?;
        Ok(Open { today: held.unwrap_or_else(clock::today), held, store })
    }

    /// SQLite would make an empty file where a name was mistyped.
    fn must_exist(&self) -> Result<(), Failure> {
        match self.database.strip_prefix("sqlite:") {
            Some(path) if !std::path::Path::new(path).exists() => {
                let url = &self.database;
                Err(Failure::new(format!(
                    "there is no register at {path}; make one with: earnest migrate --database {url}"
                )))
            }
            _ => Ok(()),
        }
    }
}

impl Open {
    /// What use cases are given: whoever runs the program on this machine is the operator.
    pub fn context(&self) -> Context<'_> {
        Context { store: &self.store, actor: &Actor::Operator, now: clock::now(), today: self.today }
    }
}
