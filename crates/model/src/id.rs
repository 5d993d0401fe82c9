//! Identities: one newtype per kind of record, so that they can't be confused.

/// Declares identity newtypes over the register's `BIGINT` keys.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

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
    UnitId,
    /// A person's account (a role name, never a person's name, in shipped data).
    AccountId,
    /// A post in a unit.
    PostId,
    /// A duty laid on a unit.
    DutyId,
    /// A programme.
    ProgrammeId,
    /// A round of a programme.
    RoundId,
    /// A body that takes part in a programme.
    BodyId,
    /// A version of a standard.
    StandardId,
    /// A version of a plan.
    PlanId,
    /// A review of a plan.
    PlanReviewId,
    /// A seminar session that was held.
    SeminarId,
    /// An observer's assignment to a unit's session in a round.
    ObservationId,
    /// A declared interest.
    InterestId,
    /// A lot by which assessors were chosen.
    LotId,
    /// A score sheet.
    SheetId,
    /// A random draw.
    DrawId,
    /// A unit drawn for a spot check.
    SpotCheckId,
    /// A figure of a drawn unit, counted anew.
    RecountId,
    /// An overall rating.
    RatingId,
    /// A version of a circular.
    CircularId,
    /// A draft of a circular.
    CircularDraftId,
    /// A passage of a draft, as one named unit is shown it.
    PassageId,
    /// A unit named in a published circular.
    MentionId,
    /// What a unit owes by a requirement of a circular.
    ObligationId,
    /// An appeal against a rating.
    AppealId,
    /// A case of the library.
    CaseId,
    /// A lesson that a speaker drew for a unit beneath.
    SuggestionId,
    /// A problem in a findings list.
    ProblemId,
    /// A typical symptom in a catalogue.
    ManifestationId,
    /// A corrective measure.
    MeasureId,
    /// A tour: a leader's journey of several visits.
    TourId,
    /// A visit to one unit.
    VisitId,
    /// A meeting held at a visit.
    MeetingId,
    /// An interview held at a visit.
    InterviewId,
    /// A finding, guidance or support item left by a visit.
    VisitItemId,
    /// A unit in a leader's charge.
    ChargeId,
    /// A direction or a reminder.
    TaskId,
    /// A comment from the public.
    CommentId,
    /// A file attached to a record.
    AttachmentId,
    /// A free question to units.
    QuestionId,
    /// A report that a request is too much.
    BurdenReportId,
    /// A report as it was frozen.
    FrozenReportId,
    /// A request for a later day or for the long term.
    MeasureChangeId,
    /// A draw of closed measures.
    LookBackDrawId,
    /// A measure drawn for a look-back.
    LookBackId,
    /// An inquiry: a question that was asked of one unit about its ledger.
    InquiryId,
}
