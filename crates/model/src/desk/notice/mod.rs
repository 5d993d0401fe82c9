//! What a person is told: which act concerns whom, and on which days a deadline is said again.
//!
//! A notice is nothing of its own: it is an entry of the journal that concerns somebody, or a day on the desk. So
//! nothing is kept twice; what is kept is up to where a person has read.

mod telling;
mod tellings;

pub use telling::{Naming, NoticeKind, Place, Telling};
pub use tellings::TELLINGS;

use crate::actor::Role;
use jiff::civil::Date;

/// What is told to a role; of one kind only if it is named.
pub fn tellings(role: Role, kind: Option<NoticeKind>) -> impl Iterator<Item = &'static Telling> {
    TELLINGS.iter().filter(move |one| one.roles.contains(&role) && kind.is_none_or(|kind| one.kind == kind))
}

/// The most new notices that are counted; more are said to be more.
pub const COUNTED: i64 = 99;

/// Days before a deadline on which it is said again: a week, three days and one day, in calendar days of the
/// organisation. A rule of the product, after the common practice of three notices at growing pace; whoever wants
/// another changes it here, and nowhere else.
pub const DAYS_BEFORE: [i32; 3] = [7, 3, 1];

/// What is past its day is said again every so many days, the first time on the day after.
pub const DAYS_BETWEEN: i32 = 7;

/// How near a deadline is, in calendar days of the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearness {
    /// More than a week away.
    Far,
    /// In so many days: 1 to 7.
    In(i32),
    /// Today.
    Today,
    /// So many days past.
    Past(i32),
}

/// How near a day is.
pub fn nearness(due: Date, today: Date) -> Nearness {
    let [furthest, ..] = DAYS_BEFORE;
    match (due - today).get_days() {
        0 => Nearness::Today,
        days if days < 0 => Nearness::Past(-days),
        days if days <= furthest => Nearness::In(days),
        _ => Nearness::Far,
    }
}

impl Nearness {
    /// Whether it is said in a letter of this day.
    pub fn is_said_today(self) -> bool {
        match self {
            Self::Far => false,
            Self::In(days) => DAYS_BEFORE.contains(&days),
            Self::Today => true,
            Self::Past(days) => days % DAYS_BETWEEN == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    #[test]
    fn a_deadline_is_said_seven_three_and_one_day_before_on_the_day_and_weekly_after() {
        let due = date(2015, 11, 30);
        let said: Vec<i64> = (-20_i64..=20)
            .filter(|days| nearness(due, due.saturating_add(days.days())).is_said_today())
            .collect();
        assert_eq!(said, [-7, -3, -1, 0, 1, 8, 15]);
    }

    #[test]
    fn every_telling_is_told_to_somebody_and_tells_its_act_from_the_others() {
        for one in TELLINGS {
            assert!(!one.roles.is_empty(), "{}", one.word);
            assert!(one.action.writes(), "only acts are told: {}", one.word);
            let like = |other: &&Telling| {
                (other.action, other.subject, other.place) == (one.action, one.subject, one.place)
                    && other.roles.iter().any(|role| one.roles.contains(role))
            };
            let same: Vec<_> = TELLINGS.iter().filter(like).collect();
            assert!(same.len() == 1 || same.iter().all(|one| !one.mark.is_empty()), "{}", one.word);
        }
    }

    #[test]
    fn administrators_and_auditors_are_told_of_no_ones_work() {
        for role in [Role::Administrator, Role::Auditor] {
            assert_eq!(tellings(role, None).count(), 0);
        }
        assert!(tellings(Role::UnitOfficer, Some(NoticeKind::Returned)).count() > 0);
    }

    proptest! {
        #[test]
        fn the_nearer_the_day_the_nearer_it_is_said(ahead in -400_i64..400) {
            let today = date(2015, 11, 23);
            let near = nearness(today.saturating_add(ahead.days()), today);
            let right = match near {
                Nearness::Far => ahead > 7,
                Nearness::In(days) => i64::from(days) == ahead && (1..=7).contains(&ahead),
                Nearness::Today => ahead == 0,
                Nearness::Past(days) => i64::from(days) == -ahead && ahead < 0,
            };
            prop_assert!(right, "{near:?}");
        }
    }
}
