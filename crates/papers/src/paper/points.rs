//! The one place where lengths become floating points, since PDF counts in them.

use earnest_model::paper::length::Nm;

/// Nanometres of a point.
const POINT: f64 = 25_400_000.0 / 72.0;

/// A length in points.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "PDF counts in floating points"
)]
#[expect(clippy::cast_precision_loss, reason = "lengths of a page are far below 2^52 nm")]
pub(super) fn points(length: Nm) -> f32 {
    (length as f64 / POINT) as f32
}

/// A length as a share of another.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "PDF counts in floating points"
)]
#[expect(clippy::cast_precision_loss, reason = "lengths of a page are far below 2^52 nm")]
pub(super) fn share(length: Nm, whole: Nm) -> f32 {
    (length as f64 / whole.max(1) as f64) as f32
}
