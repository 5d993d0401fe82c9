//! The commands, as somebody types them.

mod archive;
mod backup;
mod contract;
mod demo;
mod draw;
mod ending;
mod faults;
mod getting_started;
mod journal;
mod kills;
mod old;
mod packs;
mod read_only;
mod served;
mod set_up;
mod settings;
mod tables;
mod texts;
