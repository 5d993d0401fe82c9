//! PostgreSQL databases for tests, on a throw-away server.

mod cluster;
mod database;
mod fall;
mod proxy;
mod secret;
mod template;
mod wire;

pub use cluster::Cluster;
pub use database::{DatabaseGuard, fresh_database, query};
pub use proxy::Proxy;
pub use secret::SecretCluster;
pub use template::database_like;
pub use wire::Session;

use crate::{scratch, supervised};
