//! Observation: who is sent to listen in, and who must stay away.

use crate::{
    actor::{Holding, Role},
    id::AccountId,
    message::Message,
    span::Span,
    span::Target,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub use crate::assessing::sheet::ObservationState;

impl ObservationState {
    /// The state after the sheet was handed in. A sheet is handed in once.
    pub fn submit(self) -> Result<Self, Message> {
        match self {
            Self::Sent => Ok(Self::Submitted),
            Self::Submitted => Err(Message::new("error-sheet-twice")),
            Self::Recused => Err(Message::new("error-recusal")),
        }
    }
}

/// Whether somebody must stay away from a unit: they hold a role in it or beneath it, or they answer for a unit
/// between it and the organiser, as its officer or head.
pub fn recused(holdings: &[Holding], organiser: Span, unit: Target, day: Date) -> bool {
    holdings.iter().filter(|holding| holding.in_force(day)).any(|holding| {
        let inside = unit.span.covers(holding.span);
        let answers = matches!(holding.role, Role::UnitOfficer | Role::UnitHead);
        let in_line = organiser.strictly_covers(holding.span) && holding.span.covers(unit.span);
        inside || (answers && in_line)
    })
}

/// Refuses an assessor who must stay away.
pub fn check_recusal(holdings: &[Holding], organiser: Span, unit: Target, day: Date) -> Result<(), Message> {
    if recused(holdings, organiser, unit, day) { Err(Message::new("error-recusal")) } else { Ok(()) }
}

/// Who is proposed for each unit: of those who may be sent there, the ones who were sent least often so far, `each` a
/// unit. Units with the smallest choice choose first. `load` is how often each was sent, and is carried on.
pub fn balance(
    units: &[Vec<AccountId>],
    each: usize,
    load: &mut BTreeMap<AccountId, i64>,
) -> Vec<Vec<AccountId>> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|place| units.get(*place).map_or(0, Vec::len));
    let mut proposed = vec![Vec::new(); units.len()];
    for place in order {
        let (Some(free), Some(chosen)) = (units.get(place), proposed.get_mut(place)) else { continue };
        let mut free = free.clone();
        free.sort_by_key(|account| (load.get(account).copied().unwrap_or(0), *account));
        free.dedup();
        for account in free.into_iter().take(each) {
            *load.entry(account).or_default() += 1;
            chosen.push(account);
        }
    }
    proposed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UnitId;
    use jiff::civil::date;
    use proptest::prelude::*;

    const PROVINCE: Span = Span { lo: 0, hi: 99 };
    const COUNTY: Target = Target { unit: UnitId(5), span: Span { lo: 20, hi: 29 } };

    fn holding(role: Role, lo: i64, hi: i64) -> Holding {
        let from = date(2015, 1, 1);
        let (span, until) = (Span { lo, hi }, Some(date(2015, 6, 30)));
        Holding { role, unit: UnitId(9), span, from, until, mandates: Vec::new() }
    }

    fn away(role: Role, lo: i64, hi: i64) -> bool {
        recused(&[holding(role, lo, hi)], PROVINCE, COUNTY, date(2015, 6, 1))
    }

    #[test]
    fn who_answers_for_the_unit_or_its_line_stays_away() {
        assert!(away(Role::Assessor, 20, 29), "a role in the unit itself");
        assert!(away(Role::UnitOfficer, 23, 23), "a role beneath it");
        assert!(away(Role::UnitHead, 10, 40), "the head of the prefecture above it");
        assert!(!away(Role::Assessor, 10, 40), "the prefecture's assessor answers for nothing");
        assert!(!away(Role::Assessor, 0, 99), "the organiser's assessor");
        assert!(!away(Role::UnitOfficer, 30, 39), "the officer of a unit beside it");
    }

    #[test]
    fn a_role_that_ended_recuses_nobody() {
        let old = [holding(Role::UnitOfficer, 20, 29)];
        assert!(recused(&old, PROVINCE, COUNTY, date(2015, 6, 30)));
        assert!(!recused(&old, PROVINCE, COUNTY, date(2015, 7, 1)));
    }

    #[test]
    fn a_unit_with_little_choice_chooses_first() {
        let (one, two) = (AccountId(1), AccountId(2));
        let mut load = BTreeMap::new();
        let proposed = balance(&[vec![one, two], vec![one], vec![]], 1, &mut load);
        assert_eq!(proposed, [vec![two], vec![one], vec![]]);
        assert_eq!(load, BTreeMap::from([(one, 1), (two, 1)]));
    }

    proptest! {
        #[test]
        fn any_role_within_the_unit_recuses(lo in 20_i64..=29, length in 0_i64..10, role in 0_usize..6) {
            let hi = (lo + length).min(29);
            let role = Role::ALL.get(role).copied().unwrap_or(Role::Auditor);
            prop_assert!(away(role, lo, hi));
        }

        #[test]
        fn nobody_is_proposed_who_may_not_come_and_the_load_is_even_where_all_may(
            units in 1_usize..40, people in 1_i64..12, each in 1_usize..3
        ) {
            let all: Vec<_> = (1..=people).map(AccountId).collect();
            let mut load = BTreeMap::new();
            let proposed = balance(&vec![all.clone(); units], each, &mut load);
            for chosen in &proposed {
                prop_assert_eq!(chosen.len(), each.min(all.len()));
                prop_assert!(chosen.iter().all(|account| all.contains(account)));
                prop_assert!(chosen.windows(2).all(|pair| pair[0] != pair[1]), "two and not one twice");
            }
            let counts: Vec<i64> = all.iter().map(|account| load.get(account).copied().unwrap_or(0)).collect();
            prop_assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
        }
    }
}
