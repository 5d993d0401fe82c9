//! Lengths in whole nanometres: a grid of 28 characters on 156 mm stays exact enough, and nothing is a floating point.

/// A length in nanometres.
pub type Nm = i64;

/// Millimetres.
pub const fn mm(whole: i64) -> Nm {
    whole * 1_000_000
}

/// Hundredths of a millimetre.
pub const fn cmm(hundredths: i64) -> Nm {
    hundredths * 10_000
}

/// Half points, as sizes of type are counted: 1 pt = 25.4/72 mm.
pub const fn half_points(number: i64) -> Nm {
    number * 25_400_000 / 144
}

/// In twentieths of a point (twips), rounded down.
pub const fn twips(length: Nm) -> i64 {
    length * 1440 / 25_400_000
}
