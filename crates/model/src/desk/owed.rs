//! What the holder of a post is asked on the desk: the one table of whose work it is.

use crate::{actor::Role, words::words};

words! {
    /// What kind of work waits.
    OwedKind, "error-owed-kind" {
        /// A plan is to be submitted.
        Plan = "plan",
        /// A returned plan is to be submitted again.
        PlanAgain = "plan-again",
        /// A plan that the head sent back is to be mended.
        PlanSentBack = "plan-sent-back",
        /// The plan is approved: the session is to be held and recorded.
        Session = "session",
        /// A plan waits for the head's signature.
        PlanSign = "plan-sign",
        /// A plan is to be reviewed.
        PlanReview = "plan-review",
        /// A draft of the standard of a joint programme is to be agreed to or refused.
        StandardAgree = "standard-agree",
        /// A duty is to be acknowledged.
        Duty = "duty",
        /// Duties are to be laid on the units beneath.
        PassDown = "pass-down",
        /// Units beneath have nobody who is first responsible.
        FirstVacant = "first-vacant",
        /// Duties beneath are laid on twice.
        DutyTwice = "duty-twice",
        /// What a visit left is to be answered.
        VisitItem = "visit-item",
        /// Guidance that a visit left for all units is to be acknowledged.
        Guidance = "guidance",
        /// A visit is to be made and recorded.
        VisitPlanned = "visit-planned",
        /// Help that a visit offered is to be given.
        Support = "support",
        /// A direction is to be answered.
        Task = "task",
        /// A reminder is to be acknowledged.
        Reminder = "reminder",
        /// A reply to a direction waits for its sender.
        TaskReplied = "task-replied",
        /// A sheet on a session is to be handed in.
        Sheet = "sheet",
        /// Who was sent to a session stays away: somebody else is to be sent.
        SeatVacant = "seat-vacant",
        /// Materials are to be marked a second or third time.
        SecondSheet = "second-sheet",
        /// Called-up materials are to be assessed.
        Materials = "materials",
        /// A closure is to be approved by the head.
        ClosureApproval = "closure-approval",
        /// A closure is to be verified.
        ClosureVerification = "closure-verification",
        /// A request for a later day or the long term waits for the head.
        ChangeApproval = "change-approval",
        /// Such a request waits for the supervising office.
        ChangeDecision = "change-decision",
        /// A closed measure was drawn; its look-back is to be made.
        LookBack = "look-back",
        /// A question about the ledger waits for the unit's reply.
        Inquiry = "inquiry",
        /// Problems wait for the head's signature.
        Findings = "findings",
        /// A frozen report waits for the head's signature.
        ReportSign = "report-sign",
        /// A problem was returned with what is missing.
        ProblemAgain = "problem-again",
        /// A measure is due soon.
        MeasureDue = "measure-due",
        /// A circular is to be confirmed.
        Circular = "circular",
        /// Materials are called up: where they are is to be said.
        CallUp = "call-up",
        /// A question is to be answered.
        Question = "question",
        /// A unit calls a request of one's own office too much: to be answered.
        BurdenAnswer = "burden-answer",
        /// A unit calls a request of an office beneath too much: to be known.
        BurdenKnown = "burden-known",
        /// A passage of a circular to come is to be checked.
        Passage = "passage",
        /// The office answered what the unit said of its passage: it may still accept or reply.
        PassageAnswered = "passage-answered",
        /// A unit waits for the office's answer to what it said of its passage.
        PassageAnswer = "passage-answer",
        /// A circular can be published: everybody answered or had the time to.
        CircularReady = "circular-ready",
        /// An appeal is to be decided.
        Appeal = "appeal",
        /// A criticism of a circular is to be answered in the ledger.
        Criticism = "criticism",
        /// What a circular requires is to be answered.
        Obligation = "obligation",
        /// Comments of the public wait on a circular.
        Comments = "comments",
        /// A lesson from above is to be taken up or declined.
        Suggestion = "suggestion",
        /// An activity of a round besides the seminar is to be held and recorded.
        Activity = "activity",
        /// What a session resolved is to be done soon, or is late.
        Resolution = "resolution",
        /// It is the office's own turn with a programme or a round.
        Turn = "turn",
        /// Accounts are to be opened, or people have no password and no link with which to set one.
        Accounts = "accounts",
        /// A unit owes a round something, and nobody holds the post in which it is done.
        Unmanned = "unmanned",
    }
}

