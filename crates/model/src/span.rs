//! The pre-order interval of a unit: a subtree is a range.

use crate::id::UnitId;

/// Places in the pre-order walk of the tree: the unit itself is at `lo`, its last descendant at `hi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The unit's own place.
    pub lo: i64,
    /// The place of the last unit beneath it (`lo` for a leaf).
    pub hi: i64,
}

impl Span {
    /// Whether `other` is this subtree's root or lies in it.
    pub fn covers(self, other: Self) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// Whether `other` lies in this subtree and is not its root.
    pub fn strictly_covers(self, other: Self) -> bool {
        self.lo < other.lo && other.hi <= self.hi
    }
}

/// The unit that an action is about, with its place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The unit.
    pub unit: UnitId,
    /// Its subtree.
    pub span: Span,
}
