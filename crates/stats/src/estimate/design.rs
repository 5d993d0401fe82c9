//! How the sample was drawn: strata, stages, population counts, weights.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a row, unit or group number that this module handed out itself"
)]

use super::fault::{DesignFault, Role};
use super::{Codes, LonelyPsu, MISSING};
use crate::count::index;

/// The columns that describe a design. Every column has a value for each of `rows` rows.
#[derive(Debug, Clone, Default)]
pub struct DesignInput {
    /// How many units were sampled.
    pub rows: usize,
    /// The stratum of each row; absent: one stratum.
    pub strata: Option<Codes>,
    /// The sampled unit of each row at each stage; empty: the rows themselves, in one stage.
    pub ids: Vec<Codes>,
    /// For each stage, how many of that stage's units the group of the row has in the population; empty: not known.
    pub fpc: Vec<Vec<f64>>,
    /// One over the inclusion probability; absent: the product over stages of population over sample.
    pub weights: Option<Vec<f64>>,
    /// Groups of known size that the weights are scaled to.
    pub poststrata: Option<PostStrata>,
    /// What to do with a stratum of one sampled unit.
    pub lonely_psu: LonelyPsu,
}

/// Groups whose size in the population is known.
#[derive(Debug, Clone, Default)]
pub struct PostStrata {
    /// The group of each row.
    pub groups: Codes,
    /// Name and known size of every group.
    pub totals: Vec<(String, f64)>,
}

/// The units that one selection was made among: a stratum, or the inside of a sampled unit.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub sampled: usize,
    pub population: Option<f64>,
    /// Product of sampled/population over the stages above.
    pub carry: f64,
    /// A position inside, for messages.
    pub first: usize,
}

impl Group {
    /// Taken whole: nothing is left to chance here.
    pub fn is_census(&self) -> bool {
        self.population.is_some_and(|n| n <= count(self.sampled))
    }
}

/// One stage: the unit of each position, and the groups the units were selected in.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    pub unit: Vec<u32>,
    pub group: Vec<u32>,
    pub groups: Vec<Group>,
}

#[derive(Debug, Clone)]
pub(super) struct PostGroups {
    pub of_position: Vec<u32>,
    pub old_weight: Vec<f64>,
    /// Sum of the old weights of each group.
    pub old_sum: Vec<f64>,
}

/// A sample's design, ready for estimates. Positions are rows sorted by stratum and sampled unit.
#[derive(Debug, Clone)]
pub struct Design {
    pub(super) order: Vec<u32>,
    pub(super) position: Vec<u32>,
    pub(super) weight: Vec<f64>,
    pub(super) stages: Vec<Stage>,
    pub(super) strata: Option<Codes>,
    pub(super) post: Option<PostGroups>,
    pub(super) lonely: LonelyPsu,
    has_fpc: bool,
}

pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

impl Design {
    /// Checks the columns and sorts the sample by stratum and sampled unit.
    ///
    /// # Errors
    /// The first [`DesignFault`] found.
    pub fn new(input: DesignInput) -> Result<Self, DesignFault> {
        check_columns(&input)?;
        let order = sorted(&input);
        let mut position = vec![0; input.rows];
        for (at, row) in order.iter().enumerate() {
            position[index(*row)] = code(at);
        }
        let mut design = Self {
            weight: Vec::new(),
            stages: Vec::new(),
            post: None,
            lonely: input.lonely_psu,
            has_fpc: !input.fpc.is_empty(),
            order,
            position,
            strata: None,
        };
        design.lay_stages(&input)?;
        design.weight = design.weights(&input)?;
        if let Some(post) = &input.poststrata {
            design.poststratify(post)?;
        }
        design.strata = input.strata;
        Ok(design)
    }

    /// How many units were sampled.
    #[must_use]
    pub fn sample_size(&self) -> usize {
        self.order.len()
    }

    /// The sum of the weights: how many units the sample speaks for.
    #[must_use]
    pub fn population_estimate(&self) -> f64 {
        crate::sum::sum(self.weight.iter().copied())
    }

