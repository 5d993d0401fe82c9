//! The factual check before a circular: a draft, the passage that each named unit is shown, and the right of reply.

use crate::{
    circulars::circular::ResultRow,
    message::{FieldErrors, Message},
    text::{Line, Prose, optional},
    words::words,
};
use jiff::civil::Date;

words! {
    /// How far a draft has come.
    DraftState, "error-circular-draft-state" {
        /// Being written; nobody was asked.
        Writing = "writing",
        /// Every named unit was sent its passages.
        Checking = "checking",
        /// Published as a version of the circular.
        Published = "published",
        /// Given up; what was said about it stays.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What happens to a draft.
    DraftStep, "error-circular-draft-step" {
        /// It is sent to the units that it names.
        Send = "send",
        /// It is published.
        Publish = "publish",
        /// It is given up.
        Withdraw = "withdraw",
    }
}

impl DraftState {
    /// The state after a step, or the words of why not.
    pub fn after(self, step: DraftStep) -> Result<Self, Message> {
        match (self, step) {
            (Self::Writing, DraftStep::Send) => Ok(Self::Checking),
            (Self::Checking, DraftStep::Publish) => Ok(Self::Published),
            (Self::Writing | Self::Checking, DraftStep::Withdraw) => Ok(Self::Withdrawn),
            (Self::Writing, DraftStep::Publish) => Err(Message::new("error-circular-unchecked")),
            _ => Err(Message::new("error-circular-draft-over")),
        }
    }

    /// Whether it is neither published nor given up.
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Writing | Self::Checking)
    }

    /// Whether the units that it names are asked now.
    pub fn is_checking(self) -> bool {
        self == Self::Checking
    }

    /// Reads why it is given up: once units were asked about it they are told why; before that nobody need be.
    ///
    /// # Errors
    /// Those of a reason, where one is owed or something was written.
    pub fn parse_given_up(self, reason: &str) -> Result<Option<Line>, Message> {
        if self.is_checking() {
            Line::parse_reason(reason).map(Some)
        } else {
            optional(reason, Line::parse_reason)
        }
    }

    /// Whether its words may still be changed by whoever drafts it.
    pub fn is_open(self) -> bool {
        self == Self::Writing
    }
}

words! {
    /// How far the check of a passage has come.
    PassageState, "error-passage-state" {
        /// Waits for the unit.
        Sent = "sent",
        /// The unit says that it is so.
        Accepted = "accepted",
        /// The unit says what is wrong; waits for the office.
        Disputed = "disputed",
        /// The unit replied; waits for the office to take note.
        Replied = "replied",
        /// The office took the correction; the unit may still accept or reply.
        Amended = "amended",
        /// The office stays with its words; the unit may still reply.
        Upheld = "upheld",
        /// The office took note of the reply.
        Noted = "noted",
        /// The day passed without an answer.
        Lapsed = "lapsed",
    }
}

words! {
    /// What happens to a passage.
    PassageStep, "error-passage-step" {
        /// The unit accepts the words.
        Accept = "accept",
        /// The unit asks for a correction, with the reason.
        Correct = "correct",
        /// The unit replies; the words may stand.
        Reply = "reply",
        /// The office takes the correction and writes the words anew.
        Amend = "amend",
        /// The office stays with its words, with the reason.
        Uphold = "uphold",
        /// The office takes note of the reply.
        Note = "note",
        /// The day passes without an answer.
        Lapse = "lapse",
    }
}

impl PassageStep {
    /// The steps that are the unit's.
    pub const OF_UNIT: [Self; 3] = [Self::Accept, Self::Correct, Self::Reply];
    /// The steps that are the office's.
    pub const OF_OFFICE: [Self; 3] = [Self::Amend, Self::Uphold, Self::Note];
}

