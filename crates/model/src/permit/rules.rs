//! The one table of who may do what.

use crate::{
    action::ActionKind,
    actor::{Holding, Role},
    id::UnitId,
    span::Target,
};
use jiff::civil::Date;

/// How the unit at which a role is held must stand to the unit that the action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same unit.
    Own,
    /// The same unit or one above it.
    Line,
    /// A unit above it and never the same: nobody judges their own.
    Above,
    /// A body that takes part in a programme of the unit.
    Joined,
    /// A body in whose sector the unit is, never the body itself; it opens the unit alone and nothing beneath it.
    Sector,
    /// The same unit, by those who do not work for it: what an organiser's office does about its own leading group where
    /// nobody stands above who would.
    Itself,
    /// The unit whose leading group the lot sent the actor to hear; it opens the unit alone and nothing beneath it.
    Sent,
}

impl Relation {
    /// Whether a holding stands so to `target` on a day.
    pub fn holds(self, holding: &Holding, target: Target, day: Date) -> bool {
        let mut mandates = holding.mandates.iter().filter(|mandate| mandate.in_force(day));
        match self {
            Self::Own => holding.unit == target.unit,
            Self::Line => holding.span.covers(target.span),
            Self::Above => holding.span.strictly_covers(target.span),
            Self::Joined => mandates.any(|mandate| !mandate.hears && mandate.organiser.unit == target.unit),
            Self::Sector => {
                !target.span.covers(holding.span)
                    && mandates.any(|mandate| !mandate.hears && mandate.units.contains(&target.unit))
            }
            Self::Itself => holding.unit == target.unit,
            Self::Sent => {
                holding.unit != target.unit
                    && mandates.any(|mandate| mandate.hears && mandate.units.contains(&target.unit))
            }
        }
    }

    /// Whether a holding that stands so to a unit is one of an organiser's people in the organiser's own round: it is held at
    /// the organiser itself, or at a body that takes part in its programmes.
    pub(super) fn is_of_organiser(
        self,
        holding: &Holding,
        organiser: UnitId,
        unit: UnitId,
        day: Date,
    ) -> bool {
        let mut mandates = holding.mandates.iter().filter(|mandate| mandate.in_force(day));
        match self {
            Self::Own | Self::Line | Self::Above | Self::Itself => holding.unit == organiser,
            Self::Joined => mandates.any(|mandate| !mandate.hears && mandate.organiser.unit == organiser),
            Self::Sector | Self::Sent => mandates.any(|mandate| {
                mandate.hears == (self == Self::Sent)
                    && mandate.organiser.unit == organiser
                    && mandate.units.contains(&unit)
            }),
        }
    }

    /// Whether whoever stands so to a unit judges it: then nobody does who works for it.
    pub(super) fn judges(self) -> bool {
        matches!(self, Self::Above | Self::Sector | Self::Itself | Self::Sent)
    }

    /// Whether it opens the unit alone and nothing beneath it.
    pub(super) fn is_narrow(self) -> bool {
        matches!(self, Self::Sector | Self::Sent)
    }

