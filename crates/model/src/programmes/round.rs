//! Rounds: one topic, one assessment, one organiser.

use super::gates::{Gate, Gates};
use crate::{
    days::from_opening,
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
    /// It never took place: its programme was ended before it opened.
    CalledOff,
}

impl RoundState {
    /// All states in order.
    pub const ALL: [Self; 6] =
        [Self::Planned, Self::Open, Self::Assessing, Self::Circulated, Self::Closed, Self::CalledOff];

    /// The word of the state.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Assessing => "assessing",
            Self::Circulated => "circulated",
            Self::Closed => "closed",
            Self::CalledOff => "called-off",
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

    /// Whether it has begun, or is over after it did.
    pub fn has_begun(self) -> bool {
        !matches!(self, Self::Planned | Self::CalledOff)
    }

    /// Whether nothing of it comes any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::CalledOff)
    }

    /// Whether it is not over.
    pub fn is_running(self) -> bool {
        !self.is_over()
    }

    /// Whether circulars can be published: the first while the round is assessed, corrections also afterwards.
    pub fn takes_circulars(self) -> bool {
        matches!(self, Self::Assessing | Self::Circulated)
    }

    /// The words of the states of which something holds.
    pub fn keys_where(holds: fn(Self) -> bool) -> Vec<&'static str> {
        Self::ALL.into_iter().filter(|state| holds(*state)).map(Self::key).collect()
    }

    /// The last of the gates through which a round comes into this state.
    pub fn asks_for(self) -> Option<Gate> {
        match self {
            Self::Open => Some(Gate::Standard),
            Self::Assessing => Some(Gate::Observers),
            Self::Circulated => Some(Gate::Circular),
            Self::Planned | Self::Closed | Self::CalledOff => None,
        }
    }

    /// The state after this one.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Planned => Some(Self::Open),
            Self::Open => Some(Self::Assessing),
            Self::Assessing => Some(Self::Circulated),
            Self::Circulated => Some(Self::Closed),
            Self::Closed | Self::CalledOff => None,
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
        match next.asks_for() {
            Some(last) => gates.pass(last).map(|()| next),
            None => Ok(next),
        }
    }

    /// The state before this one, to which it is reopened. A round that has opened stays so: others have acted on it.
    pub fn reopen(&self) -> Result<RoundState, Message> {
        match self.state {
            RoundState::Closed => Ok(RoundState::Circulated),
            RoundState::Circulated => Ok(RoundState::Assessing),
            RoundState::Assessing => Ok(RoundState::Open),
            RoundState::Open | RoundState::Planned | RoundState::CalledOff => {
                Err(Message::new("error-round-not-reopened"))
            }
        }
    }

    /// Whether a planned round may open on a day: not once the last day for its plans is past, since that would ask of
    /// units what they can no longer do in time.
    pub fn may_open(&self, today: Date) -> Result<(), Message> {
        if today <= self.plans_due_on {
            return Ok(());
        }
        Err(Message::new("error-round-overdue").with("due", self.plans_due_on.to_string()))
    }

    /// Whether its file can be taken: what it holds is whole once nothing of the round comes any more.
    ///
    /// # Errors
    /// The round is not closed.
    pub fn has_file(&self) -> Result<(), Message> {
        if self.state == RoundState::Closed { Ok(()) } else { Err(Message::new("error-round-file")) }
    }

    /// Whether its calendar may still change: until it opens.
    pub fn may_be_rescheduled(&self) -> Result<(), Message> {
        if self.state == RoundState::Planned { Ok(()) } else { Err(Message::new("error-round-opened")) }
    }

    /// Whether plans can be submitted.
    pub fn takes_plans(&self) -> Result<(), Message> {
        if self.state == RoundState::Open { Ok(()) } else { Err(Message::new("error-round-not-open")) }
    }

    /// Whether a version of the circular can be published.
    pub fn takes_circular(&self, version: i32) -> Result<(), Message> {
        let first = version == 1 && self.state != RoundState::Assessing;
        if self.state.takes_circulars() && !first {
            return Ok(());
        }
        if self.state.is_over() {
            return Err(Message::new("error-circular-closed"));
        }
        Err(Message::new("error-circular-state"))
    }

    /// Whether sessions, sheets and draws can be recorded.
    pub fn takes_assessment(&self) -> Result<(), Message> {
        if self.state.is_assessable() { Ok(()) } else { Err(Message::new("error-round-not-assessing")) }
    }

    /// Whether a session can be recorded in it: its seminar while it is assessed. What is owed besides is owed until the round's
    /// last day, however far its assessment has come, and late after it until the round is closed. `besides`: it is not the seminar.
    ///
    /// # Errors
    /// It has not begun, or is over for this kind.
    pub fn takes_session(&self, besides: bool, today: Date) -> Result<(), Message> {
        if besides && self.state.has_begun() && (self.state != RoundState::Closed || today <= self.ends_on) {
            return Ok(());
        }
        self.takes_assessment()
    }

    /// Whether something of a day lies within it: not before the day on which it opens, and once it is over not after its last
    /// day. While it goes on, what is late is late and belongs to it.
    ///
    /// # Errors
    /// The day lies outside: both days are told.
    pub fn holds(&self, day: Date) -> Result<Date, Message> {
        from_opening(day, self.opens_on)?;
        if self.state.is_over() && day > self.ends_on {
            return Err(Message::new("error-session-after-round")
                .with("day", self.ends_on.to_string())
                .with("held", day.to_string()));
        }
        Ok(day)
    }

    /// Whether a problem can be found in it: one that has not opened yet has found nothing.
    ///
    /// # Errors
    /// It has not begun, or never will.
    pub fn takes_problems(&self) -> Result<(), Message> {
        if self.state.has_begun() {
            return Ok(());
        }
        Err(Message::new("error-problem-round").with("number", i64::from(self.number)))
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

/// A round for tests of the rules of rounds and programmes.
#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use jiff::civil::date;

    /// A round of May and June in a state.
    pub fn round(number: i32, state: RoundState) -> Round {
        Round {
            id: RoundId(i64::from(number)),
            programme: ProgrammeId(1),
            organiser: UnitId(1),
            number,
            topic: "topic".into(),
            state,
            opens_on: date(2015, 5, 1),
            plans_due_on: date(2015, 5, 20),
            ends_on: date(2015, 6, 30),
            standard: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(state: RoundState) -> Round {
        sample::round(1, state)
    }

    #[test]
    fn a_round_passes_its_gates_in_order_and_none_without_what_it_needs() {
        let none = Gates::default();
        assert_eq!(round(RoundState::Planned).advance(none).unwrap_err().key, "error-round-standard");
        let standard =
            Gates { standard_published: true, opened: true, plans_due: 61, plans_approved: 60, ..none };
        assert_eq!(round(RoundState::Planned).advance(standard), Ok(RoundState::Open));
        assert_eq!(round(RoundState::Open).advance(standard).unwrap_err().key, "error-round-plans");
        let reviewed = Gates { plans_approved: 61, sessions_missing: 9, classes_unobserved: 1, ..standard };
        assert_eq!(round(RoundState::Open).advance(reviewed).unwrap_err().key, "error-round-sessions");
        let held = Gates { sessions_missing: 0, ..reviewed };
        assert_eq!(round(RoundState::Open).advance(held).unwrap_err().key, "error-round-observers");
        let heard = Gates { classes_unobserved: 0, ..held };
        assert_eq!(round(RoundState::Open).advance(heard), Ok(RoundState::Assessing));
        assert_eq!(round(RoundState::Assessing).advance(heard).unwrap_err().key, "error-round-draw");
        let drawn = Gates { drawn: true, checks_waiting: 142, ..heard };
        assert_eq!(round(RoundState::Assessing).advance(drawn).unwrap_err().key, "error-round-materials");
        let looked_at = Gates { checks_waiting: 0, ..drawn };
        assert_eq!(round(RoundState::Assessing).advance(looked_at).unwrap_err().key, "error-round-ratings");
        let rated = Gates { units_rated: 142, ..looked_at };
        assert_eq!(round(RoundState::Assessing).advance(rated).unwrap_err().key, "error-round-circular");
        let told = Gates { circular_published: true, ..rated };
        assert_eq!(round(RoundState::Assessing).advance(told), Ok(RoundState::Circulated));
        assert_eq!(round(RoundState::Closed).advance(told).unwrap_err().key, "error-round-closed");
    }

    #[test]
    fn what_is_of_a_round_lies_not_before_it_opens_and_once_it_is_over_not_after_it_ends() {
        let day = jiff::civil::date;
        let fault = |state, held| round(state).holds(held).unwrap_err().to_string();
        for state in RoundState::ALL {
            let before = fault(state, day(2010, 1, 1));
            assert_eq!(before, "error-session-before-round day=2015-05-01 held=2010-01-01");
            assert_eq!(round(state).holds(day(2015, 5, 1)), Ok(day(2015, 5, 1)));
            assert_eq!(round(state).holds(day(2015, 7, 1)).is_ok(), state.is_running());
        }
        let after = fault(RoundState::Closed, day(2015, 7, 1));
        assert_eq!(after, "error-session-after-round day=2015-06-30 held=2015-07-01");
    }

    #[test]
    fn a_round_is_reopened_one_step_back_and_never_to_before_it_opened() {
        let back = RoundState::ALL.map(|state| round(state).reopen().ok());
        let [_, open, assessing, circulated, ..] = RoundState::ALL;
        assert_eq!(back, [None, None, Some(open), Some(assessing), Some(circulated), None]);
    }
}
