//! The register that a command works on.

use crate::{
    clock,
    failure::Failure,
    pack::{Found, pack_of, shipped_pack},
    sqlite_file::with_ending,
};
use clap::Args;
use earnest_app::{
    Context, Standing, Store, StoreError, Waits,
    register_migrate::migrate_register,
    units::{
        day_hold,
        register_found::{Founding, found_register, is_founded},
        register_load::{Loaded, load_register},
    },
};
use earnest_demo::shipped::{DEFAULT, Shipped};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    mark::{Mark, RegisterKind},
    organisation::LANGUAGES,
    zone::Zone,
};
use earnest_tunnel::Mode;
use earnest_warrant::warrant;
use std::{fs, io::Write as _, path::Path};
use tempfile::TempDir;

/// Which register.
#[derive(Debug, Clone, Args)]
pub struct Database {
    /// The register: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    pub database: String,
    #[command(flatten)]
    pub zone: ZoneAsked,
}

/// In which zone the organisation's days begin and end, for a register that does not say so yet.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ZoneAsked {
    /// The organisation's zone, for a register that has none yet: a name such as Europe/Berlin, or hours and minutes east of
    /// Greenwich [default: +08:00]. A register keeps its zone.
    #[arg(long, env = "EARNEST_ZONE", value_name = "ZONE", value_parser = Zone::parse, allow_hyphen_values = true)]
    pub zone: Option<Zone>,
}

impl ZoneAsked {
    /// The zone that a register without one is given.
    fn given(self) -> Zone {
        self.zone.unwrap_or_else(|| Zone::hours_east(8))
    }
}

/// Whoever runs the program on the machine that holds the register.
pub static OPERATOR: Actor = Actor::operator(warrant());

/// An open register with the organisation's day.
pub struct Open {
    pub store: Store,
    /// The folder of the copy that is read, if it is one.
    #[expect(dead_code, reason = "it goes when the command ends")]
    aside: Option<TempDir>,
    /// When the command began: its one reading of the clock.
    pub now: Timestamp,
    pub today: Date,
    /// The day, if it is held still.
    pub held: Option<Date>,
    /// What the register says of itself.
    pub loaded: Loaded,
}

/// Connections that read at the same time.
const READERS: u32 = 8;
/// Connections that read at the same time while pages are served.
const SERVED: u32 = 16;

impl Database {
    /// Opens a register whose tables are up to date.
    pub fn open(&self) -> Result<Open, Failure> {
        let store = self.open_within(READERS, Waits::PATIENT)?;
        self.opened(store)
    }

    /// The same for a command that only reads: the register need not be writable, and nothing of it is changed.
    pub fn open_to_read(&self) -> Result<Open, Failure> {
        let looking = self.open_to_look()?;
        self.must_be_ready(&looking)?;
        let Looking { store, aside } = looking;
        Ok(Open { aside, ..self.opened(store)? })
    }

    /// The same for a server of pages: every wait has an end that a caller sees, and whoever may work at the same time
    /// has a connection.
    pub fn open_to_serve(&self) -> Result<Open, Failure> {
        let store = self.open_within(SERVED, Waits::SERVING)?;
        self.opened(store)
    }

    /// Opens a register to check it: whatever somebody wrote into it, even what it says of itself, keeps nobody from that.
    pub fn open_to_check(&self) -> Result<Looking, Failure> {
        let looking = self.open_to_look()?;
        self.must_be_up_to_date(&looking)?;
        Ok(looking)
    }

    /// Opens what stands there whatever it is, to look at it alone.
    pub fn open_to_look(&self) -> Result<Looking, Failure> {
        self.must_exist()?;
        read_or_copy(&self.database)
    }

    fn open_within(&self, readers: u32, waits: Waits) -> Result<Store, Failure> {
        self.must_exist()?;
        let store = Store::open_within(&self.database, readers, waits)?;
        self.must_be_ready(&store)?;
        Ok(store)
    }

    /// Opens a register; makes its tables where nothing stands yet.
    pub fn open_or_make(&self, pack: Option<&str>) -> Result<Open, Failure> {
        let store = Store::open(&self.database, READERS)?;
        if store.standing()? == Standing::Empty {
            let found = self.pack_for(&store, pack)?;
            migrate_register(&self.operating(&store), &self.mark(&found, None))?;
            self.found(&store, &found)?;
        }
        self.must_be_ready(&store)?;
        if let Some(wanted) = pack {
            self.must_have(&store, &pack_of(wanted)?)?;
        }
        self.opened(store)
    }