impl PassageState {
    /// The state after a step. A correction is asked for once; after the answer the unit may still accept or reply.
    pub fn after(self, step: PassageStep) -> Result<Self, Message> {
        use PassageStep as S;
        match (self, step) {
            (Self::Sent | Self::Amended | Self::Upheld, S::Accept) => Ok(Self::Accepted),
            (Self::Sent, S::Correct) => Ok(Self::Disputed),
            (Self::Sent | Self::Amended | Self::Upheld, S::Reply) => Ok(Self::Replied),
            (Self::Disputed, S::Amend) => Ok(Self::Amended),
            (Self::Disputed, S::Uphold) => Ok(Self::Upheld),
            (Self::Replied, S::Note) => Ok(Self::Noted),
            (Self::Sent, S::Lapse) => Ok(Self::Lapsed),
            _ => Err(Message::new("error-passage-now")),
        }
    }

    /// Whether the unit may say something, in time.
    pub fn takes_answer(self) -> bool {
        PassageStep::OF_UNIT.iter().any(|step| self.after(*step).is_ok())
    }

    /// Whether the office owes an answer.
    pub fn waits_for_office(self) -> bool {
        matches!(self, Self::Disputed | Self::Replied)
    }
}

/// The last day on which a unit may answer: the day of the check. Where the office answered it, it has the day after
/// that answer at least.
pub fn answer_until(due_on: Date, decided_on: Option<Date>) -> Date {
    let heard = decided_on.map_or(due_on, |day| day.tomorrow().unwrap_or(day));
    due_on.max(heard)
}

/// How far the check of a passage has come, and when the office answered.
pub type Checked = (PassageState, Option<Date>);

/// Whether a unit that no passage asks is told of its row in the table of results, and has until the day of the check to say
/// what is wrong with it: everybody in a first version, in a correction those whose result is not the one that is published.
/// What is compared is the result: how a unit is called is none.
pub fn is_told_of_row(row: &ResultRow, published: Option<&ResultRow>) -> bool {
    published.is_none_or(|before| {
        (&before.class, before.score, &before.grade) != (&row.class, row.score, &row.grade)
    })
}

/// Whether units stand in the table of results alone, were told, and have their day still: nobody asks them for an answer.
pub fn rows_have_their_day(told: usize, due_on: Date, today: Date) -> bool {
    told > 0 && today <= due_on
}

/// Whether a draft may be published: the office answered everything, and no unit has its turn: each accepted, replied or let
/// its day pass. The units that were `told` of their row in the table of results alone have up to the day of the check.
pub fn may_publish(passages: &[Checked], told: usize, due_on: Date, today: Date) -> Result<(), Message> {
    let owed = passages.iter().filter(|(state, _)| state.waits_for_office()).count();
    if owed > 0 {
        return Err(Message::new("error-circular-answers").with("count", owed));
    }
    let turns = passages.iter().filter(|(state, _)| state.takes_answer());
    let open: Vec<Date> =
        turns.map(|(_, decided)| answer_until(due_on, *decided)).filter(|until| today <= *until).collect();
    match open.iter().max() {
        Some(day) => {
            Err(Message::new("error-circular-silent").with("count", open.len()).with("day", day.to_string()))
        }
        None if rows_have_their_day(told, due_on, today) => {
            Err(Message::new("error-circular-rows").with("count", told).with("day", due_on.to_string()))
        }
        None => Ok(()),
    }
}

/// The last day for answers to a check: not before tomorrow, so that a unit has a day at least.
pub fn check_day(due_on: Date, today: Date) -> Result<Date, Message> {
    if due_on > today { Ok(due_on) } else { Err(Message::new("error-check-day")) }
}

/// What a unit says of its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitAnswer {
    /// The step.
    pub step: PassageStep,
    /// What it says; none where it only accepts.
    pub said: Option<Prose>,
    /// Whether a reply stands beside the passage in the published circular.
    pub beside: bool,
}