    /// Sampled first-stage units less strata, over the whole design.
    #[must_use]
    pub fn df(&self) -> usize {
        self.stages.first().map_or(0, |first| {
            let units = first.groups.iter().map(|g| g.sampled).sum::<usize>();
            units - first.groups.len()
        })
    }

    /// Stages whose selection enters the variance: without population counts only the first.
    pub(super) fn counted_stages(&self) -> &[Stage] {
        if self.has_fpc { &self.stages } else { &self.stages[..1] }
    }

    fn row(&self, position: usize) -> usize {
        index(self.order[position])
    }

    fn lay_stages(&mut self, input: &DesignInput) -> Result<(), DesignFault> {
        let rows = input.rows;
        let mut above: Vec<u32> = match &input.strata {
            Some(strata) => runs(rows, None, |p| strata.of_row[self.row(p)]),
            None => vec![0; rows],
        };
        for s in 0..input.ids.len().max(1) {
            let unit = match input.ids.get(s) {
                Some(ids) => runs(rows, Some(&above), |p| ids.of_row[self.row(p)]),
                None => (0..code(rows)).collect(),
            };
            let groups = self.groups(&above, &unit, input.fpc.get(s).map(Vec::as_slice), s)?;
            self.stages.push(Stage { unit: unit.clone(), group: above, groups });
            above = unit;
        }
        Ok(())
    }

    fn groups(
        &self,
        group: &[u32],
        unit: &[u32],
        fpc: Option<&[f64]>,
        s: usize,
    ) -> Result<Vec<Group>, DesignFault> {
        let role = Role::Fpc(s);
        let mut groups: Vec<Group> = Vec::new();
        let mut last_unit = None;
        for p in 0..group.len() {
            let population = fpc.map(|f| f[self.row(p)]);
            if index(group[p]) == groups.len() {
                groups.push(Group { sampled: 0, population, carry: self.carry(s, p), first: p });
                last_unit = None;
            }
            let here = &mut groups[index(group[p])];
            if let (Some(first), Some(value)) = (here.population, population)
                && first != value
            {
                return Err(DesignFault::PopulationVaries { role, row: self.row(p), first, value });
            }
            if last_unit != Some(unit[p]) {
                here.sampled += 1;
                last_unit = Some(unit[p]);
            }
        }
        for g in &groups {
            if let Some(population) = g.population
                && population < count(g.sampled)
            {
                let row = self.row(g.first);
                return Err(DesignFault::PopulationTooSmall { role, row, population, sampled: g.sampled });
            }
        }
        Ok(groups)
    }

    /// The sampling fractions of the stages above stage `s` at a position, multiplied.
    fn carry(&self, s: usize, position: usize) -> f64 {
        let Some(above) = s.checked_sub(1).and_then(|s| self.stages.get(s)) else { return 1.0 };
        let group = &above.groups[index(above.group[position])];
        group.population.map_or(group.carry, |n| group.carry * (count(group.sampled) / n))
    }

    fn weights(&self, input: &DesignInput) -> Result<Vec<f64>, DesignFault> {
        (0..input.rows)
            .map(|p| match &input.weights {
                Some(weights) => {
                    let row = self.row(p);
                    positive(Role::Weights, row, weights[row])
                }
                None => Ok(self.stages.iter().fold(1.0, |w, stage| {
                    let group = &stage.groups[index(stage.group[p])];
                    group.population.map_or(w, |n| w * (n / count(group.sampled)))
                })),
            })
            .collect()
    }

