//! What the office of an organiser does next with a round: whenever nobody else is waited for, it is its turn.

use super::{
    gates::{Gate, Gates},
    round::{Round, RoundState},
};
use crate::{
    id::{CircularDraftId, DrawId},
    words::words,
};
use jiff::civil::Date;

words! {
    /// What an office does next.
    Turn, "error-turn" {
        /// Set a programme up.
        Programme = "programme",
        /// Publish a standard.
        Standard = "standard",
        /// Open the round.
        Open = "open",
        /// Send people to listen.
        Observers = "observers",
        /// Begin the assessment.
        Assess = "assess",
        /// Freeze the frame of a draw.
        Freeze = "freeze",
        /// Give the seed of a draw.
        Seed = "seed",
        /// Call the drawn units up.
        CallUp = "call-up",
        /// Draw who assesses the materials.
        Assessors = "assessors",
        /// Rate the units.
        Rate = "rate",
        /// Write the circular.
        Tell = "tell",
        /// Send the draft of the circular to the units that it names, or publish it.
        Send = "send",
        /// Move the round on, now that its circular is published.
        Circulate = "circulate",
        /// Close the round.
        Close = "close",
        /// Close the programme, now that all its rounds are over.
        CloseProgramme = "close-programme",
    }
}

words! {
    /// What an office waits for while others have their turn.
    Wait, "error-wait" {
        /// Units submit plans, and these are reviewed.
        Plans = "plans",
        /// Units hold their sessions.
        Sessions = "sessions",
        /// Drawn units say where their materials are, and these are assessed.
        Materials = "materials",
        /// Units check what the circular is to say of them.
        Check = "check",
    }
}

/// How far the draws and the circular of a round have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begun {
    /// A frame that is frozen and has no seed.
    pub frozen: Option<DrawId>,
    /// A draw that was made and of which a unit was not called up and not looked at.
    pub uncalled: Option<DrawId>,
    /// A draw of which materials are called up, nobody looked at any, and nobody is drawn to.
    pub undealt: Option<DrawId>,
    /// What is seen of a session counts, and nobody was sent to one.
    pub unheard: bool,
    /// There is a sheet on a unit that is not rated.
    pub unrated: bool,
    /// A circular that is being written.
    pub writing: Option<CircularDraftId>,
    /// A circular that is being checked by the units that it names.
    pub checking: Option<CircularDraftId>,
}

/// Something that it is an office's turn to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub turn: Turn,
    /// Key of the draw or the draft with which; without one it is done with the round.
    pub record: Option<i64>,
    /// By when, if the calendar says.
    pub due_on: Option<Date>,
}

impl Step {
    const fn of(turn: Turn) -> Self {
        Self { turn, record: None, due_on: None }
    }

    const fn by(self, day: Date) -> Self {
        Self { due_on: Some(day), ..self }
    }

    const fn with(self, record: i64) -> Self {
        Self { record: Some(record), ..self }
    }
}

/// What is next with a round: nothing while others are waited for, and once it is closed. A circular that is being written
/// goes on beside what else is next.
pub fn next_steps(round: &Round, gates: Gates, begun: Begun) -> Vec<Step> {
    let rated = gates.is_open(Gate::Ratings) && round.state.takes_circulars();
    let draft = begun.writing.filter(|_| rated).map(|draft| Step::of(Turn::Send).with(draft.0));
    next_step(round, gates, begun).into_iter().chain(draft).collect()
}

/// What others are waited for with; `None` where it is the office's turn or nothing runs.
pub fn waited_for(round: &Round, gates: Gates, begun: Begun) -> Option<Wait> {
    match round.state {
        RoundState::Open if gates.pass(Gate::Plans).is_err() => Some(Wait::Plans),
        RoundState::Open if !gates.is_open(Gate::Sessions) => Some(Wait::Sessions),
        RoundState::Assessing if gates.is_open(Gate::Draw) && !gates.is_open(Gate::Materials) => {
            begun.uncalled.is_none().then_some(Wait::Materials)
        }
        RoundState::Assessing | RoundState::Circulated => begun.checking.map(|_| Wait::Check),
        RoundState::Planned | RoundState::Open | RoundState::Closed | RoundState::CalledOff => None,
    }
}

fn next_step(round: &Round, gates: Gates, begun: Begun) -> Option<Step> {
    match round.state {
        RoundState::Planned if !gates.standard_published => Some(Step::of(Turn::Standard).by(round.opens_on)),
        RoundState::Planned => Some(Step::of(Turn::Open).by(round.opens_on)),
        RoundState::Open if gates.pass(Gate::Observers).is_ok() => Some(Step::of(Turn::Assess)),
        // Sessions are still to come: whoever is to listen is sent before.
        RoundState::Open
            if gates.pass(Gate::Plans).is_ok() && (begun.unheard || !gates.is_open(Gate::Observers)) =>
        {
            Some(Step::of(Turn::Observers))
        }
        RoundState::Assessing => assessing(gates, begun),
        RoundState::Circulated => Some(Step::of(Turn::Close).by(round.ends_on)),
        RoundState::Open | RoundState::Closed | RoundState::CalledOff => None,
    }
}

