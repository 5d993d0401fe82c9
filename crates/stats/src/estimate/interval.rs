//! Confidence intervals from an estimate and its standard error.

/// Lower and upper end; an end that is not defined is `None`.
pub type Interval = [Option<f64>; 2];

/// The interval of which neither end is defined.
pub const NO_INTERVAL: Interval = [None, None];

/// `estimate ± quantile · se`, undefined without one of them.
pub(super) fn around(estimate: f64, se: Option<f64>, quantile: Option<f64>) -> Interval {
    match (se, quantile) {
        (Some(se), Some(q)) => ends(estimate - q * se, estimate + q * se),
        _ => NO_INTERVAL,
    }
}

/// The interval between two ends; an end that is no number is not defined.
pub(super) fn ends(low: f64, high: f64) -> Interval {
    [Some(low).filter(|v| v.is_finite()), Some(high).filter(|v| v.is_finite())]
}
