//! The gates of a round: what must be there before it moves on, and what may be done without it, with a reason.

use crate::{message::Message, words::words};

words! {
    /// Something that a round needs to move on, in the order in which it passes them.
    Gate, "error-gate" {
        /// To open: a published standard.
        Standard = "standard",
        /// To be assessed: an approved plan of every unit that owes one.
        Plans = "plans",
        /// To be assessed: a session of every unit that owes one and is not excused.
        Sessions = "sessions",
        /// To be assessed: in every class as many units observed as the standard asks for.
        Observers = "observers",
        /// To be circulated: a draw.
        Draw = "draw",
        /// To be circulated: the materials of every drawn unit looked at.
        Materials = "materials",
        /// To be circulated: ratings.
        Ratings = "ratings",
        /// To be circulated: a published circular.
        Circular = "circular",
    }
}

impl Gate {
    /// Whether it may be opened without its condition, by an act with a reason. Without a standard nothing can be
    /// assessed, without ratings nothing can be told, and the reasons stand in the circular.
    pub fn may_be_waived(self) -> bool {
        !matches!(self, Self::Standard | Self::Ratings | Self::Circular)
    }

    fn bit(self) -> u8 {
        match self {
            Self::Standard => 1,
            Self::Plans => 2,
            Self::Sessions => 4,
            Self::Observers => 8,
            Self::Draw => 16,
            Self::Materials => 32,
            Self::Ratings => 64,
            Self::Circular => 128,
        }
    }
}

/// Some of the gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GateSet(u8);

impl GateSet {
    /// Whether a gate is among them.
    pub fn has(self, gate: Gate) -> bool {
        self.0 & gate.bit() != 0
    }
}

impl FromIterator<Gate> for GateSet {
    fn from_iter<I: IntoIterator<Item = Gate>>(gates: I) -> Self {
        Self(gates.into_iter().fold(0, |set, gate| set | gate.bit()))
    }
}

/// What there is of what a round needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gates {
    /// A standard of the organiser is published.
    pub standard_published: bool,
    /// The round has opened: before that nobody owes it anything.
    pub opened: bool,
    /// Units that owe a plan.
    pub plans_due: u64,
    /// Of these, whose plan was approved.
    pub plans_approved: u64,
    /// Units that owe a session, held none and are not excused.
    pub sessions_missing: u64,
    /// Classes of which fewer units were observed than the standard asks for.
    pub classes_unobserved: u64,
    /// A draw was made, and counts.
    pub drawn: bool,
    /// Drawn units whose materials nobody looked at.
    pub checks_waiting: u64,
    /// Units that were rated.
    pub units_rated: u64,
    /// A circular on the round is published.
    pub circular_published: bool,
    /// Gates that were opened without their condition.
    pub waived: GateSet,
}

impl Gates {
    /// Whether what a gate asks for is there.
    pub fn is_met(self, gate: Gate) -> bool {
        match gate {
            Gate::Standard => self.standard_published,
            Gate::Plans => self.opened && self.plans_approved >= self.plans_due,
            Gate::Sessions => self.opened && self.sessions_missing == 0,
            Gate::Observers => self.opened && self.classes_unobserved == 0,
            Gate::Draw => self.drawn,
            // Where no draw was to be made there is nothing to look at.
            Gate::Materials => self.is_open(Gate::Draw) && self.checks_waiting == 0,
            Gate::Ratings => self.units_rated > 0,
            Gate::Circular => self.circular_published,
        }
    }

    /// Whether a gate is open: what it asks for is there, or it was opened without.
    pub fn is_open(self, gate: Gate) -> bool {
        self.is_met(gate) || self.waived.has(gate)
    }

    /// Whether every gate up to this one is open; otherwise what the first shut one asks for.
    pub fn pass(self, last: Gate) -> Result<(), Message> {
        let shut = Gate::ALL.iter().find(|gate| **gate <= last && !self.is_open(**gate));
        shut.map_or(Ok(()), |gate| Err(self.missing(*gate)))
    }

    /// What is not there of what the gates up to this one ask for, whether they were opened without or are shut, in order.
    pub fn all_missing(self, last: Gate) -> Vec<Message> {
        let unmet = Gate::ALL.iter().filter(|gate| **gate <= last && !self.is_met(**gate));
        unmet.map(|gate| self.missing(*gate)).collect()
    }

