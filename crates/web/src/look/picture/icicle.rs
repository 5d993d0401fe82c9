//! An icicle: tiers one below the other, each unit as wide as its share, below the unit that holds it.

use super::mark::percent;
use crate::look::counted::Counted;
use askama::Template;

/// A unit of the icicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// How much of the whole lies left of it.
    pub before: u64,
    /// How much it has.
    pub count: Counted,
}

/// The icicle: rows of nodes.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "look/picture/icicle.html")]
pub struct Icicle {
    rows: Vec<Vec<Node>>,
    whole: u64,
}

impl Icicle {
    /// Rows from the top down; `whole` is the width of the first.
    #[must_use]
    pub const fn new(whole: u64, rows: Vec<Vec<Node>>) -> Self {
        Self { rows, whole }
    }

    fn x(&self, node: &Node) -> String {
        percent(node.before, self.whole)
    }

    fn width(&self, node: &Node) -> String {
        percent(node.count.value(), self.whole)
    }

    fn words(node: &Node) -> String {
        format!("{} {}", node.label, node.count.words())
    }
}
