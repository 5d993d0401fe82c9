//! The commands, as somebody types them.

mod contract;
mod draw;
mod ending;
mod journal;
