//! A kind of paper, as a pack has it.

use crate::programmes::standard::LocalName;
use serde::Deserialize;

/// A kind of paper, as a pack has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackPaper {
    /// The layout that it takes where nobody asks for another.
    pub layout: Option<String>,
    /// What such a paper is called.
    pub name: Option<LocalName>,
    /// Whether there are such papers.
    #[serde(default = "yes")]
    pub had: bool,
}

const fn yes() -> bool {
    true
}
