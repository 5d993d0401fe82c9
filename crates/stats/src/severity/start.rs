//! First guesses of the variance ratios by the method of moments (Henderson's method I, 1953).

use super::model::{Data, dot};
use crate::count::real;

/// The ratios `[g_e, g_k]`, never zero: the search finds zeros itself.
pub fn moments(data: &Data) -> [f64; 2] {
    let n = real(data.y.len());
    let (levels_e, levels_k) = (real(data.count_e.len()), real(data.count_k.len()));
    let sums = data.sums(&data.y);
    let total = dot(&data.y, &data.y);
    let grand = sums.e.iter().sum::<f64>();
    let over = |sums: &[f64], counts: &[f64]| sums.iter().zip(counts).map(|(s, c)| s * s / c).sum::<f64>();
    let mean_part = grand * grand / n;
    let by_e = over(&sums.e, &data.count_e) - mean_part;
    let by_k = over(&sums.k, &data.count_k) - mean_part;
    let (mut e_in_k, mut k_in_e) = (0.0, 0.0);
    for (cells, count) in data.cells.iter().zip(&data.count_e) {
        for (k, times) in cells {
            k_in_e += times * times / count;
            e_in_k += times * times / data.count_k.get(*k).copied().unwrap_or(1.0);
        }
    }
    let own_e = dot(&data.count_e, &data.count_e) / n;
    let own_k = dot(&data.count_k, &data.count_k) / n;
    // Expected sums of squares as sums of variances: [eliminated factor, kept factor, residual | observed].
    let rows = [
        [n - own_e, k_in_e - own_k, levels_e - 1.0, by_e],
        [e_in_k - own_e, n - own_k, levels_k - 1.0, by_k],
        [n - own_e, n - own_k, n - 1.0, total - mean_part],
    ];
    let [e, k, residual] = solve(rows).unwrap_or([1.0, 1.0, 1.0]);
    let all = total / n;
    let residual = residual.max(1e-3 * all);
    let ratio = |v: f64| (v / residual).clamp(0.02, 1e4);
    [ratio(e), ratio(k)]
}

/// Cramer's rule for three equations.
fn solve(rows: [[f64; 4]; 3]) -> Option<[f64; 3]> {
    let [[a, b, c, x], [d, e, f, y], [g, h, i, z]] = rows;
    let det = |[a, b, c]: [f64; 3], [d, e, f]: [f64; 3], [g, h, i]: [f64; 3]| {
        a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    };
    let whole = det([a, b, c], [d, e, f], [g, h, i]);
    let parts = [
        det([x, b, c], [y, e, f], [z, h, i]),
        det([a, x, c], [d, y, f], [g, z, i]),
        det([a, b, x], [d, e, y], [g, h, z]),
    ];
    let out = parts.map(|p| p / whole);
    out.iter().all(|v| v.is_finite()).then_some(out)
}
