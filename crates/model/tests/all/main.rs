//! The rules from outside the crate.

mod demo_units;
mod joint_permits;
mod pack;
mod pack_check;
mod pack_papers;
mod standard;
