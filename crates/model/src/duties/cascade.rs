//! The cascade: how far duties have gone down the tiers, and where they stopped.

use crate::words::words;

words! {
    /// What is counted of the units of a tier.
    CascadeStage, "error-cascade-stage" {
        /// All units there are.
        Units = "units",
        /// Units with a duty laid on them.
        Asked = "asked",
        /// Units that acknowledged all of theirs.
        Acknowledged = "acknowledged",
        /// Units whose plan was approved.
        Planned = "planned",
        /// Units that held a session or work on a measure.
        Acting = "acting",
        /// Units of which a measure was verified and closed.
        Verified = "verified",
        /// Units that were asked and acknowledged nothing.
        Silent = "silent",
        /// Units that were never asked: no duty is in force there.
        Unasked = "unasked",
    }
}

/// A tier beneath a unit: how many of its units stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TierLine {
    /// Its place from the top.
    pub tier: i32,
    /// Units by [`CascadeStage`], in the order of `CascadeStage::ALL`.
    pub counts: [i64; 8],
}

impl TierLine {
    /// The count of a stage.
    pub fn count(&self, stage: CascadeStage) -> i64 {
        CascadeStage::ALL
            .iter()
            .zip(self.counts)
            .find(|(one, _)| **one == stage)
            .map_or(0, |(_, count)| count)
    }

    /// Sets the count of a stage.
    pub fn set(&mut self, stage: CascadeStage, count: i64) {
        if let Some((_, held)) =
            CascadeStage::ALL.iter().zip(&mut self.counts).find(|(one, _)| **one == stage)
        {
            *held = count;
        }
    }
}

/// Where the cascade stopped: the first tier with units of which none took a duty up.
pub fn stopped_at(lines: &[TierLine]) -> Option<&TierLine> {
    let waits = |line: &&TierLine| {
        line.count(CascadeStage::Units) > 0
            && (line.count(CascadeStage::Asked) == 0
                || line.count(CascadeStage::Silent) == line.count(CascadeStage::Asked))
    };
    lines.iter().find(waits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(tier: i32, units: i64, asked: i64, acknowledged: i64, silent: i64) -> TierLine {
        let mut line = TierLine { tier, ..TierLine::default() };
        line.set(CascadeStage::Units, units);
        line.set(CascadeStage::Asked, asked);
        line.set(CascadeStage::Acknowledged, acknowledged);
        line.set(CascadeStage::Silent, silent);
        line
    }

    #[test]
    fn the_cascade_stops_at_the_first_tier_where_nobody_took_a_duty_up() {
        let down = [line(3, 10, 10, 9, 0), line(4, 90, 90, 80, 5)];
        assert_eq!(stopped_at(&down), None);
        let stopped = [line(3, 10, 10, 9, 0), line(4, 90, 90, 0, 90), line(5, 900, 0, 0, 0)];
        assert_eq!(stopped_at(&stopped).map(|line| line.tier), Some(4));
        let not_laid = [line(3, 10, 10, 9, 0), line(4, 90, 0, 0, 0)];
        assert_eq!(stopped_at(&not_laid).map(|line| line.tier), Some(4));
    }
}
