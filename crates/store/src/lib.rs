//! The register: one Diesel schema on SQLite and PostgreSQL, units of work, the journal, figure queries.
//!
//! Every write and every scoped read takes a permit; the only way to end a unit of work is
//! [`Work::commit`] with an event.

// The schema's tables are typed deeply by Diesel.
#![recursion_limit = "256"]

mod account;
mod batch;
mod board;
mod connection;
mod desk;
mod draw;
mod duty;
mod error;
mod figures;
mod journal;
mod measure;
mod plan;
mod problem;
mod programme;
mod reader;
pub mod schema;
mod session;
mod setting;
mod store;
mod unit;
mod visit;
mod work;

pub use account::{Account, NewAccount, NewHolding};
pub use board::{Acknowledged, BoardColumns, BoardRound, Tally};
pub use desk::Waiting;
pub use draw::{Draw, DrawBrief, DrawnUnit, FrameUnit, NewSpotCheck};
pub use duty::Duty;
pub use error::{Result, StoreError};
pub use journal::JournalPage;
pub use measure::{LedgerFilter, LedgerLine, NewStep, TakenStep};
pub use plan::{PlanCoverage, PlanReview};
pub use problem::Problem;
pub use programme::{NewRound, Programme, PublishedStandard};
pub use reader::Reader;
pub use session::SessionRow;
pub use store::{Engine, Snapshot, Store};
pub use unit::{ChildUnit, UnitImport, UnitMark};
pub use visit::{VisitItem, VisitLine, VisitParts};
pub use work::Work;
