//! What makes a standard sound. Checked before it is published.

use super::{SheetKind, Standard};
use crate::fraction::Fraction;
use std::collections::BTreeSet;

/// Why a standard is not sound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StandardFault {
    /// A key stands twice.
    #[error("the key `{0}` stands twice")]
    DoubleKey(String),
    /// The items of a block do not make its points.
    #[error("the items of block `{block}` make {items} points, not {points}")]
    BlockSum {
        /// The block.
        block: String,
        /// What its items make.
        items: Fraction,
        /// What it says.
        points: Fraction,
    },
    /// The blocks do not make 100.
    #[error("the blocks make {0} points, not 100")]
    Total(Fraction),
    /// The weights do not make one.
    #[error("the weights of the parts make {0}, not 1")]
    Weights(Fraction),
    /// Grades must fall, and the last begins at nought.
    #[error("the grades must fall from the best to the worst, and the last must begin at 0")]
    Grades,
    /// A weighted part has a sheet without items.
    #[error("no block is scored on the sheet of part `{0}`")]
    EmptySheet(&'static str),
    /// The spot check takes fewer than a fifth.
    #[error("the spot check must take at least 20 % of every class, not {0}")]
    Rate(Fraction),
}

impl Standard {
    /// Checks that the standard is sound; all faults are told.
    pub fn check(&self) -> Result<(), Vec<StandardFault>> {
        let mut faults = Vec::new();
        let mut keys = BTreeSet::new();
        let blocks = self.blocks.iter().map(|block| &block.key);
        let items = self.blocks.iter().flat_map(|block| &block.items).map(|item| &item.key);
        for key in blocks.chain(items) {
            if !keys.insert(key) {
                faults.push(StandardFault::DoubleKey(key.clone()));
            }
        }
        for block in &self.blocks {
            let sum = block.items.iter().map(|item| item.points).sum();
            if sum != block.points {
                faults.push(StandardFault::BlockSum {
                    block: block.key.clone(),
                    items: sum,
                    points: block.points,
                });
            }
        }
        let total: Fraction = self.blocks.iter().map(|block| block.points).sum();
        if total != Fraction::whole(100) {
            faults.push(StandardFault::Total(total));
        }
        let weights: Fraction = self.parts.iter().map(|part| part.weight).sum();
        if weights != Fraction::ONE {
            faults.push(StandardFault::Weights(weights));
        }
        self.check_grades(&mut faults);
        for kind in [SheetKind::Observation, SheetKind::Materials] {
            if self.items_on(kind).next().is_none() {
                faults.push(StandardFault::EmptySheet(kind.key()));
            }
        }
        if Fraction::new(1, 5).is_none_or(|floor| self.spot_check_rate < floor) {
            faults.push(StandardFault::Rate(self.spot_check_rate));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn check_grades(&self, faults: &mut Vec<StandardFault>) {
        let falling = self
            .grades
            .windows(2)
            .all(|pair| matches!(pair, [better, worse] if better.at_least > worse.at_least));
        let ends = self.grades.last().is_some_and(|last| last.at_least == Fraction::ZERO);
        if !falling || !ends {
            faults.push(StandardFault::Grades);
        }
    }
}
