//! The commands, as somebody types them.

mod backup;
mod contract;
mod draw;
mod ending;
mod journal;
mod packs;
mod kills;
mod old;
mod read_only;
mod tables;
