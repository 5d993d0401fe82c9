//! By when a unit replies to what it is asked about signs.

use jiff::{ToSpan, civil::Date};

/// Days in which a unit replies to what it is asked about signs.
pub const REPLY_DAYS: i32 = 14;

/// By when it replies: [`REPLY_DAYS`] after it was asked.
pub fn reply_until(asked_on: Date) -> Date {
    asked_on.saturating_add(REPLY_DAYS.days())
}

/// The last day on which something was asked that is late without a reply on `today`: [`reply_until`] turned round, for queries.
pub fn asked_too_late(today: Date) -> Date {
    today.saturating_sub((REPLY_DAYS + 1).days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_late_from_the_day_after_its_day_on() {
        let today = jiff::civil::date(2015, 6, 20);
        for ago in 0..30 {
            let asked = today.saturating_sub(ago.days());
            let late = crate::late::is_late(Some(reply_until(asked)), today);
            assert_eq!(late, asked <= asked_too_late(today), "{ago}");
        }
    }
}
