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
    MOST_BRANCHES, Start, build, build_opening, build_scaled, logins, logins_above,
    shipped::{DEFAULT, SHIPPED, Shipped},
};
use earnest_model::{
    mark::{Mark, RegisterKind},
    pack::Pack,
};
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
    /// Build it so many times under one root, each with people, a programme and rounds of its own: 32 make a nation. The
    /// first programme's pack alone.
    #[arg(long, value_name = "NUMBER", conflicts_with = "opening", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_BRANCHES)))]
    scale: Option<u32>,
    /// Build only; don't serve.
    #[arg(long)]
    no_serve: bool,
    /// Which of the packs that ship it shows: earnest pack list --shipped. Without it, the one that stands there, or the first
    /// programme's.
    #[arg(long, value_name = "NAME")]
    pack: Option<String>,
    #[command(flatten)]
    listen: Listen,
}

/// The password of the demonstration's accounts. It guards nothing: all is made up.
const PASSWORD: &str = "earnest-demo";
/// The seed of everything that is made up.
const SEED: u64 = 2015;

/// The demonstration that is shown: the one that stood there, or the one that was built.
struct Shown {
    pack: Pack,
    /// Whether several stand under one root.
    scaled: bool,
}

impl Demo {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let shown = match self.database.strip_prefix("sqlite:") {
            Some(path) => self.build_file(Path::new(path), out)?,
            None => self.build_server(out)?,
        };
        let above = shown.scaled.then(logins_above);
        for login in above.into_iter().flatten().chain(logins(&shown.pack)?) {
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

    /// The demonstration that stands there and is to stay. None if it is to be built: nothing stands there, or a
    /// demonstration that is to be built anew. Whatever else stands there is left alone.
    fn stands(&self, store: &Store, out: &mut dyn Write) -> Result<Option<Shown>, Failure> {
        store.must_be_register()?;
        let mark = match store.standing()? {
            Standing::Empty => return Ok(None),
            Standing::Foreign => return Err(self.refused("no register at all")),
            Standing::Register(mark) => mark,
        };
        let pack = match mark {
            Some(mark) if mark.kind == RegisterKind::Demonstration => {
                if !store.mark_is_as_told()? {
                    return Err(
                        self.refused("a register whose mark is not the one that its journal tells of")
                    );
                }
                mark.pack
            }
            Some(mark) => return Err(self.refused(&format!("the register `{}`, which is real", mark.name))),
            None => return Err(self.refused("a register without a mark, which counts as real")),
        };
        if self.fresh {
            return Ok(None);
        }
        if let Some(since) = store.copied_while_served() {
            return Err(Failure::new(copied(since)));
        }
        if let Some(asked) = self.pack.as_ref().filter(|asked| **asked != pack) {
            return Err(Failure::new(format!(
                "at {} stands the demonstration of `{pack}`, not of `{asked}`; name another place with --database, or \
                 build this one anew with --fresh. Nothing was changed",
                self.database
            )));
        }
        let scaled = scaled(store)?;
        if self.scale.is_some() && !scaled {
            return Err(Failure::new(format!(
                "at {} stands the demonstration of one organisation; name another place with --database, or build it anew \
                 with --fresh. Nothing was changed",
                self.database
            )));
        }
        writeln!(out, "The demonstration is there: {}", self.database)?;
        Ok(Some(Shown { pack: pack_named(&pack)?, scaled }))
    }

    /// Refuses to replace what another program has open: it would go on with what is not there any more.
    fn must_be_ours(&self, store: &Store) -> Result<(), Failure> {
        // A connection that was just closed is known for a moment longer.
        for _ in 0..20 {
            if !store.is_open_elsewhere()? {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Err(Failure::new(format!(
            "the demonstration at {} is open in another program, which would go on with what is not there any more. End that \
             first, or name another place with --database. Nothing was changed",
            self.database
        )))
    }

    /// What was just built. It is not opened again to be asked: a reader that goes away with the program may leave the
    /// engine's files beside the register.
    fn built(&self, pack: Pack) -> Shown {
        Shown { pack, scaled: self.scale.is_some() }
    }

    /// The pack whose demonstration is to be built, before anything is touched.
    fn wanted(&self) -> Result<Pack, Failure> {
        let name = self.pack.as_deref().unwrap_or(DEFAULT);
        if self.scale.is_some() && name != DEFAULT {
            return Err(Failure::new(format!(
                "`{name}` tells the story of one organisation, which can't stand several times under one root; --scale \
                 goes with `{DEFAULT}` alone. Nothing was changed"
            )));
        }
        pack_named(name)
    }

    fn refused(&self, what: &str) -> Failure {
        let url = &self.database;
        Failure::new(format!(
            "at {url} stands {what}; `earnest demo` makes and replaces demonstrations alone, and nothing was changed. \
             For a demonstration name another place, as in: earnest demo --database sqlite:made-up.sqlite. To serve the \
             register: earnest serve --database {url}. To be rid of an old demonstration remove it yourself"
        ))
    }

    /// Built beside and renamed when whole: a build that breaks off leaves nothing behind, and what stood there stays.
    fn build_file(&self, path: &Path, out: &mut dyn Write) -> Result<Shown, Failure> {
        let standing = match path.exists() {
            true => self.stands(&Store::open(&self.database, 1)?, out)?,
            false => None,
        };
        if let Some(shown) = standing {
            return Ok(shown);
        }
        let pack = self.wanted()?;
        if path.exists() {
            self.must_be_ours(&Store::open(&self.database, 1)?)?;
        }
        let beside = with_ending(path, ".building");
        remove(&beside)?;
        let made = self.make_file(&pack, &beside, out).and_then(|()| {
            remove(path)?;
            fs::rename(&beside, path).map_err(|fault| Failure::file(path, fault))
        });
        // What SQLite keeps beside it goes in any case, the file itself only where it was not made.
        let swept = remove(&beside);
        made.and(swept)?;
        Ok(self.built(pack))
    }

    fn make_file(&self, pack: &Pack, beside: &Path, out: &mut dyn Write) -> Result<(), Failure> {
        let store = Store::open(&format!("sqlite:{}", beside.display()), 4)?;
        store.relax_durability(true)?;
        self.make(&store, pack, out)?;
        store.relax_durability(false)?;
        Ok(store.checkpoint()?)
    }

    fn build_server(&self, out: &mut dyn Write) -> Result<Shown, Failure> {
        if let Some(shown) = self.stands(&Store::open(&self.database, 1)?, out)? {
            return Ok(shown);
        }
        let pack = self.wanted()?;
        let store = Store::open(&self.database, 4)?;
        let ours = self.must_be_ours(&store);
        if store.standing()? != Standing::Empty {
            ours?;
            store.clear_demonstration()?;
        }
        let made = self.make(&store, &pack, out);
        if made.is_err() {
            // Half a demonstration would be taken for a whole one the next time. Why it broke off is what is to be told,
            // whether or not the place can be cleared.
            let _ = store.clear_demonstration();
        }
        made.map(|()| self.built(pack))
    }

    fn make(&self, store: &Store, pack: &Pack, out: &mut dyn Write) -> Result<(), Failure> {
        logins(pack)?;
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
        match (self.scale, self.opening) {
            (Some(branches), _) => build_scaled(store, pack, (start, branches), &mut progress)?,
            (None, true) => build_opening(store, pack, start, &mut progress)?,
            (None, false) => build(store, pack, start, &mut progress)?,
        }
        said?;
        store.analyse()?;
        writeln!(out, "Built in {} ms.", (clock::now() - began).as_millis())?;
        Ok(())
    }
}

/// Whether several stand there under one root: somebody looks at them from above.
fn scaled(store: &Store) -> Result<bool, Failure> {
    let mut snapshot = store.snapshot()?;
    let mut reader = snapshot.reader();
    let above = logins_above().into_iter().next();
    Ok(match above {
        Some(login) => reader.credentials(&login.login)?.is_some(),
        None => false,
    })
}

/// A pack that ships, by its name.
fn pack_named(name: &str) -> Result<Pack, Failure> {
    let names = || SHIPPED.iter().map(|shipped| shipped.name).collect::<Vec<_>>().join(", ");
    let shipped = Shipped::find(name)
        .ok_or_else(|| Failure::new(format!("no pack `{name}` ships; those that ship are {}", names())))?;
    Ok(shipped_pack(shipped)?.pack)
}
