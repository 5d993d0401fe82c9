//! Identities: one newtype per kind of record, so that they can't be confused.

use crate::key::{Key, RecordKind};

/// Declares identity newtypes over the register's `BIGINT` keys, and which kind of record each names.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $kind:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl Key for $name {
            const KIND: RecordKind = RecordKind::$kind;
            fn number(self) -> i64 {
                self.0
            }
            fn of(number: i64) -> Self {
                Self(number)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A unit of the organisation tree.
    UnitId = Unit,
    /// A person's account (a role name, never a person's name, in shipped data).
    AccountId = Account,
    /// A post in a unit.
    PostId = Post,
    /// A duty laid on a unit.
    DutyId = Duty,
    /// A programme.
    ProgrammeId = Programme,
    /// A round of a programme.
    RoundId = Round,
    /// A body that takes part in a programme.
    BodyId = Body,
    /// A version of a standard.
    StandardId = Standard,
    /// A version of a plan.
    PlanId = Plan,
    /// A review of a plan.
    PlanReviewId = PlanReview,
    /// A seminar session that was held.
    SeminarId = Seminar,
    /// An observer's assignment to a unit's session in a round.
    ObservationId = Observation,
    /// A declared interest.
    InterestId = Interest,
    /// A lot by which assessors were chosen.
    LotId = Lot,
    /// A score sheet.
    SheetId = Sheet,
    /// A random draw.
    DrawId = Draw,
    /// A unit drawn for a spot check.
    SpotCheckId = SpotCheck,
    /// A figure of a drawn unit, counted anew.
    RecountId = Recount,
    /// An overall rating.
    RatingId = Rating,
    /// A version of a circular.
    CircularId = Circular,
    /// A draft of a circular.
    CircularDraftId = CircularDraft,
    /// A passage of a draft, as one named unit is shown it.
    PassageId = Passage,
    /// A unit named in a published circular.
    MentionId = Mention,
    /// What a unit owes by a requirement of a circular.
    ObligationId = Obligation,
    /// An appeal against a rating.
    AppealId = Appeal,
    /// A case of the library.
    CaseId = Case,
    /// A lesson that a speaker drew for a unit beneath.
    SuggestionId = Suggestion,
    /// What a unit says of itself after a round.
    SelfEvaluationId = SelfEvaluation,
    /// The day for which a unit plans an activity.
    ActivityPlanId = ActivityPlan,
    /// What a session resolved.
    ResolutionId = Resolution,
    /// A problem in a findings list.
    ProblemId = Problem,
    /// A typical symptom in a catalogue.
    ManifestationId = Manifestation,
    /// A corrective measure.
    MeasureId = Measure,
    /// A tour: a leader's journey of several visits.
    TourId = Tour,
    /// A visit to one unit.
    VisitId = Visit,
    /// A meeting held at a visit.
    MeetingId = Meeting,
    /// An interview held at a visit.
    InterviewId = Interview,
    /// A finding, guidance or support item left by a visit.
    VisitItemId = VisitItem,
    /// A unit in a leader's charge.
    ChargeId = Charge,
    /// A direction or a reminder.
    TaskId = Task,
    /// A comment from the public.
    CommentId = Comment,
    /// A file attached to a record.
    AttachmentId = Attachment,
    /// A free question to units.
    QuestionId = Question,
    /// A report that a request is too much.
    BurdenReportId = BurdenReport,
    /// A report as it was frozen.
    FrozenReportId = FrozenReport,
    /// A request for a later day or for the long term.
    MeasureChangeId = MeasureChange,
    /// A draw of closed measures.
    LookBackDrawId = LookBackDraw,
    /// A measure drawn for a look-back.
    LookBackId = LookBack,
    /// An inquiry: a question that was asked of one unit about its ledger.
    InquiryId = Inquiry,
    /// A text that an office knows to have been sent out or published.
    SourceTextId = SourceText,
    /// A job of the queue.
    JobId = Job,
    /// A version of a pack.
    PackId = Pack,
}
