//! `earnest demo`

use crate::{
    clock,
    database::{Database, ZoneAsked, copied},
    failure::Failure,
    pack::shipped_pack,
    serve::{Listen, serve},
    sqlite_file::{remove, with_ending},
};
use clap::Args;
use earnest_app::{Standing, Store};
use earnest_demo::{
    LOGINS, Start, build, build_opening,
    shipped::{DEFAULT, SHIPPED, Shipped},
};
use earnest_model::mark::{Mark, RegisterKind};
use std::{fs, io::Write, path::Path};

#[derive(Debug, Args)]
pub struct Demo {
    /// Where the demonstration lives: sqlite:PATH or postgres://… (an empty database).
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL", default_value = "sqlite:demo.sqlite")]
    database: String,
    /// Build it anew, even if it is there. Nothing but a demonstration is ever replaced.
    #[arg(long)]
    fresh: bool,
    /// Build it on the day on which its first round opens, with everything still to be done.
    #[arg(long)]
    opening: bool,
    /// Build only; don't serve.
    #[arg(long)]
    no_serve: bool,
    /// Which of the packs that ship it shows.
    #[arg(long, value_name = "NAME", default_value = DEFAULT)]
    pack: String,
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
        let open =
            Database { database: self.database.clone(), zone: ZoneAsked::default() }.open_to_serve()?;
        serve(open, &self.database, &self.listen, out)
    }

    /// Whether it is to be built: nothing stands there, or a demonstration that is to be built anew. Whatever else stands
    /// there is left alone.
    fn is_to_be_built(&self, store: &Store, out: &mut dyn Write) -> Result<bool, Failure> {
        store.must_be_register()?;
        let mark = match store.standing()? {
            Standing::Empty => return Ok(true),
            Standing::Foreign => return Err(self.refused("no register at all")),
            Standing::Register(mark) => mark,
        };
        match mark {
            Some(mark) if mark.kind == RegisterKind::Demonstration => {
                if !store.mark_is_as_told()? {
                    return Err(
                        self.refused("a register whose mark is not the one that its journal tells of")
                    );
                }
            }
            Some(mark) => return Err(self.refused(&format!("the register `{}`, which is real", mark.name))),
            None => return Err(self.refused("a register without a mark, which counts as real")),
        }
        if let Some(since) = store.copied_while_served().filter(|_| !self.fresh) {
            return Err(Failure::new(copied(since)));
        }
        if !self.fresh {
            writeln!(out, "The demonstration is there: {}", self.database)?;
        }
        Ok(self.fresh)
    }

    fn refused(&self, what: &str) -> Failure {
        let url = &self.database;
        Failure::new(format!(
            "at {url} stands {what}; `earnest demo` makes and replaces demonstrations alone, and nothing was changed. \
             For a demonstration name another place, as in: earnest demo --database sqlite:demo.sqlite. To serve the \
             register: earnest serve --database {url}. To be rid of an old demonstration remove it yourself"
        ))
    }

    /// Built beside and renamed when whole: a broken-off build leaves nothing that looks like a register.
    fn build_file(&self, path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
        if path.exists() && !self.is_to_be_built(&Store::open(&self.database, 1)?, out)? {
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
        if !self.is_to_be_built(&store, out)? {
            return Ok(());
        }
        if store.standing()? != Standing::Empty {
            store.clear_demonstration()?;
        }
        self.make(&store, out)
    }

    fn make(&self, store: &Store, out: &mut dyn Write) -> Result<(), Failure> {
        let names = || SHIPPED.iter().map(|shipped| shipped.name).collect::<Vec<_>>().join(", ");
        let shipped = Shipped::find(&self.pack).ok_or_else(|| {
            Failure::new(format!("no pack `{}` ships; those that ship are {}", self.pack, names()))
        })?;
        let pack = shipped_pack(shipped)?.pack;
        store.migrate()?;
        let mark = Mark {
            kind: RegisterKind::Demonstration,
            pack: pack.key.clone(),
            name: "demonstration".to_owned(),
        };
        store.mark(&mark, clock::now())?;
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
