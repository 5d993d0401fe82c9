//! `earnest backup verify`, and the same for whoever rehearses.

use super::{lock::OpenWith, place::Found};
use crate::database::OPERATOR;
use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::{
    Context, Store,
    backup::backup_restore::{Restored, Restoring, restore_backup},
    journal_verify::verify_head,
    ledger::attachments::storage::{Files, FilesFault, LyingFile},
};
use serde_json::json;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Args)]
pub struct Verify {
    /// The backup; of a folder of backups, the newest.
    path: PathBuf,
    #[command(flatten)]
    open: OpenWith,
    /// A head that was noted: it must stand in the backup's journal, or the backup is behind it or of another register.
    #[arg(long, value_name = "HASH")]
    expect: Option<String>,
    /// Where to restore it aside meanwhile [default: the machine's folder for such files].
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// For programs.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let found = Found::at(&self.path, &self.open)?;
        let restored = verified(&found, self.scratch.as_deref(), self.expect.as_deref())?;
        let lacks = lacks(&restored);
        let (head, end) = (&restored.head, &restored.end);
        let records = restored.checked.as_ref().map(|checked| checked.records);
        if self.json {
            let told = json!({
                "backup": found.file.display().to_string(), "made_at": head.made_at, "program": head.program,
                "entries": head.entries, "head": head.head, "rows": end.rows, "files": end.files,
                "missing": restored.missing, "records": records, "whole": lacks.is_none(),
            });
            writeln!(out, "{told}")?;
            return lacks.map_or(Ok(()), |lacks| Err(Failure::file(&found.file, lacks)));
        }
        let whole = if lacks.is_none() { "whole" } else { "not whole" };
        writeln!(
            out,
            "{}: {whole}; made {}, {} acts, {} rows, {} attached files",
            found.file.display(),
            head.made_at,
            head.entries,
            end.rows,
            end.files
        )?;
        match records {
            Some(records) => writeln!(out, "{records} records, each as the last act on it left it")?,
            None => writeln!(
                out,
                "An older program made it; its records are checked when it is brought up to date."
            )?,
        }
        writeln!(out, "head {}", head.head)?;
        lacks.map_or(Ok(()), |lacks| Err(Failure::file(&found.file, lacks)))
    }
}

/// Which attached files are not in a backup, in words; none if it is whole.
pub fn lacks(restored: &Restored) -> Option<String> {
    (restored.end.missing > 0).then(|| {
        format!(
            "{} attached files are not in it: they were not in their folder, or changed there, when it was made: {}",
            restored.end.missing,
            restored.missing.join("; ")
        )
    })
}

/// Restores a backup aside and checks it.
pub fn verified(
    found: &Found,
    scratch: Option<&std::path::Path>,
    expect: Option<&str>,
) -> Result<Restored, Failure> {
    let aside = match scratch {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let aside = aside.map_err(|fault| Failure::new(format!("no place to restore it aside: {fault}")))?;
    let url = format!("sqlite:{}", aside.path().join("aside.sqlite").display());
    let store = Store::open(&url, 1)?;
    // It is thrown away again: the disk need not be waited for.
    store.relax_durability(true)?;
    let restoring = Restoring {
        store: &store,
        files: &CheckedFiles,
        beside: found.beside(),
        untrue: false,
        sessions: false,
    };
    let restored =
        restore_backup(&restoring, &mut found.lines()?).map_err(|fault| Failure::file(&found.file, fault))?;
    if let Some(expected) = expect {
        let now = clock::now();
        let today = jiff::tz::Offset::UTC.to_datetime(now).date();
        let context =
            Context { store: &store, actor: &OPERATOR, now, today, seen: None, sending: None, stood: None };
        if restored.checked.is_none() && restored.head.head != expected
            || restored.checked.is_some() && !verify_head(&context, expected)?
        {
            return Err(Failure::file(
                &found.file,
                format!(
                    "{expected} does not stand in its journal: it is behind that, or of another register"
                ),
            ));
        }
    }
    Ok(restored)
}

/// Where a file is checked and not kept.
pub struct CheckedFiles;

impl Files for CheckedFiles {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), FilesFault> {
        Ok(())
    }

    fn get(&self, _: &str) -> Result<Option<Vec<u8>>, FilesFault> {
        Ok(None)
    }

    fn list(&self) -> Result<Vec<LyingFile>, FilesFault> {
        Ok(Vec::new())
    }

    fn remove(&self, _: &str) -> Result<(), FilesFault> {
        Ok(())
    }
}
