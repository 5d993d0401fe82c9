//! How severe each assessor is: `score = mean + unit + assessor + residual`, fitted by restricted likelihood (REML).

mod dense;
mod model;
mod refusal;
mod search;
mod start;

use crate::{count::real, estimate::MISSING};
pub use refusal::Refusal;

use model::{Data, Levels};

/// The level of a factor with its effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// How much higher than the mean; for an assessor: how much more generous.
    pub effect: f64,
    /// Conditional standard deviation, mean and variances taken as known.
    pub sd: f64,
}

/// The fitted model. Effects are in the order of the codes given.
#[derive(Debug, Clone, PartialEq)]
pub struct Severity {
    /// Scores.
    pub n: usize,
    /// Variance between units.
    pub unit: f64,
    /// Variance between assessors.
    pub assessor: f64,
    /// Variance of what is left.
    pub residual: f64,
    /// The mean.
    pub intercept: f64,
    /// Its standard error.
    pub intercept_se: f64,
    /// The REML criterion, -2 log restricted likelihood.
    pub reml: f64,
    /// Correlation of two scores of a unit by different assessors.
    pub icc_single: f64,
    /// The connected part of each unit, counted from 0.
    pub component_of_unit: Vec<usize>,
    /// The connected part of each assessor.
    pub component_of_assessor: Vec<usize>,
    /// How many connected parts there are.
    pub components: usize,
    /// Effects of the units.
    pub units: Vec<Effect>,
    /// Effects of the assessors.
    pub assessors: Vec<Effect>,
}

/// The kept factor makes a dense matrix; this many levels need 3 GB.
const MOST_LEVELS: usize = 12_000;

/// Fits the model. Units and assessors are codes below `units` and `assessors`, each of which has at least one score.
///
/// # Errors
/// A [`Refusal`] in plain words if the scores can't tell the parts from one another.
pub fn severity(
    unit: &[u32],
    assessor: &[u32],
    score: &[f64],
    units: usize,
    assessors: usize,
) -> Result<Severity, Refusal> {
    let index = |codes: &[u32], n: usize| -> Option<Vec<usize>> {
        let fits = |c: &u32| (*c != MISSING).then(|| usize::try_from(*c).ok()).flatten().filter(|c| *c < n);
        codes.iter().map(fits).collect()
    };
    let (Some(unit), Some(assessor)) = (index(unit, units), index(assessor, assessors)) else {
        return Err(Refusal::Length);
    };
    if unit.len() != score.len() || assessor.len() != score.len() || score.iter().any(|s| !s.is_finite()) {
        return Err(Refusal::Length);
    }
    refuse(score, units, assessors)?;
    let origin = crate::sum::sum(score.iter().copied()) / real(score.len());
    let y: Vec<f64> = score.iter().map(|s| s - origin).collect();
    let eliminate_units = units >= assessors;
    let data = if eliminate_units {
        Data::new(y, unit.clone(), assessor.clone(), units, assessors)
    } else {
        Data::new(y, assessor.clone(), unit.clone(), assessors, units)
    };
    let alone = |cells: &[Vec<(usize, f64)>]| cells.iter().all(|c| c.len() == 1);
    if units == assessors && alone(&data.cells) {
        return Err(Refusal::OneUnitPerAssessor);
    }
    let point = search::best(&data, start::moments(&data))?;
    let residual = point.residual_variance;
    let size = data.y.iter().fold(0.0_f64, |m, y| m.max(y.abs())).max(origin.abs());
    if residual <= (64.0 * f64::EPSILON * size).powi(2) {
        return Err(Refusal::NoResidual);
    }
    let spread = data.conditional(&point);
    let effects = |g: f64, pull: &[f64], spread: &[f64]| -> Vec<Effect> {
        let pairs = pull.iter().zip(spread);
        pairs.map(|(p, v)| Effect { effect: g * p, sd: (residual * v).sqrt() }).collect()
    };
    let [g_e, g_k] = point.g;
    let Levels { e, k } = &point.pull;
    let (of_e, of_k) = (effects(g_e, e, &spread.e), effects(g_k, k, &spread.k));
    let (g_unit, g_assessor, units_out, assessors_out) =
        if eliminate_units { (g_e, g_k, of_e, of_k) } else { (g_k, g_e, of_k, of_e) };
    let (component_of_unit, component_of_assessor, components) = parts(&unit, &assessor, units, assessors);
    Ok(Severity {
        n: score.len(),
        unit: g_unit * residual,
        assessor: g_assessor * residual,
        residual,
        intercept: origin + point.mean,
        intercept_se: (residual / point.certainty).sqrt(),
        reml: point.criterion,
        icc_single: g_unit / (g_unit + g_assessor + 1.0),
        component_of_unit,
        component_of_assessor,
        components,
        units: units_out,
        assessors: assessors_out,
    })
}

