//! The restricted likelihood of the crossed model at given variance ratios, with its derivatives.
//!
//! The factor with more levels is eliminated (its block is diagonal); the other one leaves the dense matrix
//! `S = I + g (M)`, `M = Z'V⁻¹Z` with the eliminated factor alone in `V`. Everything else is vectors over levels.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a level of a factor, numbered by the caller and checked there"
)]

use super::dense::invert;
use crate::count::real;
use crate::sum::sum;
use ndarray::{Array1, Array2};

/// Scores with their levels; `e` is the factor that is eliminated, `k` the one that is kept.
pub struct Data {
    pub y: Vec<f64>,
    pub e: Vec<usize>,
    pub k: Vec<usize>,
    /// For each level of `e`: the levels of `k` it met, and how often.
    pub cells: Vec<Vec<(usize, f64)>>,
    pub count_e: Vec<f64>,
    pub count_k: Vec<f64>,
}

/// Sums over the levels of both factors.
#[derive(Clone)]
pub struct Levels {
    pub e: Vec<f64>,
    pub k: Vec<f64>,
}

/// The fit at one pair of variance ratios `[g_e, g_k]`.
pub struct Point {
    pub g: [f64; 2],
    pub criterion: f64,
    pub gradient: [f64; 2],
    /// Average information: an always positive stand-in for the second derivatives.
    pub information: [[f64; 2]; 2],
    pub mean: f64,
    pub residual_variance: f64,
    /// `1' V⁻¹ 1`.
    pub certainty: f64,
    /// `Z' V⁻¹ r`; times the ratio it is the effect.
    pub pull: Levels,
    /// The diagonals of `N S⁻¹ N'` and of `S⁻¹`.
    through: Vec<f64>,
    inverse_diagonal: Vec<f64>,
}

impl Data {
    fn spread_e(&self, by_e: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.count_k.len()];
        for (cells, v) in self.cells.iter().zip(by_e) {
            for (k, times) in cells {
                out[*k] += times * v;
            }
        }
        out
    }

    fn spread_k(&self, by_k: &[f64]) -> Vec<f64> {
        self.cells.iter().map(|cells| cells.iter().map(|(k, times)| times * by_k[*k]).sum()).collect()
    }

    /// `Z'x` for a vector over the scores.
    pub fn sums(&self, x: &[f64]) -> Levels {
        let mut e = vec![0.0; self.count_e.len()];
        let mut k = vec![0.0; self.count_k.len()];
        for ((x, at_e), at_k) in x.iter().zip(&self.e).zip(&self.k) {
            e[*at_e] += x;
            k[*at_k] += x;
        }
        Levels { e, k }
    }

    /// The fit at the ratios `g`; `None` if the matrix is no longer positive definite in floating point.
    pub fn at(&self, g: [f64; 2]) -> Option<Point> {
        let [g_e, g_k] = g;
        let d: Vec<f64> = self.count_e.iter().map(|n| 1.0 + g_e * n).collect();
        let inverse = invert(self.matrix(g, &d))?;
        let through = self.through(&inverse.matrix);
        let solver = Solver { data: self, g, d: &d, inverse: &inverse.matrix };
        let ones = solver.solve(&Levels { e: self.count_e.clone(), k: self.count_k.clone() });
        let h = self.remove(&vec![1.0; self.y.len()], g, &ones);
        let certainty = dot(&h, &h) + g_e * dot(&ones.e, &ones.e) + g_k * dot(&ones.k, &ones.k);
        let mean = dot(&h, &self.y) / certainty;
        let r: Vec<f64> = self.y.iter().map(|y| y - mean).collect();
        let pull = solver.solve(&self.sums(&r));
        let rest = self.remove(&r, g, &pull);
        let misfit = dot(&rest, &rest) + g_e * dot(&pull.e, &pull.e) + g_k * dot(&pull.k, &pull.k);
        let degrees = real(self.y.len()) - 1.0;
        let residual_variance = misfit / degrees;
        let log_det = d.iter().map(|d| d.ln()).sum::<f64>() + inverse.log_det;
        let spread = 1.0 + (2.0 * std::f64::consts::PI * residual_variance).ln();
        let per_e = self.count_e.iter().zip(&d).zip(&through);
        let trace_e = sum(per_e.map(|((n, d), t)| n / d - g_k * t / (d * d)));
        let diagonal = inverse.matrix.diag().to_vec();
        let trace_k = dot(&self.count_k, &diagonal) - g_e * sum(through.iter().zip(&d).map(|(t, d)| t / d));
        let slope = |trace: f64, one: &[f64], pull: &[f64]| {
            trace - dot(one, one) / certainty - degrees * dot(pull, pull) / misfit
        };
        let gradient = [slope(trace_e, &ones.e, &pull.e), slope(trace_k, &ones.k, &pull.k)];
        let information = solver.information(&ones, &pull, certainty, misfit, degrees);
        Some(Point {
            g,
            criterion: log_det + certainty.ln() + degrees * spread,
            gradient,
            information,
            mean,
            residual_variance,
            certainty,
            pull,
            through,
            inverse_diagonal: diagonal,
        })
    }

    /// The lower triangle of `S = I + g_k (N_k - g_e N'D⁻¹N)`.
    fn matrix(&self, [g_e, g_k]: [f64; 2], d: &[f64]) -> Array2<f64> {
        let diagonal = self.count_k.iter().map(|n| 1.0 + g_k * n);
        let mut s = Array2::from_diag(&Array1::from_iter(diagonal));
        for (cells, d) in self.cells.iter().zip(d) {
            for (at, (i, times_i)) in cells.iter().enumerate() {
                let mut row = s.row_mut(*i);
                let scale = g_k * g_e * times_i / d;
                for (j, times_j) in &cells[..=at] {
                    row[*j] -= scale * times_j;
                }
            }
        }
        s
    }

    /// The diagonal of `N S⁻¹ N'`.
    fn through(&self, inverse: &Array2<f64>) -> Vec<f64> {
        let of_level = |cells: &Vec<(usize, f64)>| {
            let twice = cells.iter().enumerate().map(|(at, (i, times))| {
                let row = inverse.row(*i);
                let before: f64 = cells[..at].iter().map(|(j, t)| t * row[*j]).sum();
                times * (2.0 * before + times * row[*i])
            });
            twice.sum()
        };
        self.cells.iter().map(of_level).collect()
    }

    /// `x - Z g p`, the part of `x` that the effects leave.
    fn remove(&self, x: &[f64], g: [f64; 2], p: &Levels) -> Vec<f64> {
        let levels = self.e.iter().zip(&self.k);
        x.iter().zip(levels).map(|(x, (e, k))| x - g[0] * p.e[*e] - g[1] * p.k[*k]).collect()
    }

    /// Conditional variances of the effects over the residual variance, for both factors.
    pub fn conditional(&self, point: &Point) -> Levels {
        let [g_e, g_k] = point.g;
        let e = point.through.iter().zip(&self.count_e).map(|(through, n)| {
            let d = 1.0 + g_e * n;
            g_e * (1.0 / d + g_e * g_k * through / (d * d))
        });
        Levels { e: e.collect(), k: point.inverse_diagonal.iter().map(|v| g_k * v).collect() }
    }
}

