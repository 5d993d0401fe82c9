//! The register that a command works on.

use crate::{clock, failure::Failure};
use clap::Args;
use earnest_app::{Context, Store, Waits, register_migrate::migrate_register, units::day_hold};
use earnest_model::{Date, actor::Actor};
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

/// An open register with the organisation's day.
pub struct Open {
    pub store: Store,
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
    /// Opens a register whose tables are up to date.
    pub fn open(&self) -> Result<Open, Failure> {
        self.open_within(READERS, Waits::PATIENT)
    }

    /// The same for a server of pages: every wait has an end that a caller sees, and whoever may work at the same time
    /// has a connection.
    pub fn open_to_serve(&self) -> Result<Open, Failure> {
        self.open_within(SERVED, Waits::SERVING)
    }

    fn open_within(&self, readers: u32, waits: Waits) -> Result<Open, Failure> {
        self.must_exist()?;
        let store = Store::open_within(&self.database, readers, waits)?;
        if store.pending_migrations()? > 0 {
            let url = &self.database;
            return Err(Failure::new(format!(
                "the register's tables are not up to date; run: earnest migrate --database {url}"
            )));
        }
        self.opened(store)
    }

    /// Opens a register, and makes its tables or brings them up to date first.
    pub fn open_or_make(&self) -> Result<Open, Failure> {
        let store = Store::open(&self.database, READERS)?;
        migrate_register(&self.operating(&store))?;
        self.opened(store)
    }

    /// What use cases are given on a register that may not be up to date.
    pub fn operating<'a>(&self, store: &'a Store) -> Context<'a> {
        let (now, today) = (clock::now(), clock::today(self.zone.offset));
        Context { store, actor: &Actor::Operator, now, today, seen: None }
    }

    fn opened(&self, store: Store) -> Result<Open, Failure> {
        let held = day_hold::held_day(&store)?;
        let zone = self.zone.offset;
        Ok(Open { today: held.unwrap_or_else(|| clock::today(zone)), held, zone, store })
    }

    /// SQLite would make an empty file where a name was mistyped.
    fn must_exist(&self) -> Result<(), Failure> {
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

impl Open {
    /// What use cases are given: whoever runs the program on this machine is the operator.
    pub fn context(&self) -> Context<'_> {
        Context {
            store: &self.store,
            actor: &Actor::Operator,
            now: clock::now(),
            today: self.today,
            seen: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::offset;

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
