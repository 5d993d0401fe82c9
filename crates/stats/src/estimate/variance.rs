//! The variance of a weighted sum under the design, stage by stage.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a position or group number of the design itself"
)]

use super::LonelyPsu;
use super::design::{Design, Group, Stage, count};
use crate::count::index;
use thiserror::Error;

/// A selection of one unit among several, where the design says to fail.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Lonely {
    /// A stratum with one sampled unit.
    #[error("stratum `{stratum}` has only one sampled unit{}, so its variance can't be estimated", of(*.population))]
    Stratum {
        /// Its name.
        stratum: String,
        /// Units in the population, rounded, if known.
        population: Option<u64>,
    },
    /// A sampled unit with one sampled unit inside.
    #[error(
        "a unit of stratum `{stratum}` has only one sampled unit at stage {stage}, so its variance can't be estimated"
    )]
    Inside {
        /// The stratum it lies in.
        stratum: String,
        /// The stage, counted from 1.
        stage: usize,
    },
}

fn of(population: Option<u64>) -> String {
    population.map(|n| format!(" of {n}")).unwrap_or_default()
}

/// A position of the design and what it adds to the estimate: weight times linearised value.
pub(super) type Part = (u32, f64);

impl Design {
    /// The variance of the sum of all parts; parts are in the order of their positions. `None` if it is not defined.
    pub(super) fn variance(&self, parts: &[Part]) -> Result<Option<f64>, Lonely> {
        let mut total = 0.0;
        for (s, stage) in self.counted_stages().iter().enumerate() {
            match self.stage_variance(s, stage, parts)? {
                Some(v) => total += v,
                None => return Ok(None),
            }
        }
        Ok(Some(total))
    }

    fn stage_variance(&self, s: usize, stage: &Stage, parts: &[Part]) -> Result<Option<f64>, Lonely> {
        let mut totals: Vec<f64> = Vec::new();
        let mut sum = crate::sum::Sum::default();
        let (mut met, mut defined) = (0_usize, 0_usize);
        let mut from = 0;
        while from < parts.len() {
            let group = stage.group[index(parts[from].0)];
            let length = parts[from..].iter().take_while(|(p, _)| stage.group[index(*p)] == group).count();
            unit_totals(stage, &parts[from..from + length], &mut totals);
            from += length;
            met += 1;
            if let Some(v) = self.group_variance(s, &stage.groups[index(group)], &totals)? {
                sum.add(v);
                defined += 1;
            }
        }
        if defined == met {
            return Ok(Some(sum.value()));
        }
        // Only `average` leaves a group undefined; inside a sampled unit there is nothing to average over.
        if s > 0 || defined == 0 {
            return Ok(None);
        }
        Ok(Some(sum.value() * count(met) / count(defined)))
    }

    fn group_variance(&self, s: usize, group: &Group, totals: &[f64]) -> Result<Option<f64>, Lonely> {
        if group.is_census() {
            return Ok(Some(0.0));
        }
        let n = count(group.sampled);
        let left = group.population.map_or(1.0, |all| (all - n) / all);
        if group.sampled == 1 {
            return match self.lonely {
                LonelyPsu::Fail => Err(self.lonely_error(s, group)),
                LonelyPsu::Remove | LonelyPsu::Certainty => Ok(Some(0.0)),
                LonelyPsu::Adjust => Ok(Some(group.carry * left * totals.iter().map(|t| t * t).sum::<f64>())),
                LonelyPsu::Average => Ok(None),
            };
        }
        // Sampled units without a part have the total 0.
        let mean = crate::sum::sum(totals.iter().copied()) / n;
        let absent = n - count(totals.len());
        let squares = totals.iter().map(|t| (t - mean) * (t - mean)).sum::<f64>() + absent * mean * mean;
        Ok(Some(group.carry * left * (n / (n - 1.0)) * squares))
    }

    fn lonely_error(&self, s: usize, group: &Group) -> Lonely {
        let row = index(self.order[group.first]);
        let stratum = self.strata.as_ref().and_then(|c| c.text(row)).unwrap_or("all").to_owned();
        if s == 0 {
            let population = group.population.and_then(|n| format!("{n:.0}").parse().ok());
            Lonely::Stratum { stratum, population }
        } else {
            Lonely::Inside { stratum, stage: s + 1 }
        }
    }
}

/// The total of each unit of the stage that has a part.
fn unit_totals(stage: &Stage, parts: &[Part], totals: &mut Vec<f64>) {
    totals.clear();
    let mut last = None;
    for (p, value) in parts {
        let unit = stage.unit[index(*p)];
        match totals.last_mut() {
            Some(total) if last == Some(unit) => *total += value,
            _ => totals.push(*value),
        }
        last = Some(unit);
    }
}
