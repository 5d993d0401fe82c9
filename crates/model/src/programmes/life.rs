//! The life of a programme: it runs, is closed or ended early, and is archived; and how far it may still be corrected.

use super::round::{Round, RoundState};
use crate::{message::Message, words::words};

words! {
    /// How far a programme has come.
    ProgrammeState, "error-programme-state" {
        /// It runs, or is to.
        Running = "running",
        /// All its rounds were over, and its office closed it.
        Closed = "closed",
        /// It was ended before all its rounds were over, with a reason.
        Ended = "ended",
        /// It is read where its address is known, and stands in no list of today's.
        Archived = "archived",
    }
}

impl ProgrammeState {
    /// Whether it is over: nothing of it is owed, begun or reopened any more.
    pub fn is_over(self) -> bool {
        self != Self::Running
    }

    /// Whether lists, desks and choices of today leave it out.
    pub fn is_put_away(self) -> bool {
        self == Self::Archived
    }
}

words! {
    /// A step in the life of a programme. None is taken back.
    LifeStep, "error-programme-step" {
        /// Close it: all its rounds are over.
        Close = "close",
        /// End it before they are, with a reason.
        End = "end",
        /// Put it away.
        Archive = "archive",
    }
}

impl LifeStep {
    /// The state in which the programme is after it.
    pub fn leads_to(self) -> ProgrammeState {
        match self {
            Self::Close => ProgrammeState::Closed,
            Self::End => ProgrammeState::Ended,
            Self::Archive => ProgrammeState::Archived,
        }
    }

    /// Whether it asks for a reason.
    pub fn has_reason(self) -> bool {
        self == Self::End
    }
}

/// A programme with its rounds, as a rule of its life sees it.
#[derive(Debug, Clone, Copy)]
pub struct Life<'a> {
    /// How far it has come.
    pub state: ProgrammeState,
    /// Its rounds.
    pub rounds: &'a [Round],
}

impl Life<'_> {
    /// Whether a step may be taken now: the state after it, or why not.
    pub fn may(self, step: LifeStep) -> Result<ProgrammeState, Message> {
        let running = self.running();
        match step {
            LifeStep::Archive if self.state == ProgrammeState::Running => {
                return Err(Message::new("error-programme-not-over"));
            }
            LifeStep::Archive if self.state == ProgrammeState::Archived => {
                return Err(Message::new("error-programme-archived"));
            }
            LifeStep::Close | LifeStep::End if self.state.is_over() => {
                return Err(Message::new("error-programme-over"));
            }
            LifeStep::Close if running > 0 => {
                return Err(Message::new("error-programme-rounds-run").with("count", running));
            }
            LifeStep::End if running == 0 => return Err(Message::new("error-programme-rounds-over")),
            LifeStep::Close | LifeStep::End | LifeStep::Archive => {}
        }
        Ok(step.leads_to())
    }

    /// How many of its rounds are not over.
    fn running(self) -> usize {
        self.rounds.iter().filter(|round| !round.state.is_over()).count()
    }

    /// The step that is next for its office, by itself: to close it once all its rounds are over.
    pub fn next(self) -> Option<LifeStep> {
        self.may(LifeStep::Close).ok().map(|_| LifeStep::Close)
    }

    /// Whether what it is called and what it is for may be corrected: as long as none of its rounds began, since others have
    /// read and acted on it then.
    pub fn may_be_renamed(self) -> Result<(), Message> {
        self.may_grow()?;
        match self.rounds.iter().find(|round| round.state.has_begun()) {
            Some(round) => Err(Message::new("error-programme-begun").with("round", i64::from(round.number))),
            None => Ok(()),
        }
    }

    /// Whether rounds may be added to it.
    pub fn may_grow(self) -> Result<(), Message> {
        if self.state.is_over() { Err(Message::new("error-programme-over")) } else { Ok(()) }
    }

    /// The rounds of which topic and days may be corrected, in their order.
    pub fn correctable(self) -> impl Iterator<Item = usize> {
        let open = !self.state.is_over();
        let rounds = self.rounds.iter().enumerate();
        rounds.filter(move |(_, round)| open && round.state == RoundState::Planned).map(|(place, _)| place)
    }
}

impl RoundState {
    /// What becomes of a round when its programme is ended before it is over: one that began is closed, one that is still to come
    /// is called off.
    pub fn when_ended(self) -> Option<Self> {
        match self {
            Self::Planned => Some(Self::CalledOff),
            Self::Open | Self::Assessing | Self::Circulated => Some(Self::Closed),
            Self::Closed | Self::CalledOff => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::round::sample::round;

    fn refused(state: ProgrammeState, rounds: &[Round]) -> Vec<&'static str> {
        let life = Life { state, rounds };
        LifeStep::ALL.iter().map(|step| life.may(*step).err().map_or("", |why| why.key)).collect()
    }

    #[test]
    fn a_programme_is_closed_when_its_rounds_are_over_ended_when_they_are_not_and_archived_after_either() {
        let (over, running) = ("error-programme-over", "error-programme-not-over");
        let some = [round(1, RoundState::Closed), round(2, RoundState::Planned)];
        let all = [round(1, RoundState::Closed), round(2, RoundState::CalledOff)];
        assert_eq!(refused(ProgrammeState::Running, &some), ["error-programme-rounds-run", "", running]);
        assert_eq!(refused(ProgrammeState::Running, &all), ["", "error-programme-rounds-over", running]);
        assert_eq!(refused(ProgrammeState::Closed, &all), [over, over, ""]);
        assert_eq!(refused(ProgrammeState::Ended, &all), [over, over, ""]);
        assert_eq!(refused(ProgrammeState::Archived, &all), [over, over, "error-programme-archived"]);
        let next = |state, rounds| Life { state, rounds }.next();
        assert_eq!(next(ProgrammeState::Running, &all), Some(LifeStep::Close));
        assert_eq!(next(ProgrammeState::Running, &some), None);
        assert_eq!(next(ProgrammeState::Closed, &all), None);
    }

    #[test]
    fn what_ends_early_closes_what_began_and_calls_off_what_is_to_come() {
        use RoundState::{CalledOff, Closed};
        let became = RoundState::ALL.map(RoundState::when_ended);
        assert_eq!(became, [Some(CalledOff), Some(Closed), Some(Closed), Some(Closed), None, None]);
        assert!(became.into_iter().flatten().all(RoundState::is_over));
        assert!(!CalledOff.has_begun(), "it never took place");
    }

    #[test]
    fn the_name_is_corrected_until_a_round_begins_and_a_round_until_it_does_itself() {
        let begun = [round(1, RoundState::Open), round(2, RoundState::Planned)];
        let life = Life { state: ProgrammeState::Running, rounds: &begun };
        assert_eq!(life.may_be_renamed().unwrap_err().key, "error-programme-begun");
        assert_eq!(life.correctable().collect::<Vec<_>>(), [1]);
        let none = [round(1, RoundState::Planned)];
        assert!(Life { rounds: &none, ..life }.may_be_renamed().is_ok());
        let over = Life { state: ProgrammeState::Ended, rounds: &none };
        assert_eq!(over.may_be_renamed().unwrap_err().key, "error-programme-over");
        assert_eq!((over.correctable().count(), over.may_grow().is_err()), (0, true));
    }
}