/// Reads a unit's answer: fields `step` and `said`.
pub fn parse_unit_answer(step: &str, said: &str, beside: bool) -> Result<UnitAnswer, FieldErrors> {
    let mut errors = FieldErrors::new();
    let step = errors.take("step", PassageStep::parse(step).and_then(of_unit));
    let said = match step {
        Some(PassageStep::Accept) | None => None,
        Some(_) => errors.take("said", Prose::parse(said)),
    };
    match step {
        Some(step) if errors.is_empty() => {
            Ok(UnitAnswer { step, said, beside: beside && step == PassageStep::Reply })
        }
        _ => Err(errors),
    }
}

fn of_unit(step: PassageStep) -> Result<PassageStep, Message> {
    if PassageStep::OF_UNIT.contains(&step) { Ok(step) } else { Err(Message::new("error-passage-step")) }
}

/// What the office answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeAnswer {
    /// The step.
    pub step: PassageStep,
    /// Why; may be left out where a reply is only noted.
    pub decision: Option<Prose>,
    /// The words anew, where the correction is taken.
    pub body: Option<Prose>,
}

/// Reads the office's answer: fields `step`, `decision`, `body`.
pub fn parse_office_answer(step: &str, decision: &str, body: &str) -> Result<OfficeAnswer, FieldErrors> {
    let mut errors = FieldErrors::new();
    let step = errors.take("step", PassageStep::parse(step).and_then(of_office));
    let decision = match step {
        Some(PassageStep::Note) | None => errors.take("decision", optional(decision, Prose::parse)).flatten(),
        Some(_) => errors.take("decision", Prose::parse(decision)),
    };
    let body = match step {
        Some(PassageStep::Amend) => errors.take("body", Prose::parse(body)),
        _ => None,
    };
    match step {
        Some(step) if errors.is_empty() => Ok(OfficeAnswer { step, decision, body }),
        _ => Err(errors),
    }
}

