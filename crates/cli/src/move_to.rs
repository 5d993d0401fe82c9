//! `earnest move`: a register goes to another place, row for row.

use crate::{
    backup::{PROGRAM, in_empty_place, lacks, tell_restored},
    database::{Database, ZoneAsked},
    failure::Failure,
    files::FilesFolder,
};
use clap::Args;
use earnest_app::{
    Context,
    backup::{
        BackupFault,
        backup_make::{Making, make_backup},
        backup_restore::{Restoring, restore_backup},
    },
    ledger::attachments::storage::Files,
};
use std::{
    io::{BufReader, BufWriter, Write},
    path::PathBuf,
};

#[derive(Debug, Args)]
pub struct Move {
    /// The register: sqlite:PATH or postgres://USER@HOST/NAME. It stays as it is.
    #[arg(long, value_name = "URL")]
    from: String,
    /// An empty place on either engine.
    #[arg(long, value_name = "URL")]
    to: String,
    /// The folder of the register's attached files [default: beside an SQLite register, NAME.files; else earnest-files].
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
    /// The folder that they go to [default: the same rule at the new place].
    #[arg(long, value_name = "DIR")]
    to_files: Option<PathBuf>,
}

impl Move {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let open = Database { database: self.from.clone(), zone: ZoneAsked::default() }.open_to_read()?;
        let context = open.context();
        let from = FilesFolder { files: self.files.clone() }.open_to_read(&context, &self.from)?;
        let folder = FilesFolder { files: self.to_files.clone() };
        let mut begun = false;
        let restored = in_empty_place(&self.to, |store| {
            let to = folder.open_empty(&self.to)?;
            begun = true;
            let restoring = Restoring { store, files: &to, beside: None, untrue: false, sessions: true };
            Ok(pour(&context, &*from, &restoring)?)
        });
        match &restored {
            Ok(_) => folder.filled(&self.to)?,
            Err(_) if begun => folder.remove(&self.to)?,
            Err(_) => {}
        }
        let restored = restored?;
        tell_restored(&restored, &self.to, out)?;
        let now = open.store.snapshot()?.head()?;
        if now.hash != restored.head.head {
            return Err(Failure::new(format!(
                "somebody wrote to {} meanwhile: {} acts are there and not at the new place. Stop what serves it, take \
                 the new place away, and move it once more",
                self.from,
                now.entries - restored.head.entries
            )));
        }
        if let Some(lacks) = lacks(&restored) {
            return Err(Failure::new(format!("the register is moved, and {lacks}")));
        }
        writeln!(
            out,
            "The old place stays as it was; serve the new one from now on, and keep the old one still. If something serves the \
             old one, stop it now: what is written there from now on is not here."
        )?;
        Ok(())
    }
}

/// What goes in at one end of a pipe comes out at the other, so that nothing is kept in between.
fn pour(
    context: &Context<'_>,
    from: &dyn Files,
    restoring: &Restoring<'_>,
) -> Result<earnest_app::backup::backup_restore::Restored, BackupFault> {
    let (reader, writer) = std::io::pipe()?;
    std::thread::scope(|scope| {
        // What somebody read, which a context may carry, stays on its thread.
        let Context { store, actor, now, today, .. } = *context;
        let giving = scope.spawn(move || {
            let context = &Context { store, actor, now, today, seen: None, sending: None, stood: None };
            let making = Making { files: from, beside: None, program: PROGRAM };
            make_backup(context, &making, &mut BufWriter::with_capacity(1 << 16, writer))
        });
        let restored = restore_backup(restoring, &mut BufReader::with_capacity(1 << 16, reader));
        match (giving.join(), restored) {
            (_, Ok(restored)) => Ok(restored),
            // Where the giving side failed first, its fault is the cause of the other.
            (Ok(Err(fault)), Err(BackupFault::Damaged(_) | BackupFault::Stream(_))) => Err(fault),
            (_, Err(fault)) => Err(fault),
        }
    })
}
