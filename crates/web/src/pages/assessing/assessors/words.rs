//! Minutes and points of assessors, as cells and words.

use crate::{
    frame::call::Call,
    look::{Amount, Cell},
};
use earnest_model::fraction::Fraction;

pub(super) fn minutes(call: &Call<'_>, minutes: Option<i32>) -> Cell {
    minutes.map_or_else(
        || Cell::NotYet(call.tr.common_not_yet().into_owned()),
        |known| Amount::time(call.tr, known).into(),
    )
}

/// A number of points with its sign, to one digit.
pub(super) fn signed(points: Fraction) -> String {
    let text = points.rounded(1);
    if points > Fraction::ZERO { format!("+{text}") } else { text }
}