fn of_office(step: PassageStep) -> Result<PassageStep, Message> {
    if PassageStep::OF_OFFICE.contains(&step) { Ok(step) } else { Err(Message::new("error-passage-step")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_published_that_was_not_sent_to_the_units_it_names() {
        assert_eq!(
            DraftState::Writing.after(DraftStep::Publish).unwrap_err().key,
            "error-circular-unchecked"
        );
        let sent = DraftState::Writing.after(DraftStep::Send).unwrap();
        assert_eq!(sent.after(DraftStep::Publish), Ok(DraftState::Published));
        for over in [DraftState::Published, DraftState::Withdrawn] {
            for step in DraftStep::ALL {
                assert!(over.after(*step).is_err(), "{over:?} {step:?}");
            }
        }
    }

    #[test]
    fn units_that_were_asked_are_told_why_a_draft_is_given_up() {
        assert_eq!(DraftState::Writing.parse_given_up(" "), Ok(None));
        assert!(DraftState::Writing.parse_given_up("no").is_err(), "a reason that is given says enough");
        assert_eq!(DraftState::Checking.parse_given_up(" ").unwrap_err().key, "error-text-empty");
        assert!(DraftState::Checking.parse_given_up("the round is rated anew").unwrap().is_some());
    }

    #[test]
    fn a_silent_unit_holds_a_circular_up_to_its_day_and_an_unanswered_one_for_ever() {
        let (due, after) = (date(2015, 7, 5), date(2015, 7, 6));
        let silent = [(PassageState::Accepted, None), (PassageState::Sent, None)];
        assert_eq!(may_publish(&silent, 0, due, due).unwrap_err().key, "error-circular-silent");
        assert_eq!(may_publish(&silent, 0, due, after), Ok(()));
        for owed in [PassageState::Disputed, PassageState::Replied] {
            assert_eq!(
                may_publish(&[(owed, None)], 0, due, after).unwrap_err().key,
                "error-circular-answers"
            );
        }
        assert_eq!(may_publish(&[], 0, due, due), Ok(()), "who names nobody asks nobody");
    }

    #[test]
    fn a_unit_that_the_office_answered_has_its_turn_up_to_its_day_and_a_day_after_the_answer_at_least() {
        let (due, after, later) = (date(2015, 7, 5), date(2015, 7, 6), date(2015, 7, 7));
        for answered in [PassageState::Amended, PassageState::Upheld] {
            let early = [(answered, Some(date(2015, 7, 1)))];
            assert_eq!(may_publish(&early, 0, due, due).unwrap_err().key, "error-circular-silent");
            assert_eq!(may_publish(&early, 0, due, after), Ok(()));
            let late = [(answered, Some(due))];
            assert_eq!(may_publish(&late, 0, due, after).unwrap_err().key, "error-circular-silent");
            assert_eq!(may_publish(&late, 0, due, later), Ok(()));
        }
        assert_eq!(
            may_publish(&[(PassageState::Noted, Some(due))], 0, due, due),
            Ok(()),
            "nothing more to say"
        );
    }

    #[test]
    fn who_stands_in_the_table_of_results_alone_has_up_to_the_day_and_is_told_again_of_another_result_only() {
        let (due, after) = (date(2015, 7, 5), date(2015, 7, 6));
        let named = [(PassageState::Accepted, None)];
        let held = may_publish(&named, 3, due, due).unwrap_err();
        assert_eq!(held.key, "error-circular-rows");
        assert_eq!(may_publish(&named, 3, due, after), Ok(()));
        assert_eq!(may_publish(&[], 1, due, due).unwrap_err().key, "error-circular-rows");

        let row = |name: &str, score: i64| ResultRow {
            class: "county".to_owned(),
            unit: "A1".to_owned(),
            name: name.to_owned(),
            score: Some(crate::fraction::Fraction::whole(score)),
            grade: "good".to_owned(),
        };
        assert!(is_told_of_row(&row("A 1", 80), None), "a first version");
        assert!(!is_told_of_row(&row("A 1", 80), Some(&row("A one", 80))), "another name is no other result");
        assert!(is_told_of_row(&row("A 1", 80), Some(&row("A 1", 81))));
    }

    #[test]
    fn a_correction_is_asked_for_once_and_a_reply_is_still_open_after_the_answer() {
        let disputed = PassageState::Sent.after(PassageStep::Correct).unwrap();
        for answer in [PassageStep::Amend, PassageStep::Uphold] {
            let answered = disputed.after(answer).unwrap();
            assert!(answered.after(PassageStep::Correct).is_err());
            assert_eq!(answered.after(PassageStep::Reply), Ok(PassageState::Replied));
        }
        assert!(PassageState::Accepted.after(PassageStep::Reply).is_err());
    }

    #[test]
    fn whoever_disagrees_says_why() {
        assert_eq!(
            parse_unit_answer("correct", " ", false).unwrap_err().at("said").unwrap().key,
            "error-text-empty"
        );
        assert!(parse_unit_answer("amend", "why", false).unwrap_err().at("step").is_some(), "not the unit's");
        assert!(!parse_unit_answer("accept", "", true).unwrap().beside);
        assert!(parse_unit_answer("reply", "we had asked", true).unwrap().beside);
        let errors = parse_office_answer("amend", "", "").unwrap_err();
        assert!(errors.at("decision").is_some() && errors.at("body").is_some());
        assert!(parse_office_answer("note", "", "").is_ok());
    }

    proptest! {
        #[test]
        fn a_check_always_ends_and_never_runs_in_a_circle(steps in proptest::collection::vec(0_usize..7, 0..40)) {
            let mut state = PassageState::Sent;
            let mut taken = 0;
            for step in steps {
                if let Ok(next) = state.after(PassageStep::ALL[step]) {
                    state = next;
                    taken += 1;
                }
            }
            prop_assert!(taken <= 4, "correct, amend, reply, note");
        }
    }
}
