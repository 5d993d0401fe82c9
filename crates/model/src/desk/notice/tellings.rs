//! The one table of what is told to whom.

use super::telling::{Naming, NoticeKind, Place, Telling};
use crate::{act::Act, actor::Role};

const UNIT: &[Role] = &[Role::UnitOfficer, Role::UnitHead];
const OFFICER: &[Role] = &[Role::UnitOfficer];
const HEAD: &[Role] = &[Role::UnitHead];
const OFFICE: &[Role] = &[Role::Office];
const REVIEWERS: &[Role] = &[Role::Office, Role::Assessor];
const SENDERS: &[Role] = &[Role::Office, Role::UnitHead];

const fn telling(
    (word, kind): (&'static str, NoticeKind),
    (subject, acts): (&'static str, &'static [&'static str]),
    place: Place,
    roles: &'static [Role],
) -> Telling {
    Telling { word, kind, subject, acts, place, roles }
}

/// The words of acts. One that no act has does not compile.
macro_rules! told {
    ($($word:literal),+) => {
        const {
            $(assert!(Act::has_word($word), "no act has this word");)+
            &[$($word),+]
        }
    };
}

/// Every act that is told, by whom it concerns: what a unit itself did is not told to the one who did it.
pub const TELLINGS: &[Telling] = &{
    use NoticeKind::{Arrived, Decided, Replied, Returned};
    use Place::{Above, Beneath, Named, Own};
    [
        telling(("plan-with-head", Arrived), ("plan", told!("plan-sent")), Own, HEAD),
        telling(("plan-sent-back", Returned), ("plan", told!("plan-sent-back")), Own, OFFICER),
        telling(("plan-signed", Decided), ("plan", told!("plan-signed")), Own, OFFICER),
        telling(("plan-arrived", Arrived), ("plan", told!("plan-signed")), Beneath, REVIEWERS),
        telling(("plan-returned", Returned), ("plan", told!("plan-returned")), Own, UNIT),
        telling(("plan-approved", Decided), ("plan", told!("plan-approved")), Own, UNIT),
        telling(("round-opened", Arrived), ("round", told!("round-opened")), Above, UNIT),
        telling(("round-days", Decided), ("round", told!("round-rescheduled")), Above, UNIT),
        telling(("problem-returned", Returned), ("problem", told!("problem-returned")), Own, UNIT),
        telling(
            ("problem-settled", Decided),
            ("problem", told!("problem-merged", "problem-not-substantiated")),
            Own,
            UNIT,
        ),
        telling(("problems-with-head", Arrived), ("problem", told!("problems-reported")), Own, HEAD),
        telling(("closure-with-head", Arrived), ("measure", told!("closure-requested")), Own, HEAD),
        telling(("closure-arrived", Arrived), ("measure", told!("closure-approved")), Beneath, REVIEWERS),
        telling(("closure-returned", Returned), ("measure", told!("closure-returned")), Own, UNIT),
        telling(
            ("closure-verified", Decided),
            ("measure", told!("measure-closed", "measure-closed-for-period")),
            Own,
            UNIT,
        ),
        telling(("measure-held", Decided), ("measure", told!("measure-held")), Own, UNIT),
        telling(("measure-reopened", Returned), ("measure", told!("measure-reopened")), Own, UNIT),
        telling(("change-with-head", Arrived), ("measure", told!("change-requested")), Own, HEAD),
        telling(("change-arrived", Arrived), ("measure", told!("change-approved")), Beneath, OFFICE),
        telling(("change-granted", Decided), ("measure", told!("change-granted")), Own, UNIT),
        telling(("change-declined", Decided), ("measure", told!("change-declined")), Own, UNIT),
        telling(("inquiry-asked", Arrived), ("inquiry", told!("inquiry-asked")), Own, UNIT),
        telling(("inquiry-replied", Replied), ("inquiry", told!("inquiry-replied")), Beneath, OFFICE),
        telling(
            ("question-asked", Arrived),
            ("question", told!("question-asked")),
            Named(Naming::Asked),
            UNIT,
        ),
        telling(
            ("called-up", Arrived),
            ("draw", told!("materials-called-up")),
            Named(Naming::CalledUp),
            UNIT,
        ),
        telling(("visited", Arrived), ("visit", told!("visit-made")), Named(Naming::Visited), UNIT),
        telling(("visit-replied", Replied), ("visit-item", told!("visit-replied")), Beneath, OFFICE),
        telling(
            ("direction", Arrived),
            ("task", told!("direction-sent")),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(("reminder", Arrived), ("task", told!("reminder-sent")), Named(Naming::TaskRecipient), UNIT),
        telling(
            ("direction-again", Returned),
            ("task", told!("task-followed-up")),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-done", Decided),
            ("task", told!("task-finished")),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-replied", Replied),
            ("task", told!("task-replied")),
            Named(Naming::TaskSender),
            SENDERS,
        ),
        telling(
            ("passage", Arrived),
            ("circular-draft", told!("circular-sent")),
            Named(Naming::Checks),
            UNIT,
        ),
        telling(("passage-checked", Replied), ("passage", told!("passage-checked")), Beneath, OFFICE),
        telling(
            ("passage-answered", Replied),
            ("passage", told!("passage-answered")),
            Named(Naming::Passage),
            UNIT,
        ),
        telling(
            ("circular", Arrived),
            ("circular", told!("circular-published")),
            Named(Naming::Receives),
            UNIT,
        ),
        telling(
            ("circular-again", Arrived),
            ("circular", told!("readers-reminded")),
            Named(Naming::Reminded),
            UNIT,
        ),
        telling(("comment", Arrived), ("comment", told!("comment-written")), Own, OFFICE),
        telling(("appeal-arrived", Arrived), ("appeal", told!("appeal-lodged")), Beneath, OFFICE),
        telling(("appeal-decided", Decided), ("appeal", told!("appeal-upheld", "appeal-changed")), Own, UNIT),
        telling(("suggestion", Arrived), ("suggestion", told!("lesson-suggested")), Own, UNIT),
        telling(("exemplar", Decided), ("seminar", told!("exemplar-marked")), Own, UNIT),
        telling(("burden-arrived", Arrived), ("burden-report", told!("burden-reported")), Beneath, OFFICE),
        telling(
            ("burden-answered", Decided),
            ("burden-report", told!("burden-answered")),
            Named(Naming::Complained),
            UNIT,
        ),
    ]
};
