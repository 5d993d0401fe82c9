//! Setting a register up from nothing: by questions in the terminal, or by the page of the first start.

mod asked;
mod first;

pub use first::{Serving, serve_until_set_up};

use crate::{
    clock,
    database::Database,
    failure::Failure,
    pack::pack_of,
    units::{told, units_in},
};
use asked::{Questions, answer};
use clap::Args;
use earnest_app::{
    AppError, Context, Store,
    register_migrate::migrate_register,
    units::{
        register_found::Founding,
        register_set_up::{Administrator, IsSetUp, SetUp, set_up_register, waits_for_set_up},
    },
};
use earnest_model::{
    hash::sha256_hex,
    mark::{Mark, RegisterKind},
    pack::{Pack, PackFiles},
    text::Line,
    units::unit::{Table, plant},
    zone::Zone,
};
use std::{fs, io::Write, path::PathBuf};

/// What is not told beforehand is asked.
#[derive(Debug, Args)]
pub struct Setup {
    /// The register to make: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    database: String,
    /// What the organisation is called.
    #[arg(long)]
    name: Option<String>,
    /// The pack: a folder, a ZIP file, or the name of one that ships.
    #[arg(long, value_name = "PACK")]
    pack: Option<String>,
    /// Its zone: a name such as Europe/Berlin, or hours and minutes east of Greenwich.
    #[arg(long, env = "EARNEST_ZONE", value_name = "ZONE", allow_hyphen_values = true)]
    zone: Option<String>,
    /// The language of whoever asks for none that there is: zh-Hans, zh-Hant or en.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// The file of the units: a table (CSV or a workbook), or an outline, a line per unit.
    #[arg(long, value_name = "FILE")]
    units: Option<PathBuf>,
    /// Login of whoever looks after the accounts. The password is asked for.
    #[arg(long)]
    login: Option<String>,
    /// The role title that others see.
    #[arg(long)]
    title: Option<String>,
}

/// All that is needed, in order.
pub struct Answered<'a> {
    pub name: Option<Line>,
    pub zone: Zone,
    pub language: &'static str,
    pub files: &'a PackFiles,
    pub units: &'a Table,
    pub sha256: String,
    pub login: &'a str,
    pub title: &'a str,
    pub password: &'a str,
}

impl Setup {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let database = Database { database: self.database.clone(), zone: Default::default() };
        database.must_wait_for_set_up()?;
        let mut ask = Questions::new(out);
        let name = answer(&mut ask, self.name.as_deref(), asked::NAME, asked::name)?;
        let zone = answer(&mut ask, self.zone.as_deref(), asked::ZONE, asked::zone)?;
        let language = answer(&mut ask, self.language.as_deref(), asked::LANGUAGE, asked::language)?;
        let found = answer(&mut ask, self.pack.as_deref(), &asked::packs(), pack_of)?;
        let (units, sha256) = match &self.units {
            Some(path) => {
                let (table, hash) = self.of_file(path, &found.pack)?;
                ask.warn(&found.pack, &table)?;
                (table, hash)
            }
            None => asked::tree(&mut ask, &found.pack)?,
        };
        let house = name.as_ref().map_or("", Line::as_str).to_owned();
        let given = (self.login.as_deref(), self.title.as_deref());
        let (login, title, password) = asked::person(&mut ask, given, &house)?;
        let answered = Answered {
            name,
            zone,
            language,
            files: &found.files,
            units: &units,
            sha256,
            login: &login,
            title: &title,
            password: &password,
        };
        let done = set_up(&database, &answered)?;
        writeln!(out, "{} units; account `{login}` is open.", done.units)?;
        writeln!(out, "Serve it with: earnest serve --database {}", self.database)?;
        Ok(())
    }

    /// The units of a file: of a table, or of an outline.
    fn of_file(&self, path: &std::path::Path, pack: &Pack) -> Result<(Table, String), Failure> {
        let bytes = fs::read(path).map_err(|fault| Failure::file(path, fault))?;
        let table = units_in(path, pack)?;
        // Its faults are told before anything is made.
        plant(&[], &table.rows, &pack.tiers()).map_err(|faults| told(path, AppError::Import(faults)))?;
        Ok((table, sha256_hex(&bytes)))
    }
}

impl Database {
    /// Refuses whatever is no register that waits to be set up.
    fn must_wait_for_set_up(&self) -> Result<(), Failure> {
        if self.waits_for_set_up()? {
            return Ok(());
        }
        Err(Failure::new(format!("the register at {} is set up already", self.database)))
    }

    /// Whether nothing stands there yet, or tables alone.
    pub fn waits_for_set_up(&self) -> Result<bool, Failure> {
        if let Some(path) = self.database.strip_prefix("sqlite:")
            && !std::path::Path::new(path).exists()
        {
            return Ok(true);
        }
        let store = Store::open(&self.database, 1)?;
        if store.standing()? == earnest_app::Standing::Empty {
            return Ok(true);
        }
        store.must_be_register()?;
        Ok(store.pending_migrations()? == 0 && waits_for_set_up(&store)?)
    }
}

/// Makes the tables, and sets the register up in one act.
pub fn set_up(database: &Database, answered: &Answered<'_>) -> Result<IsSetUp, AppError> {
    let store = Store::open(&database.database, 2)?;
    let now = clock::now();
    let today = answered.zone.day(now);
    let actor = &crate::database::OPERATOR;
    let context = Context { store: &store, actor, now, today, seen: None, sending: None, stood: None };
    let pack = Pack::of(answered.files).map_err(AppError::Pack)?;
    let name = answered.name.as_ref().map_or_else(|| database.name(), |name| name.as_str().to_owned());
    migrate_register(&context, &Mark { kind: RegisterKind::Real, pack: pack.key, name })?;
    let mut salt = [0; 16];
    clock::fill(&mut salt);
    let administrator =
        Administrator { login: answered.login, title: answered.title, password: answered.password, salt };
    let set_up = SetUp {
        founding: Founding {
            files: answered.files,
            zone: answered.zone,
            name: answered.name.clone(),
            language: answered.language,
        },
        units: answered.units,
        sha256: answered.sha256.clone(),
        administrator,
    };
    let done = set_up_register(&context, &set_up)?;
    store.analyse()?;
    Ok(done)
}
