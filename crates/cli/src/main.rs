//! The binary `earnest`: the only room that names a clock, a random source, a database URL.

mod archive;
mod backup;
mod clock;
mod database;
mod demo;
mod docs;
mod doctor;
mod draw;
mod failure;
mod figures;
mod files;
mod fonts;
mod jobs;
mod journal;
mod log;
mod mail;
mod manual;
mod migrate;
mod move_to;
mod out_file;
mod pack;
mod paper;
mod people;
mod report;
mod security;
mod serve;
mod settings;
mod setup;
mod sqlite_file;
mod stats;
mod table_file;
mod text;
mod units;
mod upgrade;
mod user;

use clap::{CommandFactory, Parser, Subcommand};
use failure::Failure;
use std::{
    io::{ErrorKind, Write},
    process::ExitCode,
};

/// Runs a supervised improvement programme through every tier and shows that it is real.
#[derive(Parser)]
#[command(name = "earnest", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the demonstration of a pack and serve it.
    Demo(demo::Demo),
    /// Set a register up from nothing: organisation, zone, pack, units, and whoever looks after the accounts.
    Setup(setup::Setup),
    /// Serve the pages. Where no register is yet, one page sets it up.
    Serve(serve::Serve),
    /// Make the register's tables, or bring them up to date.
    Migrate(migrate::Migrate),
    /// Bring a register to this program, as migrate does; with --check say what that would do.
    Upgrade(upgrade::Upgrade),
    /// Back the register up with its attached files, verify a backup, restore one into an empty place.
    #[command(subcommand)]
    Backup(backup::BackupCommand),
    /// Take a register to another place, from SQLite to PostgreSQL or back.
    Move(move_to::Move),
    /// Bring units in, give them back, or check a file of them.
    #[command(subcommand)]
    Units(units::UnitsCommand),
    /// People: bring accounts and posts in from a file, or give them back.
    #[command(subcommand)]
    People(people::PeopleCommand),
    /// Packs: the lists, words and standard of a programme, as data. Check one, put it in, give it back.
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// Draw units by lot from a file, and verify a draw. Needs no register.
    #[command(subcommand)]
    Draw(draw::DrawCommand),
    /// List the figures that the register can yield, and show one with its records.
    #[command(subcommand)]
    Figures(figures::FiguresCommand),
    /// The programme in one page: every figure that the register yields.
    Report(report::ReportCommand),
    /// Write a record as the paper that is sent: PDF to read, DOCX to edit.
    Paper(paper::PaperCommand),
    /// What is kept for years and is whole without this program: the file of a round, the bundle of a circular.
    #[command(subcommand)]
    Archive(archive::ArchiveCommand),
    /// The journal of everything that changed.
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// The queue of work that is done later: letters to people.
    #[command(subcommand)]
    Jobs(jobs::JobsCommand),
    /// What happens at the door: sign-ins, refusals, waits, changes of rights.
    #[command(subcommand)]
    Security(security::SecurityCommand),
    /// The attached files: verify them, and sweep away what nothing names.
    #[command(subcommand)]
    Files(files::FilesCommand),
    /// Look whether the register is whole.
    Doctor(doctor::Doctor),
    /// Lists for the documents.
    #[command(hide = true)]
    Docs(docs::Docs),
    /// Accounts.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Texts that come from outside: damage put right, and the figures that stand in prose.
    #[command(subcommand)]
    Text(text::TextCommand),
    /// Figures about a sample, about agreement between assessors, about their severity.
    #[command(subcommand)]
    Stats(stats::StatsCommand),
}

fn run(command: &Command, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Demo(command) => command.run(out),
        Command::Setup(command) => command.run(out),
        Command::Serve(command) => command.run(out),
        Command::Migrate(command) => command.run(out),
        Command::Upgrade(command) => command.run(out),
        Command::Backup(command) => command.run(out),
        Command::Move(command) => command.run(out),
        Command::Units(command) => command.run(out),
        Command::People(command) => command.run(out),
        Command::Pack(command) => command.run(out),
        Command::Draw(command) => command.run(out),
        Command::Figures(command) => command.run(out),
        Command::Report(command) => command.run(out),
        Command::Paper(command) => command.run(out),
        Command::Archive(command) => command.run(out),
        Command::Journal(command) => command.run(out),
        Command::Jobs(command) => command.run(out),
        Command::Security(command) => command.run(out),
        Command::Files(command) => command.run(out),
        Command::Doctor(command) => command.run(out),
        Command::Docs(command) => command.run(&Cli::command(), out),
        Command::User(command) => command.run(out),
        Command::Text(command) => command.run(out),
        Command::Stats(command) => {
            let mut out = out;
            stats::run(command, &mut out).map_err(Failure::new)
        }
    }
}

/// Reads what the program was called with, and what its file of settings says.
fn called() -> Result<Cli, Failure> {
    Ok(Cli::parse_from(settings::with_file(&Cli::command(), std::env::args_os().collect())?))
}

fn main() -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let done = called().and_then(|cli| run(&cli.command, &mut out));
    let done = done.and_then(|()| out.flush().map_err(Failure::from));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has had enough (`earnest … | head`).
        Err(Failure::Output(fault)) if fault.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing is left to do if standard error is closed too.
            let _ = writeln!(std::io::stderr(), "error: {failure}");
            ExitCode::from(1)
        }
    }
}