/// Solves with `V` in sums over levels.
struct Solver<'a> {
    data: &'a Data,
    g: [f64; 2],
    d: &'a [f64],
    inverse: &'a Array2<f64>,
}

impl Solver<'_> {
    /// `Z'V⁻¹x` from `Z'x`.
    fn solve(&self, x: &Levels) -> Levels {
        let [g_e, g_k] = self.g;
        let over = |v: &[f64]| v.iter().zip(self.d).map(|(v, d)| v / d).collect::<Vec<f64>>();
        let shrunk = over(&x.e);
        let lost = self.data.spread_e(&shrunk);
        let right = Array1::from_iter(x.k.iter().zip(&lost).map(|(x, l)| x - g_e * l));
        let mut b = self.inverse.dot(&right);
        // One refinement: the inverse alone loses digits when a ratio is large.
        let held = self.data.spread_e(&over(&self.data.spread_k(&b.to_vec())));
        let counts = b.iter().zip(&self.data.count_k).zip(&held);
        let product = counts.map(|((b, n), h)| b + g_k * (n * b - g_e * h));
        let missing = Array1::from_iter(right.iter().zip(product).map(|(r, p)| r - p));
        b += &self.inverse.dot(&missing);
        let k = b.to_vec();
        let back = over(&self.data.spread_k(&k));
        Levels { e: shrunk.iter().zip(&back).map(|(v, b)| v - g_k * b).collect(), k }
    }

    /// Average information of the profiled criterion (Gilmour, Thompson and Cullis 1995).
    fn information(
        &self,
        ones: &Levels,
        pull: &Levels,
        certainty: f64,
        misfit: f64,
        degrees: f64,
    ) -> [[f64; 2]; 2] {
        let data = self.data;
        let times = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<f64>>();
        let from_e = Levels { e: times(&data.count_e, &pull.e), k: data.spread_e(&pull.e) };
        let from_k = Levels { e: data.spread_k(&pull.k), k: times(&data.count_k, &pull.k) };
        let size = [dot(&pull.e, &pull.e), dot(&pull.k, &pull.k)];
        let along = [dot(&ones.e, &pull.e) / certainty, dot(&ones.k, &pull.k) / certainty];
        let mut out = [[0.0; 2]; 2];
        for (j, x) in [from_e, from_k].iter().enumerate() {
            let w = self.solve(x);
            let q_e = dot(&pull.e, &w.e) - dot(&pull.e, &ones.e) * along[j];
            let q_k = dot(&pull.k, &w.k) - dot(&pull.k, &ones.k) * along[j];
            out[0][j] = degrees * (q_e / misfit - size[0] * size[j] / (misfit * misfit));
            out[1][j] = degrees * (q_k / misfit - size[1] * size[j] / (misfit * misfit));
        }
        out
    }
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
