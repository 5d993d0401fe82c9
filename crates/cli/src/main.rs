//! The binary `earnest`: the only room that names a clock, a random source, a database URL.

mod stats;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Runs a supervised improvement programme through every tier and shows that it is real.
#[derive(Parser)]
#[command(name = "earnest", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Figures about a sample, about agreement between assessors, about their severity.
    #[command(subcommand)]
    Stats(stats::StatsCommand),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let done = match &cli.command {
        Command::Stats(command) => stats::run(command, &mut out).map_err(|e| e.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nothing is left to do if standard error is closed too.
            let _ = writeln!(std::io::stderr(), "error: {why}");
            ExitCode::from(1)
        }
    }
}
