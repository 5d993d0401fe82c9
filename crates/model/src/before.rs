//! Words of acts for entries of the first form, which were written before acts had any.
//!
//! The word of such an entry follows from its action, its kind of record and its content, so that no hash need cover it:
//! whoever changes it behind the journal is found by deriving it anew.

use crate::action::ActionKind;
use serde_json::Value;

/// What tells an act of the first form from its like.
enum Told {
    /// Nothing: every entry of the action on such a record is this act.
    Any,
    /// A text of its content.
    Text(&'static str, &'static str),
    /// Something that is true in its content.
    True(&'static str),
    /// Nobody wrote it in the first form, or nobody was told of it then.
    Never,
}

/// Every act of the first form that is told to somebody: action, kind of record, what tells it from its like, word.
const BEFORE: &[(ActionKind, &str, Told, &str)] = &{
    use ActionKind as A;
    use Told::{Any, Never, Text, True};
    [
        (A::SubmitPlan, "plan", Any, "plan-sent"),
        (A::SendPlanBack, "plan", Any, "plan-sent-back"),
        (A::SignPlan, "plan", Any, "plan-signed"),
        (A::ReviewPlan, "plan", Text("outcome", "return"), "plan-returned"),
        (A::ReviewPlan, "plan", Text("outcome", "approve"), "plan-approved"),
        (A::ReviewPlan, "plan", Text("outcome", "approve-with-remarks"), "plan-approved"),
        (A::AdvanceRound, "round", Text("to", "open"), "round-opened"),
        (A::RescheduleRound, "round", Any, "round-rescheduled"),
        (A::ReturnProblem, "problem", Any, "problem-returned"),
        (A::SettleProblem, "problem", Text("to", "merged"), "problem-merged"),
        (A::SettleProblem, "problem", Text("to", "not-substantiated"), "problem-not-substantiated"),
        (A::ReportProblems, "problem", Text("reason", "unlinked"), "finding-unlinked"),
        (A::ReportProblems, "problem", Text("record", "visit-item"), "finding-linked"),
        (A::ReportProblems, "problem", Any, "problems-reported"),
        (A::RequestClosure, "measure", Any, "closure-requested"),
        (A::ApproveClosure, "measure", Text("to", "unit-approved"), "closure-approved"),
        (A::VerifyClosure, "measure", Text("to", "returned"), "closure-returned"),
        (A::VerifyClosure, "measure", Text("to", "closed"), "measure-closed"),
        (A::VerifyClosure, "measure", Text("to", "closed-for-period"), "measure-closed-for-period"),
        (A::LookBack, "measure", Text("to", "held"), "measure-held"),
        (A::LookBack, "measure", Text("to", "reopened"), "measure-reopened"),
        // Nobody wrote these in the first form.
        (A::LookBack, "measure", Text("to", "refuted"), "measure-refuted"),
        (A::LookBack, "measure", Text("seen", "otherwise"), "measure-doubted"),
        (A::LookBack, "measure", True("check-withdrawn"), "check-withdrawn"),
        (A::RecordVisit, "visit", True("added"), "visit-added-to"),
        (A::RecordVisit, "visit", True("corrected"), "visit-corrected"),
        (A::RecordVisit, "visit", True("withdrawn"), "visit-withdrawn"),
        (A::RecordVisit, "visit", True("support-given"), "support-given"),
        (A::RecordVisit, "visit-item", Never, "guidance-taken-back"),
        (A::RecordSeminar, "seminar", True("withdrawn"), "session-withdrawn"),
        (A::ChangeUnits, "unit", Text("change", "rename"), "unit-renamed"),
        (A::ChangeUnits, "unit", Text("change", "move"), "unit-moved"),
        (A::ChangeUnits, "unit", Text("change", "open"), "unit-opened"),
        (A::ChangeUnits, "unit", Text("change", "close"), "unit-closed"),
        (A::ChangeUnits, "unit", Text("change", "merge"), "unit-merged"),
        (A::RequestChange, "measure", Any, "change-requested"),
        (A::ApproveChange, "measure", Text("word", "unit-approved"), "change-approved"),
        (A::DecideChange, "measure", Text("word", "granted"), "change-granted"),
        (A::DecideChange, "measure", Text("word", "declined"), "change-declined"),
        (A::Inquire, "inquiry", Any, "inquiry-asked"),
        (A::ReplyInquiry, "inquiry", Any, "inquiry-replied"),
        (A::AskQuestion, "question", Any, "question-asked"),
        (A::CallUpMaterials, "draw", Any, "materials-called-up"),
        (A::RecordVisit, "visit", Any, "visit-made"),
        (A::ReplyToVisit, "visit-item", Any, "visit-replied"),
        (A::SendTask, "task", Text("kind", "direction"), "direction-sent"),
        (A::SendTask, "task", Text("kind", "reminder"), "reminder-sent"),
        (A::SendTask, "task", Text("step", "follow-up"), "task-followed-up"),
        (A::SendTask, "task", Text("step", "finish"), "task-finished"),
        (A::AnswerTask, "task", Text("step", "reply"), "task-replied"),
        (A::DraftCircular, "circular-draft", Text("to", "checking"), "circular-sent"),
        (A::CheckPassage, "passage", Any, "passage-checked"),
        (A::AnswerPassage, "passage", Any, "passage-answered"),
        (A::PublishCircular, "circular", Any, "circular-published"),
        (A::RemindReaders, "circular", Any, "readers-reminded"),
        (A::WriteComment, "comment", Any, "comment-written"),
        (A::AppealRating, "appeal", Any, "appeal-lodged"),
        (A::DecideAppeal, "appeal", Text("to", "upheld"), "appeal-upheld"),
        (A::DecideAppeal, "appeal", Text("to", "changed"), "appeal-changed"),
        (A::SuggestProblem, "suggestion", Any, "lesson-suggested"),
        (A::MarkExemplar, "seminar", True("exemplar"), "exemplar-marked"),
        (A::ReportBurden, "burden-report", Any, "burden-reported"),
        (A::AnswerBurden, "burden-report", Any, "burden-answered"),
        (A::ManageProgramme, "programme", Any, "programme-ended"),
        (A::DraftCircular, "circular-draft", Never, "circular-withdrawn"),
        (A::ExcuseSession, "round", Never, "session-excused"),
        (A::FreezeFrame, "draw", Never, "frame-frozen"),
        (A::OpenGate, "round", Never, "gate-opened"),
        (A::ReplaceDrawn, "spot-check", Never, "drawn-replaced"),
    ]
};

/// The word of an entry of the first form with this action, kind of record and content; empty for acts that nobody is
/// told of.
pub fn word_before(action: &str, subject: &str, detail: &str) -> &'static str {
    let mut like =
        BEFORE.iter().filter(|(one, about, ..)| one.key() == action && *about == subject).peekable();
    if like.peek().is_none() {
        return "";
    }
    let content: Value = serde_json::from_str(detail).unwrap_or_default();
    let is = |told: &Told| match told {
        Told::Any => true,
        Told::Never => false,
        Told::Text(key, text) => content.get(key).and_then(Value::as_str) == Some(text),
        Told::True(key) => content.get(key).and_then(Value::as_bool) == Some(true),
    };
    like.find(|(_, _, told, _)| is(told)).map_or("", |(.., word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{act::Act, desk::notice::TELLINGS};
    use std::collections::BTreeSet;

    #[test]
    fn every_act_that_is_told_has_its_word_in_the_first_form_and_no_other_has() {
        let told: BTreeSet<(&str, &str)> =
            TELLINGS.iter().flat_map(|one| one.acts.iter().map(|act| (one.subject, *act))).collect();
        let before: BTreeSet<(&str, &str)> =
            BEFORE.iter().map(|(_, subject, _, word)| (*subject, *word)).collect();
        assert_eq!(told, before);
        assert!(BEFORE.iter().all(|(.., word)| Act::has_word(word)));
    }

    #[test]
    fn a_word_is_read_from_the_content_and_not_from_what_somebody_wrote_in_it() {
        let word = |detail| word_before("look-back", "measure", detail);
        assert_eq!(word(r#"{"from":"closed","to":"held"}"#), "measure-held");
        assert_eq!(word(r#"{"reason":"\"to\":\"held\"","to":"reopened"}"#), "measure-reopened");
        assert_eq!(word(r#"{"reason":"\"to\":\"held\""}"#), "");
        assert_eq!(word("no content"), "");
        assert_eq!(word_before("submit-plan", "plan", "{}"), "plan-sent");
        assert_eq!(word_before("submit-plan", "measure", "{}"), "");
        assert_eq!(word_before("mark-exemplar", "seminar", r#"{"exemplar":false}"#), "");
    }
}
