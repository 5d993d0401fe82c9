//! The days of a round, and whether they are later than those of its superior's.

use super::round::Round;
use jiff::civil::Date;

/// The days of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// First day.
    pub opens_on: Date,
    /// Last day for plans.
    pub plans_due_on: Date,
    /// Last day.
    pub ends_on: Date,
}

/// Whether a day of the superior's still binds whoever carries its round out: until it is past.
pub fn binds(limit: Date, today: Date) -> bool {
    today <= limit
}

impl Calendar {
    /// The days of a round.
    pub fn of(round: &Round) -> Self {
        Self { opens_on: round.opens_on, plans_due_on: round.plans_due_on, ends_on: round.ends_on }
    }

    /// The days that lie later than those of the superior's round: name, day, the superior's day.
    ///
    /// A lower tier may open when it is ready, but its plans and its result are there no later than its superior's. A day
    /// of the superior's that is past binds nobody any more: whoever begins after it could never keep it.
    pub fn later_than(self, superior: &Round, today: Date) -> Vec<(&'static str, Date, Date)> {
        let days = [
            ("plans_due_on", self.plans_due_on, superior.plans_due_on),
            ("ends_on", self.ends_on, superior.ends_on),
        ];
        // Nor does a round that is over without having come to its end.
        let runs = superior.state.is_running();
        days.into_iter().filter(|(_, day, limit)| runs && day > limit && binds(*limit, today)).collect()
    }
}
