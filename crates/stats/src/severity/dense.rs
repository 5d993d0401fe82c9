//! The inverse of a symmetric positive definite matrix by blocks, so that nearly all work is matrix products.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, Slice};
use std::ops::Range;

/// Rows in a block: large enough for the product to be fast, small enough for the plain code on the diagonal.
const BLOCK: usize = 64;
/// Columns that share a product when the factor is inverted.
const WIDE: usize = 256;
/// Numbers in a product's left side from which a second thread saves time.
const WORTH_A_THREAD: usize = 20_000;

/// The inverse of a matrix and the logarithm of its determinant.
pub struct Inverse {
    /// All of the inverse, both triangles.
    pub matrix: Array2<f64>,
    /// Natural logarithm of the determinant of the matrix itself.
    pub log_det: f64,
}

/// Inverts a symmetric matrix of which the lower triangle is read; `None` if it is not positive definite.
pub fn invert(mut a: Array2<f64>) -> Option<Inverse> {
    let n = a.nrows();
    let starts: Vec<usize> = (0..n).step_by(BLOCK).collect();
    let mut corners = Vec::with_capacity(starts.len());
    let mut log_det = 0.0;
    for &k in &starts {
        let end = (k + BLOCK).min(n);
        let (left, right) = a.view_mut().split_at(Axis(1), k);
        let left = part(left.view(), k..n, 0..k);
        let mut panel = part_mut(right, k..n, 0..end - k);
        let top = part(left, 0..end - k, 0..k);
        if k > 0 {
            subtract(left, top, panel.view_mut());
        }
        let (mut head, mut below) = panel.split_at(Axis(0), end - k);
        let corner = corner_factor(head.view())?;
        log_det += 2.0 * corner.diag().iter().map(|d| d.ln()).sum::<f64>();
        let back = corner_inverse(&corner);
        let copy = owned(below.view());
        general_mat_mul(1.0, &copy, &back.t(), 0.0, &mut below);
        head.assign(&corner);
        corners.push(back);
    }
    invert_factor(&mut a, &starts, &corners);
    let matrix = own_product(&a, &starts);
    Some(Inverse { matrix, log_det })
}

/// `panel -= left top'`, the two halves of the rows at the same time.
fn subtract(left: ArrayView2<'_, f64>, top: ArrayView2<'_, f64>, panel: ArrayViewMut2<'_, f64>) {
    let half = panel.nrows() / 2;
    let (left_a, left_b) = left.split_at(Axis(0), half);
    let (mut panel_a, mut panel_b) = panel.split_at(Axis(0), half);
    together(
        || general_mat_mul(-1.0, &left_a, &top.t(), 1.0, &mut panel_a),
        || general_mat_mul(-1.0, &left_b, &top.t(), 1.0, &mut panel_b),
        left.len() > WORTH_A_THREAD,
    );
}

/// Does both, at the same time if it is worth it. Every number is computed by the same steps either way.
fn together(a: impl FnOnce() + Send, b: impl FnOnce() + Send, worth_it: bool) {
    if worth_it {
        std::thread::scope(|scope| {
            scope.spawn(a);
            b();
        });
    } else {
        a();
        b();
    }
}

/// Puts the inverse of the lower triangular factor in its place.
fn invert_factor(a: &mut Array2<f64>, starts: &[usize], corners: &[Array2<f64>]) {
    let n = a.nrows();
    for (&i, back) in starts.iter().zip(corners) {
        let rows = back.nrows();
        let row = owned(part(a.view(), i..i + rows, 0..i));
        let (above, mut below) = a.view_mut().split_at(Axis(0), i);
        let above = above.view();
        below.slice_axis_inplace(Axis(0), Slice::from(0..rows));
        // The products on the left are longer: this column has as much work before as behind it.
        let middle = (i * 3 / 10).min(i);
        let (left, right) = below.split_at(Axis(1), middle);
        let right = part_mut(right, 0..rows, 0..i - middle);
        let fill = |from: usize, target: ArrayViewMut2<'_, f64>| fill_row(&row, above, back, from, target);
        together(|| fill(0, left), || fill(middle, right), row.len() > WORTH_A_THREAD);
        part_mut(a.view_mut(), i..i + rows, i..i + rows).assign(back);
        part_mut(a.view_mut(), i..i + rows, i + rows..n).fill(0.0);
    }
}

/// `-back (row above)` for the columns of `target`, which begin at column `first`.
fn fill_row(
    row: &Array2<f64>,
    above: ArrayView2<'_, f64>,
    back: &Array2<f64>,
    first: usize,
    mut target: ArrayViewMut2<'_, f64>,
) {
    let (rows, i) = row.dim();
    let end = first + target.ncols();
    for from in (first..end).step_by(WIDE) {
        let to = (from + WIDE).min(end);
        let mut sum = Array2::<f64>::zeros((rows, to - from));
        general_mat_mul(
            1.0,
            &part(row.view(), 0..rows, from..i),
            &part(above, from..i, from..to),
            0.0,
            &mut sum,
        );
        general_mat_mul(
            -1.0,
            back,
            &sum,
            0.0,
            &mut part_mut(target.view_mut(), 0..rows, from - first..to - first),
        );
    }
}

