//! The contents of the register in the chain: which records a unit of work wrote, their digests, and the check of all.
//!
//! Every table is in the chain unless [`catalogue::OUTSIDE`] names it with its reason.

mod ask;
mod catalogue;
mod digest;
mod overtaken;
mod sealing;
mod touched;
mod verify;

pub use catalogue::OUTSIDE;
pub(crate) use catalogue::Table;
pub(crate) use overtaken::overtaken;
pub(crate) use touched::{are_kept, install, prepare, take, unprepare, wrote_outside};
pub use verify::Verified;
