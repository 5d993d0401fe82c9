//! Keys of records: which kinds of records there are, and what names one of a kind.

use crate::words::words;

words! {
    /// The kinds of records.
    RecordKind, "error-record-kind" {
        /// A unit of the organisation tree.
        Unit = "unit",
        /// A person's account (a role name, never a person's name, in shipped data).
        Account = "account",
        /// A post in a unit.
        Post = "post",
        /// A duty laid on a unit.
        Duty = "duty",
        /// A programme.
        Programme = "programme",
        /// A round of a programme.
        Round = "round",
        /// A body that takes part in a programme.
        Body = "body",
        /// A version of a standard.
        Standard = "standard",
        /// A version of a plan.
        Plan = "plan",
        /// A review of a plan.
        PlanReview = "plan-review",
        /// A seminar session that was held.
        Seminar = "seminar",
        /// An observer's assignment to a unit's session in a round.
        Observation = "observation",
        /// A declared interest.
        Interest = "interest",
        /// A lot by which assessors were chosen.
        Lot = "lot",
        /// A score sheet.
        Sheet = "sheet",
        /// A random draw.
        Draw = "draw",
        /// A unit drawn for a spot check.
        SpotCheck = "spot-check",
        /// A figure of a drawn unit, counted anew.
        Recount = "recount",
        /// An overall rating.
        Rating = "rating",
        /// A version of a circular.
        Circular = "circular",
        /// A draft of a circular.
        CircularDraft = "circular-draft",
        /// A passage of a draft, as one named unit is shown it.
        Passage = "passage",
        /// A unit named in a published circular.
        Mention = "mention",
        /// What a unit owes by a requirement of a circular.
        Obligation = "obligation",
        /// An appeal against a rating.
        Appeal = "appeal",
        /// A case of the library.
        Case = "case",
        /// A lesson that a speaker drew for a unit beneath.
        Suggestion = "suggestion",
        /// What a unit says of itself after a round.
        SelfEvaluation = "self-evaluation",
        /// The day for which a unit plans an activity of a round.
        ActivityPlan = "activity-plan",
        /// What a session resolved to do.
        Resolution = "resolution",
        /// A problem in a findings list.
        Problem = "problem",
        /// A typical symptom in a catalogue.
        Manifestation = "manifestation",
        /// A corrective measure.
        Measure = "measure",
        /// A tour: a leader's journey of several visits.
        Tour = "tour",
        /// A visit to one unit.
        Visit = "visit",
        /// A meeting held at a visit.
        Meeting = "meeting",
        /// An interview held at a visit.
        Interview = "interview",
        /// A finding, guidance or support item left by a visit.
        VisitItem = "visit-item",
        /// A unit in a leader's charge.
        Charge = "charge",
        /// A direction or a reminder.
        Task = "task",
        /// A comment from the public.
        Comment = "comment",
        /// A file attached to a record.
        Attachment = "attachment",
        /// A free question to units.
        Question = "question",
        /// A report that a request is too much.
        BurdenReport = "burden-report",
        /// A report as it was frozen.
        FrozenReport = "report",
        /// A request for a later day or for the long term.
        MeasureChange = "measure-change",
        /// A draw of closed measures.
        LookBackDraw = "look-back-draw",
        /// A measure drawn for a look-back.
        LookBack = "look-back",
        /// An inquiry: a question that was asked of one unit about its ledger.
        Inquiry = "inquiry",
        /// A text that an office knows to have been sent out or published.
        SourceText = "source-text",
        /// A setting of the organisation.
        Setting = "setting",
        /// A job of the queue.
        Job = "job",
        /// A version of a pack.
        Pack = "pack",
        /// What the register says of its organisation.
        Organisation = "organisation",
        /// Aspects under which something stands.
        Aspect = "aspect",
    }
}

/// A key that names a record of one kind.
pub trait Key: Copy {
    /// Which kind.
    const KIND: RecordKind;
    /// The key as the register keeps it.
    fn number(self) -> i64;
    /// The key that the register keeps as this number.
    fn of(number: i64) -> Self;
}

/// A record that stands between two units, looked at from the second one: a task from the unit that sent it, a visit
/// from the unit that sends the tour, a complaint from the unit that issued the request. The record itself stands at the
/// first: at the unit that received the task, was visited, complains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherSide<K>(pub K);

impl<K: Key> Key for OtherSide<K> {
    const KIND: RecordKind = K::KIND;
    fn number(self) -> i64 {
        self.0.number()
    }
    fn of(number: i64) -> Self {
        Self(K::of(number))
    }
}
