//! With which round of a programme a round of a programme goes that carries it out.
//!
//! A tier numbers its rounds as it likes: it may make one of two, or begin late. So it is told by the days.

use jiff::civil::Date;

/// Number and days of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundDays {
    /// Its number.
    pub number: i32,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
}

impl RoundDays {
    /// How many days both have in common.
    fn shared(self, other: Self) -> i32 {
        let (from, until) = (self.from.max(other.from), self.until.min(other.until));
        ((until - from).get_days() + 1).max(0)
    }
}

/// The number of the superior's round with which a round goes: of the one with which it shares most days, the first of those with as
/// many; where it shares a day with none (it was taken up after its days), the one of its own number.
pub fn goes_with(theirs: RoundDays, superiors: &[RoundDays]) -> Option<i32> {
    let most = superiors.iter().map(|one| theirs.shared(*one)).max()?;
    let found = superiors.iter().find(|one| match most {
        0 => one.number == theirs.number,
        _ => theirs.shared(**one) == most,
    });
    found.map(|one| one.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_round_goes_with_the_one_with_which_it_shares_most_days_whatever_its_number() {
        let of = |number, from: (i8, i8), until: (i8, i8)| RoundDays {
            number,
            from: date(2015, from.0, from.1),
            until: date(2015, until.0, until.1),
        };
        let province = [of(1, (5, 1), (6, 30)), of(2, (7, 1), (8, 31)), of(3, (9, 1), (10, 31))];
        assert_eq!(goes_with(of(1, (5, 20), (6, 20)), &province), Some(1));
        assert_eq!(goes_with(of(1, (7, 10), (8, 20)), &province), Some(2), "it began with the second");
        assert_eq!(goes_with(of(2, (6, 20), (8, 31)), &province), Some(2), "one was made of two");
        assert_eq!(goes_with(of(2, (11, 5), (12, 1)), &province), Some(2), "after its days");
        assert_eq!(goes_with(of(7, (11, 5), (12, 1)), &province), None);
        assert_eq!(goes_with(of(1, (5, 1), (5, 2)), &[]), None);
    }
}
