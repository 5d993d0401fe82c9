//! What the holder of a post is asked on the desk: the one table of whose work it is.

use crate::actor::Role;

/// What kind of work waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwedKind {
    /// A plan is to be submitted.
    Plan,
    /// A returned plan is to be submitted again.
    PlanAgain,
    /// A plan that the head sent back is to be mended.
    PlanSentBack,
    /// The plan is approved: the session is to be held and recorded.
    Session,
    /// A plan waits for the head's signature.
    PlanSign,
    /// A plan is to be reviewed.
    PlanReview,
    /// A draft of the standard of a joint programme is to be agreed to or refused.
    StandardAgree,
    /// A duty is to be acknowledged.
    Duty,
    /// Duties are to be laid on the units beneath.
    PassDown,
    /// What a visit left is to be answered.
    VisitItem,
    /// Guidance that a visit left for all units is to be acknowledged.
    Guidance,
    /// A visit is to be made and recorded.
    VisitPlanned,
    /// Help that a visit offered is to be given.
    Support,
    /// A direction is to be answered.
    Task,
    /// A reminder is to be acknowledged.
    Reminder,
    /// A reply to a direction waits for its sender.
    TaskReplied,
    /// A sheet on a session is to be handed in.
    Sheet,
    /// Materials are to be marked a second or third time.
    SecondSheet,
    /// Called-up materials are to be assessed.
    Materials,
    /// A closure is to be approved by the head.
    ClosureApproval,
    /// A closure is to be verified.
    ClosureVerification,
    /// A request for a later day or the long term waits for the head.
    ChangeApproval,
    /// Such a request waits for the supervising office.
    ChangeDecision,
    /// A closed measure was drawn; its look-back is to be made.
    LookBack,
    /// A question about the ledger waits for the unit's reply.
    Inquiry,
    /// Problems wait for the head's signature.
    Findings,
    /// A problem was returned with what is missing.
    ProblemAgain,
    /// A measure is due soon.
    MeasureDue,
    /// A circular is to be confirmed.
    Circular,
    /// Materials are called up: where they are is to be said.
    CallUp,
    /// A question is to be answered.
    Question,
    /// A unit calls a request of one's own office too much: to be answered.
    BurdenAnswer,
    /// A unit calls a request of an office beneath too much: to be known.
    BurdenKnown,
    /// A passage of a circular to come is to be checked.
    Passage,
    /// The office answered what the unit said of its passage: it may still accept or reply.
    PassageAnswered,
    /// A unit waits for the office's answer to what it said of its passage.
    PassageAnswer,
    /// A circular can be published: everybody answered or had the time to.
    CircularReady,
    /// An appeal is to be decided.
    Appeal,
    /// A criticism of a circular is to be answered in the ledger.
    Criticism,
    /// What a circular requires is to be answered.
    Obligation,
    /// Comments of the public wait on a circular.
    Comments,
    /// A lesson from above is to be taken up or declined.
    Suggestion,
    /// It is the office's own turn with a programme or a round.
    Turn,
    /// Accounts are to be opened, or people have no password and no link with which to set one.
    Accounts,
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
        Findings,
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
        TaskReplied,
        VisitPlanned,
        Support,
        PlanReview,
        ClosureVerification,
        ChangeDecision,
        Materials,
        BurdenAnswer,
        BurdenKnown,
        PassageAnswer,
        CircularReady,
        Comments,
        Appeal,
    ]
};

const ASSESSOR: &[OwedKind] = &{
    use OwedKind::*;
    [PlanReview, ClosureVerification, Materials, Appeal, Sheet, LookBack, SecondSheet]
};

impl OwedKind {
    /// What is asked of whoever holds a role at a unit. A kind that tells a thing in different states (a plan that was
    /// returned or sent back, a reminder) is asked for with its first one.
    pub fn asked(role: Role) -> &'static [Self] {
        match role {
            Role::UnitOfficer => OFFICER,
            Role::UnitHead => HEAD,
            Role::Office => OFFICE,
            Role::Assessor => ASSESSOR,
            Role::Administrator => &[Self::Accounts],
            Role::Auditor => &[],
        }
    }

    /// Whether it is asked of the person and not of the post: then once, however many posts the person holds.
    pub fn is_of_the_person(self) -> bool {
        matches!(self, Self::Sheet | Self::LookBack | Self::SecondSheet)
    }
}