    fn poststratify(&mut self, post: &PostStrata) -> Result<(), DesignFault> {
        let names = &post.groups.names;
        let of_position: Vec<u32> = self.order.iter().map(|row| post.groups.of_row[index(*row)]).collect();
        let mut sums = vec![crate::sum::Sum::default(); names.len()];
        for (group, weight) in of_position.iter().zip(&self.weight) {
            sums[index(*group)].add(*weight);
        }
        let old_sum: Vec<f64> = sums.iter().map(crate::sum::Sum::value).collect();
        let mut known = vec![None; names.len()];
        let by_name: std::collections::HashMap<&str, usize> =
            names.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
        let mut seen = std::collections::HashSet::new();
        for (name, total) in &post.totals {
            if !(total.is_finite() && *total >= 0.0) {
                return Err(DesignFault::BadTotal { name: name.clone(), total: *total });
            }
            if !seen.insert(name.as_str()) {
                return Err(DesignFault::TwoTotals { name: name.clone() });
            }
            match by_name.get(name.as_str()).filter(|i| old_sum[**i] > 0.0) {
                Some(_) if *total == 0.0 => {
                    return Err(DesignFault::BadTotal { name: name.clone(), total: *total });
                }
                Some(i) => known[*i] = Some(*total),
                None if *total > 0.0 => return Err(DesignFault::EmptyPostStratum { name: name.clone() }),
                None => {}
            }
        }
        for row in 0..post.groups.of_row.len() {
            let group = index(post.groups.of_row[row]);
            if known[group].is_none() {
                return Err(DesignFault::NoTotal { row, name: names[group].clone() });
            }
        }
        let old_weight = self.weight.clone();
        for (group, weight) in of_position.iter().zip(&mut self.weight) {
            if let Some(total) = known[index(*group)] {
                *weight *= total / old_sum[index(*group)];
            }
        }
        self.post = Some(PostGroups { of_position, old_weight, old_sum });
        Ok(())
    }
}

pub(super) fn code(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(MISSING)
}

fn positive(role: Role, row: usize, value: f64) -> Result<f64, DesignFault> {
    if value.is_nan() {
        return Err(DesignFault::Missing { role, row });
    }
    if !(value.is_finite() && value > 0.0) {
        return Err(DesignFault::NotPositive { role, row, value });
    }
    Ok(value)
}

fn check_columns(input: &DesignInput) -> Result<(), DesignFault> {
    if input.rows == 0 {
        return Err(DesignFault::NoRows);
    }
    let stages = input.ids.len().max(1);
    if !input.fpc.is_empty() && input.fpc.len() != stages {
        return Err(DesignFault::Stages { ids: stages, fpc: input.fpc.len() });
    }
    let ids = input.ids.iter().enumerate().map(|(s, c)| (Role::Id(s), c));
    let strata = input.strata.iter().map(|c| (Role::Strata, c));
    let post = input.poststrata.iter().map(|p| (Role::PostStrata, &p.groups));
    for (role, codes) in strata.chain(ids).chain(post) {
        if codes.of_row.len() != input.rows {
            return Err(DesignFault::Length);
        }
        if let Some(row) = codes.of_row.iter().position(|c| *c == MISSING) {
            return Err(DesignFault::Missing { role, row });
        }
    }
    let fpc = input.fpc.iter().enumerate().map(|(s, c)| (Role::Fpc(s), c));
    for (role, values) in fpc.chain(input.weights.iter().map(|c| (Role::Weights, c))) {
        if values.len() != input.rows {
            return Err(DesignFault::Length);
        }
        for (row, value) in values.iter().enumerate() {
            positive(role, row, *value)?;
        }
    }
    Ok(())
}

/// Rows by the name of their stratum, then by sampled unit, then in the caller's order.
fn sorted(input: &DesignInput) -> Vec<u32> {
    let mut order: Vec<u32> = (0..code(input.rows)).collect();
    for ids in input.ids.iter().rev() {
        order.sort_by_key(|row| ids.of_row[index(*row)]);
    }
    if let Some(strata) = &input.strata {
        let mut by_name: Vec<usize> = (0..strata.names.len()).collect();
        by_name.sort_by(|a, b| strata.names[*a].cmp(&strata.names[*b]));
        let mut rank = vec![0_u32; strata.names.len()];
        for (r, c) in by_name.iter().enumerate() {
            rank[*c] = code(r);
        }
        order.sort_by_key(|row| rank[index(strata.of_row[index(*row)])]);
    }
    order
}

/// Numbers the runs of equal keys within runs of equal `above`.
fn runs(rows: usize, above: Option<&[u32]>, key: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut current = 0_u32;
    let mut out = Vec::with_capacity(rows);
    for p in 0..rows {
        if p > 0 && (key(p) != key(p - 1) || above.is_some_and(|a| a[p] != a[p - 1])) {
            current += 1;
        }
        out.push(current);
    }
    out
}
