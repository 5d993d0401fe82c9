//! Of how large a share of every class a draw takes the materials at least.

use super::Standard;
use crate::fraction::Fraction;

/// The least share of every class that any draw takes. A standard may ask for more, and never for less.
pub const LEAST_DRAWN: Fraction = Fraction::one_over(5);

impl Standard {
    /// The least share of every class that a draw under it takes.
    pub fn least_drawn(&self) -> Fraction {
        self.spot_check_rate.max(LEAST_DRAWN)
    }
}
