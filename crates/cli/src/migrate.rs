//! `earnest migrate`

use crate::{
    backup::{Lock, PROGRAM, write_whole},
    database::{Database, copied},
    failure::Failure,
    files::FilesFolder,
    pack::Found,
};
use clap::Args;
use earnest_app::{
    Standing, Store,
    backup::backup_make::{Making, make_backup},
    register_migrate::migrate_register,
};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    files: FilesFolder,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// What the register is called, if it has no name yet [default: the name of its file or database].
    #[arg(long)]
    name: Option<String>,
    /// The file of the backup that is made first [default: NAME.before-STEP.earnest, beside an SQLite register].
    #[arg(long, value_name = "FILE", conflicts_with = "no_backup")]
    backup: Option<PathBuf>,
    /// Take a copy that was made while its register was served, without the log beside it, for the register that it is.
    #[arg(long)]
    take_copy: bool,
    /// Make no backup first.
    #[arg(long)]
    no_backup: bool,
    /// The pack of a register that has none yet: a folder, a ZIP file, or the name of one that ships [default: the one by
    /// which the register was read so far].
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
}

impl Migrate {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        if self.dry_run {
            return self.tell(out).map(drop);
        }
        let store = self.database.open_as_it_is()?;
        match store.copied_while_served() {
            Some(_) if self.take_copy => store.take_copy()?,
            Some(since) => return Err(Failure::new(copied(since))),
            None => {}
        }
        let found = self.database.pack_for(&store, self.pack.as_deref())?;
        let steps = store.pending_steps()?;
        if steps.is_empty() && self.pack.is_some() {
            self.database.must_have(&store, &found)?;
        }
        if let (Standing::Register(_), Some(first)) = (store.standing()?, steps.first())
            && !self.no_backup
        {
            let path = self.backup_first(&store, &first.version)?;
            writeln!(out, "Backed up to {}", path.display())?;
            out.flush()?;
        }
        let mark = self.database.mark(&found, self.name.as_deref());
        let done = migrate_register(&self.database.operating(&store), &mark)?;
        let founded = self.database.found(&store, &found)?;
        match done.migrations {
            0 => writeln!(out, "The tables are up to date.")?,
            ran => writeln!(out, "Ran {ran} migrations; the tables are up to date.")?,
        }
        if founded {
            let Found { pack, .. } = &found;
            writeln!(out, "The register is read by the pack {}@{} from now on.", pack.key, pack.version)?;
        }
        if done.sealed > 0 {
            writeln!(out, "The journal tells of {} records as they now stand.", done.sealed)?;
        }
        if done.faults > 0 {
            writeln!(
                out,
                "{} records did not agree with the journal before; see: earnest journal verify",
                done.faults
            )?;
        }
        Ok(())
    }

    /// Says what would be done, and in how many steps.
    pub fn tell(&self, out: &mut dyn Write) -> Result<usize, Failure> {
        let store = self.database.open_to_look()?;
        store.must_be_register()?;
        if let Some(since) = store.copied_while_served().filter(|_| !self.take_copy) {
            return Err(Failure::new(copied(since)));
        }
        let steps = store.pending_steps()?;
        for step in &steps {
            writeln!(out, "would run {}", step.name)?;
        }
        match (steps.first(), store.standing()?) {
            (None, _) => writeln!(out, "The tables are up to date.")?,
            (Some(first), Standing::Register(_)) if !self.no_backup => {
                writeln!(out, "would back up first to {}", self.place(&first.version).display())?;
            }
            _ => {}
        }
        Ok(steps.len())
    }

    fn place(&self, version: &str) -> PathBuf {
        if let Some(path) = &self.backup {
            return path.clone();
        }
        match self.database.database.strip_prefix("sqlite:") {
            Some(path) => Path::new(path).with_extension(format!("before-{version}.earnest")),
            None => PathBuf::from(format!("{}.before-{version}.earnest", self.database.name())),
        }
    }

    /// A backup of the tables and attached files as they are. One that is there is from an attempt before and stays.
    fn backup_first(&self, store: &Store, version: &str) -> Result<PathBuf, Failure> {
        let mut path = self.place(version);
        let first = path.clone();
        let mut more = 1;
        while path.exists() {
            more += 1;
            path = first.with_extension(format!("{more}.earnest"));
        }
        let context = self.database.operating(store);
        let files = self.files.open_or_make(&self.database.database)?;
        let making = Making { files: &files, beside: None, program: PROGRAM };
        write_whole(&path, &Lock::Open, |to| make_backup(&context, &making, to))?;
        Ok(path)
    }
}
