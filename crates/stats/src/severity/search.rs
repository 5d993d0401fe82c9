//! The variance ratios that make the restricted likelihood largest, zero included.

use super::model::{Data, Point};
use super::refusal::Refusal;

/// Steps are logarithmic; one step multiplies a ratio by at most `e` to this power.
const LONGEST_STEP: f64 = 3.0;
const MOST_STEPS: usize = 400;
/// Steps shrink faster than linearly, so that a step of this size is also the error that is left.
const SMALLEST_STEP: f64 = 3e-10;
/// A ratio beyond this means that the effects explain every score.
const LARGEST_RATIO: f64 = 1e12;
/// Up to this many kept levels the borders are always compared with the inside.
const CHEAP_LEVELS: usize = 300;

/// Which ratios are free; the others are exactly zero.
type Free = [bool; 2];

/// The best fit from a starting point inside.
pub fn best(data: &Data, start: [f64; 2]) -> Result<Point, Refusal> {
    let inside = climb(data, start, [true, true])?;
    let scale = [mean_count(&data.count_e), mean_count(&data.count_k)];
    let near_border = (0..2).any(|i| of(inside.g, i) * of(scale, i) < 1e-2);
    if !near_border && data.count_k.len() > CHEAP_LEVELS {
        return Ok(inside);
    }
    let mut found = vec![inside];
    for free in [[true, false], [false, true], [false, false]] {
        let mut from = start;
        from.iter_mut().zip(free).for_each(|(g, free)| *g = if free { *g } else { 0.0 });
        found.push(climb(data, from, free)?);
    }
    // Where the inside only creeps towards a border, the border itself is the answer.
    let lowest = found.iter().map(|p| p.criterion).fold(f64::INFINITY, f64::min);
    let tie = 1e-10 * (1.0 + lowest.abs());
    let zeros = |p: &Point| p.g.iter().filter(|g| **g == 0.0).count();
    let stands = |p: &Point| (0..2).all(|i| of(p.g, i) > 0.0 || of(p.gradient, i) >= 0.0);
    let mut candidates: Vec<Point> = found.into_iter().filter(|p| p.criterion <= lowest + tie).collect();
    candidates.sort_by_key(|p| std::cmp::Reverse((stands(p), zeros(p))));
    candidates.into_iter().next().ok_or(Refusal::NoResidual)
}

/// Quasi-Newton steps on the logarithms of the free ratios.
fn climb(data: &Data, start: [f64; 2], free: Free) -> Result<Point, Refusal> {
    let mut here = data.at(start).ok_or(Refusal::NoResidual)?;
    let mut last: Option<Secant> = None;
    for _ in 0..MOST_STEPS {
        let step = newton(&here, free, last.as_ref());
        let longest = step.iter().fold(0.0_f64, |m, s| m.max(s.abs()));
        if longest < SMALLEST_STEP {
            return Ok(here);
        }
        let Some((next, taken)) = walk(data, &here, step) else { return Ok(here) };
        if next.g.iter().any(|g| *g > LARGEST_RATIO) || next.residual_variance <= 0.0 {
            return Err(Refusal::NoResidual);
        }
        let creeping = (0..2).any(|i| of(free, i) && of(next.g, i) < 1e-13);
        last = Some(Secant::between(&here, &next, taken));
        here = next;
        if creeping {
            return Ok(here);
        }
    }
    Ok(here)
}

/// Follows a step, shortened until the criterion does not rise.
fn walk(data: &Data, here: &Point, step: [f64; 2]) -> Option<(Point, [f64; 2])> {
    let longest = step.iter().fold(0.0_f64, |m, s| m.max(s.abs()));
    let mut share = (LONGEST_STEP / longest).min(1.0);
    for _ in 0..40 {
        let taken = step.map(|s| s * share);
        let g = [of(here.g, 0) * of(taken, 0).exp(), of(here.g, 1) * of(taken, 1).exp()];
        if let Some(next) = data.at(g) {
            let noise = 1e-12 * (1.0 + here.criterion.abs());
            if next.criterion <= here.criterion + noise {
                return Some((next, taken));
            }
        }
        share /= 4.0;
    }
    None
}

/// How the gradient changed over the last step, in logarithms.
struct Secant {
    step: [f64; 2],
    change: [f64; 2],
}

impl Secant {
    fn between(from: &Point, to: &Point, step: [f64; 2]) -> Self {
        let (a, b) = (slope(from), slope(to));
        Self { step, change: [of(b, 0) - of(a, 0), of(b, 1) - of(a, 1)] }
    }
}

/// The gradient in the logarithms of the ratios.
fn slope(p: &Point) -> [f64; 2] {
    [of(p.g, 0) * of(p.gradient, 0), of(p.g, 1) * of(p.gradient, 1)]
}

/// The average information, corrected by what the last step taught (symmetric rank one), solved for the step.
fn newton(p: &Point, free: Free, last: Option<&Secant>) -> [f64; 2] {
    let [[a, b], [c, d]] = p.information;
    let [g0, g1] = p.g;
    let mut h = [g0 * g0 * a, g0 * g1 * (b + c) / 2.0, g1 * g1 * d];
    if let Some(Secant { step: [s0, s1], change: [y0, y1] }) = last {
        let [haa, hab, hbb] = h;
        let (r0, r1) = (y0 - (haa * s0 + hab * s1), y1 - (hab * s0 + hbb * s1));
        let along = r0 * s0 + r1 * s1;
        let size = ((r0 * r0 + r1 * r1) * (s0 * s0 + s1 * s1)).sqrt();
        if along.abs() > 1e-8 * size && size > 0.0 {
            let next = [haa + r0 * r0 / along, hab + r0 * r1 / along, hbb + r1 * r1 / along];
            let [naa, nab, nbb] = next;
            let both = free == [true, true];
            let firm = |n: f64, h: f64, free: bool| !free || n > 0.1 * h;
            if firm(naa, haa, of(free, 0))
                && firm(nbb, hbb, of(free, 1))
                && (!both || naa * nbb - nab * nab > 0.01 * (haa * hbb - hab * hab))
            {
                h = next;
            }
        }
    }
    let [haa, hab, hbb] = h;
    let [s0, s1] = slope(p);
    // A flat direction (a ratio near zero or near infinity) is followed by its sign.
    let alone =
        |s: f64, h: f64| if h > 1e-300 { -s / h } else { -s.signum() * f64::from(u8::from(s != 0.0)) };
    match free {
        [true, true] => {
            let det = haa * hbb - hab * hab;
            if det > 1e-14 * haa * hbb && det > 0.0 {
                [(-s0 * hbb + s1 * hab) / det, (-s1 * haa + s0 * hab) / det]
            } else {
                [alone(s0, haa), alone(s1, hbb)]
            }
        }
        [true, false] => [alone(s0, haa), 0.0],
        [false, true] => [0.0, alone(s1, hbb)],
        [false, false] => [0.0, 0.0],
    }
}

fn mean_count(counts: &[f64]) -> f64 {
    counts.iter().sum::<f64>() / crate::count::real(counts.len())
}

/// An element of a pair.
fn of<T: Copy>(pair: [T; 2], i: usize) -> T {
    let [a, b] = pair;
    if i == 0 { a } else { b }
}
