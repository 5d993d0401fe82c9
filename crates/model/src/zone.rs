//! In which zone the organisation's days begin and end.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};
use std::{collections::BTreeMap, sync::Mutex};

/// A zone: one of the names of IANA with its summer time, or fixed hours and minutes east of Greenwich.
///
/// The rules of a name are those that the program was built with: the same moment is shown alike on every machine.
#[derive(Clone, Copy)]
pub struct Zone(&'static Named);

struct Named {
    name: String,
    zone: TimeZone,
}

/// The zones that were named so far. There are some hundreds, so that what is kept has an end; a zone can then be handed
/// on as freely as a day.
static KNOWN: Mutex<BTreeMap<String, &'static Named>> = Mutex::new(BTreeMap::new());

/// What is no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}`: the name of a zone is wanted, as Europe/Berlin, or hours and minutes east of Greenwich, as +08:00"
)]
pub struct NoZone(pub String);

impl Zone {
    /// Reads `Europe/Berlin`, `+08:00`, `-03:30` or `UTC`.
    pub fn parse(text: &str) -> Result<Self, NoZone> {
        let text = text.trim();
        let read = || match text.starts_with(['+', '-']) {
            true => Some((text.to_owned(), TimeZone::fixed(offset(text)?))),
            false => {
                let zone = TimeZone::get(text).ok()?;
                // A zone may be asked for in capitals or not; it has one name.
                let name = zone.iana_name()?.to_owned();
                Some((name, zone))
            }
        };
        let (name, zone) = read().ok_or_else(|| NoZone(text.to_owned()))?;
        Ok(Self::known(name, zone))
    }

    /// Fixed hours east of Greenwich.
    pub fn hours_east(hours: i8) -> Self {
        let zone = TimeZone::fixed(jiff::tz::offset(hours));
        let sign = if hours < 0 { '-' } else { '+' };
        Self::known(format!("{sign}{:02}:00", hours.unsigned_abs()), zone)
    }

    fn known(name: String, zone: TimeZone) -> Self {
        // Whoever broke off while holding the list left it whole: entries are only added.
        let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Self(
            known
                .entry(name)
                .or_insert_with_key(|name| Box::leak(Box::new(Named { name: name.clone(), zone }))),
        )
    }

    /// Its name, as it is read.
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    /// The day at a moment.
    pub fn day(self, now: Timestamp) -> Date {
        self.time(now).date()
    }

    /// What its clocks show at a moment.
    pub fn time(self, now: Timestamp) -> DateTime {
        self.0.zone.to_datetime(now)
    }

    /// The moment at which its clocks show a time: the first of two, and after a gap the moment that follows it.
    pub fn moment(self, at: DateTime) -> Option<Timestamp> {
        self.0.zone.to_timestamp(at).ok()
    }
}

/// Two zones of one name are one.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

fn offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let number = |text: &str, below: i32| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|number| digits && *number < below)
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (number(hours, 24)?, number(minutes, 60)?);
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_zone_is_a_name_or_hours_and_minutes_east_or_west() {
        for good in ["Europe/Berlin", "Asia/Shanghai", "UTC", "+08:00", "-03:30", "+00:00"] {
            assert_eq!(Zone::parse(good).unwrap().name(), good);
        }
        assert_eq!(Zone::parse(" europe/berlin ").unwrap(), Zone::parse("Europe/Berlin").unwrap());
        assert_eq!(Zone::hours_east(-3), Zone::parse("-03:00").unwrap());
        for bad in
            ["8", "08:00", "+8:00", "+08:60", "+24:00", "+0800", "", "+-8:00", "Shanghai", "Europe/Nowhere"]
        {
            assert_eq!(Zone::parse(bad), Err(NoZone(bad.to_owned())), "{bad}");
        }
    }

    #[test]
    fn a_moment_of_summer_is_shown_alike_in_winter_and_midnight_is_the_zones() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let summer: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(berlin.time(summer), date(2026, 7, 2).at(0, 30, 0, 0));
        let winter: Timestamp = "2026-12-01T22:30:00Z".parse().unwrap();
        assert_eq!(berlin.day(winter), date(2026, 12, 1));
        assert_eq!(berlin.moment(date(2026, 7, 2).at(0, 30, 0, 0)), Some(summer));
        let gap = berlin.moment(date(2026, 3, 29).at(2, 30, 0, 0)).unwrap();
        assert_eq!(
            berlin.time(gap),
            date(2026, 3, 29).at(3, 30, 0, 0),
            "an hour that is not there is the next one"
        );
    }
}
