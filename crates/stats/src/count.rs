//! Counts and codes, as numbers and as places.

/// A count as a real number.
pub(crate) fn real(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}

/// A code as a place; codes never exceed what the machine can count.
pub(crate) fn index(code: u32) -> usize {
    usize::try_from(code).unwrap_or(usize::MAX)
}
