//! `earnest jobs`: the queue of work that is done later.

use crate::{database::Database, failure::Failure, files::FilesFolder, mail::Mail, serve::state};
use clap::Subcommand;
use earnest_app::desk::jobs::list_jobs;
use earnest_model::desk::job::JobState;
use earnest_web::{Settings, worker};
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum JobsCommand {
    /// List the queue: what waits, what was given up, what was done lately.
    List {
        #[command(flatten)]
        database: Database,
        /// Only jobs in this state: waiting, failed or done.
        #[arg(long, default_value = "waiting")]
        state: String,
    },
    /// Plan what is due and do it, without serving pages: for a machine whose own clock starts it.
    Run {
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        files: FilesFolder,
        #[command(flatten)]
        mail: Mail,
        /// Once and no longer; the only way there is, said so that nobody waits.
        #[arg(long, required = true)]
        once: bool,
    },
}

/// The most jobs of one run.
const MOST: usize = 10_000;

/// The most jobs that are listed.
const LISTED: i64 = 1_000;

impl JobsCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::List { database, state } => {
                let open = database.open_to_read()?;
                let wanted = JobState::parse(state)
                    .map_err(|_| Failure::new(format!("`{state}` is none of waiting, failed, done")))?;
                let found = list_jobs(&open.context(), wanted, LISTED)?;
                for line in &found.lines {
                    let (kind, login, due) = (line.kind.key(), &line.login, &line.due_at);
                    let fault = line.fault.as_deref().unwrap_or_default();
                    writeln!(out, "{due}  {kind:10} {login:15} {:>2}  {fault}", line.attempts)?;
                }
                let counts = found.counts.iter().map(|(state, count)| format!("{count} {}", state.key()));
                writeln!(out, "{}", counts.collect::<Vec<_>>().join(", "))?;
                Ok(())
            }
            Self::Run { database, files, mail, once: _ } => {
                let open = database.open()?;
                let outgoing = mail.outgoing()?;
                if outgoing.is_none() {
                    return Err(Failure::new(
                        "no server of mail is named: --mail, --mail-from and --address",
                    ));
                }
                let settings = Settings { secure: true, proxied: false, today: open.held, idle: 3_600 };
                let files = files.open(&open.context(), &database.database)?;
                let state = state((open.store, open.loaded), files, settings, outgoing, None)?;
                let did = worker::work(&state, MOST)?;
                writeln!(
                    out,
                    "{} planned, {} sent, {} without need, {} postponed, {} failed",
                    did.planned, did.sent, did.nothing, did.later, did.failed
                )?;
                Ok(())
            }
        }
    }
}