    /// Whether a holding may stand so to any unit on a day.
    pub(super) fn holds_somewhere(self, holding: &Holding, day: Date) -> bool {
        let mut mandates = holding.mandates.iter().filter(|mandate| mandate.in_force(day));
        match self {
            Self::Own | Self::Line | Self::Above | Self::Itself => true,
            Self::Joined => mandates.any(|mandate| !mandate.hears),
            Self::Sector => mandates.any(|mandate| !mandate.hears && !mandate.units.is_empty()),
            Self::Sent => mandates.any(|mandate| mandate.hears),
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

/// The roles to which the table gives an action, wherever they are held.
pub fn roles(kind: ActionKind) -> impl Iterator<Item = Role> {
    rules(kind).iter().filter_map(|rule| match rule {
        Rule::Held(role, _) => Some(*role),
        Rule::Anyone | Rule::SignedIn | Rule::Operator => None,
    })
}

/// The rules of an action; any one of them allows it. Every action has its line, or this does not compile.
#[expect(clippy::too_many_lines, reason = "one table, read as a whole")]
pub fn rules(kind: ActionKind) -> &'static [Rule] {
    use ActionKind as A;
    use Relation::{Above, Itself, Joined, Line, Own, Sector, Sent};
    use Role::{Administrator, Assessor, Auditor, Office, UnitHead, UnitOfficer};
    use Rule::{Anyone, Held, Operator, SignedIn};
    match kind {
        // What is read.
        A::ReadPublished => &[Anyone],
        A::ReadProgramme | A::ReadDesk => &[SignedIn, Operator],
        A::ReadExemplars => &[SignedIn],
        A::ReadPlans | A::ReadAssessments => &[
            Operator,
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
            Held(Office, Sector),
            Held(Assessor, Sector),
            Held(Assessor, Sent),
        ],
        A::ReadCases | A::ReadLedger | A::ReadVisits | A::ReadFigures => &[
            Operator,
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        A::ReadTasks => &[
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        A::ReadDuties => &[
            Operator,
            Held(Administrator, Line),
            Held(Office, Line),
            Held(Assessor, Line),
            Held(UnitOfficer, Line),
            Held(UnitHead, Line),
            Held(Auditor, Line),
        ],
        A::ReadAssessors | A::ReadRoundFile => &[Operator, Held(Office, Line), Held(Auditor, Line)],
        // Whoever writes them, and the command line for their papers.
        A::ReadCircularDrafts => &[Operator, Held(Office, Own)],
        A::ReadJournal => &[Operator, Held(Auditor, Line), Held(Office, Line), Held(UnitHead, Line)],
        A::ReadPacks => &[Operator, Held(Administrator, Own), Held(Office, Line)],
        A::ReadAccounts => &[Operator, Held(Administrator, Line), Held(Auditor, Line)],
        A::ReadInterviewNotes => &[Held(Office, Own), Held(Assessor, Own)],
        A::ReadAllInterviewNotes => &[Held(Office, Own)],

        // The register, accounts and duties.
        A::SealContents => &[Operator],
        A::ImportUnits | A::ChangeUnits | A::HoldDay | A::ManageAccounts => {
            &[Operator, Held(Administrator, Line)]
        }
        // The queue, the packs and the name are the whole organisation's: who administers its root.
        A::ReadJobs | A::RetryJob | A::AddPack | A::SetOrganisation => &[Operator, Held(Administrator, Own)],
        A::SetPassword | A::DeclareInterest => &[SignedIn],
        A::AssignDuty => &[Held(Office, Line), Held(Administrator, Line), Held(UnitHead, Own)],
        A::AcknowledgeDuty => &[Held(UnitHead, Own), Held(UnitOfficer, Own)],

        // The organiser sets up its programme and its standard.
        A::SetUpProgramme
        | A::ManageProgramme
        | A::TakeUpPack
        | A::AdvanceRound
        | A::ReopenRound
        | A::OpenGate
        | A::ExcuseSession
        | A::RescheduleRound
        | A::DraftStandard
        | A::PublishStandard
        | A::NameBody
        | A::SetBurden
        | A::AskQuestion
        | A::AnswerBurden
        | A::SaveTemplate => &[Held(Office, Own)],

        // The bodies that take part in it.
        A::AgreeStandard => &[Held(Office, Joined), Held(UnitHead, Joined)],
        A::ReadSector => &[
            Held(Office, Own),
            Held(Auditor, Line),
            Held(Office, Joined),
            Held(UnitHead, Joined),
            Held(Assessor, Joined),
        ],

        // What a unit does for itself: its officer writes, its head answers for it.
        A::DraftPlan
        | A::SubmitPlan
        | A::RecordSeminar
        | A::ReportProgress
        | A::RequestClosure
        | A::RequestChange => &[Held(UnitOfficer, Own)],
        A::SignReport
        | A::SignPlan
        | A::SendPlanBack
        | A::SignFindings
        | A::ApproveClosure
        | A::ApproveChange => &[Held(UnitHead, Own)],
        A::ReportProblems
        | A::ListManifestations
        | A::CorrectProblem
        | A::AddMeasure
        | A::EditMeasure
        | A::AttachFile
        | A::AnswerCallUp
        | A::ReplyInquiry
        | A::AcknowledgeCircular
        | A::CheckPassage
        | A::AppealRating
        | A::FollowUpCircular
        | A::AnswerSuggestion
        | A::ReplyToVisit
        | A::AnswerTask
        | A::AnswerQuestion
        | A::ReportBurden => &[Held(UnitOfficer, Own), Held(UnitHead, Own)],
        // Among those of whom the desk asks the thing: the use case says which.
        A::TakeWork => &[
            Held(Office, Own),
            Held(Assessor, Own),
            Held(UnitOfficer, Own),
            Held(UnitHead, Own),
            Held(Administrator, Own),
        ],
        A::FreezeReport | A::SendTask => &[Held(Office, Own), Held(UnitHead, Own)],

        // What those above judge, never their own.
        A::ReturnProblem => &[Held(UnitHead, Own), Held(Assessor, Above), Held(Office, Above)],
        A::ReviewPlan => {
            &[Held(Assessor, Above), Held(Office, Above), Held(Assessor, Sector), Held(Office, Sector)]
        }
        A::FillSheet => &[
            Held(Assessor, Above),
            Held(Office, Above),
            Held(Assessor, Sector),
            Held(Office, Sector),
            Held(Assessor, Sent),
        ],
        // The organiser's own leading group: by its office, never by who works for it; the lot says who hears it.
        A::ReviewLeadersPlan | A::RateLeaders => &[Held(Office, Itself)],
        A::HearLeaders => &[Held(Office, Itself), Held(Office, Above)],
        A::RecountFigures | A::VerifyClosure | A::SettleProblem | A::LookBack | A::DecideAppeal => {
            &[Held(Assessor, Above), Held(Office, Above)]
        }
        A::AssignObserver => &[Held(Office, Above), Held(Office, Sector)],
        A::NoteInterest | A::RateUnit | A::DecideChange | A::Inquire => &[Held(Office, Above)],
        // An organiser's own session can be the example, too; whose round it is decides besides.
        A::MarkExemplar => &[Held(Office, Above), Held(Office, Own)],
        A::SuggestProblem => &[Held(UnitOfficer, Above), Held(UnitHead, Above)],

        // Draws, circulars and tours.
        A::FreezeFrame
        | A::RunDraw
        | A::DrawSecondMarks
        | A::VoidDraw
        | A::ReplaceDrawn
        | A::CallUpMaterials
        | A::DrawAssessors
        | A::DraftCircular
        | A::AnswerPassage
        | A::PublishCircular
        | A::RemindReaders
        | A::RegisterCase
        | A::KeepSource
        | A::ModerateComments => &[Held(Office, Own)],
        A::WriteComment => &[Anyone],
        // A tour is its sender's: who stands above sends tours of their own.
        A::PlanTour | A::GiveHelp => &[Held(Office, Own)],
        A::RecordVisit => &[Held(Office, Own), Held(Assessor, Own)],
    }
}
