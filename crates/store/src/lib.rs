//! The register: one Diesel schema on SQLite and PostgreSQL, units of work, the journal, figure queries.
//!
//! Every write and every scoped read takes a permit; the only way to end a unit of work is
//! [`Work::commit`] with an event.

// The schema's tables are typed deeply by Diesel.
#![recursion_limit = "256"]

mod account;
mod acting;
mod administration;
mod appeal;
mod attachment;
mod batch;
mod blind;
mod board;
mod book;
mod burden;
mod call_up;
mod cascade;
mod case_study;
mod circular;
mod circular_draft;
mod circular_draft_write;
mod circular_follow;
mod circular_write;
mod comment;
mod connection;
mod desk;
mod desk_circulars;
mod draft;
mod draw;
mod duty;
mod duty_tally;
mod error;
mod exemplar;
mod figures;
mod inquiry;
mod follow_up;
mod interest;
mod journal;
mod ledger_import;
mod look_back;
mod look_back_due;
mod marking;
mod measure;
mod measure_change;
mod measure_early;
mod observation;
mod observers;
mod origin;
mod pictures;
mod plan;
mod plan_draft;
mod post;
mod problem;
mod problem_gate;
mod programme;
mod programme_line;
mod rating;
mod reader;
mod recount;
mod report;
pub mod schema;
mod search;
mod second_mark;
mod seminar;
mod session;
mod setting;
mod sheet;
mod standard_draft;
mod store;
mod suggestion;
mod unit;
mod unlisted;
mod visit;
mod work;

pub use account::{Account, NewAccount, NewHolding};
pub use acting::Holders;
pub use administration::{AccountFilter, HeldPost};
pub use appeal::AppealStored;
pub use attachment::Sworn;
pub use blind::MarksBlind;
pub use board::{Acknowledged, BoardColumns, BoardRound, Tally};
pub use book::{MeasureLine, Pick, ProblemLine, Visited};
pub use burden::{
    BurdenReport, NewBurdenReport, NewQuestion, QuestionAnswer, QuestionStored, Recipient, Request, Whose,
};
pub use call_up::{CallUp, OpenCheck};
pub use cascade::{CascadeList, CascadeUnit, ChildTally};
pub use case_study::{CaseSession, CaseStored};
pub use circular::{
    CircularBrief, CircularNew, CircularStored, MentionStored, NewMention, NewObligation, ReceiptRow,
};
pub use circular_draft::{DraftBrief, DraftStored, NewPassage, PassageStored};
pub use comment::CommentStored;
pub use desk::Waiting;
pub use draft::{Draft, DraftEnd, SentBefore};
pub use draw::{Draw, DrawBrief, DrawnUnit, FrameUnit, NewSpotCheck, SampledRating, SampledUnit};
pub use duty::{Duty, DutyToLay, LaidHow};
pub use error::{Result, StoreError};
pub use inquiry::UnitNames;
pub use exemplar::Exemplar;
pub use follow_up::{Answering, Criticism, FollowedPoint, Obligation};
pub use interest::{AssessorLot, InterestLine};
pub use journal::JournalPage;
pub use ledger_import::KeptImport;
pub use look_back::{Drawable, Framed, NewLookBack};
pub use marking::MarkedSheet;
pub use measure::{LedgerFilter, LedgerLine, NewStep, TakenStep};
pub use observation::{Observation, OwedSheet};
pub use observers::{ObservationLine, UnitToObserve};
pub use origin::OriginOf;
pub use pictures::{FlowByDay, MarkRecord, VisitedUnit};
pub use plan::{PlanCoverage, PlanReview, SignedPlan};
pub use plan_draft::ReadsDraft;
pub use post::Post;
pub use problem::Problem;
pub use programme::{NewRound, Programme, ProgrammeWords, PublishedStandard, RoundName};
pub use programme_line::{TakenUp, UnitProgramme};
pub use rating::{KnownUnit, NewRating, RatingBrief, StoredRating};
pub use reader::Reader;
pub use recount::RecountLine;
pub use report::FrozenReport;
pub use search::{Hunt, Match};
pub use second_mark::{AskSecond, CheckedOnce, SecondLot, SecondMark};
pub use seminar::SeminarHeld;
pub use session::{OpenSession, SessionRow};
pub use sheet::{Occasion, SheetBrief, SpotCheck, StoredSheet, WaitingCheck};
pub use standard_draft::StandardDraft;
pub use store::{Engine, Snapshot, Store};
pub use suggestion::Suggestion;
pub use unit::{ChildUnit, UnitImport, UnitMark};
pub use unlisted::ListedUnit;
pub use visit::{VisitItem, VisitLine, VisitParts};
pub use work::Work;
