//! `earnest stats severity`: how severe each assessor is.

use super::scores::Scores;
use super::table::Fault;
use earnest_stats::severity::{Effect, severity};
use serde::Serialize;
use std::io::Read;

/// A name, its effect and its conditional standard deviation.
pub type Named = (String, f64, f64);

/// Everything that the command prints.
#[derive(Serialize)]
pub struct Output {
    pub n: usize,
    pub units: usize,
    pub assessors: usize,
    pub unit: f64,
    pub assessor: f64,
    pub residual: f64,
    pub intercept: f64,
    pub intercept_se: f64,
    pub reml: f64,
    pub boundary: Vec<&'static str>,
    pub icc_single: f64,
    pub components: usize,
    pub blup_unit: Vec<Named>,
    pub blup_assessor: Vec<Named>,
}

/// Reads the scores and fits the model.
pub fn run(name: &str, source: impl Read) -> Result<Output, Fault> {
    let scores = Scores::read(name, source, true)?;
    let score = scores.score()?;
    if let Some(row) = score.iter().position(|s| s.is_nan()) {
        return Err(scores.table.fault(
            Some(row),
            "score",
            "the score is missing; leave out rows without a score",
        ));
    }
    let (units, assessors) = (&scores.units, &scores.assessors);
    let fit = severity(&units.of_row, &assessors.of_row, score, units.names.len(), assessors.names.len())
        .map_err(|why| scores.table.fault(None, "score", &why.to_string()))?;
    let zero = |variance: f64, name: &'static str| (variance == 0.0).then_some(name);
    let named = |names: &[String], effects: &[Effect]| -> Vec<Named> {
        names.iter().zip(effects).map(|(name, e)| (name.clone(), e.effect, e.sd)).collect()
    };
    Ok(Output {
        n: fit.n,
        units: units.names.len(),
        assessors: assessors.names.len(),
        unit: fit.unit,
        assessor: fit.assessor,
        residual: fit.residual,
        intercept: fit.intercept,
        intercept_se: fit.intercept_se,
        reml: fit.reml,
        boundary: [zero(fit.unit, "unit"), zero(fit.assessor, "assessor")].into_iter().flatten().collect(),
        icc_single: fit.icc_single,
        components: fit.components,
        blup_unit: named(&units.names, &fit.units),
        blup_assessor: named(&assessors.names, &fit.assessors),
    })
}
