//! A column: what stands in it, and who may change it where.

use super::kind::LedgerKind;
use crate::words::words;

words! {
    /// A column of a ledger.
    Column, "error-ledger-column" {
        /// The serial of the row: of a problem or of a measure.
        Serial = "serial",
        /// What the row said when it left, as a hash; hidden.
        Version = "version",
        /// The serial of the measure's problem.
        ProblemSerial = "problem-serial",
        /// Code of the responsible unit.
        UnitCode = "unit-code",
        /// Name of the responsible unit.
        Unit = "unit",
        /// Where the problem was found.
        Source = "source",
        /// When.
        FoundOn = "found-on",
        /// The post that put it on the list.
        FoundBy = "found-by",
        /// Aspect.
        Aspect = "aspect",
        /// The topic of the round to which the problem belongs, with its number.
        Topic = "topic",
        /// Whose problem it is.
        Level = "level",
        /// What is wrong.
        Problem = "problem",
        /// One concrete instance.
        Instance = "instance",
        /// Root cause.
        RootCause = "root-cause",
        /// How it will be known that it is mended.
        Target = "target",
        /// The leader who answers for it.
        Leader = "leader",
        /// Units that help.
        Assisting = "assisting",
        /// Whom to ask.
        Contact = "contact",
        /// What is done.
        Measure = "measure",
        /// The post that owns it.
        Owner = "owner",
        /// What will be there when it is done.
        Deliverable = "deliverable",
        /// When it is to be done.
        TimeClass = "time-class",
        /// By when.
        DueOn = "due-on",
        /// How many measures the problem has.
        Measures = "measures",
        /// How many of them are closed.
        Closed = "closed",
        /// How far the problem has come.
        ProblemState = "problem-state",
        /// When the head signed it.
        SignedOn = "signed-on",
        /// What is proposed in place of the signed words, and is not signed yet.
        Proposal = "proposal",
        /// What was missing when it was returned.
        Missing = "missing",
        /// Progress in percent.
        Progress = "progress",
        /// What was said of the progress.
        Note = "note",
        /// As of which day.
        AsOf = "as-of",
        /// When the measure was closed.
        ClosedOn = "closed-on",
        /// What proves it.
        Evidence = "evidence",
        /// When somebody looked back.
        RecheckOn = "recheck-on",
        /// Which post did.
        RecheckBy = "recheck-by",
        /// What was found.
        Recheck = "recheck",
        /// How far the closure has come.
        State = "state",
        /// Which post verified it.
        Approver = "approver",
        /// When the unit was visited.
        VisitedOn = "visited-on",
        /// How.
        Method = "method",
        /// By whom.
        Team = "team",
        /// What the unit was told.
        Feedback = "feedback",
        /// By when it is to answer.
        ReplyBy = "reply-by",
    }
}

/// Lists of words that a cell chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Whose problem.
    Level,
    /// Aspects of the programme.
    Aspect,
    /// Where it was found.
    Source,
    /// When it is to be done.
    TimeClass,
    /// How far a problem has come.
    ProblemState,
    /// How far a measure has come.
    MeasureState,
    /// What a look-back found.
    Step,
    /// How a visit was made.
    Method,
}

/// What stands in a cell of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A serial, a code, a hash: never reckoned with.
    Code,
    /// Words of one's own.
    Text,
    /// A word of a list; where a row tells of several, one on each line.
    Choice(Words),
    /// A day; where a row tells of several, one on each line.
    Day,
    /// A whole number.
    Whole,
}

/// Whether a cell of a column may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Names the row; written by the register alone.
    Key,
    /// In every row.
    Free,
    /// In rows that are new.
    New,
    /// Nowhere: it tells what happened elsewhere.
    Told,
}

impl Column {
    /// What stands in its cells.
    pub fn form(self) -> Form {
        match self {
            Self::Serial | Self::Version | Self::ProblemSerial | Self::UnitCode => Form::Code,
            Self::Source => Form::Choice(Words::Source),
            Self::Aspect => Form::Choice(Words::Aspect),
            Self::Level => Form::Choice(Words::Level),
            Self::TimeClass => Form::Choice(Words::TimeClass),
            Self::ProblemState => Form::Choice(Words::ProblemState),
            Self::State => Form::Choice(Words::MeasureState),
            Self::Recheck => Form::Choice(Words::Step),
            Self::Method => Form::Choice(Words::Method),
            Self::FoundOn
            | Self::DueOn
            | Self::SignedOn
            | Self::AsOf
            | Self::ClosedOn
            | Self::RecheckOn
            | Self::VisitedOn
            | Self::ReplyBy => Form::Day,
            Self::Measures | Self::Closed | Self::Progress => Form::Whole,
            _ => Form::Text,
        }
    }

    /// Whether it belongs to the chain by which a measure is closed.
    pub fn is_of_closure(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::ClosedOn
                | Self::Approver
                | Self::Recheck
                | Self::RecheckOn
                | Self::RecheckBy
                | Self::Evidence
                | Self::Closed
        )
    }

    /// Whether it tells of the problem (and not of the measure) where a row is a measure.
    pub fn is_of_problem(self) -> bool {
        matches!(
            self,
            Self::Source
                | Self::FoundOn
                | Self::Aspect
                | Self::Level
                | Self::Problem
                | Self::Instance
                | Self::RootCause
                | Self::Target
                | Self::Leader
                | Self::Assisting
                | Self::Contact
        )
    }

    /// Whether it says what a measure is.
    pub fn is_of_measure(self) -> bool {
        matches!(self, Self::Measure | Self::Owner | Self::Deliverable | Self::TimeClass | Self::DueOn)
    }

    /// Whether its cells may be changed in a ledger.
    pub fn right(self, kind: LedgerKind) -> Right {
        match (kind, self) {
            (_, Self::Serial | Self::Version | Self::ProblemSerial) => Right::Key,
            (LedgerKind::Supervision, _) => Right::Told,
            (
                LedgerKind::Problems,
                Self::Aspect
                | Self::Problem
                | Self::Instance
                | Self::RootCause
                | Self::Target
                | Self::Leader
                | Self::Assisting
                | Self::Contact,
            )
            | (LedgerKind::Rectification, Self::Progress | Self::Note) => Right::Free,
            (_, Self::UnitCode) => Right::New,
            (_, one) if one.is_of_problem() || one.is_of_measure() => Right::New,
            _ => Right::Told,
        }
    }
}
