//! What stands at the edge of one server.

use super::{
    bodies::Bodies,
    connections::Connections,
    limits::{Hosts, Limits},
    shares::Shares,
    watch::Watch,
    ways::Ways,
};

/// What stands at the edge of one server.
pub struct Edge {
    /// The bounds.
    pub limits: Limits,
    pub(super) hosts: Hosts,
    /// Whether a proxy stands in front that tells whom it asks for.
    pub proxied: bool,
    pub(super) shares: Shares,
    pub(super) ways: Ways,
    pub(super) bodies: Bodies,
    pub(super) connections: Connections,
    /// What is counted, and whether it is ready.
    pub watch: Watch,
    /// The writers that note in passing who was there: one at a time, and never waited for.
    pub(crate) passing: tokio::sync::Semaphore,
}

impl Edge {
    /// An edge with these bounds, for these names of the host, behind a proxy or not.
    pub fn new(limits: Limits, hosts: Hosts, proxied: bool) -> Self {
        Self {
            shares: Shares::new(&limits),
            ways: Ways::new(limits.pages),
            bodies: Bodies::new(&limits),
            connections: Connections::new(&limits),
            watch: Watch::default(),
            passing: tokio::sync::Semaphore::new(1),
            limits,
            hosts,
            proxied,
        }
    }
}

impl Default for Edge {
    fn default() -> Self {
        Self::new(Limits::default(), Hosts::default(), false)
    }
}
