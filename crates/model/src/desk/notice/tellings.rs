//! The one table of what is told to whom.

use super::telling::{Naming, NoticeKind, Place, Telling};
use crate::actor::Role;

const UNIT: &[Role] = &[Role::UnitOfficer, Role::UnitHead];
const OFFICER: &[Role] = &[Role::UnitOfficer];
const HEAD: &[Role] = &[Role::UnitHead];
const OFFICE: &[Role] = &[Role::Office];
const ALL_OF_UNIT: &[Role] = &[Role::Office, Role::UnitOfficer, Role::UnitHead];
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

/// Every act that is told, by whom it concerns: what a unit itself did is not told to the one who did it.
pub const TELLINGS: &[Telling] = &{
    use NoticeKind::{Arrived, Decided, Replied, Returned};
    use Place::{Above, Beneath, Named, Own};
    [
        telling(("plan-with-head", Arrived), ("plan", &["plan-sent"]), Own, HEAD),
        telling(("plan-sent-back", Returned), ("plan", &["plan-sent-back"]), Own, OFFICER),
        telling(("plan-signed", Decided), ("plan", &["plan-signed"]), Own, OFFICER),
        telling(("plan-arrived", Arrived), ("plan", &["plan-signed"]), Beneath, REVIEWERS),
        telling(("session-withdrawn", Returned), ("seminar", &["session-withdrawn"]), Beneath, REVIEWERS),
        telling(("plan-returned", Returned), ("plan", &["plan-returned"]), Own, UNIT),
        telling(("plan-approved", Decided), ("plan", &["plan-approved"]), Own, UNIT),
        telling(("round-opened", Arrived), ("round", &["round-opened"]), Above, UNIT),
        telling(("round-days", Decided), ("round", &["round-rescheduled"]), Above, UNIT),
        telling(("programme-ended", Decided), ("programme", &["programme-ended"]), Above, ALL_OF_UNIT),
        telling(("problem-returned", Returned), ("problem", &["problem-returned"]), Own, UNIT),
        telling(
            ("problem-settled", Decided),
            ("problem", &["problem-merged", "problem-not-substantiated"]),
            Own,
            UNIT,
        ),
        telling(("problems-with-head", Arrived), ("problem", &["problems-reported"]), Own, HEAD),
        telling(
            ("finding-taken-up", Replied),
            ("problem", &["problems-reported", "finding-linked"]),
            Named(Naming::Finder),
            OFFICE,
        ),
        telling(
            ("finding-unlinked", Returned),
            ("problem", &["finding-unlinked"]),
            Named(Naming::Finder),
            OFFICE,
        ),
        telling(("closure-with-head", Arrived), ("measure", &["closure-requested"]), Own, HEAD),
        telling(("closure-arrived", Arrived), ("measure", &["closure-approved"]), Beneath, REVIEWERS),
        telling(("closure-returned", Returned), ("measure", &["closure-returned"]), Own, UNIT),
        telling(
            ("closure-verified", Decided),
            ("measure", &["measure-closed", "measure-closed-for-period"]),
            Own,
            UNIT,
        ),
        telling(("measure-held", Decided), ("measure", &["measure-held"]), Own, UNIT),
        telling(("measure-reopened", Returned), ("measure", &["measure-reopened"]), Own, UNIT),
        telling(("measure-refuted", Returned), ("measure", &["measure-refuted"]), Own, UNIT),
        telling(("measure-doubted", Returned), ("measure", &["measure-doubted"]), Own, UNIT),
        telling(
            ("closure-refuted", Returned),
            ("measure", &["measure-reopened", "measure-refuted", "measure-doubted"]),
            Named(Naming::Verifier),
            REVIEWERS,
        ),
        telling(("check-withdrawn", Decided), ("measure", &["check-withdrawn"]), Own, UNIT),
        telling(
            ("check-of-yours-withdrawn", Decided),
            ("measure", &["check-withdrawn"]),
            Named(Naming::Verifier),
            REVIEWERS,
        ),
        telling(("change-with-head", Arrived), ("measure", &["change-requested"]), Own, HEAD),
        telling(("change-arrived", Arrived), ("measure", &["change-approved"]), Beneath, OFFICE),
        telling(("change-granted", Decided), ("measure", &["change-granted"]), Own, UNIT),
        telling(("change-declined", Decided), ("measure", &["change-declined"]), Own, UNIT),
        telling(("inquiry-asked", Arrived), ("inquiry", &["inquiry-asked"]), Own, UNIT),
        telling(("inquiry-replied", Replied), ("inquiry", &["inquiry-replied"]), Beneath, OFFICE),
        telling(("question-asked", Arrived), ("question", &["question-asked"]), Named(Naming::Asked), UNIT),
        telling(("called-up", Arrived), ("draw", &["materials-called-up"]), Named(Naming::CalledUp), UNIT),
        telling(("drawn-out", Decided), ("spot-check", &["drawn-replaced"]), Named(Naming::Replaced), UNIT),
        telling(("drawn-in", Arrived), ("spot-check", &["drawn-replaced"]), Named(Naming::Replacing), UNIT),
        telling(("left-out", Decided), ("draw", &["frame-frozen"]), Named(Naming::ByCode), UNIT),
        telling(("excused", Decided), ("round", &["session-excused"]), Named(Naming::ByCode), UNIT),
        telling(("gate-opened", Decided), ("round", &["gate-opened"]), Above, UNIT),
        telling(("visited", Arrived), ("visit", &["visit-made"]), Named(Naming::Visited), UNIT),
        telling(("visit-added-to", Arrived), ("visit", &["visit-added-to"]), Named(Naming::Visited), UNIT),
        telling(("visit-corrected", Decided), ("visit", &["visit-corrected"]), Named(Naming::Visited), UNIT),
        telling(("visit-withdrawn", Decided), ("visit", &["visit-withdrawn"]), Named(Naming::Visited), UNIT),
        telling(
            ("guidance-taken-back", Returned),
            ("visit-item", &["guidance-taken-back"]),
            Named(Naming::Guided),
            UNIT,
        ),
        telling(("support-given", Replied), ("visit", &["support-given"]), Named(Naming::Visited), UNIT),
        telling(("visit-replied", Replied), ("visit-item", &["visit-replied"]), Beneath, OFFICE),
        telling(("direction", Arrived), ("task", &["direction-sent"]), Named(Naming::TaskRecipient), UNIT),
        telling(("reminder", Arrived), ("task", &["reminder-sent"]), Named(Naming::TaskRecipient), UNIT),
        telling(
            ("direction-again", Returned),
            ("task", &["task-followed-up"]),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-done", Decided),
            ("task", &["task-finished"]),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-replied", Replied),
            ("task", &["task-replied"]),
            Named(Naming::TaskSender),
            SENDERS,
        ),
        telling(("passage", Arrived), ("circular-draft", &["circular-sent"]), Named(Naming::Checks), UNIT),
        telling(
            ("row-in-table", Arrived),
            ("circular-draft", &["circular-sent"]),
            Named(Naming::InTable),
            UNIT,
        ),
        telling(
            ("draft-given-up", Decided),
            ("circular-draft", &["circular-withdrawn"]),
            Named(Naming::Checks),
            UNIT,
        ),
        telling(
            ("row-given-up", Decided),
            ("circular-draft", &["circular-withdrawn"]),
            Named(Naming::InTable),
            UNIT,
        ),
        telling(("passage-checked", Replied), ("passage", &["passage-checked"]), Beneath, OFFICE),
        telling(
            ("passage-answered", Replied),
            ("passage", &["passage-answered"]),
            Named(Naming::Passage),
            UNIT,
        ),
        telling(("circular", Arrived), ("circular", &["circular-published"]), Named(Naming::Receives), UNIT),
        telling(
            ("circular-again", Arrived),
            ("circular", &["readers-reminded"]),
            Named(Naming::Reminded),
            UNIT,
        ),
        telling(("comment", Arrived), ("comment", &["comment-written"]), Own, OFFICE),
        telling(("appeal-arrived", Arrived), ("appeal", &["appeal-lodged"]), Beneath, OFFICE),
        telling(("appeal-decided", Decided), ("appeal", &["appeal-upheld", "appeal-changed"]), Own, UNIT),
        telling(("suggestion", Arrived), ("suggestion", &["lesson-suggested"]), Own, UNIT),
        telling(("exemplar", Decided), ("seminar", &["exemplar-marked"]), Own, UNIT),
        telling(("burden-arrived", Arrived), ("burden-report", &["burden-reported"]), Beneath, OFFICE),
        telling(
            ("burden-answered", Decided),
            ("burden-report", &["burden-answered"]),
            Named(Naming::Complained),
            UNIT,
        ),
        telling(("unit-renamed", Decided), ("unit", &["unit-renamed"]), Named(Naming::IsIt), ALL_OF_UNIT),
        telling(
            ("unit-called", Decided),
            ("unit", &["unit-renamed"]),
            Named(Naming::StoodAbove),
            ALL_OF_UNIT,
        ),
        telling(("unit-moved", Decided), ("unit", &["unit-moved"]), Named(Naming::IsIt), ALL_OF_UNIT),
        telling(("unit-went", Decided), ("unit", &["unit-moved"]), Named(Naming::StoodAbove), ALL_OF_UNIT),
        telling(("unit-opened", Arrived), ("unit", &["unit-opened"]), Named(Naming::StoodAbove), ALL_OF_UNIT),
        telling(("unit-closed", Decided), ("unit", &["unit-closed"]), Named(Naming::StoodAbove), ALL_OF_UNIT),
        telling(("unit-joined", Arrived), ("unit", &["unit-merged"]), Named(Naming::StoodAbove), ALL_OF_UNIT),
    ]
};
