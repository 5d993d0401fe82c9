//! What makes a standard sound. Checked before it is published.

use super::{LEAST_DRAWN, SheetKind, Standard};
use crate::fraction::{Fraction, plain_share};
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
    /// An item that gives nothing, or takes away.
    #[error("the item `{0}` must give more than 0 points")]
    Item(String),
    /// An item that is marked speaker by speaker where nobody speaks.
    #[error(
        "the item `{0}` is marked speaker by speaker, so its block must stand on the observer's sheet alone"
    )]
    PerSpeaker(String),
    /// A block that nobody scores.
    #[error("block `{0}` stands on no sheet, so nobody would score it")]
    Unscored(String),
    /// The blocks do not make 100.
    #[error("the blocks make {0} points, not 100")]
    Total(Fraction),
    /// The weights do not make one.
    #[error("the weights of the parts make {0}, not 1")]
    Weights(Fraction),
    /// A part stands twice, or has no weight.
    #[error("the part `{0}` must stand once and have a weight above 0")]
    Part(&'static str),
    /// The scores of plans are out of order.
    #[error(
        "the scores of plans must be 0 ≤ floor ≤ remarks ≤ approved ≤ 100, and a return must not add to them"
    )]
    PlanScores,
    /// Grades must fall, and the last begins at nought.
    #[error("the grades must fall from the best to the worst, and the last must begin at 0")]
    Grades,
    /// A weighted part has a sheet without items.
    #[error("no block is scored on the sheet of part `{0}`")]
    EmptySheet(&'static str),
    /// The spot check takes fewer than a fifth.
    #[error("the spot check must take at least {least} of every class, not {0}", least = plain_share(LEAST_DRAWN))]
    Rate(Fraction),
    /// A limit that no spread, or every spread, is above.
    #[error("`double_marking.spread_limit` must be from 0 to 100 points, not {0}")]
    SpreadLimit(Fraction),
    /// A share that is more than the whole, or less than nothing.
    #[error("`{0}` must be a share from 0 to 100 %")]
    Share(&'static str),
}

impl Standard {
    /// Checks that the standard is sound; all faults are told.
    pub fn check(&self) -> Result<(), Vec<StandardFault>> {
        let mut faults = Vec::new();
        self.check_keys(&mut faults);
        self.check_blocks(&mut faults);
        self.check_parts(&mut faults);
        self.check_grades(&mut faults);
        self.check_shares(&mut faults);
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn check_keys(&self, faults: &mut Vec<StandardFault>) {
        let blocks = self.blocks.iter().map(|block| &block.key);
        let items = self.blocks.iter().flat_map(|block| &block.items).map(|item| &item.key);
        let mut once = |keys: &mut dyn Iterator<Item = &String>| {
            let mut seen = BTreeSet::new();
            faults.extend(
                keys.filter(|key| !seen.insert(*key)).map(|key| StandardFault::DoubleKey(key.clone())),
            );
        };
        once(&mut blocks.chain(items));
        once(&mut self.grades.iter().map(|grade| &grade.key));
        once(&mut self.vetoes.iter().map(|veto| &veto.key));
    }

    fn check_blocks(&self, faults: &mut Vec<StandardFault>) {
        for block in &self.blocks {
            let sum = block.items.iter().map(|item| item.points).sum();
            if sum != block.points {
                faults.push(StandardFault::BlockSum {
                    block: block.key.clone(),
                    items: sum,
                    points: block.points,
                });
            }
            for item in block.items.iter().filter(|item| item.points <= Fraction::ZERO) {
                faults.push(StandardFault::Item(item.key.clone()));
            }
            let heard = block.sheets == [SheetKind::Observation];
            for item in block.items.iter().filter(|item| item.per_speaker && !heard) {
                faults.push(StandardFault::PerSpeaker(item.key.clone()));
            }
            if block.sheets.is_empty() {
                faults.push(StandardFault::Unscored(block.key.clone()));
            }
        }
        let total: Fraction = self.blocks.iter().map(|block| block.points).sum();
        if total != Fraction::whole(100) {
            faults.push(StandardFault::Total(total));
        }
        for kind in [SheetKind::Observation, SheetKind::Materials] {
            if self.items_on(kind).next().is_none() {
                faults.push(StandardFault::EmptySheet(kind.key()));
            }
        }
    }

    fn check_parts(&self, faults: &mut Vec<StandardFault>) {
        let weights: Fraction = self.parts.iter().map(|part| part.weight).sum();
        if weights != Fraction::ONE {
            faults.push(StandardFault::Weights(weights));
        }
        let mut seen = BTreeSet::new();
        for part in &self.parts {
            if !seen.insert(part.part) || part.weight <= Fraction::ZERO {
                faults.push(StandardFault::Part(part.part.key()));
            }
        }
        let plan = &self.plan;
        let rising = [Fraction::ZERO, plan.floor, plan.remarks, plan.approved, Fraction::whole(100)];
        if !rising.is_sorted() || plan.per_return < Fraction::ZERO {
            faults.push(StandardFault::PlanScores);
        }
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

    fn check_shares(&self, faults: &mut Vec<StandardFault>) {
        if self.spot_check_rate < LEAST_DRAWN {
            faults.push(StandardFault::Rate(self.spot_check_rate));
        }
        let shares = [
            ("spot_check_rate", self.spot_check_rate),
            ("attendance_floor", self.attendance_floor),
            ("observed_share", self.observed_share),
        ];
        let twice = self.double_marking.iter().map(|rule| ("double_marking.share", rule.share));
        for (name, share) in shares.into_iter().chain(twice) {
            if share < Fraction::ZERO || share > Fraction::ONE {
                faults.push(StandardFault::Share(name));
            }
        }
        let limit = self.double_marking.as_ref().map(|rule| rule.spread_limit);
        faults.extend(
            limit
                .filter(|limit| *limit < Fraction::ZERO || *limit > Fraction::whole(100))
                .map(StandardFault::SpreadLimit),
        );
    }
}