    /// The pack with which a register is founded that has none yet: the one that is named; that of a register from before;
    /// or the one of whoever names none.
    pub fn pack_for(&self, store: &Store, wanted: Option<&str>) -> Result<Found, Failure> {
        let before = store.pack_from_before()?;
        let found = match (wanted, &before) {
            (Some(wanted), _) => pack_of(wanted)?,
            (None, Some(key)) => shipped_pack(Shipped::find(key).ok_or_else(|| {
                Failure::new(format!(
                    "the register was read by the pack `{key}` so far, which does not ship; name its files with --pack"
                ))
            })?)?,
            (None, None) => pack_of(DEFAULT)?,
        };
        match before {
            Some(key) if key != found.pack.key => Err(Failure::new(format!(
                "the register is read by the pack `{key}`, and `{}` is another; nothing was changed",
                found.pack.key
            ))),
            _ => Ok(found),
        }
    }

    /// Founds a register that was not founded yet; returns whether it was not.
    pub fn found(&self, store: &Store, found: &Found) -> Result<bool, Failure> {
        let zone = self.zone.given();
        let founding = Founding { files: &found.files, zone, name: None, language: LANGUAGES[0] };
        Ok(found_register(&self.operating(store), &founding)?)
    }

    /// Refuses a pack that is not the one with which the register was founded.
    pub fn must_have(&self, store: &Store, found: &Found) -> Result<(), Failure> {
        match load_register(store, None)? {
            Some(loaded) if loaded.stored.sha256 != found.files.hash() => Err(Failure::new(format!(
                "the register keeps the pack with which it was made, {}@{}; to put another one in: earnest pack add",
                loaded.stored.key, loaded.stored.version
            ))),
            _ => Ok(()),
        }
    }

    /// Opens what stands there whatever it is, to bring it up to date or to look at it.
    pub fn open_as_it_is(&self) -> Result<Store, Failure> {
        let store = Store::open(&self.database, READERS)?;
        store.must_be_register()?;
        Ok(store)
    }

    fn must_be_ready(&self, store: &Store) -> Result<(), Failure> {
        store.must_be_register()?;
        if let Some(since) = store.copied_while_served() {
            let url = &self.database;
            return Err(Failure::new(format!(
                "{} To work with it all the same: earnest migrate --take-copy --database {url}",
                copied(since)
            )));
        }
        self.must_be_up_to_date(store)?;
        if !is_founded(store)? {
            let url = &self.database;
            return Err(Failure::new(format!(
                "the register holds no pack yet, by which it would be read; run: earnest migrate --database {url}"
            )));
        }
        Ok(())
    }

    fn must_be_up_to_date(&self, store: &Store) -> Result<(), Failure> {
        store.must_be_register()?;
        if store.pending_migrations()? > 0 {
            let url = &self.database;
            return Err(Failure::new(format!(
                "the register's tables are not up to date; run: earnest migrate --database {url}"
            )));
        }
        Ok(())
    }

    /// What it is called unless somebody says so.
    pub fn name(&self) -> String {
        name_of(&self.database)
    }

    /// The mark that a register without one is given.
    pub fn mark(&self, found: &Found, name: Option<&str>) -> Mark {
        let name = name.map_or_else(|| self.name(), str::to_owned);
        Mark { kind: RegisterKind::Real, pack: found.pack.key.clone(), name }
    }

    /// What use cases are given on a register that may not be up to date.
    pub fn operating<'a>(&self, store: &'a Store) -> Context<'a> {
        let now = clock::now();
        // One from before says nothing of its zone, and may have no table for it.
        let loaded = load_register(store, None).ok().flatten();
        let zone = loaded.map_or_else(|| self.zone.given(), |loaded| loaded.organisation.zone);
        Context { store, actor: &OPERATOR, now, today: zone.day(now), seen: None, sending: None, stood: None }
    }

    fn opened(&self, store: Store) -> Result<Open, Failure> {
        let held = day_hold::held_day(&store)?;
        let unfounded = || Failure::new("the register holds no pack yet; run: earnest migrate");
        let loaded = load_register(&store, None)?.ok_or_else(unfounded)?;
        let (now, zone) = (clock::now(), loaded.organisation.zone);
        if let Some(asked) = self.zone.zone.filter(|asked| *asked != zone) {
            return Err(Failure::new(format!(
                "the register's days are those of {}, and --zone (or EARNEST_ZONE) says {}: leave it out",
                zone.name(),
                asked.name()
            )));
        }
        Ok(Open { aside: None, now, today: held.unwrap_or_else(|| zone.day(now)), held, loaded, store })
    }

    /// SQLite would make an empty file where a name was mistyped.
    pub fn must_exist(&self) -> Result<(), Failure> {
        if let Some(told) = told_of_the_way(&self.database) {
            writeln!(std::io::stderr(), "{told}; see docs/running.md")?;
        }
        match self.database.strip_prefix("sqlite:") {
            Some(path) if !Path::new(path).exists() => {
                let url = &self.database;
                Err(Failure::new(format!(
                    "there is no register at {path}; make one with: earnest migrate --database {url}"
                )))
            }
            _ => Ok(()),
        }
    }
}

