//! The rules of an improvement programme, as values and pure functions.
//!
//! No I/O, no async, no SQL and no HTTP live here; time, chance, locale and
//! settings are arguments. See `docs/architecture.md` for the other rooms.

pub mod act;
mod act_table;
pub mod action;
pub mod actor;
pub mod assessing;
pub mod before;
pub mod burden;
pub mod calendar;
pub mod choice;
pub mod circulars;
pub mod contents;
pub mod days;
pub mod desk;
pub mod draws;
pub mod duties;
pub mod event;
pub mod figures;
pub mod fold;
pub mod formula;
pub mod fraction;
pub mod hash;
pub mod id;
pub mod key;
pub mod late;
pub mod ledger;
pub mod left_out;
pub mod mail_address;
pub mod mark;
pub mod message;
pub mod narrative;
pub mod numbering;
pub mod organisation;
pub mod pack;
pub mod paper;
pub mod people;
pub mod permit;
pub mod plans;
pub mod programmes;
pub mod record;
pub mod role;
pub mod seen;
pub mod sessions;
pub mod signs;
pub mod span;
pub mod tasks;
pub mod text;
pub mod twice;
pub mod units;
pub mod visits;
mod words;
pub mod zone;

pub use jiff::{Timestamp, civil::Date};
