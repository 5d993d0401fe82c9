//! Room `warrant`: for whoever may say who acts, where a record stands and what was counted.
//!
//! The rules of `model` decide by what they are told: who asks, and where the record stands. So not everybody may tell
//! them. Those who make an actor, a place or a figure show a [`Warrant`], and a room that does not see this one can name
//! none: the register, which has just read it, the program's edge and the demonstration do, use cases and pages don't.
//! `cargo xtask arch` keeps the list of those who see it.

/// What is shown to `model` by those who may say who acts, where a record stands and what was counted.
#[derive(Debug, Clone, Copy)]
pub struct Warrant(());

/// The warrant. A function and no method, so that nobody reaches it without naming this room.
pub const fn warrant() -> Warrant {
    Warrant(())
}
