//! How the assessors of a round mark: agreement, severity, and scores freed from it, in thousandths of a point or of one.

use crate::{
    agreement::{Ratings, alpha, alpha_interval},
    count::{index, real},
    exact::{Exact, float, thousandths},
    severity::{Effect, Refusal, Severity, severity},
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

/// What the model says of an object, in thousandths of a point, the shrinkage in thousandths of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freed {
    /// The mean severity of those who scored it.
    pub severity: i64,
    /// How much of its distance from the mean is believed: `V_unit / (V_unit + V_residual / n)`.
    pub shrinkage: i64,
    /// Standard deviation of the mean of its scores about what it deserves: assessors and residual.
    pub raw_sd: i64,
    /// Conditional standard deviation of its effect.
    pub sd: i64,
}

/// The severity model of a round's marks, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The severity of every assessor, by place.
    pub leanings: Vec<Leaning>,
    /// The mean of all objects.
    pub mean: i64,
    /// What is taken from every object's mean, by place.
    pub freed: Vec<Freed>,
    /// How many parts the assessors fall into that no common object connects.
    pub components: usize,
}

/// Fits the severity model.
///
/// # Errors
/// Why severity can't be told.
pub fn marking(marks: Marks<'_>) -> Result<Marking, Refusal> {
    let (unit, assessor, score) = marks.columns();
    let fitted = severity(&unit, &assessor, &score, marks.objects, marks.assessors)?;
    let leaning = |of: &Effect| Leaning { effect: rounded(of.effect), sd: rounded(of.sd) };
    let mut of_object: Vec<Vec<usize>> = vec![Vec::new(); marks.objects];
    for mark in marks.marks {
        if let Some(assessors) = of_object.get_mut(index(mark.object)) {
            assessors.push(index(mark.assessor));
        }
    }
    let each = of_object.iter_mut().zip(&fitted.units);
    Ok(Marking {
        leanings: fitted.assessors.iter().map(leaning).collect(),
        mean: rounded(fitted.intercept),
        freed: each.map(|(assessors, object)| freed(&fitted, assessors, object)).collect(),
        components: fitted.components,
    })
}

/// The effect of an object is `shrinkage * (mean of its scores - severity - intercept)`: this is the equation of its
/// best linear unbiased prediction (METHOD, severity of assessors), solved for what explains it.
fn freed(fitted: &Severity, assessors: &mut [usize], object: &Effect) -> Freed {
    let n = real(assessors.len());
    let leaning: f64 =
        assessors.iter().filter_map(|assessor| fitted.assessors.get(*assessor)).map(|of| of.effect).sum();
    // Who scored an object twice brings the same severity twice.
    assessors.sort_unstable();
    let squares: f64 =
        assessors.chunk_by(|one, next| one == next).map(|same| real(same.len()) * real(same.len())).sum();
    let noise = fitted.residual / n;
    Freed {
        severity: rounded(leaning / n),
        shrinkage: rounded(fitted.unit / (fitted.unit + noise)),
        raw_sd: rounded((fitted.assessor * squares / (n * n) + noise).sqrt()),
        sd: rounded(object.sd),
    }
}

fn rounded(value: f64) -> i64 {
    thousandths(value).unwrap_or_default()
}
