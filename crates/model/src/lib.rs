//! The rules of an improvement programme, as values and pure functions.
//!
//! No I/O, no async, no SQL and no HTTP live here; time, chance, locale and
//! settings are arguments. See `docs/architecture.md` for the other rooms.

pub mod account;
pub mod actor;
pub mod appeal;
pub mod attachment;
pub mod burden;
pub mod calendar;
pub mod call_up;
pub mod cascade;
pub mod case_study;
pub mod circular;
pub mod circular_check;
pub mod comment;
pub mod draft;
pub mod draw_record;
pub mod duty;
pub mod event;
pub mod example;
pub mod exclusion;
pub mod figure;
pub mod fold;
pub mod fraction;
pub mod heard;
pub mod id;
pub mod inquiry;
pub mod interest;
pub mod ledger;
pub mod likeness;
pub mod look_back;
pub mod measure;
pub mod measure_change;
pub mod message;
pub mod narrative;
pub mod notice;
pub mod observation;
pub mod origin;
pub mod pack;
pub mod password;
pub mod permit;
pub mod picture;
pub mod plan;
pub mod plan_draft;
pub mod problem;
pub mod programme;
pub mod question;
pub mod rating;
pub mod recount;
pub mod report;
pub mod round;
pub mod second_mark;
pub mod seminar;
pub mod sheet;
pub mod span;
pub mod spot_check;
pub mod standard;
pub mod suggestion;
pub mod task;
pub mod text;
pub mod throttle;
pub mod tour;
pub mod unit;
pub mod visit;
mod words;

pub use jiff::{Timestamp, civil::Date};
