//! A server that falls over, as after a crash, or has little room.

use std::{io, process::Command, thread, time::Duration};

use super::cluster::{Cluster, Wishes, succeeded};
use super::wire::Session;

/// How long a server may take to come up again: 600 times 50 ms.
const PATIENCE: (u32, Duration) = (600, Duration::from_millis(50));

impl Cluster {
    /// Starts a server whose files may have no more than so many blocks of 512 bytes: the kernel refuses what goes beyond, as
    /// it does on a full disk. 4,096 blocks hold what an empty register needs.
    ///
    /// # Errors
    /// Those of [`Self::start`].
    pub fn start_in_little_room(blocks: u32) -> io::Result<Self> {
        Self::begin(&Wishes { blocks: Some(blocks), ..Wishes::default() })
    }

    /// Has the server fall over and come up again: every connection ends, it recovers, and answers.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn fall_over(&self) -> io::Result<()> {
        let mut session = Session::open(self.url())?;
        let one = session.ask("select pg_backend_pid()")?;
        succeeded("kill", &Command::new("kill").args(["-KILL", &one]).output()?)?;
        let (tries, pause) = PATIENCE;
        for _ in 0..tries {
            thread::sleep(pause);
            if Session::open(self.url()).and_then(|mut session| session.ask("select 1")).is_ok() {
                return Ok(());
            }
        }
        Err(io::Error::other("PostgreSQL did not come up again"))
    }
}
