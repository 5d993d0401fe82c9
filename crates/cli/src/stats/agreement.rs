//! `earnest stats agreement`: how far assessors agree.

use super::scores::Scores;
use super::table::Fault;
use earnest_stats::agreement::{
    Alpha, Icc, IccFigure, IccRefusal, Kappa, KappaFigure, KappaRefusal, Ratings, RatingsFault, alpha,
    fleiss_kappa, icc, kappa,
};
use serde::Serialize;
use std::io::Read;

/// Which figures are wanted.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    pub alpha: bool,
    pub icc: bool,
    pub kappa: Option<Vec<f64>>,
    pub fleiss: Option<Vec<f64>>,
}

/// Everything that the command prints.
#[derive(Serialize)]
pub struct Output {
    pub units: usize,
    pub assessors: usize,
    pub ratings: usize,
    pub units_with_two_or_more: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha: Option<AlphaOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kappa: Option<KappaOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fleiss_kappa: Option<Option<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icc: Option<IccOut>,
}

#[derive(Serialize)]
pub struct AlphaOut {
    pub nominal: Option<f64>,
    pub ordinal: Option<f64>,
    pub interval: Option<f64>,
    pub ratio: Option<f64>,
}

#[derive(Serialize)]
pub struct KappaOut {
    pub categories: Vec<f64>,
    /// Names of the first and the second assessor.
    pub assessors: [String; 2],
    pub table: Vec<Vec<usize>>,
    pub pairs: usize,
    pub none: KappaFigureOut,
    pub linear: KappaFigureOut,
    pub quadratic: KappaFigureOut,
}

#[derive(Serialize)]
pub struct KappaFigureOut {
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub ci95_normal: [Option<f64>; 2],
}

#[derive(Serialize)]
pub struct MeanSquaresOut {
    pub between_units: Option<f64>,
    pub within_units: Option<f64>,
    pub between_assessors: Option<f64>,
    pub residual: Option<f64>,
}

#[derive(Serialize)]
pub struct IccFigureOut {
    pub estimate: Option<f64>,
    pub ci95: [Option<f64>; 2],
}

#[derive(Serialize)]
#[expect(non_snake_case, reason = "the names of the published figures")]
pub struct IccOut {
    pub mean_squares: MeanSquaresOut,
    pub ICC1: IccFigureOut,
    pub ICC2: IccFigureOut,
    pub ICC3: IccFigureOut,
    pub ICC1k: IccFigureOut,
    pub ICC2k: IccFigureOut,
    pub ICC3k: IccFigureOut,
}

/// Reads the ratings and computes the wanted figures; alpha if none is named.
pub fn run(name: &str, source: impl Read, parts: &Parts) -> Result<Output, Fault> {
    let scores = Scores::read(name, source, false)?;
    let ratings = rate(&scores)?;
    let nothing_named = !parts.alpha && !parts.icc && parts.kappa.is_none() && parts.fleiss.is_none();
    Ok(Output {
        units: ratings.units(),
        assessors: ratings.assessors(),
        ratings: ratings.len(),
        units_with_two_or_more: ratings.units_with_two_or_more(),
        alpha: (parts.alpha || nothing_named).then(|| alpha(&ratings).into()),
        kappa: parts.kappa.as_ref().map(|categories| cohen(&scores, &ratings, categories)).transpose()?,
        fleiss_kappa: parts
            .fleiss
            .as_ref()
            .map(|categories| fleiss_kappa(&ratings, categories).map_err(|why| refused(&scores, &why)))
            .transpose()?,
        icc: parts
            .icc
            .then(|| icc(&ratings).map(Into::into).map_err(|why| incomplete(&scores, &why)))
            .transpose()?,
    })
}

