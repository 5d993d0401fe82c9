//! Letters by mail: who wants them, how often, and at which hours they are left in peace.

pub use crate::mail_address::MailAddress;

use crate::{
    hash::sha256_hex,
    message::{FieldErrors, Message},
    words::words,
    zone::Zone,
};
use jiff::{Timestamp, ToSpan, civil::Date};

words! {
    /// How often an account is written to.
    MailMode, "error-mail-mode" {
        /// Never.
        Off = "off",
        /// A letter for each notice as it comes, and one on the mornings of deadlines.
        Each = "each",
        /// One letter a day with everything, or none if there is nothing.
        Daily = "daily",
    }
}

/// Hours of the day, in the organisation's zone, at which no letter goes out: from the first up to and without the
/// last, past midnight if the last is the smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    from: i8,
    to: i8,
}

impl Quiet {
    /// From an hour (0 to 23) to another; the same hour twice would be all day or never, and is neither.
    pub fn new(from: i8, to: i8) -> Option<Self> {
        let hour = |hour: i8| (0..24).contains(&hour);
        (hour(from) && hour(to) && from != to).then_some(Self { from, to })
    }

    /// The first quiet hour.
    pub fn from(self) -> i8 {
        self.from
    }

    /// The hour with which it ends.
    pub fn to(self) -> i8 {
        self.to
    }

    /// Whether an hour is quiet.
    pub fn covers(self, hour: i8) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        }
    }
}

