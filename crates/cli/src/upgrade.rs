//! `earnest upgrade`: brings a register to this program. With `--check` it only says what that would do.

use crate::{failure::Failure, migrate::Migrate, pack::newer_that_ship};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub struct Upgrade {
    /// Say what this program would do to the register, and which of its packs ship in a newer version; do nothing.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    migrate: Migrate,
}

impl Upgrade {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        if !self.check {
            return self.migrate.run(out);
        }
        writeln!(out, "earnest {}", env!("CARGO_PKG_VERSION"))?;
        if self.migrate.tell(out)? > 0 {
            writeln!(out, "To do so: earnest upgrade --database {}", self.migrate.database.database)?;
            return Ok(());
        }
        for newer in newer_that_ship(&self.migrate.database)? {
            let (key, has, ships) = (&newer.key, newer.has, newer.ships);
            writeln!(
                out,
                "The pack {key} is in the register as {has}, and ships as {ships}: earnest pack add {}",
                newer.name
            )?;
        }
        Ok(())
    }
}
