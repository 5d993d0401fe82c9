//! `earnest demo`

use crate::{
    clock,
    database::{Database, Zone},
    failure::Failure,
    serve::{Listen, serve},
};
use clap::Args;
use earnest_app::Store;
use earnest_demo::{LOGINS, Start, build, build_opening};
use earnest_model::pack::Pack;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
pub struct Demo {
    /// Where the demonstration lives: sqlite:PATH or postgres://… (an empty database).
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL", default_value = "sqlite:demo.sqlite")]
    database: String,
    /// Build it anew, even if it is there.
    #[arg(long)]
    fresh: bool,
    /// Build it on the day on which its first round opens, with everything still to be done.
    #[arg(long)]
    opening: bool,
    /// Build only; don't serve.
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    zone: Zone,
    #[command(flatten)]
    listen: Listen,
}

/// The password of the demonstration's accounts. It guards nothing: all is made up.
const PASSWORD: &str = "earnest-demo";
/// The seed of everything that is made up.
const SEED: u64 = 2015;

impl Demo {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self.database.strip_prefix("sqlite:") {
            Some(path) => self.build_file(Path::new(path), out)?,
            None => self.build_server(out)?,
        }
        for login in LOGINS {
            writeln!(out, "  {:15} {:15} {}", login.login, login.role.key(), login.title)?;
        }
        writeln!(out, "  password of each: {PASSWORD}")?;
        out.flush()?;
        if self.no_serve {
            return Ok(());
        }
        let open = Database { database: self.database.clone(), zone: self.zone }.open_to_serve()?;
        serve(open, &self.database, &self.listen, out)
    }

    /// Built beside and renamed when whole: a broken-off build leaves nothing that looks like a register.
    fn build_file(&self, path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
        if path.exists() && !self.fresh {
            writeln!(out, "The demonstration is there: {}", path.display())?;
            return Ok(());
        }
        let beside = with_ending(path, ".building");
        remove(&beside)?;
        let store = Store::open(&format!("sqlite:{}", beside.display()), 4)?;
        store.relax_durability(true)?;
        self.make(&store, out)?;
        store.relax_durability(false)?;
        store.checkpoint()?;
        drop(store);
        remove(path)?;
        fs::rename(&beside, path).map_err(|fault| Failure::file(path, fault))?;
        remove(&beside)
    }

    fn build_server(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let store = Store::open(&self.database, 4)?;
        if store.pending_migrations()? == 0 && !self.fresh {
            writeln!(out, "The demonstration is there.")?;
            return Ok(());
        }
        if self.fresh {
            store.clear()?;
        }
        self.make(&store, out)
    }

    fn make(&self, store: &Store, out: &mut dyn Write) -> Result<(), Failure> {
        store.migrate()?;
        let pack = Pack::built_in().map_err(Failure::new)?;
        let start = Start { password: PASSWORD, seed: SEED, salt: clock::random()? };
        let began = clock::now();
        let mut said = Ok(());
        let mut progress = |step: &str| {
            if said.is_ok() {
                let passed = (clock::now() - began).as_millis();
                said = writeln!(out, "{passed:>6} ms  {step}").and_then(|()| out.flush());
            }
        };
        let build = if self.opening { build_opening } else { build };
        build(store, &pack, start, &mut progress)?;
        said?;
        store.analyse()?;
        writeln!(out, "Built in {} ms.", (clock::now() - began).as_millis())?;
        Ok(())
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a database file with what SQLite keeps beside it.
fn remove(path: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let file = with_ending(path, ending);
        match fs::remove_file(&file) {
            Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::file(&file, fault));
            }
            _ => {}
        }
    }
    Ok(())
}
