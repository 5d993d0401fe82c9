//! Rounds: one topic, one assessment, one organiser.

use crate::{
    id::{ProgrammeId, RoundId, StandardId, UnitId},
    message::Message,
};
use jiff::civil::Date;

/// How far a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundState {
    /// Set up; nobody need do anything yet.
    Planned,
    /// Plans are asked for, sessions are held and listened to.
    Open,
    /// The draw is made, materials are assessed, units are rated.
    Assessing,
    /// The result is published.
    Circulated,
    /// Over; what is left lives on in the ledger.
    Closed,
}

impl RoundState {
    /// All states in order.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Open, Self::Assessing, Self::Circulated, Self::Closed];

    /// The word of the state.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Assessing => "assessing",
            Self::Circulated => "circulated",
            Self::Closed => "closed",
        }
    }

    /// Reads the word of a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == text)
    }

    /// Whether sessions, sheets and draws can be recorded.
    pub fn is_assessable(self) -> bool {
        matches!(self, Self::Open | Self::Assessing)
    }

    /// The words of the states of which something holds.
    pub fn keys_where(holds: fn(Self) -> bool) -> Vec<&'static str> {
        Self::ALL.into_iter().filter(|state| holds(*state)).map(Self::key).collect()
    }

    /// The state after this one.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Planned => Some(Self::Open),
            Self::Open => Some(Self::Assessing),
            Self::Assessing => Some(Self::Circulated),
            Self::Circulated => Some(Self::Closed),
            Self::Closed => None,
        }
    }
}

/// What must be there before a round moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gates {
    /// A standard of the organiser is published.
    pub standard_published: bool,
    /// The round has opened: before that nobody owes it a plan.
    pub opened: bool,
    /// Units that owe a plan.
    pub plans_due: u64,
    /// Of these, whose plan was approved.
    pub plans_approved: u64,
    /// Units that were rated.
    pub units_rated: u64,
    /// A circular on the round is published.
    pub circular_published: bool,
}

/// Something that a round needs to move on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// To open: a published standard.
    Standard,
    /// To be assessed: an approved plan of every unit that owes one.
    Plans,
    /// To be circulated: ratings.
    Ratings,
    /// To be circulated: a published circular.
    Circular,
}

impl Gate {
    /// All gates in the order in which a round passes them.
    pub const ALL: [Self; 4] = [Self::Standard, Self::Plans, Self::Ratings, Self::Circular];

    /// The word of the gate.
    pub fn key(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Plans => "plans",
            Self::Ratings => "ratings",
            Self::Circular => "circular",
        }
    }
}

impl Gates {
    /// Whether a gate is open.
    pub fn is_open(self, gate: Gate) -> bool {
        match gate {
            Gate::Standard => self.standard_published,
            Gate::Plans => self.opened && self.plans_approved >= self.plans_due,
            Gate::Ratings => self.units_rated > 0,
            Gate::Circular => self.circular_published,
        }
    }
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its key.
    pub id: RoundId,
    /// Its programme.
    pub programme: ProgrammeId,
    /// Who organises it, for the units beneath.
    pub organiser: UnitId,
    /// Its number, from 1.
    pub number: i32,
    /// Its topic.
    pub topic: String,
    /// How far it has come.
    pub state: RoundState,
    /// First day.
    pub opens_on: Date,
    /// Last day for plans.
    pub plans_due_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// The version of the standard by which it runs, fixed when it opens: a version that is published later concerns
    /// later rounds. `None` while it is planned.
    pub standard: Option<StandardId>,
}

impl Round {
    /// The next state, if what it needs is there; otherwise what is missing.
    pub fn advance(&self, gates: Gates) -> Result<RoundState, Message> {
        let next = self.state.next().ok_or_else(|| Message::new("error-round-closed"))?;
        let missing = match next {
            RoundState::Open if !gates.is_open(Gate::Standard) => Some(Message::new("error-round-standard")),
            RoundState::Assessing if !gates.is_open(Gate::Plans) => {
                let open = i64::try_from(gates.plans_due - gates.plans_approved).unwrap_or(i64::MAX);
                Some(Message::new("error-round-plans").with("count", open))
            }
            RoundState::Circulated if !gates.is_open(Gate::Ratings) => {
                Some(Message::new("error-round-ratings"))
            }
            RoundState::Circulated if !gates.is_open(Gate::Circular) => {
                Some(Message::new("error-round-circular"))
            }
            _ => None,
        };
        missing.map_or(Ok(next), Err)
    }

    /// Whether its calendar may still change: until it opens.
    pub fn may_be_rescheduled(&self) -> Result<(), Message> {
        if self.state == RoundState::Planned { Ok(()) } else { Err(Message::new("error-round-opened")) }
    }

    /// Whether plans can be submitted.
    pub fn takes_plans(&self) -> Result<(), Message> {
        if self.state == RoundState::Open { Ok(()) } else { Err(Message::new("error-round-not-open")) }
    }

    /// Whether sessions, sheets and draws can be recorded.
    pub fn takes_assessment(&self) -> Result<(), Message> {
        if self.state.is_assessable() { Ok(()) } else { Err(Message::new("error-round-not-assessing")) }
    }
}

/// Checks the dates of a new round.
pub fn check_dates(opens_on: Date, plans_due_on: Date, ends_on: Date) -> Result<(), Message> {
    if opens_on <= plans_due_on && plans_due_on <= ends_on {
        Ok(())
    } else {
        Err(Message::new("error-round-dates"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn round(state: RoundState) -> Round {
        Round {
            id: RoundId(1),
            programme: ProgrammeId(1),
            organiser: UnitId(1),
            number: 1,
            topic: "topic".into(),
            state,
            opens_on: date(2015, 5, 1),
            plans_due_on: date(2015, 5, 20),
            ends_on: date(2015, 6, 30),
            standard: None,
        }
    }

    #[test]
    fn a_round_passes_its_gates_in_order_and_none_without_what_it_needs() {
        let none = Gates::default();
        assert_eq!(round(RoundState::Planned).advance(none).unwrap_err().key, "error-round-standard");
        let standard =
            Gates { standard_published: true, opened: true, plans_due: 61, plans_approved: 60, ..none };
        assert_eq!(round(RoundState::Planned).advance(standard), Ok(RoundState::Open));
        assert_eq!(round(RoundState::Open).advance(standard).unwrap_err().key, "error-round-plans");
        let reviewed = Gates { plans_approved: 61, ..standard };
        assert_eq!(round(RoundState::Open).advance(reviewed), Ok(RoundState::Assessing));
        assert_eq!(round(RoundState::Assessing).advance(reviewed).unwrap_err().key, "error-round-ratings");
        let rated = Gates { units_rated: 142, ..reviewed };
        assert_eq!(round(RoundState::Assessing).advance(rated).unwrap_err().key, "error-round-circular");
        let told = Gates { circular_published: true, ..rated };
        assert_eq!(round(RoundState::Assessing).advance(told), Ok(RoundState::Circulated));
        assert_eq!(round(RoundState::Closed).advance(told).unwrap_err().key, "error-round-closed");
    }
}
