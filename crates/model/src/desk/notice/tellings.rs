//! The one table of what is told to whom.

use super::telling::{Naming, NoticeKind, Place, Telling};
use crate::{action::ActionKind, actor::Role};

const UNIT: &[Role] = &[Role::UnitOfficer, Role::UnitHead];
const OFFICER: &[Role] = &[Role::UnitOfficer];
const HEAD: &[Role] = &[Role::UnitHead];
const OFFICE: &[Role] = &[Role::Office];
const REVIEWERS: &[Role] = &[Role::Office, Role::Assessor];
const SENDERS: &[Role] = &[Role::Office, Role::UnitHead];

const fn telling(
    (word, kind): (&'static str, NoticeKind),
    (action, subject, mark): (ActionKind, &'static str, &'static str),
    place: Place,
    roles: &'static [Role],
) -> Telling {
    Telling { word, kind, action, subject, mark, place, roles }
}

/// Every act that is told, by whom it concerns: what a unit itself did is not told to the one who did it.
pub const TELLINGS: &[Telling] = &{
    use ActionKind as A;
    use NoticeKind::{Arrived, Decided, Replied, Returned};
    use Place::{Above, Beneath, Named, Own};
    [
        telling(("plan-with-head", Arrived), (A::SubmitPlan, "plan", ""), Own, HEAD),
        telling(("plan-sent-back", Returned), (A::SendPlanBack, "plan", ""), Own, OFFICER),
        telling(("plan-signed", Decided), (A::SignPlan, "plan", ""), Own, OFFICER),
        telling(("plan-arrived", Arrived), (A::SignPlan, "plan", ""), Beneath, REVIEWERS),
        telling(("plan-returned", Returned), (A::ReviewPlan, "plan", "\"outcome\":\"return\""), Own, UNIT),
        telling(("plan-approved", Decided), (A::ReviewPlan, "plan", "\"outcome\":\"approve"), Own, UNIT),
        telling(("round-opened", Arrived), (A::AdvanceRound, "round", "\"to\":\"open\""), Above, UNIT),
        telling(("round-days", Decided), (A::RescheduleRound, "round", ""), Above, UNIT),
        telling(("problem-returned", Returned), (A::ReturnProblem, "problem", ""), Own, UNIT),
        telling(("problem-settled", Decided), (A::SettleProblem, "problem", ""), Own, UNIT),
        telling(("problems-with-head", Arrived), (A::ReportProblems, "problem", ""), Own, HEAD),
        telling(("closure-with-head", Arrived), (A::RequestClosure, "measure", ""), Own, HEAD),
        telling(
            ("closure-arrived", Arrived),
            (A::ApproveClosure, "measure", "\"to\":\"unit-approved\""),
            Beneath,
            REVIEWERS,
        ),
        telling(
            ("closure-returned", Returned),
            (A::VerifyClosure, "measure", "\"to\":\"returned\""),
            Own,
            UNIT,
        ),
        telling(("closure-verified", Decided), (A::VerifyClosure, "measure", "\"to\":\"closed"), Own, UNIT),
        telling(("measure-held", Decided), (A::LookBack, "measure", "\"to\":\"held\""), Own, UNIT),
        telling(("measure-reopened", Returned), (A::LookBack, "measure", "\"to\":\"reopened\""), Own, UNIT),
        telling(("change-with-head", Arrived), (A::RequestChange, "measure", ""), Own, HEAD),
        telling(
            ("change-arrived", Arrived),
            (A::ApproveChange, "measure", "\"word\":\"unit-approved\""),
            Beneath,
            OFFICE,
        ),
        telling(("change-granted", Decided), (A::DecideChange, "measure", "\"word\":\"granted\""), Own, UNIT),
        telling(
            ("change-declined", Decided),
            (A::DecideChange, "measure", "\"word\":\"declined\""),
            Own,
            UNIT,
        ),
        telling(("inquiry-asked", Arrived), (A::Inquire, "inquiry", ""), Own, UNIT),
        telling(("inquiry-replied", Replied), (A::ReplyInquiry, "inquiry", ""), Beneath, OFFICE),
        telling(("question-asked", Arrived), (A::AskQuestion, "question", ""), Named(Naming::Asked), UNIT),
        telling(("called-up", Arrived), (A::CallUpMaterials, "draw", ""), Named(Naming::CalledUp), UNIT),
        telling(("visited", Arrived), (A::RecordVisit, "visit", ""), Named(Naming::Visited), UNIT),
        telling(("visit-replied", Replied), (A::ReplyToVisit, "visit-item", ""), Beneath, OFFICE),
        telling(
            ("direction", Arrived),
            (A::SendTask, "task", "\"kind\":\"direction\""),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("reminder", Arrived),
            (A::SendTask, "task", "\"kind\":\"reminder\""),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-again", Returned),
            (A::SendTask, "task", "\"step\":\"follow-up\""),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-done", Decided),
            (A::SendTask, "task", "\"step\":\"finish\""),
            Named(Naming::TaskRecipient),
            UNIT,
        ),
        telling(
            ("direction-replied", Replied),
            (A::AnswerTask, "task", "\"step\":\"reply\""),
            Named(Naming::TaskSender),
            SENDERS,
        ),
        telling(
            ("passage", Arrived),
            (A::DraftCircular, "circular-draft", "\"to\":\"checking\""),
            Named(Naming::Checks),
            UNIT,
        ),
        telling(("passage-checked", Replied), (A::CheckPassage, "passage", ""), Beneath, OFFICE),
        telling(
            ("passage-answered", Replied),
            (A::AnswerPassage, "passage", ""),
            Named(Naming::Passage),
            UNIT,
        ),
        telling(("circular", Arrived), (A::PublishCircular, "circular", ""), Named(Naming::Receives), UNIT),
        telling(
            ("circular-again", Arrived),
            (A::RemindReaders, "circular", ""),
            Named(Naming::Reminded),
            UNIT,
        ),
        telling(("comment", Arrived), (A::WriteComment, "comment", ""), Own, OFFICE),
        telling(("appeal-arrived", Arrived), (A::AppealRating, "appeal", ""), Beneath, OFFICE),
        telling(("appeal-decided", Decided), (A::DecideAppeal, "appeal", ""), Own, UNIT),
        telling(("suggestion", Arrived), (A::SuggestProblem, "suggestion", ""), Own, UNIT),
        telling(("exemplar", Decided), (A::MarkExemplar, "seminar", ""), Own, UNIT),
        telling(("burden-arrived", Arrived), (A::ReportBurden, "burden-report", ""), Beneath, OFFICE),
        telling(
            ("burden-answered", Decided),
            (A::AnswerBurden, "burden-report", ""),
            Named(Naming::Complained),
            UNIT,
        ),
    ]
};
