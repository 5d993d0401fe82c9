//! The numbers of a page of estimates: exact in, exact out; the computing is done in `stats`.

use crate::draws::drawn_round::{Children, Frame};
use earnest_model::{fraction::Fraction, span::Span};
use earnest_stats::sample::{self, Domain, DrawnUnit, Sample};
use earnest_store::{ChildUnit, PublishedStandard, SampledUnit};

/// From how many rated units on a part is estimated. Below, its rated units are shown instead: an interval from
/// fewer than five of them is so wide that it says less than they do.
pub const FLOOR: usize = 5;

/// A figure with its 95 % interval, an estimate rounded to thousandths; ends that can't be computed are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranged {
    /// The estimate.
    pub estimate: Fraction,
    /// The interval.
    pub interval: Option<(Fraction, Fraction)>,
}

/// What is estimated of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The mean score, out of 100.
    pub mean: Option<Ranged>,
    /// Whether every unit is rated, so that nothing is left to chance.
    pub known: bool,
    /// The share of every grade, in the order of the standard.
    pub shares: Vec<Option<Ranged>>,
}

/// A part of the units with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartEstimates {
    /// Key of the class, or code of the unit; empty for all.
    pub key: String,
    /// Name of the unit; empty for a class.
    pub name: String,
    /// Units of the frame: N.
    pub frame: u64,
    /// Units drawn.
    pub drawn: usize,
    /// Of them, rated: n.
    pub rated: usize,
    /// The estimate; `None` below the floor.
    pub estimate: Option<Estimate>,
}

impl PartEstimates {
    /// Units that were drawn and are not rated.
    pub fn unanswered(&self) -> usize {
        self.drawn.saturating_sub(self.rated)
    }
}

/// All, the classes, the parts of the tree.
pub(super) type All = (PartEstimates, Vec<PartEstimates>, Vec<PartEstimates>);

/// Who is asked about, with what is known without chance.
struct Part {
    domain: Domain,
    key: String,
    name: String,
    frame: u64,
}

/// Estimates everything; `None` if frame and sample contradict each other.
pub(super) fn estimate(
    frame: &Frame,
    children: &[ChildUnit],
    drawn: &[SampledUnit],
    standard: Option<&PublishedStandard>,
    span: Span,
) -> Option<All> {
    let grades: Vec<&str> = standard
        .map_or(Vec::new(), |found| found.standard.grades.iter().map(|grade| grade.key.as_str()).collect());
    let places = Places { children: Children::new(children), count: children.len(), span };
    let units: Option<Vec<DrawnUnit>> =
        drawn.iter().map(|unit| drawn_unit(unit, frame, &places, &grades)).collect();
    let units = units?;
    let mut asker =
        Asker { sample: Sample::new(&frame.classes, &units).ok()?, units: &units, grades: grades.len() };
    let within = |class: &str| frame.within.get(class).copied().unwrap_or_default();
    let all = Part {
        domain: Domain::Whole,
        key: String::new(),
        name: String::new(),
        frame: frame.classes.iter().map(|(class, _)| within(class)).sum(),
    };
    let classes = frame.classes.iter().zip(0..).filter(|((class, _), _)| within(class) > 0);
    let classes: Vec<Part> = classes
        .map(|((class, _), code)| Part {
            domain: Domain::Stratum(code),
            key: class.clone(),
            name: String::new(),
            frame: within(class),
        })
        .collect();
    let parts = children.iter().zip(&frame.of_child).zip(0..).filter(|((_, count), _)| **count > 0);
    let parts: Vec<Part> = parts
        .map(|((child, count), code)| Part {
            domain: Domain::Part(code),
            key: child.unit.code.clone(),
            name: child.unit.name.clone(),
            frame: *count,
        })
        .collect();
    let asked = asker.ask(all);
    let classes = classes.into_iter().map(|part| asker.ask(part)).collect();
    Some((asked, classes, parts.into_iter().map(|part| asker.ask(part)).collect()))
}

/// The parts of the reader's scope.
struct Places {
    children: Children,
    count: usize,
    span: Span,
}