/// The moment at which an hour of a day begins in a zone.
pub fn at_hour(day: Date, hour: i8, zone: Zone) -> Timestamp {
    zone.moment(day.at(hour, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// The moment itself, or, if it falls into quiet hours, the one with which they end: postponed, never dropped.
pub fn after_quiet(at: Timestamp, quiet: Option<Quiet>, zone: Zone) -> Timestamp {
    let local = zone.time(at);
    let Some(quiet) = quiet.filter(|quiet| quiet.covers(local.hour())) else { return at };
    let day = if local.hour() < quiet.to { local.date() } else { local.date().saturating_add(1.day()) };
    at_hour(day, quiet.to, zone)
}

/// What an account wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWish {
    /// How often.
    pub mode: MailMode,
    /// Where to; there is one unless the mode is off.
    pub address: Option<MailAddress>,
    /// The hour (0 to 23) of the daily letter, and of the one on the morning of a deadline.
    pub hour: i8,
    /// When not.
    pub quiet: Option<Quiet>,
    /// The tag of the language that it is written in.
    pub language: String,
}

impl MailWish {
    /// A mark by which one wish is told from another.
    pub fn mark(&self) -> String {
        let quiet = self.quiet.map(|quiet| (quiet.from(), quiet.to()));
        let address = self.address.as_ref().map(MailAddress::as_str);
        let whole = format!("{} {address:?} {} {quiet:?} {}", self.mode.key(), self.hour, self.language);
        sha256_hex(whole.as_bytes()).chars().take(16).collect()
    }
}

/// The hour of the daily letter unless another is asked for.
pub const USUAL_HOUR: i8 = 8;

impl Default for MailWish {
    fn default() -> Self {
        Self {
            mode: MailMode::Off,
            address: None,
            hour: USUAL_HOUR,
            quiet: Quiet::new(22, 7),
            language: String::new(),
        }
    }
}

/// The wish as a form gives it.
#[derive(Debug, Clone, Copy, Default)]
pub struct MailForm<'a> {
    /// How often.
    pub mode: &'a str,
    /// Where to.
    pub address: &'a str,
    /// The hour.
    pub hour: &'a str,
    /// The first quiet hour; blank for none.
    pub quiet_from: &'a str,
    /// The hour with which quiet ends; blank for none.
    pub quiet_to: &'a str,
    /// The tag of the language.
    pub language: &'a str,
    /// The mark of the wish that stood in the form when it was opened; `None` for whoever has seen none.
    pub from: Option<&'a str>,
}

fn hour(text: &str) -> Result<i8, Message> {
    let hour = text.trim().parse().ok().filter(|hour| (0..24).contains(hour));
    hour.ok_or_else(|| Message::new("error-mail-hour"))
}

/// Parses a wish; every fault is told. An hour of the letter within quiet hours is a fault, because nobody means it.
pub fn parse_wish(form: &MailForm<'_>) -> Result<MailWish, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mode = errors.take("mode", MailMode::parse(form.mode));
    let at = errors.take("hour", hour(form.hour));
    let off = mode == Some(MailMode::Off);
    let address = if form.address.trim().is_empty() && off {
        None
    } else {
        errors.take("address", MailAddress::parse(form.address))
    };
    let quiet = match (form.quiet_from.trim(), form.quiet_to.trim()) {
        ("", "") => None,
        (from, to) => {
            let both = (errors.take("quiet_from", hour(from)), errors.take("quiet_to", hour(to)));
            let (Some(from), Some(to)) = both else { return Err(errors) };
            let quiet = Quiet::new(from, to);
            if quiet.is_none() {
                errors.add("quiet_to", Message::new("error-mail-quiet-same"));
            }
            quiet
        }
    };
    if let (Some(at), Some(quiet), false) = (at, quiet, off)
        && quiet.covers(at)
    {
        errors.add("hour", Message::new("error-mail-hour-quiet"));
    }
    match (mode, at) {
        (Some(mode), Some(hour)) if errors.is_empty() => {
            Ok(MailWish { mode, address, hour, quiet, language: form.language.to_owned() })
        }
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn form<'a>(mode: &'a str, address: &'a str, hours: [&'a str; 3]) -> MailForm<'a> {
        let [hour, quiet_from, quiet_to] = hours;
        MailForm { mode, address, hour, quiet_from, quiet_to, language: "en", from: None }
    }

    #[test]
    fn a_wish_names_an_address_and_an_hour_outside_the_quiet_ones() {
        let good = parse_wish(&form("daily", " a.b@mail.example ", ["8", "22", "7"])).unwrap();
        assert_eq!(good.address.as_ref().unwrap().as_str(), "a.b@mail.example");
        let faults = |form| -> Vec<(String, &'static str)> {
            parse_wish(&form).unwrap_err().iter().map(|(at, message)| (at.to_owned(), message.key)).collect()
        };
        assert_eq!(
            faults(form("often", "nobody", ["25", "22", ""])),
            [
                ("address", "error-mail-address"),
                ("hour", "error-mail-hour"),
                ("mode", "error-mail-mode"),
                ("quiet_to", "error-mail-hour")
            ]
            .map(|(at, key)| (at.to_owned(), key))
        );
        assert_eq!(
            faults(form("each", "a@b.example", ["6", "22", "7"])),
            [("hour".to_owned(), "error-mail-hour-quiet")]
        );
        assert_eq!(
            faults(form("each", "a@b.example", ["8", "7", "7"])),
            [("quiet_to".to_owned(), "error-mail-quiet-same")]
        );
        assert!(parse_wish(&form("off", "", ["6", "22", "7"])).is_ok(), "off needs no address");
        assert!(parse_wish(&form("each", "", ["8", "", ""])).is_err());
    }

    #[test]
    fn an_address_is_one_line_with_a_name_and_a_host() {
        for good in ["a@b.example", "first.last+tag@sub.mail.example", "o'neil@x-y.example"] {
            assert!(MailAddress::parse(good).is_ok(), "{good}");
        }
        let long = format!("{}@b.example", "a".repeat(65));
        for bad in [
            "",
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b.example, c@d.example",
            "a@b@c.example",
            "a@-b.example",
            "a..b@c.example",
            "a@b..example",
            "a@b.example\r\nBcc: c@d.example",
            "主任@b.example",
            &long,
        ] {
            assert_eq!(MailAddress::parse(bad).unwrap_err().key, "error-mail-address", "{bad:?}");
        }
    }

    #[test]
    fn a_night_that_passes_midnight_ends_in_the_morning() {
        let zone = Zone::hours_east(8);
        let quiet = Quiet::new(22, 7);
        let at = |day, hour| at_hour(date(2015, 11, day), hour, zone);
        assert_eq!(at(23, 8).to_string(), "2015-11-23T00:00:00Z");
        assert_eq!(after_quiet(at(23, 21), quiet, zone), at(23, 21));
        assert_eq!(after_quiet(at(23, 22), quiet, zone), at(24, 7));
        assert_eq!(after_quiet(at(24, 6), quiet, zone), at(24, 7));
        assert_eq!(after_quiet(at(24, 7), quiet, zone), at(24, 7));
    }

    proptest! {
        #[test]
        fn quiet_hours_postpone_less_than_a_day_and_never_into_quiet_hours(
            second in -2_000_000_000_i64..4_000_000_000, from in 0_i8..24, to in 0_i8..24, zone in -12_i8..14
        ) {
            let (at, zone) = (Timestamp::from_second(second).unwrap(), Zone::hours_east(zone));
            let quiet = Quiet::new(from, to);
            prop_assert_eq!(quiet.is_none(), from == to);
            let then = after_quiet(at, quiet, zone);
            prop_assert!(then >= at && then.as_second() - at.as_second() < 24 * 3_600);
            prop_assert_eq!(after_quiet(then, quiet, zone), then);
            let is_quiet = quiet.is_some_and(|quiet| quiet.covers(zone.time(at).hour()));
            prop_assert_eq!(then == at, !is_quiet);
            if is_quiet {
                prop_assert_eq!(zone.time(then).time(), jiff::civil::time(to, 0, 0, 0));
            }
        }

        #[test]
        fn every_day_has_as_many_quiet_hours_as_are_asked_for(from in 0_i8..24, length in 1_i8..24) {
            let quiet = Quiet::new(from, (from + length) % 24).unwrap();
            prop_assert_eq!((0..24).filter(|hour| quiet.covers(*hour)).count(), usize::try_from(length).unwrap());
        }
    }
}