fn rate(scores: &Scores) -> Result<Ratings, Fault> {
    let Scores { units, assessors, table } = scores;
    let made = Ratings::new(
        &units.of_row,
        &assessors.of_row,
        scores.score()?,
        units.names.len(),
        assessors.names.len(),
    );
    made.map_err(|fault| match fault {
        RatingsFault::Twice { row, first } => {
            let by = assessors.text(row).unwrap_or_default();
            let unit = units.text(row).unwrap_or_default();
            let before = table.line(first);
            table.fault(
                Some(row),
                "assessor",
                &format!("\"{by}\" rates unit \"{unit}\" a second time, first in line {before}"),
            )
        }
        RatingsFault::Length => table.fault(None, "score", &fault.to_string()),
    })
}

fn cohen(scores: &Scores, ratings: &Ratings, categories: &[f64]) -> Result<KappaOut, Fault> {
    let Kappa { categories, table, pairs, none, linear, quadratic } =
        kappa(ratings, categories, 0, 1).map_err(|why| refused(scores, &why))?;
    let name = |i: usize| scores.assessors.names.get(i).cloned().unwrap_or_default();
    Ok(KappaOut {
        categories,
        assessors: [name(0), name(1)],
        table,
        pairs,
        none: none.into(),
        linear: linear.into(),
        quadratic: quadratic.into(),
    })
}

fn refused(scores: &Scores, why: &KappaRefusal) -> Fault {
    match why {
        KappaRefusal::NotACategory { row, .. } => scores.table.fault(Some(*row), "score", &why.to_string()),
        KappaRefusal::Uneven { unit, .. } => {
            let name = scores.units.names.get(*unit).cloned().unwrap_or_default();
            let row = scores.units.of_row.iter().position(|c| usize::try_from(*c).ok() == Some(*unit));
            scores.table.fault(row, "unit", &format!("unit \"{name}\": {why}"))
        }
        KappaRefusal::Assessors(_) => scores.table.fault(None, "assessor", &why.to_string()),
        KappaRefusal::Categories => Fault(why.to_string()),
    }
}

fn incomplete(scores: &Scores, why: &IccRefusal) -> Fault {
    let IccRefusal::Incomplete { unit, assessor } = why;
    let name = |names: &[String], i: usize| names.get(i).cloned().unwrap_or_default();
    let (u, a) = (name(&scores.units.names, *unit), name(&scores.assessors.names, *assessor));
    let here = |codes: &[u32], row: usize, i: usize| {
        codes.get(row).and_then(|c| usize::try_from(*c).ok()) == Some(i)
    };
    let both = |row: &usize| {
        here(&scores.units.of_row, *row, *unit) && here(&scores.assessors.of_row, *row, *assessor)
    };
    let rows = 0..scores.table.rows();
    // The empty row itself if there is one, else the unit's first row.
    let row =
        rows.clone().find(both).or_else(|| rows.clone().find(|r| here(&scores.units.of_row, *r, *unit)));
    scores.table.fault(row, "score", &format!("unit \"{u}\", assessor \"{a}\": {why}"))
}

impl From<Alpha> for AlphaOut {
    fn from(a: Alpha) -> Self {
        Self { nominal: a.nominal, ordinal: a.ordinal, interval: a.interval, ratio: a.ratio }
    }
}

impl From<KappaFigure> for KappaFigureOut {
    fn from(f: KappaFigure) -> Self {
        Self { estimate: f.estimate, se: f.se, ci95_normal: f.ci95_normal }
    }
}

impl From<IccFigure> for IccFigureOut {
    fn from(f: IccFigure) -> Self {
        Self { estimate: f.estimate, ci95: f.ci95 }
    }
}

impl From<Icc> for IccOut {
    fn from(icc: Icc) -> Self {
        let m = icc.mean_squares;
        Self {
            mean_squares: MeanSquaresOut {
                between_units: m.between_units,
                within_units: m.within_units,
                between_assessors: m.between_assessors,
                residual: m.residual,
            },
            ICC1: icc.one.into(),
            ICC2: icc.two.into(),
            ICC3: icc.three.into(),
            ICC1k: icc.one_k.into(),
            ICC2k: icc.two_k.into(),
            ICC3k: icc.three_k.into(),
        }
    }
}
