//! Which problems of persons somebody may know of: a narrower reach than that of the ledger.

use crate::{
    actor::{Actor, Role},
    id::{AccountId, UnitId},
    span::Target,
};
use jiff::civil::Date;

/// Which problems of persons a permit shows. Those of areas and of leading groups are not concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    all: bool,
    units: Vec<UnitId>,
    account: Option<AccountId>,
}

impl Sight {
    /// The office in whose line the target stands sees all of them, a head those of the unit itself, everybody what
    /// they wrote down themselves; the operator holds the register in any case.
    pub(super) fn of(actor: &Actor, target: Target, today: Date) -> Self {
        let office =
            actor.holdings(today).any(|held| held.role == Role::Office && held.span.covers(target.span));
        let heads = actor.holdings(today).filter(|held| held.role == Role::UnitHead);
        Self {
            all: office || actor.is_operator(),
            units: heads.map(|held| held.unit).collect(),
            account: actor.account(),
        }
    }

    /// Whether all of them within the permit's reach are seen.
    pub fn is_whole(&self) -> bool {
        self.all
    }

    /// The units whose own are seen.
    pub fn units(&self) -> &[UnitId] {
        &self.units
    }

    /// Whose own writing is seen.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actor::Holding, span::Span};
    use jiff::civil::date;

    fn at(unit: i64, lo: i64, hi: i64) -> Target {
        Target { unit: UnitId(unit), span: Span { lo, hi } }
    }

    fn sight(role: Role, held: Target, target: Target) -> Sight {
        let from = date(2015, 5, 1);
        let (unit, span) = (held.unit, held.span);
        let holding = Holding { role, unit, span, from, until: None, mandates: Vec::new() };
        let actor = Actor::known(earnest_warrant::warrant(), AccountId(7), "role".into(), vec![holding]);
        Sight::of(&actor, target, date(2015, 6, 1))
    }

    #[test]
    fn only_the_office_in_line_sees_all_and_a_head_only_the_own_unit() {
        let (province, city, beside) = (at(1, 0, 9), at(2, 1, 4), at(3, 5, 9));
        assert!(sight(Role::Office, province, city).is_whole());
        assert!(!sight(Role::Office, beside, city).is_whole());
        for role in [Role::Assessor, Role::Auditor, Role::UnitOfficer, Role::Administrator] {
            let seen = sight(role, province, city);
            assert_eq!((seen.is_whole(), seen.units()), (false, &[][..]), "{role:?}");
        }
        let head = sight(Role::UnitHead, province, city);
        assert_eq!((head.is_whole(), head.units()), (false, &[UnitId(1)][..]), "not those of units beneath");
        assert_eq!(head.account(), Some(AccountId(7)));
    }
}
