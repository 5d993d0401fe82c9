//! The testkit's PostgreSQL server, for a whole run of the tests.
//!
//! The files are the testkit's own. They are taken in by path, since the testkit is built on the rooms it tests and
//! the test command must not wait for all of them to be built.

#[path = "../../crates/testkit/src/postgres/cluster.rs"]
pub mod cluster;
#[path = "../../crates/testkit/src/scratch.rs"]
mod scratch;
#[path = "../../crates/testkit/src/supervised.rs"]
mod supervised;