/// A register that is only looked at.
pub struct Looking {
    store: Store,
    /// The folder of the copy that is read, if it is one.
    aside: Option<TempDir>,
}

impl std::ops::Deref for Looking {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

/// Opens a register to read it. One whose log can't be read where it lies is read from a copy of both, and it is said.
fn read_or_copy(url: &str) -> Result<Looking, Failure> {
    let path = match Store::open_to_read(url, READERS) {
        Err(StoreError::LogOutOfReach(path)) => path,
        opened => return Ok(Looking { store: opened?, aside: None }),
    };
    let aside =
        tempfile::tempdir().map_err(|fault| Failure::new(format!("{path}: no room to copy it: {fault}")))?;
    let copy = aside.path().join("register.sqlite");
    for ending in ["", "-wal"] {
        let (from, to) = (with_ending(Path::new(&path), ending), with_ending(&copy, ending));
        // The bytes alone: whoever may not write the file may write the copy.
        let copied = fs::read(&from).and_then(|bytes| fs::write(to, bytes));
        copied.map_err(|fault| Failure::file(&from, fault))?;
    }
    writeln!(
        std::io::stderr(),
        "{path} has a log beside it (-wal) and may not be written; both are read from a copy of this moment."
    )?;
    let store = Store::open_to_read(&format!("sqlite:{}", copy.display()), READERS)?;
    Ok(Looking { store, aside: Some(aside) })
}

/// What is said of a copy that lacks its log.
pub fn copied(since: &str) -> String {
    // What is written outside the journal has no moment: then nobody noted one.
    let since = if since.starts_with("1970-") {
        "it never noted since when".to_owned()
    } else {
        format!("since {since}")
    };
    format!(
        "this is a copy of a register that was being served ({since}), without the log beside it (-wal): what was \
         written last is not in it. A whole copy is made by: earnest backup create."
    )
}

/// What is to be known of a way to another machine on which others can listen, or could. Whether the address can be read at
/// all is said when it is followed.
fn told_of_the_way(url: &str) -> Option<String> {
    let servers = earnest_tunnel::servers(url).ok()?;
    let host = servers.into_iter().find(|server| !server.is_here())?.host;
    match earnest_tunnel::mode(url).ok()? {
        None => Some(format!("the connection to {host} is not encrypted")),
        Some(Mode::Prefer) => Some(format!(
            "the connection to {host} is encrypted only where the server offers it, which whoever stands between can \
             prevent; `sslmode=verify-full` in the address makes it sure"
        )),
        Some(Mode::Require | Mode::VerifyCa | Mode::VerifyFull) => None,
    }
}

/// What a register is called unless somebody says so: the name of its file or database.
fn name_of(url: &str) -> String {
    let place = url.split(['?', '#']).next().unwrap_or(url);
    let last = place.rsplit(['/', '\\', ':']).next().unwrap_or(place);
    let stem = last.strip_suffix(".sqlite").or_else(|| last.strip_suffix(".db")).unwrap_or(last);
    if stem.is_empty() { "register".to_owned() } else { stem.to_owned() }
}

impl Open {
    /// What use cases are given: whoever runs the program on this machine is the operator.
    pub fn context(&self) -> Context<'_> {
        Context {
            store: &self.store,
            actor: &OPERATOR,
            now: self.now,
            today: self.today,
            seen: None,
            sending: None,
            stood: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, told_of_the_way};

    #[test]
    fn a_register_is_called_after_its_file_or_its_database() {
        assert_eq!(name_of("sqlite:/srv/hospital.sqlite"), "hospital");
        assert_eq!(name_of("sqlite:register.db"), "register");
        assert_eq!(name_of("postgres://user:word@host:5432/earnest?sslmode=require"), "earnest");
        assert_eq!(name_of("postgres://host/"), "register");
    }

    #[test]
    fn what_others_could_hear_is_said() {
        for quiet in [
            "sqlite:a",
            "postgres://localhost/a",
            "postgres://me:x@127.0.0.1:5432/a",
            "postgres:///a",
            "postgres://[::1]:5432/a",
            "postgres://db.example.org/a?sslmode=verify-full",
            "postgres://db.example.org/a?sslmode=require",
        ] {
            assert_eq!(told_of_the_way(quiet), None, "{quiet}");
        }
        let told = |url: &str| told_of_the_way(url).unwrap_or_default();
        assert!(
            told("postgres://me:x@db.example.org:5432/a?x=1")
                .contains("db.example.org is encrypted only where")
        );
        assert!(
            told("postgresql://[2001:db8::1]/a?sslmode=disable").contains("2001:db8::1 is not encrypted")
        );
    }
}
