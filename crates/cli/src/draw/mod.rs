//! `earnest draw run|verify`: files alone, no register.

mod frame_file;
mod plain;
mod run;
mod verify;

use crate::failure::Failure;
use clap::Subcommand;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum DrawCommand {
    /// Draw from a frame with a seed that was made in public.
    Run(run::Run),
    /// Recompute a certified draw.
    Verify(verify::Verify),
}

impl DrawCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Run(run) => run.run(out),
            Self::Verify(verify) => verify.run(out),
        }
    }
}
