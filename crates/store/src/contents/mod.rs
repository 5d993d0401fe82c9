//! The contents of the register in the chain: which records a unit of work wrote, their digests, and the check of all.
//!
//! Every table is in the chain unless [`catalogue::OUTSIDE`] names it with its reason.

mod about;
mod ask;
mod catalogue;
mod digest;
mod indexes;
mod intervals;
mod mark;
mod of_round;
mod overtaken;
mod sealing;
mod told;
mod touched;
mod verify;

pub(crate) use about::places_about;
pub use about::{BY_ANOTHER, OF_NO_UNIT, UNIT_COLUMNS};
pub(crate) use ask::{pairs, quoted};
pub use catalogue::OUTSIDE;
pub(crate) use catalogue::{Catalogue, Table, all_tables};
pub(crate) use mark::{is_as_told as mark_is_as_told, is_told as mark_is_told, line as mark_line};
pub use of_round::{BY_MEASURE, BY_RECORD, NOT_OF_FILE};
pub(crate) use of_round::{OfRound, places_of_round};
pub(crate) use overtaken::overtaken;
pub(crate) use touched::{
    TOUCH_TRIGGERS, are_kept, install, prepare, take, touch_body, touch_function, unprepare, wrote_outside,
};
pub use verify::Verified;
