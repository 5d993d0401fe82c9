//! By which actions a thing on the desk is done: after one of them the next thing of the same kind is offered, and whoever is
//! asked for a thing may do one of them.

use super::owed::OwedKind;
use crate::action::ActionKind;

impl OwedKind {
    /// The actions by which a thing of this kind is done; none where it is enough to know of it.
    pub fn done_by(self) -> &'static [ActionKind] {
        use ActionKind as A;
        match self {
            Self::Plan | Self::PlanAgain | Self::PlanSentBack => &[A::SubmitPlan],
            Self::Session | Self::Activity | Self::Resolution => &[A::RecordSeminar],
            Self::PlanSign => &[A::SignPlan, A::SendPlanBack],
            Self::PlanReview => &[A::ReviewPlan],
            Self::StandardAgree => &[A::AgreeStandard],
            Self::Duty => &[A::AcknowledgeDuty],
            Self::PassDown | Self::FirstVacant | Self::DutyTwice => &[A::AssignDuty],
            Self::VisitItem | Self::Guidance => &[A::ReplyToVisit],
            Self::VisitPlanned => &[A::RecordVisit],
            Self::Support => &[A::GiveHelp],
            Self::Task | Self::Reminder => &[A::AnswerTask],
            Self::TaskReplied => &[A::SendTask],
            Self::Sheet | Self::SecondSheet | Self::Materials => &[A::FillSheet],
            Self::ClosureApproval => &[A::ApproveClosure],
            Self::ClosureVerification => &[A::VerifyClosure],
            Self::ChangeApproval => &[A::ApproveChange],
            Self::ChangeDecision => &[A::DecideChange],
            Self::LookBack => &[A::LookBack],
            Self::Inquiry => &[A::ReplyInquiry],
            Self::Findings => &[A::SignFindings],
            Self::ReportSign => &[A::SignReport],
            Self::SeatVacant => &[A::AssignObserver],
            Self::ProblemAgain => &[A::CorrectProblem],
            Self::MeasureDue => &[A::ReportProgress, A::RequestClosure, A::RequestChange],
            Self::Circular => &[A::AcknowledgeCircular],
            Self::CallUp => &[A::AnswerCallUp],
            Self::Question => &[A::AnswerQuestion],
            Self::BurdenAnswer => &[A::AnswerBurden],
            Self::Passage | Self::PassageAnswered => &[A::CheckPassage],
            Self::PassageAnswer => &[A::AnswerPassage],
            Self::CircularReady => &[A::PublishCircular],
            Self::Appeal => &[A::DecideAppeal],
            Self::Criticism | Self::Obligation => &[A::FollowUpCircular],
            Self::Comments => &[A::ModerateComments],
            Self::Suggestion => &[A::AnswerSuggestion],
            Self::Turn => &[
                A::SetUpProgramme,
                A::DraftStandard,
                A::AdvanceRound,
                A::AssignObserver,
                A::FreezeFrame,
                A::RunDraw,
                A::CallUpMaterials,
                A::DrawAssessors,
                A::RateUnit,
                A::DraftCircular,
                A::PublishCircular,
            ],
            Self::Accounts => &[A::ManageAccounts],
            Self::BurdenKnown | Self::Unmanned => &[],
        }
    }

    /// The kind of work that an action does: after it the next thing of that kind is offered.
    pub fn done_with(action: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.done_by().iter().any(|done| done.key() == action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{actor::Role, permit::roles};

    #[test]
    fn whoever_is_asked_may_do_it() {
        for role in Role::ALL {
            for kind in OwedKind::asked(role).iter().filter(|kind| !kind.done_by().is_empty()) {
                let may = kind.done_by().iter().any(|action| roles(*action).any(|one| one == role));
                assert!(may, "{} asks {} for what it may not do", kind.key(), role.key());
            }
        }
    }

    #[test]
    fn every_kind_is_on_somebodys_desk() {
        for kind in OwedKind::ALL {
            let asked =
                Role::ALL.iter().any(|role| OwedKind::asked(*role).iter().any(|one| one.gives(*kind)));
            assert!(asked, "{}", kind.key());
        }
    }

    #[test]
    fn an_action_leads_to_its_kind() {
        assert_eq!(OwedKind::done_with("review-plan"), Some(OwedKind::PlanReview));
        assert_eq!(OwedKind::done_with("verify-closure"), Some(OwedKind::ClosureVerification));
        assert_eq!(OwedKind::done_with("attach-file"), None);
    }
}
