//! Use cases: a file per verb. Each asks for a permit, does its work in one unit of work
//! (or one snapshot), and ends a change with its event.

pub mod anchor;
pub mod assessing;
pub mod backup;
#[cfg(doctest)]
mod breaches;
pub mod burden;
pub mod case;
pub mod circulars;
mod context;
mod counting;
pub mod desk;
pub mod draws;
pub mod duties;
mod error;
pub mod figures;
pub mod ledger;
pub mod nearest;
pub mod people;
pub mod plans;
pub mod programmes;
mod published;
pub mod register_migrate;
pub mod sessions;
pub mod tasks;
pub mod units;
pub mod visits;

pub mod health;
pub mod home;
pub mod journal_read;
pub mod journal_verify;
mod rounds_of_units;
mod stay_away;
mod stood;

pub(crate) use context::in_round;
pub use context::{Context, permit, permit_at, permit_of, permit_on};
pub use earnest_store::{
    Account, AccountFilter, Acknowledged, BOUNDS, BoardColumns, BoardRound, BurdenReport, CameFrom,
    CascadeUnit, Charge, ChildUnit, Duty, Halt, HeldMeeting, HeldPost, Histogram, JournalAsked, JournalPage,
    LateRecord, LedgerFilter, LedgerLine, MarkRecord, PlanCoverage, PlanReview, PlannedVisit, Post, Problem,
    Programme, Proposal, PublishedStandard, QuestionAnswer, QuestionStored, Readers, Ready, Request,
    Standing, Store, StoreError, TakenStep, TakenUp, Tally, TaskSide, UnitProgramme, UnitStand, Verified,
    VisitItem, VisitLine, VisitParts, VisitedUnit, Waits, Whose, WhoseActs, Why, counted,
};
pub use error::{AppError, Result};
pub use stood::Stood;
