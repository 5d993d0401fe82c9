//! The verifiable stratified random draw, and its verifier.
//!
//! The algorithm is the *consistent sampling* of election audits (R. Rivest), so that anyone can check a draw with an
//! independent program; `docs/draw.md` gives the recipe. No I/O, no clock, no randomness: the seed is made in public.

mod certificate;
mod decimal;
mod draw;
mod frame;
mod rate;
mod ticket;

pub use certificate::{Certificate, StandsOn, Verified, VerifyError, verify, with_checkpoint};
pub use draw::{DrawError, Drawn, DrawnStratum, DrawnUnit, draw};
pub use frame::{Frame, FrameError};
pub use rate::{Rate, RateError, Take};
pub use ticket::{Seed, SeedError, Ticket};
