//! Who may hold what beside what: the separation of duties among posts.

use crate::{actor::Role, days::Days, id::AccountId, message::Message};
use jiff::civil::Date;

/// A role between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The role.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
}

impl Term {
    /// A term whose last day does not lie before its first.
    pub fn new(role: Role, from: Date, until: Option<Date>) -> Result<Self, Message> {
        Days::new(from, until).map(|_| Self { role, from, until })
    }

    /// Its days.
    pub const fn days(self) -> Days {
        Days::kept(self.from, self.until)
    }

    /// Whether two terms share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.days().meet(other.days())
    }
}

/// Nobody changes what they hold themselves: `own` is the account that acts.
pub fn of_another(own: Option<AccountId>, account: AccountId) -> Result<(), Message> {
    if own == Some(account) { Err(Message::new("error-account-own")) } else { Ok(()) }
}

/// Whoever opens accounts and gives posts judges nobody: an administrator is no office and no assessor, and none of
/// these becomes an administrator, on any day.
pub fn separate(held: &[Term], new: Term) -> Result<(), Message> {
    let apart = |a: Role, b: Role| a == Role::Administrator && matches!(b, Role::Office | Role::Assessor);
    let clash = held
        .iter()
        .any(|term| term.overlaps(new) && (apart(term.role, new.role) || apart(new.role, term.role)));
    if clash { Err(Message::new("error-account-duties")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn term(role: Role, from: i16, until: Option<i16>) -> Term {
        Term { role, from: date(from, 1, 1), until: until.map(|year| date(year, 12, 31)) }
    }

    #[test]
    fn an_administrator_becomes_an_assessor_only_after_the_last_day() {
        let held = [term(Role::Administrator, 2014, Some(2015))];
        assert!(separate(&held, term(Role::Assessor, 2015, None)).is_err());
        assert!(separate(&held, term(Role::Assessor, 2016, None)).is_ok());
        assert!(separate(&held, term(Role::UnitOfficer, 2015, None)).is_ok());
    }

    #[test]
    fn nobody_changes_their_own_account_and_the_operator_changes_any() {
        assert!(of_another(Some(AccountId(1)), AccountId(1)).is_err());
        assert!(of_another(Some(AccountId(1)), AccountId(2)).is_ok());
        assert!(of_another(None, AccountId(1)).is_ok());
    }

    proptest! {
        #[test]
        fn the_order_in_which_posts_are_given_does_not_matter(
            a in 0_usize..6, b in 0_usize..6, from in 2010_i16..2020, other in 2010_i16..2020, years in 0_i16..5
        ) {
            let (Some(a), Some(b)) = (Role::ALL.get(a), Role::ALL.get(b)) else { return Ok(()) };
            let one = term(*a, from, Some(from + years));
            let two = term(*b, other, None);
            prop_assert_eq!(separate(&[one], two), separate(&[two], one));
            prop_assert_eq!(one.overlaps(two), two.overlaps(one));
        }
    }
}
