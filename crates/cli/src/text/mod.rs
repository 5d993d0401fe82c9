//! `earnest text …`: texts that come from outside.

mod characters;
mod figures;
mod read;
mod reconcile;
mod repair;

use crate::failure::Failure;
use clap::Subcommand;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum TextCommand {
    /// Put a text right that a converter damaged, place by place; nothing is guessed in silence. Needs no register.
    Repair(repair::Repair),
    /// List the figures that stand in a text, each with what it counts. Needs no register.
    Figures(figures::Figures),
    /// Hold the figures of a text against the register: each beside what is counted for the same thing, place, round and day.
    Reconcile(reconcile::Reconcile),
}

impl TextCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::Repair(command) => command.run(out),
            Self::Figures(command) => command.run(out),
            Self::Reconcile(command) => command.run(out),
        }
    }
}
