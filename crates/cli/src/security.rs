//! `earnest security`: what happens at the door.

use crate::{database::Database, failure::Failure};
use clap::Subcommand;
use earnest_app::people::security::list_knocks;
use earnest_model::people::security::SecurityKind;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum SecurityCommand {
    /// List sign-ins, refusals, waits and changes of rights, the newest first.
    List {
        #[command(flatten)]
        database: Database,
        /// Only of this kind: signed-in, refused, waits, signed-out, password-refused, forged or rights.
        #[arg(long)]
        kind: Option<String>,
        /// The most lines.
        #[arg(long, default_value_t = 1_000)]
        limit: i64,
    },
}

impl SecurityCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Self::List { database, kind, limit } = self;
        let kind = kind.as_deref().map(SecurityKind::parse).transpose();
        let kind = kind.map_err(|_| {
            let kinds: Vec<_> = SecurityKind::ALL.iter().map(|kind| kind.key()).collect();
            Failure::new(format!("the kind is one of {}", kinds.join(", ")))
        })?;
        let open = database.open_to_read()?;
        for line in list_knocks(&open.context(), (kind, None), (*limit).max(1))? {
            let (at, kind, login) = (&line.at, line.kind.key(), &line.login);
            writeln!(out, "{at}  {kind:16} {login:20} {:20} {}", line.client, line.detail)?;
        }
        Ok(())
    }
}
