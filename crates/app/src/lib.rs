//! Use cases: a file per verb. Each asks for a permit, does its work in one unit of work
//! (or one snapshot), and ends a change with its event.

mod context;
mod error;

pub mod account_change;
pub mod account_invite;
pub mod account_open;
pub mod accounts_list;
pub mod assessors_show;
pub mod board_show;
pub mod burden_report;
pub mod burden_set;
pub mod burden_show;
pub mod burden_weigh;
pub mod cascade_show;
mod certified_draw;
pub mod circular_acknowledge;
pub mod circular_publish;
pub mod circular_show;
pub mod day_hold;
pub mod demo;
pub mod desk;
pub mod draft_keep;
pub mod draw_freeze;
pub mod draw_run;
pub mod draw_show;
pub mod draw_void;
mod drawn_round;
pub mod duties_lay;
pub mod duties_show;
pub mod duties_spread;
pub mod duty_acknowledge;
pub mod duty_lay;
pub mod estimates_show;
pub mod examine;
pub mod figure_show;
pub mod file_attach;
pub mod file_read;
pub mod files;
pub mod files_verify;
pub mod findings_sign;
pub mod form_send;
pub mod home;
pub mod journal_read;
pub mod journal_verify;
mod laying;
pub mod ledger_book;
pub mod ledger_bring;
mod ledger_import;
pub mod ledger_show;
pub mod manifestations_list;
pub mod measure_step;
pub mod observer_assign;
pub mod observer_choose;
pub mod password_change;
pub mod pictures_show;
pub mod plan_ask;
pub mod plan_keep;
pub mod plan_review;
pub mod plan_show;
pub mod plan_sign;
pub mod plan_submit;
pub mod plans_list;
pub mod post_choose;
pub mod post_register;
pub mod problem_correct;
pub mod problem_return;
pub mod problems_ask;
pub mod problems_report;
pub mod programme_ask;
pub mod programme_begin;
pub mod programme_set_up;
pub mod question_answer;
pub mod question_ask;
pub mod programme_show;
pub mod rating_show;
pub mod recount_record;
pub mod recounts_show;
pub mod report;
pub mod report_make;
pub mod round_advance;
pub mod round_rate;
pub mod round_reschedule;
pub mod round_show;
pub mod rounds_list;
mod second_mark;
pub mod second_marks_draw;
pub mod seminar_record;
pub mod seminar_show;
pub mod sessions_own;
mod severity;
pub mod sheet_show;
pub mod sheet_submit;
pub mod sign_in;
pub mod standard_draft;
pub mod standard_publish;
pub mod standard_show;
pub mod tour_record;
pub mod unit_export;
pub mod unit_import;
pub mod unit_show;
pub mod visit_show;
pub mod why_seen;

pub use context::{Context, permit, permit_at};
pub use earnest_store::{
    Account, AccountFilter, Acknowledged, BoardColumns, BoardRound, BurdenReport, CascadeUnit, ChildUnit,
    Duty, HeldPost, JournalPage, LedgerFilter, LedgerLine, MarkRecord, PlanCoverage, PlanReview, Post,
    Problem, QuestionAnswer, QuestionStored, Request, Store, StoreError, TakenStep, Tally, VisitLine,
    VisitParts, VisitedUnit, Whose,
    Account, AccountFilter, Acknowledged, BoardColumns, BoardRound, CascadeUnit, ChildUnit, Duty, HeldPost,
    JournalPage, LedgerFilter, LedgerLine, PlanCoverage, PlanReview, Post, Problem, Programme,
    PublishedStandard, Store, StoreError, TakenStep, TakenUp, Tally, UnitProgramme, VisitLine, VisitParts,
};
pub use error::{AppError, Result};
