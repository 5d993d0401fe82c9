//! What a stratified draw of scored units says about all of them: means and shares, in thousandths, with their intervals.
//!
//! One stage, every stratum drawn by lot without replacement, some drawn units perhaps not scored: the scored ones are a
//! domain of the sample (METHOD.md, `na: drop`). The formulas are those of [`crate::estimate`].

use crate::{
    estimate::{
        Codes, Design, DesignFault, DesignInput, Estimate, LonelyPsu, MISSING, NO_INTERVAL, ProportionMethod,
        Statistic, TTable, cells, exact_share_interval, proportion_interval,
    },
    exact::{Exact, float, thousandths},
};

/// A unit that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnUnit {
    /// The place of its stratum in the list of strata.
    pub stratum: u32,
    /// Its score, if it has one.
    pub score: Option<Exact>,
    /// The code of its grade, if it has one.
    pub grade: Option<u32>,
    /// The part of the tree that it lies in, if it lies in one that is reported.
    pub part: Option<u32>,
}

/// Which units something is said about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// All that lie in some part of the tree that is reported.
    Whole,
    /// Those of them of a stratum.
    Stratum(u32),
    /// Those of one part.
    Part(u32),
}

/// A figure with its 95 % interval, all in thousandths; `None` where it can't be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ranged {
    /// The estimate.
    pub estimate: Option<i64>,
    /// Lower end.
    pub low: Option<i64>,
    /// Upper end.
    pub high: Option<i64>,
}

/// A drawn sample with its scores, ready for questions.
#[derive(Debug)]
pub struct Sample {
    design: Design,
    scores: Vec<f64>,
    grades: Vec<Option<u32>>,
    /// The rows of every domain, in the order of the design.
    whole: Vec<u32>,
    strata: Vec<Vec<u32>>,
    parts: Vec<Vec<u32>>,
    quantiles: TTable,
}

impl Sample {
    /// A sample from strata of known size, one stage, without replacement.
    ///
    /// A stratum of which one unit of several was drawn adds its own distance from the estimate (`adjust`): a page
    /// must be able to speak about all classes although one of them is small, and this errs to the wide side.
    ///
    /// # Errors
    /// The strata and the units contradict each other, for instance more drawn than there are.
    pub fn new(strata: &[(String, u64)], units: &[DrawnUnit]) -> Result<Self, DesignFault> {
        let names: Vec<String> = strata.iter().map(|(name, _)| name.clone()).collect();
        let of_row: Vec<u32> = units.iter().map(|unit| unit.stratum).collect();
        let size = |unit: &DrawnUnit| {
            let place = usize::try_from(unit.stratum).unwrap_or(usize::MAX);
            strata.get(place).map_or(f64::NAN, |(_, size)| float((i128::from(*size), 1)))
        };
        let design = Design::new(DesignInput {
            rows: units.len(),
            strata: Some(Codes { of_row, names }),
            fpc: vec![units.iter().map(size).collect()],
            lonely_psu: LonelyPsu::Adjust,
            ..DesignInput::default()
        })?;
        // A unit outside all parts is in no domain, but it keeps counting in its stratum.
        let inside = |unit: &DrawnUnit| unit.part.map(|_| unit.stratum);
        let parts = units.iter().filter_map(|unit| unit.part).max().map_or(0, |last| last + 1);
        let all = split(&design, units, 1, |unit| unit.part.map(|_| 0));
        Ok(Self {
            scores: units.iter().map(|unit| unit.score.map_or(f64::NAN, float)).collect(),
            grades: units.iter().map(|unit| unit.grade.filter(|_| unit.score.is_some())).collect(),
            whole: all.into_iter().next().unwrap_or_default(),
            strata: split(&design, units, u32::try_from(strata.len()).unwrap_or(u32::MAX), inside),
            parts: split(&design, units, parts, |unit| unit.part),
            design,
            quantiles: TTable::default(),
        })
    }

    fn rows(&self, domain: Domain) -> Vec<u32> {
        let of = |parts: &[Vec<u32>], code: u32| {
            usize::try_from(code).ok().and_then(|code| parts.get(code)).cloned().unwrap_or_default()
        };
        match domain {
            Domain::Whole => self.whole.clone(),
            Domain::Stratum(stratum) => of(&self.strata, stratum),
            Domain::Part(part) => of(&self.parts, part),
        }
    }

    /// The mean score of a domain, with the t interval of the whole design.
    pub fn mean(&mut self, domain: Domain) -> Ranged {
        let rows = self.rows(domain);
        let found = self.design.estimate(&Statistic::Mean(&self.scores), &rows, &mut self.quantiles);
        found.map_or_else(|_| Ranged::default(), |mean| ranged(&mean, mean.ci95_t))
    }

    /// The share of a grade in a domain: the beta interval of Korn and Graubard; where all or none have the grade, the
    /// exact interval for Kish's effective size.
    pub fn share(&mut self, domain: Domain, grade: u32) -> Ranged {
        let rows = self.rows(domain);
        let has = |of: &Option<u32>| of.map_or(f64::NAN, |of| if of == grade { 1.0 } else { 0.0 });
        let column: Vec<f64> = self.grades.iter().map(has).collect();
        let statistic = Statistic::Proportion(&column);
        let Ok(share) = self.design.estimate(&statistic, &rows, &mut self.quantiles) else {
            return Ranged::default();
        };
        let one_sided = exact_share_interval(&share, self.design.effective_size(&statistic, &rows));
        let interval = one_sided
            .unwrap_or_else(|| proportion_interval(&share, ProportionMethod::Beta, &mut self.quantiles));
        ranged(&share, interval)
    }

    /// The total of `above` over the total of `below` in a domain, with the t interval of the whole design; a unit without
    /// both is no part of it. Where the ratio is the same at every unit the sample shows no spread: no interval.
    pub fn ratio(&mut self, domain: Domain, above: &[Option<Exact>], below: &[Option<Exact>]) -> Ranged {
        let rows = self.rows(domain);
        let column = |values: &[Option<Exact>]| -> Vec<f64> {
            (0..self.scores.len())
                .map(|row| values.get(row).copied().flatten().map_or(f64::NAN, float))
                .collect()
        };
        let (above, below) = (column(above), column(below));
        let statistic = Statistic::Ratio(&above, &below);
        let Ok(ratio) = self.design.estimate(&statistic, &rows, &mut self.quantiles) else {
            return Ranged::default();
        };
        let spread = ratio.variance.is_some_and(|variance| variance > 0.0);
        ranged(&ratio, if spread { ratio.ci95_t } else { NO_INTERVAL })
    }
}

/// The rows of each of `count` domains, in the order of the design.
fn split(
    design: &Design,
    units: &[DrawnUnit],
    count: u32,
    domain: impl Fn(&DrawnUnit) -> Option<u32>,
) -> Vec<Vec<u32>> {
    let codes = Codes {
        of_row: units.iter().map(|unit| domain(unit).unwrap_or(MISSING)).collect(),
        names: (0..count).map(|code| code.to_string()).collect(),
    };
    let wanted: Vec<Vec<String>> = codes.names.iter().map(|name| vec![name.clone()]).collect();
    cells(design, &[&codes], Some(&wanted)).into_iter().map(|cell| cell.rows).collect()
}

fn ranged(found: &Estimate, [low, high]: [Option<f64>; 2]) -> Ranged {
    Ranged {
        estimate: found.estimate.and_then(thousandths),
        low: low.and_then(thousandths),
        high: high.and_then(thousandths),
    }
}
