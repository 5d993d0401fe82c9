//! How sure an interval is: every interval of this room is one of 95 %, with as much left out at either end.

/// What is left out at each end of an interval.
pub const TAIL: f64 = 0.025;

/// What lies below the upper end of an interval.
pub const BELOW_UPPER: f64 = 1.0 - TAIL;

#[cfg(test)]
mod tests {
    use super::{BELOW_UPPER, TAIL};

    #[test]
    fn the_ends_of_an_interval_are_the_numbers_of_the_tables_to_the_last_bit() {
        assert_eq!(TAIL.to_bits(), 0.025_f64.to_bits());
        assert_eq!(BELOW_UPPER.to_bits(), 0.975_f64.to_bits());
    }
}
