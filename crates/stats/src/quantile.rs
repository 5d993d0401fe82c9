//! Quantiles of the normal, t, F and beta distributions.
//!
//! The crate `statrs` gives log-gamma and the normal quantile. Its regularised incomplete beta function stops after 140
//! terms and takes differences of log-gammas, which costs digits when a parameter is large (a design has 100,000 degrees
//! of freedom), and its inverse does not always return. So t, F and beta are solved here: Newton steps, kept inside a
//! bracket, on a continued fraction that runs until it has converged, with the leading factor written by Loader's
//! saddle-point expansion.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::ln_gamma;

const LN_SQRT_2PI: f64 = 0.918_938_533_204_672_8;
/// A continued fraction needs about the square root of its largest parameter in terms.
const MOST_TERMS: u32 = 200_000;
const MOST_STEPS: u32 = 300;

/// The value below which a standard normal variable falls with probability `p`; `None` unless `0 < p < 1`.
#[must_use]
pub fn normal(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    Normal::new(0.0, 1.0).ok().map(|n| n.inverse_cdf(p))
}

/// The `p` quantile of Student's t with `df` degrees of freedom; `None` unless `0 < p < 1` and `df > 0`.
#[must_use]
pub fn student_t(p: f64, df: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && df > 0.0 && df.is_finite()) {
        return None;
    }
    let (centre, sign) = if p >= 0.5 { (2.0 * p - 1.0, 1.0) } else { (1.0 - 2.0 * p, -1.0) };
    if centre == 0.0 {
        return Some(0.0);
    }
    // t²/(df + t²) is beta(1/2, df/2).
    let (x, y) = beta_both(centre, 0.5, df / 2.0)?;
    Some(sign * (df * x / y).sqrt())
}

/// The `p` quantile of F with `d1` and `d2` degrees of freedom, not necessarily whole; `None` outside the domain.
#[must_use]
pub fn fisher_f(p: f64, d1: f64, d2: f64) -> Option<f64> {
    let (x, y) = beta_both(p, d1 / 2.0, d2 / 2.0)?;
    let q = d2 * x / (d1 * y);
    q.is_finite().then_some(q)
}

/// The `p` quantile of the beta distribution with shapes `a` and `b`; `None` outside the domain.
#[must_use]
pub fn beta(p: f64, a: f64, b: f64) -> Option<f64> {
    beta_both(p, a, b).map(|(x, _)| x)
}

/// The quantile and its distance to 1, both to full relative precision: the smaller one is solved for.
fn beta_both(p: f64, a: f64, b: f64) -> Option<(f64, f64)> {
    let shapes_hold = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite();
    if !(p > 0.0 && p < 1.0 && shapes_hold) {
        return None;
    }
    if beta_cdf(a, b, 0.5, 0.5) >= p {
        solve(p, a, b).map(|x| (x, 1.0 - x))
    } else {
        solve(1.0 - p, b, a).map(|y| (1.0 - y, y))
    }
}

/// The root `x` in `(0, 1/2]` of `I_x(a, b) = p`.
fn solve(p: f64, a: f64, b: f64) -> Option<f64> {
    let (mut low, mut high) = (0.0_f64, 0.5_f64);
    let mut x = (a / (a + b)).clamp(1e-3, 0.5);
    for _ in 0..MOST_STEPS {
        let cdf = beta_cdf(a, b, x, 1.0 - x);
        if cdf > p {
            high = x;
        } else {
            low = x;
        }
        // Newton on the logarithms of both sides: straight in the lower tail, whatever its size.
        let slope = beta_front(a, b, x, 1.0 - x) / (1.0 - x) / cdf;
        let step = (cdf / p).ln() / slope;
        let mut next = x * (-step).exp();
        if !(next > low && next < high) {
            next = if low > 0.0 { (low * high).sqrt() } else { high * 1e-3 };
        }
        if ((next - x) / x).abs() <= 2.0 * f64::EPSILON {
            return Some(next);
        }
        if next < f64::MIN_POSITIVE {
            return None;
        }
        x = next;
    }
    Some(x)
}

/// The regularised incomplete beta function `I_x(a, b)`, with `y = 1 - x` given beside it to full precision.
fn beta_cdf(a: f64, b: f64, x: f64, y: f64) -> f64 {
    // With a = 1/2 (the t distribution) and a large b the other branch would lose digits in 1 - y.
    if x <= (a + 1.0) / (a + b + 2.0) || (a < 1.0 && b > 100.0 && x * b < 30.0) {
        beta_front(a, b, x, y) * fraction(a, b, x) / a
    } else {
        1.0 - beta_front(b, a, y, x) * fraction(b, a, y) / b
    }
}

/// `x^a y^b / B(a, b)` by Loader's saddle-point form of the binomial probability (C. Loader, 2000).
fn beta_front(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let exponent =
        stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    (a * b / n) * exponent.exp() * (n / (2.0 * std::f64::consts::PI * a * b)).sqrt()
}

/// What Stirling's formula misses in `ln Γ(x + 1)`.
fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        // Γ(x + 1) = x Γ(x) keeps the argument where log-gamma is most precise.
        return ln_gamma(x + 1.0) - (x + 0.5) * x.ln() + x - LN_SQRT_2PI;
    }
    let r = 1.0 / (x * x);
    let tail = 1.0 / 1188.0 - r * (691.0 / 360_360.0 - r / 156.0);
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r * tail)))) / x
}

/// `x ln(x/m) + m - x` without cancellation when `x` is near `m`.
fn deviance(x: f64, m: f64) -> f64 {
    let gap = x - m;
    if gap.abs() < 0.1 * (x + m) {
        let v = gap / (x + m);
        let mut sum = gap * v;
        let mut term = 2.0 * x * v;
        for j in 1..1000 {
            term *= v * v;
            let next = sum + term / f64::from(2 * j + 1);
            if next == sum {
                return next;
            }
            sum = next;
        }
        return sum;
    }
    x * (x / m).ln() - gap
}

/// The continued fraction of the incomplete beta function, by Lentz's method (Numerical Recipes, section 6.4).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..MOST_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 3e-16 {
            break;
        }
    }
    h
}