impl Places {
    /// The part in which a place of the tree lies. What lies within the scope and beneath no listed child still
    /// belongs to the whole: it has a part of its own.
    fn part(&self, lo: i64) -> Option<usize> {
        let inside = self.span.lo <= lo && lo <= self.span.hi;
        inside.then(|| self.children.at(lo).unwrap_or(self.count))
    }
}

fn drawn_unit(unit: &SampledUnit, frame: &Frame, places: &Places, grades: &[&str]) -> Option<DrawnUnit> {
    let stratum = frame.classes.iter().position(|(class, _)| *class == unit.class)?;
    let rating = unit.rating.as_ref();
    let grade = rating.and_then(|rating| grades.iter().position(|key| *key == rating.grade));
    let part = unit.lo.and_then(|lo| places.part(lo));
    Some(DrawnUnit {
        stratum: u32::try_from(stratum).ok()?,
        score: rating.map(|rating| (rating.score.numerator(), rating.score.denominator())),
        grade: grade.and_then(|grade| u32::try_from(grade).ok()),
        part: part.and_then(|part| u32::try_from(part).ok()),
    })
}

/// Asks the sample part by part.
struct Asker<'a> {
    sample: Sample,
    units: &'a [DrawnUnit],
    grades: usize,
}

impl Asker<'_> {
    fn ask(&mut self, part: Part) -> PartEstimates {
        let belongs = |unit: &&DrawnUnit| match part.domain {
            Domain::Whole => unit.part.is_some(),
            Domain::Stratum(stratum) => unit.part.is_some() && unit.stratum == stratum,
            Domain::Part(place) => unit.part == Some(place),
        };
        let mine: Vec<&DrawnUnit> = self.units.iter().filter(belongs).collect();
        let rated: Vec<&DrawnUnit> = mine.iter().copied().filter(|unit| unit.score.is_some()).collect();
        let known = u64::try_from(rated.len()).is_ok_and(|rated| rated > 0 && rated == part.frame);
        let estimate = if known {
            Some(self.counted(&rated))
        } else {
            (rated.len() >= FLOOR).then(|| self.estimated(part.domain))
        };
        PartEstimates {
            key: part.key,
            name: part.name,
            frame: part.frame,
            drawn: mine.len(),
            rated: rated.len(),
            estimate,
        }
    }

    fn estimated(&mut self, domain: Domain) -> Estimate {
        let grades = 0..u32::try_from(self.grades).unwrap_or_default();
        Estimate {
            known: false,
            mean: ranged(self.sample.mean(domain)),
            shares: grades.map(|grade| ranged(self.sample.share(domain, grade))).collect(),
        }
    }

    /// A part of which every unit is rated is known, not estimated: plain mean and shares, without width.
    fn counted(&self, rated: &[&DrawnUnit]) -> Estimate {
        let point = |value: Fraction| Ranged { estimate: value, interval: Some((value, value)) };
        let scores: Vec<Fraction> = rated.iter().filter_map(|unit| unit.score.and_then(exact)).collect();
        let of = |grade: usize| {
            let has = |unit: &&&DrawnUnit| unit.grade.and_then(|of| usize::try_from(of).ok()) == Some(grade);
            let count = i64::try_from(rated.iter().filter(has).count()).ok()?;
            Fraction::new(count, i64::try_from(rated.len()).ok()?).map(point)
        };
        Estimate {
            known: true,
            mean: Fraction::mean(&scores).map(point),
            shares: (0..self.grades).map(of).collect(),
        }
    }
}

fn exact((numerator, denominator): (i128, i128)) -> Option<Fraction> {
    Fraction::new(i64::try_from(numerator).ok()?, i64::try_from(denominator).ok()?)
}

/// In exact numbers what `stats` gives in thousandths.
pub(crate) fn ranged(found: sample::Ranged) -> Option<Ranged> {
    let exact = Fraction::thousandths;
    let interval = found.low.map(exact).zip(found.high.map(exact));
    Some(Ranged { estimate: exact(found.estimate?), interval })
}
