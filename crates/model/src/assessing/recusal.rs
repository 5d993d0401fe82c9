//! Who must stay away from a unit: who answers for it or its line, and who has a declared interest in it.

use crate::{
    actor::{Actor, Holding},
    assessing::interest::{Interest, check_interests},
    id::UnitId,
    message::Message,
    programmes::standard::LeadingGroup,
    span::{Span, Target},
};
use jiff::civil::Date;

/// Whether somebody must stay away from a unit: they hold a role in it or beneath it, or they answer for a unit
/// between it and the organiser, as its officer or head.
fn recused(holdings: &[Holding], organiser: Span, unit: Target, day: Date) -> bool {
    holdings.iter().filter(|holding| holding.in_force(day)).any(|holding| {
        let inside = unit.span.covers(holding.span);
        let in_line = organiser.strictly_covers(holding.span) && holding.span.covers(unit.span);
        inside || (holding.role.answers() && in_line)
    })
}

/// Refuses somebody who must stay away from a unit in a round of an organiser: by what they hold, under whatever post they
/// act, or by an interest of theirs among those that were declared.
pub fn check_free(
    person: &Actor,
    interests: &[Interest],
    (organiser, unit): (Span, Target),
    day: Date,
) -> Result<(), Message> {
    let holdings: Vec<_> = person.all_holdings(day).cloned().collect();
    if recused(&holdings, organiser, unit, day) {
        return Err(Message::new("error-recusal"));
    }
    check_interests(own(person, interests), unit, day)
}

/// Refuses somebody who must stay away from an organiser's own leading group: whom it commands, whom the standard does not
/// send, and who has an interest in it. `beside`: the units under the same superior.
pub fn check_free_of_leaders(
    from: LeadingGroup,
    person: &Actor,
    interests: &[Interest],
    (leaders, beside): (Target, &[UnitId]),
    day: Date,
) -> Result<(), Message> {
    let holdings: Vec<_> = person.all_holdings(day).cloned().collect();
    if !from.takes(&holdings, leaders, beside, day) {
        return Err(Message::new("error-recusal"));
    }
    check_interests(own(person, interests), leaders, day)
}

fn own<'i>(person: &Actor, interests: &'i [Interest]) -> impl Iterator<Item = &'i Interest> {
    let account = person.account();
    interests.iter().filter(move |interest| Some(interest.account) == account)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actor::Role,
        assessing::interest::{NewInterest, Reach},
        id::{AccountId, InterestId},
        text::Line,
    };
    use earnest_warrant::warrant;
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
    fn an_interest_of_ones_own_keeps_one_away_and_that_of_another_does_not() {
        let day = date(2015, 6, 1);
        let person = |id| {
            let assessor = holding(Role::Assessor, 0, 99);
            Actor::known(warrant(), AccountId(id), "assessor".into(), vec![assessor])
        };
        let declared = NewInterest {
            reach: Reach::Unit,
            reason: Line::parse("former post").unwrap(),
            from: date(2015, 1, 1),
            until: None,
        };
        let interests = [Interest { id: InterestId(1), account: AccountId(1), at: COUNTY, declared }];
        let free = |id| check_free(&person(id), &interests, (PROVINCE, COUNTY), day);
        assert_eq!(free(1).unwrap_err().key, "error-interest");
        assert_eq!(free(2), Ok(()));
    }

    proptest! {
        #[test]
        fn any_role_within_the_unit_recuses(lo in 20_i64..=29, length in 0_i64..10, role in 0_usize..6) {
            let hi = (lo + length).min(29);
            let role = Role::ALL.get(role).copied().unwrap_or(Role::Auditor);
            prop_assert!(away(role, lo, hi));
        }
    }
}