fn assessing(gates: Gates, begun: Begun) -> Option<Step> {
    if let Some(draw) = begun.frozen {
        return Some(Step::of(Turn::Seed).with(draw.0));
    }
    if !gates.is_open(Gate::Draw) {
        return Some(Step::of(Turn::Freeze));
    }
    if !gates.is_open(Gate::Materials) {
        let call_up = begun.uncalled.map(|draw| Step::of(Turn::CallUp).with(draw.0));
        return call_up.or_else(|| begun.undealt.map(|draw| Step::of(Turn::Assessors).with(draw.0)));
    }
    // A sheet that comes in late changes what is told: units are rated anew before the circular is out.
    if !gates.is_open(Gate::Ratings) || (begun.unrated && !gates.circular_published) {
        return Some(Step::of(Turn::Rate));
    }
    if gates.circular_published {
        return Some(Step::of(Turn::Circulate));
    }
    // A draft that is checked stands on the desk as soon as everybody answered or had the time to.
    let begun = begun.writing.or(begun.checking).is_some();
    (!begun).then(|| Step::of(Turn::Tell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ProgrammeId, RoundId, UnitId};
    use jiff::civil::date;

    fn round(state: RoundState) -> Round {
        Round {
            id: RoundId(1),
            programme: ProgrammeId(1),
            organiser: UnitId(1),
            number: 1,
            topic: "topic".to_owned(),
            state,
            opens_on: date(2015, 5, 1),
            plans_due_on: date(2015, 5, 10),
            ends_on: date(2015, 6, 30),
            standard: None,
        }
    }

    fn turns(state: RoundState, gates: Gates, begun: Begun) -> Vec<&'static str> {
        next_steps(&round(state), gates, begun).into_iter().map(|step| step.turn.key()).collect()
    }

    fn turn(state: RoundState, gates: Gates, begun: Begun) -> Option<&'static str> {
        let all = turns(state, gates, begun);
        assert!(all.len() < 2, "{all:?}");
        all.first().copied()
    }

    fn wait(state: RoundState, gates: Gates, begun: Begun) -> Option<&'static str> {
        waited_for(&round(state), gates, begun).map(|wait| wait.key())
    }

    #[test]
    fn an_office_is_told_its_turn_from_the_first_day_of_a_round_to_its_last() {
        use RoundState::{Assessing, Circulated, Closed, Open, Planned};
        let none = Begun::default();
        let mut gates = Gates::default();
        assert_eq!(turn(Planned, gates, none), Some("standard"));
        gates.standard_published = true;
        assert_eq!(turn(Planned, gates, none), Some("open"));
        (gates.opened, gates.plans_due, gates.sessions_missing, gates.classes_unobserved) = (true, 2, 2, 1);
        assert_eq!(turn(Open, gates, none), None, "plans are waited for");
        assert_eq!(wait(Open, gates, none), Some("plans"));
        gates.plans_approved = 2;
        assert_eq!(turn(Open, gates, none), Some("observers"));
        gates.classes_unobserved = 0;
        assert_eq!(turn(Open, gates, none), None, "sessions are waited for");
        assert_eq!(wait(Open, gates, none), Some("sessions"));
        let unheard = Begun { unheard: true, ..none };
        assert_eq!(
            turn(Open, gates, unheard),
            Some("observers"),
            "no share is asked for, but what is seen counts"
        );
        gates.sessions_missing = 0;
        assert_eq!(turn(Open, gates, none), Some("assess"));
        assert_eq!(turn(Assessing, gates, none), Some("freeze"));
        assert_eq!(turn(Assessing, gates, Begun { frozen: Some(DrawId(1)), ..none }), Some("seed"));
        (gates.drawn, gates.checks_waiting) = (true, 3);
        let uncalled = Begun { uncalled: Some(DrawId(1)), ..none };
        assert_eq!(
            (turn(Assessing, gates, uncalled), wait(Assessing, gates, uncalled)),
            (Some("call-up"), None)
        );
        let undealt = Begun { undealt: Some(DrawId(1)), ..none };
        assert_eq!(turn(Assessing, gates, undealt), Some("assessors"));
        assert_eq!(turn(Assessing, gates, none), None, "materials are waited for");
        assert_eq!(wait(Assessing, gates, none), Some("materials"));
        gates.checks_waiting = 0;
        assert_eq!(turn(Assessing, gates, none), Some("rate"));
        gates.units_rated = 2;
        assert_eq!(turn(Assessing, gates, none), Some("tell"));
        assert_eq!(
            turn(Assessing, gates, Begun { unrated: true, ..none }),
            Some("rate"),
            "a sheet came in after the others were rated"
        );
        let writing = Some(CircularDraftId(4));
        assert_eq!(turn(Assessing, gates, Begun { writing, ..none }), Some("send"));
        let checking = Begun { checking: writing, ..none };
        assert_eq!(turn(Assessing, gates, checking), None, "units are waited for");
        assert_eq!(wait(Assessing, gates, checking), Some("check"));
        gates.circular_published = true;
        let correcting = Begun { writing, ..none };
        assert_eq!(
            turns(Circulated, gates, correcting),
            ["close", "send"],
            "a correction goes on beside the end"
        );
        assert_eq!(turns(Closed, gates, correcting), [""; 0], "after it nothing can be published");
        assert_eq!(turn(Assessing, gates, none), Some("circulate"));
        assert_eq!(turn(Circulated, gates, none), Some("close"));
        assert_eq!(turn(Closed, gates, none), None);
    }
}
