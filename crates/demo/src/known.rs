//! Actors that the story needs again and again.

use earnest_model::{actor::Actor, id::AccountId};

/// Actors that the story needs again and again.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub office: Option<Actor>,
    pub province_officer: Option<Actor>,
    /// The province's head, who signs the area's list.
    pub province_head: Option<Actor>,
    pub assessors: Vec<(AccountId, Actor)>,
}
