//! Which units are offered first when a visit is planned: by what is late and silent there, by how they were rated and how large
//! they are, and by when somebody came last. It orders what is offered and says why; it chooses nothing.

use crate::fraction::Fraction;
use jiff::civil::Date;

/// What is known of a unit, as far as it says that somebody should go there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Its measures that are past their day.
    pub overdue: u64,
    /// Whether it acknowledged none of the duties that are laid on it.
    pub silent: bool,
    /// Its latest score, of a hundred.
    pub score: Option<Fraction>,
    /// How many units stand at it and beneath it.
    pub size: i64,
    /// When it was visited last.
    pub visited_on: Option<Date>,
}

/// Overdue measures beyond which more say nothing new.
const MOST_OVERDUE: u64 = 10;
/// What a unit weighs that keeps silent, and one that nobody ever visited.
const SILENT: i64 = 25;
const NEVER: i64 = 20;
/// What every overdue measure weighs, and the most months since the last visit.
const OVERDUE: i64 = 5;
const MOST_MONTHS: i64 = 12;

impl Standing {
    /// How much speaks for going there: each overdue measure five points up to ten of them, silence 25, what is missing of a
    /// hundred points times how often the size can be halved and a half of it at least, a point a month since the last visit up
    /// to twelve and 20 where there was none.
    pub fn weight(&self, today: Date) -> i64 {
        let overdue = i64::try_from(self.overdue.min(MOST_OVERDUE)).unwrap_or(0) * OVERDUE;
        let silent = if self.silent { SILENT } else { 0 };
        let unseen = match self.visited_on {
            None => NEVER,
            Some(day) => i64::from((today - day).get_days() / 30).clamp(0, MOST_MONTHS),
        };
        overdue + silent + unseen + self.missing() * self.halvings() / 2
    }

    /// What is missing of a hundred points, whole.
    fn missing(&self) -> i64 {
        let Some(score) = self.score else { return 0 };
        let whole = i64::try_from(score.numerator() / score.denominator().max(1)).unwrap_or(100);
        (100 - whole).clamp(0, 100)
    }

    /// How often its size can be halved, and once more.
    fn halvings(&self) -> i64 {
        i64::from(self.size.max(1).ilog2()) + 1
    }

    /// Whether anything but the last visit speaks for going there.
    pub fn is_at_risk(&self) -> bool {
        self.overdue > 0 || self.silent || self.missing() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_reason_alone_brings_a_unit_before_one_of_which_nothing_is_known_to_be_wrong() {
        let today = date(2015, 6, 1);
        let seen = Some(today);
        let calm =
            Standing { score: Some(Fraction::whole(100)), size: 1, visited_on: seen, ..Standing::default() };
        assert_eq!(calm.weight(today), 0);
        assert!(!calm.is_at_risk());
        for one in [
            Standing { overdue: 1, ..calm },
            Standing { silent: true, ..calm },
            Standing { score: Some(Fraction::whole(80)), ..calm },
            Standing { visited_on: None, ..calm },
            Standing { visited_on: Some(date(2015, 1, 1)), ..calm },
        ] {
            assert!(one.weight(today) > 0, "{one:?}");
        }
    }

    #[test]
    fn of_two_with_the_same_score_the_larger_comes_first_and_size_alone_is_no_reason() {
        let today = date(2015, 6, 1);
        let small = Standing {
            score: Some(Fraction::whole(70)),
            size: 3,
            visited_on: Some(today),
            ..Standing::default()
        };
        let large = Standing { size: 60, ..small };
        assert!(large.weight(today) > small.weight(today));
        assert_eq!(Standing { score: None, ..large }.weight(today), 0);
    }
}
