//! The actions, each a type of its own so that a permit for one is no permit for another.

/// An action that can be permitted.
pub trait Action: sealed::Sealed {
    /// Which one.
    const KIND: ActionKind;
}

/// An action that changes nothing.
pub trait Reads: Action {}

/// An action that changes the register: only its permit opens the way to a write, and to the act that tells of it.
pub trait Writes: Action {}

mod sealed {
    pub trait Sealed {}
}

/// Declares the actions: their types, their kinds and their words in the journal.
macro_rules! actions {
    (
        reads { $($(#[$read_doc:meta])* $read:ident = $read_key:literal;)* }
        writes { $($(#[$write_doc:meta])* $write:ident = $write_key:literal;)* }
    ) => {
        /// Every action of the register.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ActionKind {
            $($(#[$read_doc])* $read,)*
            $($(#[$write_doc])* $write,)*
        }

        impl ActionKind {
            /// All actions, those that read first.
            pub const ALL: &[Self] = &[$(Self::$read,)* $(Self::$write,)*];

            /// The word of the action in the journal.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$read => $read_key,)*
                    $(Self::$write => $write_key,)*
                }
            }

            /// Reads the word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == text)
            }

            /// Whether the action changes the register.
            pub fn writes(self) -> bool {
                match self {
                    $(Self::$read)|* => false,
                    $(Self::$write)|* => true,
                }
            }
        }

        $(
            $(#[$read_doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $read;
            impl sealed::Sealed for $read {}
            impl Action for $read { const KIND: ActionKind = ActionKind::$read; }
            impl Reads for $read {}
        )*
        $(
            $(#[$write_doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $write;
            impl sealed::Sealed for $write {}
            impl Action for $write { const KIND: ActionKind = ActionKind::$write; }
            impl Writes for $write {}
        )*
    };
}

actions! {
    reads {
        /// Read what is published: circulars, draws, standards.
        ReadPublished = "read-published";
        /// Read the programme, its rounds and the tree of units.
        ReadProgramme = "read-programme";
        /// Read plans and their reviews.
        ReadPlans = "read-plans";
        /// Read seminars, sheets, spot checks and ratings.
        ReadAssessments = "read-assessments";
        /// Read how assessors mark: severity, agreement.
        ReadAssessors = "read-assessors";
        /// Read the drafts of circulars that an office writes.
        ReadCircularDrafts = "read-circular-drafts";
        /// Read problems and measures.
        ReadLedger = "read-ledger";
        /// Read tours, visits and what they left (never the content of an interview).
        ReadVisits = "read-visits";
        /// Read posts and duties.
        ReadDuties = "read-duties";
        /// Read figures and the records behind them.
        ReadFigures = "read-figures";
        /// Read the journal.
        ReadJournal = "read-journal";
        /// Read accounts and what they hold.
        ReadAccounts = "read-accounts";
        /// Read the packs that the register holds.
        ReadPacks = "read-packs";
        /// Read the queue of work that is done later.
        ReadJobs = "read-jobs";
        /// Read one's own desk.
        ReadDesk = "read-desk";
        /// Read how the units of a joining body's sector stand.
        ReadSector = "read-sector";
        /// Take the file of a round that is over: its papers, its records and its part of the journal.
        ReadRoundFile = "read-round-file";
        /// Read the library of cases.
        ReadCases = "read-cases";
        /// Read what is held up as an example in one's rounds.
        ReadExemplars = "read-exemplars";
        /// Read one's own sealed notes of interviews.
        ReadInterviewNotes = "read-interview-notes";
        /// Read the sealed notes of everybody who was on a tour that one's office sent.
        ReadAllInterviewNotes = "read-all-interview-notes";
        /// Read directions and reminders.
        ReadTasks = "read-tasks";
    }
    writes {
        /// Have a job tried again that was given up.
        RetryJob = "retry-job";
        /// Bring units into the register.
        ImportUnits = "import-units";
        /// Rename, move, open, close and join units.
        ChangeUnits = "change-units";
        /// Put a version of a pack into the register.
        AddPack = "add-pack";
        /// Say what the organisation is called, its zone, its language, and who may read what is published.
        SetOrganisation = "set-organisation";
        /// Hold the organisation's day still.
        HoldDay = "hold-day";
        /// Take the records of a register from before, or from a changed schema, under the chain as they are.
        SealContents = "seal-contents";
        /// Open accounts, give and end roles.
        ManageAccounts = "manage-accounts";
        /// Set one's own password.
        SetPassword = "set-password";
        /// Register posts, and lay duties on units beneath.
        AssignDuty = "assign-duty";
        /// Acknowledge a duty of one's own unit.
        AcknowledgeDuty = "acknowledge-duty";
        /// Set up a programme with its topics and rounds.
        SetUpProgramme = "set-up-programme";
        /// Correct a programme, close it, end it early, archive it.
        ManageProgramme = "manage-programme";
        /// Take a newer version of its pack up for a programme.
        TakeUpPack = "take-up-pack";
        /// Change the calendar of a round that has not opened.
        RescheduleRound = "reschedule-round";
        /// Draft the next version of the standard.
        DraftStandard = "draft-standard";
        /// Name the bodies that lead or join a programme, and end their part.
        NameBody = "name-body";
        /// Agree, as a body that takes part, to a draft of the standard, or refuse it.
        AgreeStandard = "agree-standard";
        /// Publish a version of the standard.
        PublishStandard = "publish-standard";
        /// Move a round to its next state.
        AdvanceRound = "advance-round";
        /// Move a round back to the state before, with a reason.
        ReopenRound = "reopen-round";
        /// Open a gate of a round without its condition, with a reason.
        OpenGate = "open-gate";
        /// Excuse a unit from its session, with a reason.
        ExcuseSession = "excuse-session";
        /// Write the draft of a plan.
        DraftPlan = "draft-plan";
        /// Send a plan (or a new version of a returned one) to the unit's head.
        SubmitPlan = "submit-plan";
        /// Sign a plan as the unit's head: only then it is at the superior.
        SignPlan = "sign-plan";
        /// Send a plan back to its writer as the unit's head.
        SendPlanBack = "send-plan-back";
        /// Review a plan.
        ReviewPlan = "review-plan";
        /// Review, as the organiser's office, the plan of its own leading group, where nobody above carries the round out.
        ReviewLeadersPlan = "review-leaders-plan";
        /// Record a seminar session that was held.
        RecordSeminar = "record-seminar";
        /// Send people to listen in.
        AssignObserver = "assign-observer";
        /// Have it drawn by lot who hears the organiser's own leading group.
        HearLeaders = "hear-leaders";
        /// Fill a score sheet: at a session, or on materials called up.
        FillSheet = "fill-sheet";
        /// Count anew, at a spot check, what the unit's records claim.
        RecountFigures = "recount-figures";
        /// Freeze the frame of a draw.
        FreezeFrame = "freeze-frame";
        /// Enter the public seed and draw.
        RunDraw = "run-draw";
        /// Draw by lot whose materials are marked twice.
        DrawSecondMarks = "draw-second-marks";
        /// Declare a draw void, with the reason.
        VoidDraw = "void-draw";
        /// Rate a unit overall.
        RateUnit = "rate-unit";
        /// Rate the organiser's own leading group, by the sheets of those whom it does not command.
        RateLeaders = "rate-leaders";
        /// Write a comment on what is published.
        WriteComment = "write-comment";
        /// Publish or reject a comment of the public.
        ModerateComments = "moderate-comments";
        /// Put a case into the library.
        RegisterCase = "register-case";
        /// Hold a session up as an example.
        MarkExemplar = "mark-exemplar";
        /// Suggest a lesson to a unit beneath.
        SuggestProblem = "suggest-problem";
        /// Take up or decline what was suggested to one's own unit.
        AnswerSuggestion = "answer-suggestion";
        /// Draft a circular and send it to the units named for a factual check.
        DraftCircular = "draft-circular";
        /// Accept, correct or reply to a passage on one's own unit.
        CheckPassage = "check-passage";
        /// Answer what a unit said of its passage.
        AnswerPassage = "answer-passage";
        /// Appeal against the rating of one's own unit.
        AppealRating = "appeal-rating";
        /// Decide an appeal against a rating of others.
        DecideAppeal = "decide-appeal";
        /// Publish a version of a circular.
        PublishCircular = "publish-circular";
        /// Confirm that a circular was read.
        AcknowledgeCircular = "acknowledge-circular";
        /// Open or name the problem that answers a criticism, and answer a requirement, of a circular.
        FollowUpCircular = "follow-up-circular";
        /// Remind recipients who have not confirmed a circular.
        RemindReaders = "remind-readers";
        /// Register problems with their measures.
        ReportProblems = "report-problems";
        /// Correct a problem of one's own list; it waits for the head anew.
        CorrectProblem = "correct-problem";
        /// Stand, as the unit's head, behind a findings list: only then it counts.
        SignFindings = "sign-findings";
        /// Return a problem with what is missing.
        ReturnProblem = "return-problem";
        /// Register a catalogue of typical manifestations.
        ListManifestations = "list-manifestations";
        /// Report progress on a measure.
        ReportProgress = "report-progress";
        /// Ask for the closure of a measure.
        RequestClosure = "request-closure";
        /// Approve, as the unit's head, that a closure is asked for.
        ApproveClosure = "approve-closure";
        /// Verify a closure from outside the unit's line and close or return it.
        VerifyClosure = "verify-closure";
        /// Look back at a closed measure.
        LookBack = "look-back";
        /// Record a tour with its visits.
        RecordVisit = "record-visit";
        /// Give the help that a visit of one's own office offered.
        GiveHelp = "give-help";
        /// Attach a file to a record of one's own unit.
        AttachFile = "attach-file";
        /// Set what requests cost and how much the units beneath may be asked for.
        SetBurden = "set-burden";
        /// Ask the units beneath a question.
        AskQuestion = "ask-question";
        /// Answer a question for one's own unit.
        AnswerQuestion = "answer-question";
        /// Say upward that a request is too much.
        ReportBurden = "report-burden";
        /// Answer, as the office that issued it, a unit that calls a request too much.
        AnswerBurden = "answer-burden";
        /// Keep a template of the report for a unit and those beneath it.
        SaveTemplate = "save-template";
        /// Freeze a report: its text and figures stay as they are, their hash in the journal.
        FreezeReport = "freeze-report";
        /// Sign a frozen report as the unit's head: exactly what was frozen.
        SignReport = "sign-report";
        /// Ask for a later day of a measure, or for the long term.
        RequestChange = "request-change";
        /// Stand, as the unit's head, behind such a request.
        ApproveChange = "approve-change";
        /// Grant or decline such a request, as the supervising office.
        DecideChange = "decide-change";
        /// Set one more measure against a problem of one's own list.
        AddMeasure = "add-measure";
        /// Mend a measure of one's own list before its problem is signed.
        EditMeasure = "edit-measure";
        /// Merge a problem into another, or find it not substantiated.
        SettleProblem = "settle-problem";
        /// Declare an interest of one's own, because of which one stays away from a unit.
        DeclareInterest = "declare-interest";
        /// Note the interest of an assessor.
        NoteInterest = "note-interest";
        /// Ask a unit about what is unlike the others of its class.
        Inquire = "inquire";
        /// Keep a text that was sent out or published, so that it is no sign of copying; or withdraw it again.
        KeepSource = "keep-source";
        /// Reply to such a question about one's own unit.
        ReplyInquiry = "reply-inquiry";
        /// Put the next unit of the order in the place of a drawn one that can't be checked.
        ReplaceDrawn = "replace-drawn";
        /// Call up materials from the units of a draw.
        CallUpMaterials = "call-up-materials";
        /// Say where the materials are that were called up.
        AnswerCallUp = "answer-call-up";
        /// Draw by lot who assesses materials first.
        DrawAssessors = "draw-assessors";
        /// Plan a tour of visits; put a planned visit into another tour.
        PlanTour = "plan-tour";
        /// Answer what a visit left at one's own unit.
        ReplyToVisit = "reply-to-visit";
        /// Send directions and reminders to units beneath, follow them up and finish them.
        SendTask = "send-task";
        /// Acknowledge and answer what one's own unit was directed to do.
        AnswerTask = "answer-task";
        /// Take, hand on and put back what the desk of one's own unit asks of several.
        TakeWork = "take-work";
    }
}
