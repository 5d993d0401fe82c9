//! How the assessors of a round mark: agreement and severity, in thousandths of a point or of one.

use crate::{
    agreement::{Ratings, alpha, alpha_interval},
    exact::{Exact, float, thousandths},
    severity::{Effect, Refusal, severity},
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

/// The marks of a round, each object and assessor by its place.
#[derive(Debug, Clone, Copy)]
pub struct Marks<'a> {
    /// The marks.
    pub marks: &'a [Mark],
    /// How many objects there are.
    pub objects: usize,
    /// How many assessors there are.
    pub assessors: usize,
}

impl Marks<'_> {
    fn columns(&self) -> (Vec<u32>, Vec<u32>, Vec<f64>) {
        let mut columns = (Vec::new(), Vec::new(), Vec::new());
        for mark in self.marks {
            columns.0.push(mark.object);
            columns.1.push(mark.assessor);
            columns.2.push(float(mark.score));
        }
        columns
    }
}

/// How well the assessors agree on what several of them scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Objects that were scored by two or more.
    pub twice: usize,
    /// Krippendorff's alpha (interval) of these, in thousandths.
    pub alpha: Option<i64>,
    /// Its 95 % bootstrap interval.
    pub interval: Option<(i64, i64)>,
}

/// Looks at the agreement. The seed makes the bootstrap repeatable.
#[must_use]
pub fn agreement(marks: Marks<'_>, seed: u64) -> Agreement {
    let (unit, assessor, score) = marks.columns();
    let Ok(ratings) = Ratings::new(&unit, &assessor, &score, marks.objects, marks.assessors) else {
        return Agreement::default();
    };
    let [low, high] = alpha_interval(&ratings, seed);
    Agreement {
        twice: ratings.units_with_two_or_more(),
        alpha: alpha(&ratings).interval.and_then(thousandths),
        interval: low.and_then(thousandths).zip(high.and_then(thousandths)),
    }
}

/// How far an assessor lies above the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaning {
    /// The severity in thousandths of a point: positive gives higher scores. Shrunk towards nought.
    pub effect: i64,
    /// Its conditional standard deviation.
    pub sd: i64,
}

/// The severity of every assessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leanings {
    /// By the assessor's place.
    pub leanings: Vec<Leaning>,
    /// How many parts the assessors fall into that no common object connects.
    pub components: usize,
}

/// Looks at severity.
///
/// # Errors
/// Why it can't be told.
pub fn leanings(marks: Marks<'_>) -> Result<Leanings, Refusal> {
    let (unit, assessor, score) = marks.columns();
    let fitted = severity(&unit, &assessor, &score, marks.objects, marks.assessors)?;
    let leaning = |of: &Effect| Leaning {
        effect: thousandths(of.effect).unwrap_or_default(),
        sd: thousandths(of.sd).unwrap_or_default(),
    };
    Ok(Leanings { leanings: fitted.assessors.iter().map(leaning).collect(), components: fitted.components })
}
