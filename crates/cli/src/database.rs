//! The register that a command works on.

use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::{Context, Standing, Store, Waits, register_migrate::migrate_register, units::day_hold};
use earnest_model::{
    Date, Timestamp,
    actor::Actor,
    mark::{Mark, RegisterKind},
    pack::Pack,
};
use earnest_warrant::warrant;
use jiff::tz::Offset;

/// Which register.
#[derive(Debug, Args)]
pub struct Database {
    /// The register: sqlite:PATH or postgres://USER@HOST/NAME.
    #[arg(long, env = "EARNEST_DATABASE", value_name = "URL")]
    pub database: String,
    #[command(flatten)]
    pub zone: Zone,
}

/// In which zone the organisation's days begin and end.
#[derive(Debug, Clone, Copy, Args)]
pub struct Zone {
    /// The organisation's zone, as hours and minutes east of Greenwich: what "today" means, and the times on pages.
    #[arg(
        long = "zone",
        env = "EARNEST_ZONE",
        value_name = "+HH:MM",
        default_value = "+08:00",
        value_parser = offset,
        allow_hyphen_values = true
    )]
    pub offset: Offset,
}

/// Reads `+08:00`, `-03:30` or `+00:00`.
fn offset(text: &str) -> Result<Offset, String> {
    let wrong = || format!("`{text}`: hours and minutes east of Greenwich are wanted, as in +08:00");
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return Err(wrong()),
    };
    let number = |text: &str, below: i32| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|number| digits && *number < below)
    };
    let (hours, minutes) = rest.split_once(':').ok_or_else(wrong)?;
    let (Some(hours), Some(minutes)) = (number(hours, 24), number(minutes, 60)) else { return Err(wrong()) };
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).map_err(|_| wrong())
}

/// Whoever runs the program on the machine that holds the register.
pub static OPERATOR: Actor = Actor::operator(warrant());

/// An open register with the organisation's day.
pub struct Open {
    pub store: Store,
    /// When the command began: its one reading of the clock.
    pub now: Timestamp,
    pub today: Date,
    /// The day, if it is held still.
    pub held: Option<Date>,
    /// The zone of the organisation.
    pub zone: Offset,
}

/// Connections that read at the same time.
const READERS: u32 = 8;
/// Connections that read at the same time while pages are served.
const SERVED: u32 = 16;

impl Database {
    /// Opens a register of this program's pack whose tables are up to date.
    pub fn open(&self) -> Result<Open, Failure> {
        let store = self.open_to_check()?;
        self.opened(store)
    }

    /// The same for a server of pages: every wait has an end that a caller sees, and whoever may work at the same time
    /// has a connection.
    pub fn open_to_serve(&self) -> Result<Open, Failure> {
        let store = self.open_within(SERVED, Waits::SERVING)?;
        self.opened(store)
    }

    /// Opens a register to check it: whatever somebody wrote into it, even its settings, keeps nobody from that.
    pub fn open_to_check(&self) -> Result<Store, Failure> {
        self.open_within(READERS, Waits::PATIENT)
    }

    fn open_within(&self, readers: u32, waits: Waits) -> Result<Store, Failure> {
        self.must_exist()?;
        let store = Store::open_within(&self.database, readers, waits)?;
        self.must_be_ready(&store)?;
        Ok(store)
    }

    /// Opens a register; makes its tables where nothing stands yet.
    pub fn open_or_make(&self) -> Result<Open, Failure> {
        let store = Store::open(&self.database, READERS)?;
        if store.standing()? == Standing::Empty {
            migrate_register(&self.operating(&store), &self.mark(RegisterKind::Real, None)?)?;
        }
        self.must_be_ready(&store)?;
        self.opened(store)
    }

    /// Opens what stands there whatever it is, to bring it up to date or to look at it.
    pub fn open_as_it_is(&self) -> Result<Store, Failure> {
        let store = Store::open(&self.database, READERS)?;
        store.must_be_of(&pack_key()?)?;
        Ok(store)
    }

    fn must_be_ready(&self, store: &Store) -> Result<(), Failure> {
        store.must_be_of(&pack_key()?)?;
        if let Some(since) = store.copied_while_served() {
            let url = &self.database;
            return Err(Failure::new(format!(
                "{} To work with it all the same: earnest migrate --take-copy --database {url}",
                copied(since)
            )));
        }
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
    pub fn mark(&self, kind: RegisterKind, name: Option<&str>) -> Result<Mark, Failure> {
        let name = name.map_or_else(|| self.name(), str::to_owned);
        Ok(Mark { kind, pack: pack_key()?, name })
    }

    /// What use cases are given on a register that may not be up to date.
    pub fn operating<'a>(&self, store: &'a Store) -> Context<'a> {
        let now = clock::now();
        Context {
            store,
            actor: &OPERATOR,
            now,
            today: clock::day(now, self.zone.offset),
            seen: None,
            sending: None,
        }
    }

    fn opened(&self, store: Store) -> Result<Open, Failure> {
        let held = day_hold::held_day(&store)?;
        let (now, zone) = (clock::now(), self.zone.offset);
        Ok(Open { now, today: held.unwrap_or_else(|| clock::day(now, zone)), held, zone, store })
    }

    /// SQLite would make an empty file where a name was mistyped.
    pub fn must_exist(&self) -> Result<(), Failure> {
        match self.database.strip_prefix("sqlite:") {
            Some(path) if !std::path::Path::new(path).exists() => {
                let url = &self.database;
                Err(Failure::new(format!(
                    "there is no register at {path}; make one with: earnest migrate --database {url}"
                )))
            }
            _ => Ok(()),
        }
    }
}

/// What is said of a copy that lacks its log.
pub fn copied(since: &str) -> String {
    format!(
        "this is a copy of a register that was being served (since {since}), without the log beside it (-wal): what was \
         written last is not in it. A whole copy is made by: earnest backup create."
    )
}

/// The key of the pack that this program was built with.
pub fn pack_key() -> Result<String, Failure> {
    Ok(Pack::built_in().map_err(Failure::new)?.key)
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, offset};

    #[test]
    fn a_register_is_called_after_its_file_or_its_database() {
        assert_eq!(name_of("sqlite:/srv/hospital.sqlite"), "hospital");
        assert_eq!(name_of("sqlite:register.db"), "register");
        assert_eq!(name_of("postgres://user:word@host:5432/earnest?sslmode=require"), "earnest");
        assert_eq!(name_of("postgres://host/"), "register");
    }

    #[test]
    fn a_zone_is_hours_and_minutes_east_or_west() {
        let seconds = |text| offset(text).map(jiff::tz::Offset::seconds);
        assert_eq!(seconds("+08:00"), Ok(8 * 3_600));
        assert_eq!(seconds("-03:30"), Ok(-(3 * 3_600 + 30 * 60)));
        for bad in ["8", "08:00", "+8:00", "+08:60", "+24:00", "+0800", "", "+-8:00", "Asia/Shanghai"] {
            assert!(offset(bad).is_err(), "{bad}");
        }
    }
}
