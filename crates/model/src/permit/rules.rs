//! The one table of who may do what.

use super::{ActionKind, Target};
use crate::{actor::Role, id::UnitId, span::Span};

/// How the unit at which a role is held must stand to the unit that the action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same unit.
    Own,
    /// The same unit or one above it.
    Line,
    /// A unit above it and never the same: nobody judges their own.
    Above,
}

impl Relation {
    /// Whether a holding at `unit` with the subtree `span` stands so to `target`.
    pub fn holds(self, unit: UnitId, span: Span, target: Target) -> bool {
        match self {
            Self::Own => unit == target.unit,
            Self::Line => span.covers(target.span),
            Self::Above => span.strictly_covers(target.span),
        }
    }
}

/// A way to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Anyone, without signing in.
    Anyone,
    /// Anyone who holds some role.
    SignedIn,
    /// Whoever runs the program on the machine of the register.
    Operator,
    /// Whoever holds a role at a unit that stands so to the target.
    Held(Role, Relation),
}

/// The rules of an action; any one of them allows it.
pub fn rules(kind: ActionKind) -> &'static [Rule] {
    use ActionKind as A;
    use Relation::{Above, Line, Own};
    use Role::{Administrator, Assessor, Auditor, Office, UnitHead, UnitOfficer};
    use Rule::{Anyone, Held, Operator, SignedIn};
    match kind {
        A::ReadPublished => &[Anyone],
        A::ReadProgramme | A::ReadDesk => &[SignedIn, Operator],
        A::SetPassword | A::DeclareInterest => &[SignedIn],
        A::ReadPlans | A::ReadAssessments | A::ReadLedger | A::ReadVisits | A::ReadFigures => &[
            Operator,
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        A::ReadAssessors => &[Operator, Held(Office, Line), Held(Auditor, Line)],
        A::ReadDuties => &[
            Operator,
            Held(Administrator, Line),
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        A::ReadJournal => &[Operator, Held(Auditor, Line), Held(Office, Line), Held(UnitHead, Line)],
        A::ReadAccounts => &[Operator, Held(Administrator, Line), Held(Auditor, Line)],
        A::ImportUnits | A::ManageAccounts => &[Operator, Held(Administrator, Line)],
        A::AssignDuty => &[Held(Office, Line), Held(Administrator, Line), Held(UnitHead, Own)],
        A::AcknowledgeDuty => &[Held(UnitHead, Own), Held(UnitOfficer, Own)],
        A::SetUpProgramme | A::PublishStandard | A::AdvanceRound => &[Held(Office, Own)],
        A::RescheduleRound | A::DraftStandard => &[Held(Office, Own)],
        A::DraftPlan => &[Held(UnitOfficer, Own)],
        A::SignPlan | A::SendPlanBack => &[Held(UnitHead, Own)],
        A::SubmitPlan | A::RecordSeminar | A::ReportProgress | A::RequestClosure => &[Held(UnitOfficer, Own)],
        A::ReportProblems | A::ListManifestations => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::CorrectProblem => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::ApproveClosure | A::SignFindings => &[Held(UnitHead, Own)],
        A::ReturnProblem => &[Held(UnitHead, Own), Held(Assessor, Above), Held(Office, Above)],
        A::ReviewPlan | A::FillSheet | A::RecountFigures | A::VerifyClosure | A::LookBack => {
            &[Held(Assessor, Above), Held(Office, Above)]
        }
        A::AssignObserver | A::NoteInterest | A::RateUnit => &[Held(Office, Above)],
        A::FreezeFrame | A::RunDraw | A::DrawSecondMarks | A::VoidDraw | A::PublishCircular => {
            &[Held(Office, Own)]
        }
        A::ReplaceDrawn | A::CallUpMaterials | A::DrawAssessors => &[Held(Office, Own)],
        A::AcknowledgeCircular | A::AnswerCallUp => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::AttachFile | A::AddMeasure | A::EditMeasure => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::RequestChange => &[Held(UnitOfficer, Own)],
        A::ApproveChange => &[Held(UnitHead, Own)],
        A::DecideChange | A::Inquire => &[Held(Office, Above)],
        A::ReplyInquiry => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::SettleProblem => &[Held(Assessor, Above), Held(Office, Above)],
        A::SetBurden | A::AskQuestion | A::AnswerBurden | A::SaveTemplate => &[Held(Office, Own)],
        A::FreezeReport => &[Held(Office, Own), Held(UnitHead, Own)],
        A::AnswerQuestion | A::ReportBurden => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        other => told(other),
    }
}

/// The rules of what is told: cases, examples, lessons for units beneath, comments of the public.
fn told(kind: ActionKind) -> &'static [Rule] {
    use ActionKind as A;
    use Relation::{Above, Own};
    use Role::{Office, UnitHead, UnitOfficer};
    use Rule::{Anyone, Held, SignedIn};
    match kind {
        A::WriteComment => &[Anyone],
        A::ReadExemplars => &[SignedIn],
        A::ReadCases => rules(A::ReadAssessments),
        A::MarkExemplar => &[Held(Office, Above)],
        A::SuggestProblem => &[Held(UnitOfficer, Above), Held(UnitHead, Above)],
        A::AnswerSuggestion => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::RegisterCase | A::ModerateComments => &[Held(Office, Own)],
        other => circulars(other),
    }
}

/// The rules of the way of a circular.
fn circulars(kind: ActionKind) -> &'static [Rule] {
    use ActionKind as A;
    use Relation::{Above, Own};
    use Role::{Assessor, Office, UnitHead, UnitOfficer};
    use Rule::Held;
    match kind {
        A::CheckPassage | A::AppealRating | A::FollowUpCircular => {
            &[Held(UnitOfficer, Own), Held(UnitHead, Own)]
        }
        A::DecideAppeal => &[Held(Office, Above), Held(Assessor, Above)],
        A::DraftCircular | A::AnswerPassage | A::RemindReaders => &[Held(Office, Own)],
        other => steering(other),
    }
}

/// The rules of tours, directions and reminders. An action without any rule is nobody's; a test sees to it that there
/// is none.
fn steering(kind: ActionKind) -> &'static [Rule] {
    use ActionKind as A;
    use Relation::{Line, Own};
    use Role::{Assessor, Auditor, Office, UnitHead, UnitOfficer};
    use Rule::Held;
    match kind {
        A::RecordVisit | A::ReadInterviewNotes => &[Held(Office, Line), Held(Assessor, Line)],
        A::PlanTour => &[Held(Office, Line)],
        A::ReplyToVisit | A::AnswerTask => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        A::SendTask => &[Held(Office, Own), Held(UnitHead, Own)],
        A::ReadTasks => &[
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        _ => &[],
    }
}
