//! Empty PostgreSQL databases for tests.

mod cluster;
mod database;

pub use cluster::Cluster;
pub use database::{DatabaseGuard, fresh_database, query};

use crate::supervised;
