//! The edge: what comes from outside has sizes, clocks and counts before anything behind it is asked.

mod bodies;
mod client;
mod connections;
mod gate;
mod house;
mod limits;
mod listen;
mod pass;
mod shares;
mod slot;
mod socket;
mod unread;
mod watch;
mod ways;

pub use client::client;
pub use house::Edge;
pub use limits::{FORM_LIMIT, Hosts, Limits};
pub use listen::serve;
pub use pass::pass;
pub use unread::Unread;
pub use watch::{Gauge, Probe, Template, is_probe, page, probed};