    /// Whether what stands behind a gate may be done: everything before it is open.
    pub fn reach(self, gate: Gate) -> Result<(), Message> {
        Gate::ALL.iter().rfind(|before| **before < gate).map_or(Ok(()), |before| self.pass(*before))
    }

    /// Whether a gate may be opened without its condition now: it is its turn, and it is shut.
    pub fn may_waive(self, gate: Gate) -> Result<(), Message> {
        if !gate.may_be_waived() {
            return Err(Message::new("error-gate-never"));
        }
        self.reach(gate)?;
        if self.is_open(gate) { Err(Message::new("error-gate-open")) } else { Ok(()) }
    }

    /// What a shut gate asks for.
    fn missing(self, gate: Gate) -> Message {
        let counted =
            |key, count: u64| Message::new(key).with("count", i64::try_from(count).unwrap_or(i64::MAX));
        match gate {
            Gate::Standard => Message::new("error-round-standard"),
            Gate::Plans => counted("error-round-plans", self.plans_due.saturating_sub(self.plans_approved)),
            Gate::Sessions => counted("error-round-sessions", self.sessions_missing),
            Gate::Observers => counted("error-round-observers", self.classes_unobserved),
            Gate::Draw => Message::new("error-round-draw"),
            Gate::Materials => counted("error-round-materials", self.checks_waiting),
            Gate::Ratings => Message::new("error-round-ratings"),
            Gate::Circular => Message::new("error-round-circular"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> Gates {
        Gates { standard_published: true, opened: true, plans_due: 3, plans_approved: 3, ..Gates::default() }
    }

    #[test]
    fn a_gate_is_opened_without_its_condition_in_its_turn_once_and_never_where_it_makes_no_sense() {
        let gates = Gates { sessions_missing: 2, classes_unobserved: 1, ..open() };
        assert_eq!(gates.may_waive(Gate::Sessions), Ok(()));
        assert_eq!(gates.may_waive(Gate::Observers).unwrap_err().key, "error-round-sessions", "not its turn");
        assert_eq!(gates.may_waive(Gate::Plans).unwrap_err().key, "error-gate-open", "it is met");
        let waived = Gates { waived: [Gate::Sessions].into_iter().collect(), ..gates };
        assert_eq!(waived.may_waive(Gate::Sessions).unwrap_err().key, "error-gate-open");
        assert_eq!(waived.pass(Gate::Sessions), Ok(()));
        assert_eq!(waived.may_waive(Gate::Observers), Ok(()));
        for gate in [Gate::Standard, Gate::Ratings, Gate::Circular] {
            assert_eq!(gates.may_waive(gate).unwrap_err().key, "error-gate-never");
        }
    }

    #[test]
    fn all_that_is_missing_is_told_and_not_the_first_thing_alone() {
        let gates = Gates { plans_approved: 1, sessions_missing: 2, classes_unobserved: 1, ..open() };
        let keys =
            |gates: Gates| gates.all_missing(Gate::Observers).iter().map(|it| it.key).collect::<Vec<_>>();
        assert_eq!(keys(gates), ["error-round-plans", "error-round-sessions", "error-round-observers"]);
        let waived = Gates { waived: [Gate::Sessions].into_iter().collect(), ..gates };
        assert_eq!(keys(waived), keys(gates), "what was waived is still not there");
        assert_eq!(keys(open()), [""; 0]);
    }

    #[test]
    fn nothing_is_drawn_or_rated_before_its_time() {
        let early = Gates { sessions_missing: 1, ..open() };
        assert_eq!(early.reach(Gate::Draw).unwrap_err().key, "error-round-sessions");
        assert_eq!(open().reach(Gate::Draw), Ok(()));
        assert_eq!(open().reach(Gate::Ratings).unwrap_err().key, "error-round-draw");
        let drawn = Gates { drawn: true, checks_waiting: 4, ..open() };
        assert_eq!(drawn.reach(Gate::Ratings).unwrap_err().key, "error-round-materials");
        assert_eq!(Gates { checks_waiting: 0, ..drawn }.reach(Gate::Ratings), Ok(()));
        let without = Gates { waived: [Gate::Draw].into_iter().collect(), ..open() };
        assert_eq!(without.reach(Gate::Ratings), Ok(()), "where no draw is made nothing waits");
    }
}
