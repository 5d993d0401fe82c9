//! The register: one Diesel schema on SQLite and PostgreSQL, units of work, the journal, figure queries.
//!
//! Every write and every scoped read takes a permit; the only way to end a unit of work is
//! [`Work::commit`] with an event.

// The schema's tables are typed deeply by Diesel.
#![recursion_limit = "256"]

mod anchor;
mod assessing;
mod batch;
mod burden;
mod circulars;
mod connection;
mod contents;
mod desk;
mod draws;
mod duties;
mod error;
mod figures;
mod journal;
mod ledger;
mod locate;
mod opens;
mod people;
mod plans;
mod programmes;
mod reader;
pub mod schema;
mod sessions;
mod setting;
mod store;
mod tasks;
mod units;
mod visits;
mod work;
mod writer;

pub use anchor::{SignedCheckpoint, TileRoot};
pub use assessing::appeal::AppealStored;
pub use assessing::blind::MarksBlind;
pub use assessing::interest::{AssessorLot, InterestLine};
pub use assessing::marking::MarkedSheet;
pub use assessing::observation::{Observation, OwedSheet};
pub use assessing::observers::{ObservationLine, UnitToObserve};
pub use assessing::rating::{KnownUnit, NewRating, RatingBrief, StoredRating};
pub use assessing::recount::RecountLine;
pub use assessing::second_mark::{AskSecond, CheckedOnce, SecondLot, SecondMark};
pub use assessing::sheet::{Occasion, SheetBrief, SpotCheck, StoredSheet, WaitingCheck};
pub use burden::{
    BurdenReport, NewBurdenReport, NewQuestion, QuestionAnswer, QuestionStored, Recipient, Request, Whose,
};
pub use circulars::circular::{
    CircularBrief, CircularNew, CircularStored, MentionStored, NewMention, NewObligation, ReceiptRow,
};
pub use circulars::circular_draft::{DraftBrief, DraftStored, NewPassage, PassageStored};
pub use circulars::comment::CommentStored;
pub use circulars::follow_up::{Answering, Criticism, FollowedPoint, Obligation};
pub use contents::{OUTSIDE, Verified};
pub use desk::draft::{Draft, DraftEnd, SentBefore};
pub use desk::job::{JobEnd, JobLine, NewJob, TakenJob};
pub use desk::mail_wish::Written;
pub use desk::notice::{NoticeRow, NoticesAsked};
pub use desk::owed::Waiting;
pub use desk::search::{Hunt, Match};
pub use draws::call_up::{CallUp, OpenCheck};
pub use draws::draw::{Draw, DrawBrief, DrawnUnit, FrameUnit, NewSpotCheck, SampledRating, SampledUnit};
pub use duties::cascade::{CascadeList, CascadeUnit, ChildTally};
pub use duties::charge::{Charge, UnitStand};
pub use duties::duty::{Duty, DutyToLay, LaidHow};
pub use duties::post::Post;
pub use error::{Result, StoreError};
pub use figures::board::{Acknowledged, BoardColumns, BoardRound, Tally};
pub use figures::figure::By;
pub use figures::late::LateRecord;
pub use figures::pictures::{FlowByDay, MarkRecord, VisitedUnit};
pub use figures::report::FrozenReport;
pub use journal::JournalPage;
pub use ledger::attachments::attachment::Sworn;
pub use ledger::book::{MeasureLine, Pick, ProblemLine, Visited};
pub use ledger::findings::origin::OriginOf;
pub use ledger::findings::problem::Problem;
pub use ledger::findings::unlisted::ListedUnit;
pub use ledger::inquiries::inquiry::UnitNames;
pub use ledger::ledger_import::KeptImport;
pub use ledger::look_backs::look_back::{Drawable, Framed, NewLookBack};
pub use ledger::measures::measure::{LedgerFilter, LedgerLine, NewStep, TakenStep};
pub use locate::Located;
pub use people::account::{Account, NewAccount, NewHolding};
pub use people::acting::Holders;
pub use people::administration::{AccountFilter, HeldPost};
pub use people::session::{OpenSession, SessionRow};
pub use plans::plan::{PlanCoverage, PlanReview, SignedPlan};
pub use plans::plan_draft::ReadsDraft;
pub use programmes::bodies::{SectorUnit, Signatory};
pub use programmes::programme::{NewRound, Programme, ProgrammeWords, PublishedStandard, RoundName};
pub use programmes::programme_line::{TakenUp, UnitProgramme};
pub use programmes::standard_draft::StandardDraft;
pub use reader::Reader;
pub use sessions::case_study::{CaseSession, CaseStored};
pub use sessions::exemplar::Exemplar;
pub use sessions::seminar::SeminarHeld;
pub use sessions::suggestion::Suggestion;
pub use store::{Engine, Snapshot, Store};
pub use tasks::task::{Task, TaskSide, TaskTaken};
pub use units::unit::{ChildUnit, UnitImport, UnitMark};
pub use visits::tour::PlannedVisit;
pub use visits::visit::{VisitItem, VisitLine, VisitParts};
pub use visits::visit_item::OpenItem;
pub use work::Work;
