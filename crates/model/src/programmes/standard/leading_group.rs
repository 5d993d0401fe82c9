//! Who hears the organiser's own leading group: people whom it does not command.

use crate::{
    actor::{Holding, Role},
    id::UnitId,
    span::Target,
    words::words,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

words! {
    /// From where those come who hear the organiser's own leading group.
    LeadingGroup, "error-leading-group" {
        /// From a body that stands outside the organiser's part of the tree: nobody there answers to it.
        Outside = "outside",
        /// From the tiers beneath, who answer for nothing there; the lot, and nobody else, says which of them.
        Lower = "lower",
        /// From the units that stand beside the organiser, under the same superior.
        Peers = "peers",
    }
}

impl LeadingGroup {
    /// Whether somebody with these holdings may hear the leading group of a unit on a day, as one of those from whom the lot is
    /// drawn. `beside`: the units under the same superior.
    ///
    /// Nobody who holds anything at the unit itself, and nobody who answers for a unit beneath it: they are who it commands.
    pub fn takes(self, holdings: &[Holding], leaders: Target, beside: &[UnitId], day: Date) -> bool {
        let held = || holdings.iter().filter(|holding| holding.in_force(day));
        let inside = |holding: &Holding| leaders.span.covers(holding.span);
        if held().any(|holding| holding.unit == leaders.unit || inside(holding) && holding.role.answers()) {
            return false;
        }
        let mut assessors = held().filter(|holding| holding.role == Role::Assessor);
        match self {
            Self::Outside => {
                !held().any(inside) && assessors.any(|holding| !holding.span.covers(leaders.span))
            }
            Self::Lower => assessors.any(inside),
            Self::Peers => !held().any(inside) && assessors.any(|holding| beside.contains(&holding.unit)),
        }
    }
}

impl Serialize for LeadingGroup {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}

impl<'d> Deserialize<'d> for LeadingGroup {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Self::parse(&word).map_err(|_| D::Error::custom("outside, lower or peers is wanted"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use jiff::civil::date;

    const PROVINCE: Target = Target { unit: UnitId(1), span: Span { lo: 10, hi: 19 } };
    const DAY: Date = date(2015, 6, 1);

    fn held(role: Role, unit: i64, lo: i64, hi: i64) -> Holding {
        let until = Some(date(2015, 6, 30));
        Holding {
            role,
            unit: UnitId(unit),
            span: Span { lo, hi },
            from: date(2015, 1, 1),
            until,
            mandates: vec![],
        }
    }

    fn taken(from: LeadingGroup, holdings: &[Holding]) -> bool {
        from.takes(holdings, PROVINCE, &[UnitId(2)], DAY)
    }

    #[test]
    fn nobody_hears_the_leading_group_whom_it_commands_or_who_works_for_it() {
        let lower = held(Role::Assessor, 5, 12, 14);
        assert!(taken(LeadingGroup::Lower, std::slice::from_ref(&lower)));
        assert!(
            !taken(LeadingGroup::Lower, &[lower.clone(), held(Role::UnitOfficer, 5, 12, 14)]),
            "answers beneath"
        );
        assert!(
            !taken(LeadingGroup::Lower, &[lower.clone(), held(Role::Assessor, 1, 10, 19)]),
            "its own assessor"
        );
        assert!(!taken(LeadingGroup::Lower, &[held(Role::Office, 5, 12, 14)]), "an office is no assessor");
        for from in [LeadingGroup::Outside, LeadingGroup::Peers] {
            assert!(!taken(from, std::slice::from_ref(&lower)), "{from:?}: from beneath");
        }
        assert!(!LeadingGroup::Lower.takes(&[lower], PROVINCE, &[], date(2015, 7, 1)), "the post has ended");
    }

    #[test]
    fn a_body_outside_and_peers_stand_elsewhere() {
        let (beside, elsewhere) = (held(Role::Assessor, 2, 20, 29), held(Role::Assessor, 9, 40, 49));
        assert!(taken(LeadingGroup::Peers, std::slice::from_ref(&beside)));
        assert!(!taken(LeadingGroup::Peers, std::slice::from_ref(&elsewhere)), "not under the same superior");
        assert!(taken(LeadingGroup::Outside, std::slice::from_ref(&elsewhere)));
        assert!(taken(LeadingGroup::Outside, &[beside]));
        assert!(!taken(LeadingGroup::Lower, &[elsewhere]));
    }
}
