//! An interval, in words.

use crate::{frame::call::Call, look::Cell};
use earnest_app::assessing::estimates_show::Ranged;
use earnest_model::fraction::Fraction;

/// A figure with its interval below it, or with why it has none; `known` are the words for a figure without chance.
pub fn interval(
    call: &Call<'_>,
    found: Ranged,
    known: Option<String>,
    say: &dyn Fn(Fraction) -> String,
) -> Cell {
    let ends = |(low, high)| format!("{} – {}", say(low), say(high));
    let without = || call.tr.estimate_no_interval().into_owned();
    Cell::Noted(say(found.estimate), known.unwrap_or_else(|| found.interval.map_or_else(without, ends)))
}
