//! What whoever runs the server is told of it: whether it lives and is ready, how many requests of which kind it answered
//! and how fast, and a line for each. Nothing here names a person, an address, a record or what was asked for.

mod asked;
mod counts;
mod probe;
mod text;

pub use asked::{Asked, Template};
pub use counts::{Probe, Watch};
pub use probe::{answered as probed, is_asked as is_probe};
pub use text::{Gauge, page};