fn refuse(score: &[f64], units: usize, assessors: usize) -> Result<(), Refusal> {
    let n = score.len();
    let first = score.first();
    if score.iter().all(|s| Some(s) == first) {
        return Err(Refusal::Constant);
    }
    let refusals = [
        (assessors < 2, Refusal::SingleAssessor),
        (units < 2, Refusal::SingleUnit),
        (units >= n, Refusal::OneScorePerUnit),
        (assessors >= n, Refusal::OneScorePerAssessor),
        (units.min(assessors) > MOST_LEVELS, Refusal::TooLarge(MOST_LEVELS)),
    ];
    refusals.into_iter().find(|(holds, _)| *holds).map_or(Ok(()), |(_, refusal)| Err(refusal))
}

impl Data {
    fn new(y: Vec<f64>, e: Vec<usize>, k: Vec<usize>, levels_e: usize, levels_k: usize) -> Self {
        let mut pairs: Vec<(usize, usize)> = e.iter().copied().zip(k.iter().copied()).collect();
        pairs.sort_unstable();
        let mut cells: Vec<Vec<(usize, f64)>> = vec![Vec::new(); levels_e];
        for (e, k) in pairs {
            let Some(list) = cells.get_mut(e) else { continue };
            match list.last_mut() {
                Some((last, times)) if *last == k => *times += 1.0,
                _ => list.push((k, 1.0)),
            }
        }
        let count = |codes: &[usize], levels: usize| {
            let mut out = vec![0.0; levels];
            for code in codes {
                if let Some(n) = out.get_mut(*code) {
                    *n += 1.0;
                }
            }
            out
        };
        Self { count_e: count(&e, levels_e), count_k: count(&k, levels_k), y, e, k, cells }
    }
}

/// The connected parts of the graph in which a score joins its unit and its assessor.
fn parts(
    unit: &[usize],
    assessor: &[usize],
    units: usize,
    assessors: usize,
) -> (Vec<usize>, Vec<usize>, usize) {
    let mut parent: Vec<usize> = (0..units + assessors).collect();
    for (u, a) in unit.iter().zip(assessor) {
        let (x, y) = (root(&mut parent, *u), root(&mut parent, units + a));
        if let Some(p) = parent.get_mut(x.max(y)) {
            *p = x.min(y);
        }
    }
    let mut number = std::collections::BTreeMap::new();
    let of = |parent: &mut Vec<usize>, number: &mut std::collections::BTreeMap<usize, usize>, i: usize| {
        let next = number.len();
        *number.entry(root(parent, i)).or_insert(next)
    };
    let of_unit = (0..units).map(|i| of(&mut parent, &mut number, i)).collect();
    let of_assessor = (units..units + assessors).map(|i| of(&mut parent, &mut number, i)).collect();
    (of_unit, of_assessor, number.len())
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while let Some(up) = parent.get(i).copied().filter(|up| *up != i) {
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(p) = parent.get_mut(i) {
            *p = above;
        }
        i = above;
    }
    i
}
