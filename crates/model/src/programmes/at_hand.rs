//! Which of an organiser's programmes is meant where nobody says which: the one in which most people have something to do.
//!
//! It is the one of which a round is under way, and of several that of which one is under way the longest. So next year's becomes the
//! one at hand when this year's last round is closed, and not while units still owe it something.

use crate::id::ProgrammeId;
use jiff::civil::Date;
use std::cmp::Reverse;

/// What decides between the programmes of one organiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtHand {
    /// Which programme.
    pub programme: ProgrammeId,
    /// Whether it is archived.
    pub put_away: bool,
    /// Whether it is over.
    pub over: bool,
    /// Since which day a round of it is under way: the first of those that were opened and not closed.
    pub under_way: Option<Date>,
    /// Whether a round of it was ever opened.
    pub opened: bool,
    /// The day on which it was set up.
    pub started_on: Date,
}

impl AtHand {
    /// Their order: the one at hand has the least. What is archived comes last, before it what is over; one with a round under way
    /// before others, the one that has it the longest first; one of which a round was opened before one that has not begun; then
    /// the newest.
    pub fn order(&self) -> impl Ord + use<> {
        let set_up = (Reverse(self.started_on), Reverse(self.programme.0));
        // Of two whose rounds opened on one day the older one was there before.
        let since = self.under_way.map(|day| (day, self.programme.0));
        (self.put_away, self.over, since.is_none(), since, !self.opened, set_up)
    }
}

#[cfg(test)]
mod tests {
    use super::AtHand;
    use crate::id::ProgrammeId;
    use jiff::civil::date;

    fn at_hand(all: &[AtHand]) -> i64 {
        all.iter().min_by_key(|one| one.order()).map_or(0, |one| one.programme.0)
    }

    #[test]
    fn next_years_is_at_hand_once_this_years_last_round_is_closed_and_not_when_its_first_opens() {
        let this = AtHand {
            programme: ProgrammeId(1),
            put_away: false,
            over: false,
            under_way: Some(date(2015, 5, 4)),
            opened: true,
            started_on: date(2015, 4, 1),
        };
        let next = AtHand {
            programme: ProgrammeId(2),
            under_way: None,
            opened: false,
            started_on: date(2016, 1, 4),
            ..this
        };
        assert_eq!(at_hand(&[this, next]), 1, "set up");
        let begun = AtHand { under_way: Some(date(2016, 2, 1)), opened: true, ..next };
        assert_eq!(at_hand(&[begun, this]), 1, "a round of this year's is under way");
        let closed = AtHand { under_way: None, ..this };
        assert_eq!(at_hand(&[closed, begun]), 2, "all its rounds are closed");
        assert_eq!(at_hand(&[closed, next]), 1, "between the years it is still this year's");
        let over = AtHand { over: true, ..closed };
        assert_eq!(at_hand(&[over, next]), 2);
        assert_eq!(at_hand(&[AtHand { put_away: true, ..next }, over]), 1);
    }
}
