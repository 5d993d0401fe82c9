//! How the assessors of a round mark: agreement and severity, in thousandths of a point or of one.

use crate::{
    agreement::{Ratings, alpha, alpha_interval},
    exact::{Exact, float, thousandths},
    severity::{Refusal, Severity, severity},
};

/// A score that an assessor gave to an object: a session or the materials of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The object, counted from 0 without a gap.
    pub object: u32,
    /// The assessor, counted from 0 without a gap.
    pub assessor: u32,
    /// The score.
    pub score: Exact,
}

/// How far an assessor lies above the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaning {
    /// The severity in thousandths of a point: positive gives higher scores. Shrunk towards nought.
    pub effect: i64,
    /// Its conditional standard deviation.
    pub sd: i64,
    /// The connected part of the assessors that it is compared within.
    pub component: usize,
}

/// What the marks of a round say about those who gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// Objects that were scored.
    pub objects: usize,
    /// Of them, scored by two or more.
    pub twice: usize,
    /// Krippendorff's alpha (interval) of these, in thousandths.
    pub alpha: Option<i64>,
    /// Its 95 % bootstrap interval.
    pub alpha_interval: Option<(i64, i64)>,
    /// The severity of every assessor, or why it can't be told.
    pub leanings: Result<Vec<Leaning>, Refusal>,
    /// How many parts the assessors fall into that no common object connects.
    pub components: usize,
}

/// Looks at the marks of a round. The seed makes the bootstrap repeatable.
#[must_use]
pub fn marking(marks: &[Mark], objects: usize, assessors: usize, seed: u64) -> Marking {
    let unit: Vec<u32> = marks.iter().map(|mark| mark.object).collect();
    let assessor: Vec<u32> = marks.iter().map(|mark| mark.assessor).collect();
    let score: Vec<f64> = marks.iter().map(|mark| float(mark.score)).collect();
    let ratings = Ratings::new(&unit, &assessor, &score, objects, assessors).ok();
    let [low, high] = ratings.as_ref().map_or([None, None], |ratings| alpha_interval(ratings, seed));
    let fitted = severity(&unit, &assessor, &score, objects, assessors);
    Marking {
        objects,
        twice: ratings.as_ref().map_or(0, Ratings::units_with_two_or_more),
        alpha: ratings.as_ref().and_then(|ratings| alpha(ratings).interval).and_then(thousandths),
        alpha_interval: low.and_then(thousandths).zip(high.and_then(thousandths)),
        components: fitted.as_ref().map_or(0, |fitted| fitted.components),
        leanings: fitted.map(|fitted| leanings(&fitted)),
    }
}

fn leanings(fitted: &Severity) -> Vec<Leaning> {
    let each = fitted.assessors.iter().zip(&fitted.component_of_assessor);
    each.map(|(of, component)| Leaning {
        effect: thousandths(of.effect).unwrap_or_default(),
        sd: thousandths(of.sd).unwrap_or_default(),
        component: *component,
    })
    .collect()
}
