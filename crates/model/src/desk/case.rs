//! A case to carry: what somebody who goes out keeps on a device and works on where there is no net.

use super::owed::OwedKind;

/// For how many days what was packed may be read on the device.
pub const CARRIED_DAYS: i64 = 7;
/// For how many days after its last change a form that was filled in on the device waits to be handed in: long enough to come
/// back from a week without a net, and shorter than a form is known by its number ([`super::draft::SENT_DAYS`]).
pub const FILLED_DAYS: i64 = 14;
/// The most things of a kind that are packed: those that are due first.
pub const EACH: i64 = 40;
/// The most pages of a case.
pub const PAGES: usize = 160;

impl OwedKind {
    /// Whether it is work of somebody who goes out: what is filled in or looked at where the unit is, and what an officer answers
    /// for its measures. What needs the office (signatures, drawing, publishing) is no work for the road.
    pub fn is_carried(self) -> bool {
        use OwedKind::{
            ClosureVerification, LookBack, Materials, MeasureDue, ProblemAgain, SecondSheet, Session, Sheet,
            Task, VisitItem, VisitPlanned,
        };
        matches!(
            self,
            Sheet
                | SecondSheet
                | Materials
                | VisitPlanned
                | LookBack
                | ClosureVerification
                | MeasureDue
                | ProblemAgain
                | Session
                | VisitItem
                | Task
        )
    }
}

/// How somebody stands to a case that was packed for them, when the device asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStanding {
    /// They are signed in.
    Here,
    /// Nobody is signed in; they may sign in again.
    Door,
    /// Somebody else is signed in.
    Other,
    /// They may not sign in any more, or hold no post: the case is to be taken off the device.
    Ended,
}

impl CaseStanding {
    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Door => "door",
            Self::Other => "other",
            Self::Ended => "ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actor::Role, desk::draft::SENT_DAYS};

    #[test]
    fn a_form_is_known_by_its_number_for_as_long_as_it_may_be_handed_in() {
        const { assert!(SENT_DAYS > FILLED_DAYS && FILLED_DAYS > CARRIED_DAYS) }
    }

    #[test]
    fn whoever_goes_out_has_something_to_carry_and_the_administrator_has_not() {
        let carries = |role: Role| OwedKind::asked(role).iter().any(|kind| kind.is_carried());
        for role in [Role::Assessor, Role::Office, Role::UnitOfficer] {
            assert!(carries(role), "{role:?}");
        }
        assert!(!carries(Role::Administrator));
        assert!(!OwedKind::PlanSign.is_carried() && !OwedKind::CircularReady.is_carried());
    }
}
