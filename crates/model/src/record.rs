//! Records of the register, and where one stands.

pub use crate::key::{Key, OtherSide, RecordKind};

use crate::{
    id::UnitId,
    span::{Span, Target},
};

/// A record and the unit at which it stands: what a permit is asked for.
///
/// The register alone says where a record stands: [`At::found`] is for `store`, which has just read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<K> {
    key: K,
    target: Target,
}

impl<K: Copy> At<K> {
    /// A record that was found at a unit.
    pub fn found(key: K, target: Target) -> Self {
        Self { key, target }
    }

    /// The record.
    pub fn key(&self) -> K {
        self.key
    }

    /// The unit at which it stands, with its subtree.
    pub fn target(&self) -> Target {
        self.target
    }

    /// The unit at which it stands.
    pub fn unit(&self) -> UnitId {
        self.target.unit
    }

    /// The subtree of that unit.
    pub fn span(&self) -> Span {
        self.target.span
    }

    /// The same record with a narrower reach.
    pub(crate) fn within(self, span: Span) -> Self {
        Self { key: self.key, target: Target { unit: self.target.unit, span } }
    }

    /// That unit itself, as a record.
    pub fn at_unit(&self) -> At<UnitId> {
        At { key: self.target.unit, target: self.target }
    }
}

impl From<Target> for At<UnitId> {
    fn from(target: Target) -> Self {
        Self { key: target.unit, target }
    }
}
