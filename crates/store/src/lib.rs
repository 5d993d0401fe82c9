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
mod copied;
mod counting;
mod day;
mod desk;
mod door;
mod draws;
mod dump;
mod duties;
mod error;
mod figures;
mod functions;
mod held;
mod in_force;
mod journal;
mod ledger;
mod like;
mod line;
mod locate;
mod mark;
mod memory;
mod meter;
mod migration;
mod opened;
mod opens;
mod people;
mod plans;
mod programmes;
mod read_only;
mod reader;
mod rehearsal;
mod relay;
mod remembered;
mod reread;
pub mod schema;
mod score;
mod sending;
mod served;
mod sessions;
mod setting;
mod shape;
mod standing;
mod store;
mod tasks;
mod units;
mod view;
mod visits;
mod waiting;
mod waits;
mod watched;
mod work;
mod writer;

pub use anchor::{SignedCheckpoint, TileRoot};
pub use assessing::appeal::{AppealStored, Raters};
pub use assessing::blind::MarksBlind;
pub use assessing::interest::{InterestLine, WeighsInterests};
pub use assessing::marking::MarkedSheet;
pub use assessing::observation::EndsObservations;
pub use assessing::observation::{NewObservation, Observation, OwedSheet, SendsObservers};
pub use assessing::observers::{ObservationLine, ProposesObservers, UnitToObserve};
pub use assessing::pool::{HearsLeaders, OpensPool};
pub use assessing::rating::{KnownUnit, NewRating, Rates, RatingBrief, StoredRating};
pub use assessing::recount::RecountLine;
pub use assessing::second_mark::{AskSecond, CheckedOnce, SecondLot, SecondMark};
pub use assessing::sheet::{MarkedOn, NewSheet, Occasion, SheetBrief, StoredSheet};
pub use assessing::spot_check::{SpotCheck, WaitingCheck};
pub use burden::{
    BurdenReport, NewBurdenReport, NewQuestion, OpensQuestion, QuestionAnswer, QuestionStored, Recipient,
    Request, WeighsRequests, Whose,
};
pub use circulars::circular::{
    CircularBrief, CircularNew, CircularStored, MakesCircular, MentionStored, NewMention, NewObligation,
    ReceiptRow,
};
pub use circulars::circular_draft::{DraftBrief, DraftStored, NewPassage, PassageStored, PassageToCheck};
pub use circulars::circular_draft_write::{DraftSent, PassageAnswer, PassageDecision};
pub use circulars::comment::CommentStored;
pub use circulars::follow_up::{Answering, Criticism, FollowedPoint};
pub use circulars::obligation::Obligation;
pub use circulars::row_check::{NewRow, RowTold};
pub use contents::{
    BY_ANOTHER, BY_MEASURE, BY_RECORD, NOT_OF_FILE, OF_NO_UNIT, OUTSIDE, UNIT_COLUMNS, Verified,
};
pub use desk::backup_note::{BackupDeed, BackupNote};
pub use desk::draft::{Draft, DraftEnd, Ended, SendingForm, SentBefore};
pub use desk::job::{JobEnd, JobLine, NewJob, TakenJob};
pub use desk::kept_form::KeptForm;
pub use desk::mail_wish::Written;
pub use desk::notice::{NoticeRow, NoticesAsked};
pub use desk::search::{Hunt, Match};
pub use desk::signing_note::SigningNote;
pub use desk::taking::{Colleague, HandAct, InHand};
pub use door::Knock;
pub use draws::call_up::{CallUp, CallUpLine, NewCallUp, OpenCheck};
pub use draws::check_replacement::Replacement;
pub use draws::draw::{
    ClassBeneath, Draw, DrawBrief, DrawResult, DrawnUnit, FrameUnit, NewDraw, NewSpotCheck, SampledRating,
    SampledUnit,
};
pub use draws::draw::{EntersSeed, OpensDrawToTell};
pub use draws::first_mark::FirstMark;
pub use draws::held_material::HeldMaterial;
pub use draws::lot::{AssessorLot, NewLot};
pub use dump::{Filling, Head, Piece};
pub use duties::cascade::{CascadeList, CascadeRound, CascadeUnit, CascadeWhen, ChildTally};
pub use duties::charge::{Charge, Leader, UnitStand};
pub use duties::duty::{Duty, DutyToLay, LaidHow};
pub use duties::post::Post;
pub use earnest_sqlite::{Halt, Tally, Why, counted};
pub use error::{Result, StoreError};
pub use figures::board::{Acknowledged, BoardColumns, BoardRound};
pub use figures::figure::By;
pub use figures::gates::{DrawStanding, OwingUnit};
pub use figures::late::LateRecord;
pub use figures::pictures::{FlowByDay, MarkRecord};
pub use figures::report::{FrozenReport, OpensReport};
pub use figures::stands_in::StandsIn;
pub use figures::visited::VisitedUnit;
pub use figures::whose::WhoseActs;
pub use journal::{JournalAsked, JournalPage};
pub use ledger::attachments::attachment::{HoldsFiles, OpensFiles, Sworn};
pub use ledger::book::{MeasureLine, Pick, ProblemLine, Visited};
pub use ledger::findings::origin::{CameFrom, Finding};
pub use ledger::findings::origin::{LinksProblem, OriginOf};
pub use ledger::findings::problem::{OpensProblem, Problem, ProblemSaid};
pub use ledger::findings::proposal::Proposal;
pub use ledger::findings::unlisted::ListedUnit;
pub use ledger::inquiries::seen::{SeenUnit, SeenUnits};
pub use ledger::inquiries::source_text::SourceText;
pub use ledger::ledger_import::KeptImport;
pub use ledger::look_backs::look_back::{Drawable, Framed, OpensLookBack};
pub use ledger::look_backs::look_back_write::{ClosedDrawn, NewClosedFrame, NewLookBack};
pub use ledger::measures::checks::SeenAt;
pub use ledger::measures::measure::{LedgerFilter, LedgerLine, OpensMeasure};
pub use ledger::measures::measure_change::{ChangeWord, OpensChanges};
pub use ledger::measures::measure_step::{NewStep, StepsMeasure, TakenStep};
pub use ledger::measures::said::MeasureSaid;
pub use locate::Located;
pub use meter::{BOUNDS, Histogram, Meter, Monotonic, Readers, Ready};
pub use migration::Step;
pub use opens::OPEN_READS;
pub use people::account::{Account, NewAccount, NewHolding};
pub use people::acting::Holders;
pub use people::administration::{AccountFilter, HeldPost};
pub use people::posts_not_now::PostNotNow;
pub use people::roll::{Links, NewPerson};
pub use people::security::KnockLine;
pub use people::session::{OpenSession, SessionRow};
pub use plans::plan::{JudgesPlan, OpensPlans, PlanCoverage, PlanReview, SignedPlan};
pub use plans::plan_draft::ReadsDraft;
pub use plans::sector::SectorUnit;
pub use programmes::bodies::{OpensAnswers, OpensPeople, Signatory};
pub use programmes::bodies_write::NewAnswer;
pub use programmes::life::{NAMING_ROUNDS, ProgrammeStep};
pub use programmes::listed::Listed;
pub use programmes::programme::{NewRound, Programme, ProgrammeWords, RoundOf};
pub use programmes::programme_line::{TakenUp, UnitProgramme};
pub use programmes::round_names::RoundName;
pub use programmes::running::Running;
pub use programmes::standard::{NewStandard, PublishedStandard};
pub use programmes::standard_draft::{DraftKept, OpensDrafted, StandardDraft};
pub use programmes::titles::{Holder, NamesHolder, ProgrammeTitle};
pub use reader::Reader;
pub use reread::ReadFrom;
pub use sessions::activity::OwedActivity;
pub use sessions::case_study::{CaseSession, CaseStored};
pub use sessions::exemplar::Exemplar;
pub use sessions::resolution::Resolution;
pub use sessions::self_evaluation::SelfEvaluation;
pub use sessions::seminar::{NewSeminar, RecordState, SeminarHeld};
pub use sessions::suggestion::{NewSuggestion, Suggestion};
pub use setting::{Sets, Setting};
pub use shape::ShapeFault;
pub use standing::Standing;
pub use store::{Engine, Snapshot, Store};
pub use tasks::task::{NewTaskStep, OfTask, OpensTask, StepsTask, TaskSide};
pub use units::apart::FindsUnits;
pub use units::change::{LastChange, NamedAt, UnitChange};
pub use units::change_write::NewUnit;
pub use units::frames::Leaving;
pub use units::hanging::{HANGING, Hanging, Hangs};
pub use units::pack::{NewPack, PackStored};
pub use units::unit::{ChildUnit, UnitImport, UnitMark};
pub use visits::combine::{Combined, OtherTour};
pub use visits::company::Company;
pub use visits::guidance::{Guidance, GuidanceReader, ReadersWanted};
pub use visits::tour::{OpensPlanned, PlannedVisit};
pub use visits::visit::{VisitItem, VisitLine, VisitParts};
pub use visits::visit_change::{Corrected, TakenOut};
pub use visits::visit_item::OpenItem;
pub use visits::visit_open::MadeVisit;
pub use waiting::{Backlog, Waiting};
pub use waits::Waits;
pub use work::Work;