const OFFICER: &[OwedKind] = &{
    use OwedKind::*;
    [
        Plan,
        Session,
        VisitItem,
        Guidance,
        Task,
        Duty,
        ProblemAgain,
        MeasureDue,
        Activity,
        Resolution,
        Inquiry,
        Circular,
        Question,
        CallUp,
        Passage,
        PassageAnswered,
        Criticism,
        Obligation,
        Suggestion,
    ]
};

const HEAD: &[OwedKind] = &{
    use OwedKind::*;
    [
        PlanSign,
        StandardAgree,
        VisitItem,
        Guidance,
        Task,
        TaskReplied,
        Duty,
        PassDown,
        FirstVacant,
        DutyTwice,
        Findings,
        ReportSign,
        ClosureApproval,
        ChangeApproval,
        Circular,
        Passage,
        PassageAnswered,
    ]
};

const OFFICE: &[OwedKind] = &{
    use OwedKind::*;
    [
        Turn,
        StandardAgree,
        PassDown,
        FirstVacant,
        DutyTwice,
        TaskReplied,
        VisitPlanned,
        Support,
        PlanReview,
        ClosureVerification,
        ChangeDecision,
        Materials,
        SeatVacant,
        BurdenAnswer,
        BurdenKnown,
        PassageAnswer,
        CircularReady,
        Comments,
        Appeal,
        Unmanned,
    ]
};

const ASSESSOR: &[OwedKind] = &{
    use OwedKind::*;
    [PlanReview, ClosureVerification, Materials, Appeal, Sheet, LookBack, SecondSheet]
};

/// Of whom a kind of work is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Of the person, once, however many posts the person holds.
    Person,
    /// Of the unit at which the post is held.
    Unit,
    /// Of whoever stands above, however far: who holds two such posts, one beneath the other, owes it once.
    Beneath,
}

/// By which record the round of a line is known: the key of the line is that of such a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoundBy {
    /// The round itself.
    Round,
    /// A plan.
    Plan,
    /// An observation.
    Observation,
    /// A spot check.
    SpotCheck,
    /// A draft of a circular.
    CircularDraft,
    /// A passage of one.
    Passage,
    /// A circular.
    Circular,
    /// A rating.
    Rating,
}

impl OwedKind {
    /// What is asked of whoever holds a role at a unit. A kind that tells a thing in different states (a plan that was
    /// returned or sent back, a reminder) is asked for with its first one.
    pub fn asked(role: Role) -> &'static [Self] {
        match role {
            Role::UnitOfficer => OFFICER,
            Role::UnitHead => HEAD,
            Role::Office => OFFICE,
            Role::Assessor => ASSESSOR,
            Role::Administrator => &[Self::Accounts, Self::Unmanned],
            Role::Auditor => &[],
        }
    }

    /// Whether asking for this kind gives things of another one, too: a kind that tells a thing in different states is asked
    /// for with its first one.
    pub fn gives(self, other: Self) -> bool {
        self == other
            || matches!(
                (self, other),
                (Self::Plan, Self::PlanAgain | Self::PlanSentBack) | (Self::Task, Self::Reminder)
            )
    }

    /// Whether its day is the one on which it came to the person: what was handed on has a deadline of whoever handed it on,
    /// and none of whoever has it now.
    pub fn waits_since(self) -> bool {
        use OwedKind::{ChangeApproval, ChangeDecision, ClosureApproval, ClosureVerification, PlanReview};
        matches!(self, PlanReview | ClosureApproval | ClosureVerification | ChangeApproval | ChangeDecision)
    }

    /// By which record the round of a line is known; nothing where a line is of no round, or of one that its own unit carries out.
    pub fn round_by(self) -> Option<RoundBy> {
        Some(match self {
            Self::Plan
            | Self::PlanAgain
            | Self::PlanSentBack
            | Self::PlanSign
            | Self::Session
            | Self::Activity
            | Self::SeatVacant => RoundBy::Round,
            Self::PlanReview => RoundBy::Plan,
            Self::Sheet => RoundBy::Observation,
            Self::SecondSheet | Self::Materials | Self::CallUp => RoundBy::SpotCheck,
            Self::Passage | Self::PassageAnswered => RoundBy::Passage,
            Self::PassageAnswer | Self::CircularReady => RoundBy::CircularDraft,
            Self::Circular => RoundBy::Circular,
            Self::Appeal => RoundBy::Rating,
            _ => return None,
        })
    }

    /// Of whom it is asked.
    pub fn reach(self) -> Reach {
        match self {
            Self::Sheet | Self::LookBack | Self::SecondSheet => Reach::Person,
            Self::ClosureVerification | Self::ChangeDecision | Self::FirstVacant | Self::DutyTwice => {
                Reach::Beneath
            }
            _ => Reach::Unit,
        }
    }
}
