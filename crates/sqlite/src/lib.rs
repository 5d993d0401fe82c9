//! What Diesel does not reach in SQLite: statements that stop when nobody waits for them any more, plans that outlive the
//! values bound to them, and counts of what the engine did.
//!
//! SQLite calls [`hooks::each`] for every connection that the process opens after [`install`]. A connection works on the
//! thread that asks it, so what is said of a thread ([`halting`], [`counted`]) holds for whatever it asks meanwhile, of
//! whichever connection.

mod halt;
mod hooks;
mod tally;

pub use halt::{Halt, Why, halt_of_thread, halted, halting};
pub use hooks::install;
pub use tally::{Tally, counted};