/// `X' X` of a lower triangular `X`, both triangles.
fn own_product(x: &Array2<f64>, starts: &[usize]) -> Array2<f64> {
    let n = x.nrows();
    let mut out = Array2::<f64>::zeros((n, n));
    let half = starts.len().div_ceil(2);
    let (first, second) = starts.split_at(half);
    let border = second.first().copied().unwrap_or(n);
    let (upper, lower) = out.view_mut().split_at(Axis(0), border);
    let fill = |blocks: &[usize], mut target: ArrayViewMut2<'_, f64>| {
        let top = blocks.first().copied().unwrap_or(0);
        for &i in blocks {
            let end = (i + BLOCK).min(n);
            let (left, right) = (part(x.view(), i..n, i..end), part(x.view(), i..n, 0..end));
            let mut place = part_mut(target.view_mut(), i - top..end - top, 0..end);
            general_mat_mul(1.0, &left.t(), &right, 0.0, &mut place);
        }
    };
    together(|| fill(first, upper), || fill(second, lower), n * n > WORTH_A_THREAD);
    for &i in starts {
        let end = (i + BLOCK).min(n);
        let copy = owned(part(out.view(), i..end, 0..i).reversed_axes());
        part_mut(out.view_mut(), 0..i, i..end).assign(&copy);
    }
    out
}

/// A copy; a view without rows or columns is copied too, which `to_owned` does not promise.
fn owned(a: ArrayView2<'_, f64>) -> Array2<f64> {
    let mut out = Array2::zeros(a.raw_dim());
    out.assign(&a);
    out
}

/// Some rows and columns of a matrix.
fn part(mut a: ArrayView2<'_, f64>, rows: Range<usize>, columns: Range<usize>) -> ArrayView2<'_, f64> {
    a.slice_axis_inplace(Axis(0), Slice::from(rows));
    a.slice_axis_inplace(Axis(1), Slice::from(columns));
    a
}

/// Some rows and columns of a matrix, to write to.
fn part_mut(
    mut a: ArrayViewMut2<'_, f64>,
    rows: Range<usize>,
    columns: Range<usize>,
) -> ArrayViewMut2<'_, f64> {
    a.slice_axis_inplace(Axis(0), Slice::from(rows));
    a.slice_axis_inplace(Axis(1), Slice::from(columns));
    a
}

/// Cholesky's factor of a small block.
#[expect(clippy::indexing_slicing, reason = "the indices run over the sides of the block")]
fn corner_factor(a: ArrayView2<'_, f64>) -> Option<Array2<f64>> {
    let n = a.nrows();
    let mut l = Array2::<f64>::zeros((n, n));
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = l.row(i).iter().zip(l.row(j)).take(j).map(|(x, y)| x * y).sum();
            let rest = a[[i, j]] - dot;
            l[[i, j]] = if i == j {
                if !(rest > 0.0 && rest.is_finite()) {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / l[[j, j]]
            };
        }
    }
    Some(l)
}

/// The inverse of a small lower triangular block.
#[expect(clippy::indexing_slicing, reason = "the indices run over the sides of the block")]
fn corner_inverse(l: &Array2<f64>) -> Array2<f64> {
    let n = l.nrows();
    let mut x = Array2::<f64>::zeros((n, n));
    for i in 0..n {
        x[[i, i]] = 1.0 / l[[i, i]];
        for j in 0..i {
            let sum: f64 = (j..i).map(|k| l[[i, k]] * x[[k, j]]).sum();
            x[[i, j]] = -sum / l[[i, i]];
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one_for_sizes_around_the_blocks() {
        for n in [1, 2, 63, 64, 65, 130, 321] {
            let value = |i: usize, j: usize| ((i * 7 + j * 13) % 11) as f64 / 11.0;
            let root =
                Array2::from_shape_fn((n, n), |(i, j)| if i == j { 3.0 } else { value(i, j) / n as f64 });
            let a = root.dot(&root.t());
            let inverse = invert(a.clone()).unwrap();
            let one = a.dot(&inverse.matrix);
            for ((i, j), v) in one.indexed_iter() {
                assert!((v - f64::from(u8::from(i == j))).abs() < 1e-12, "{n} {i} {j} {v}");
            }
        }
    }

    #[test]
    fn the_determinant_of_a_diagonal_is_its_product_and_a_negative_one_is_refused() {
        let a = Array2::from_diag(&ndarray::arr1(&[2.0, 3.0, 4.0]));
        assert!((invert(a).unwrap().log_det - 24.0_f64.ln()).abs() < 1e-14);
        assert!(invert(Array2::from_diag(&ndarray::arr1(&[1.0, -1.0]))).is_none());
    }
}
