//! What stands right before a number among Chinese words instead of a noun: 的, a share of something, a quotation.

use super::signs::Signs;
use crate::script::is_han;

/// Whether 的 stands right before a number, or before 有 and the like.
pub(super) fn is_led_by_of(signs: &Signs, end: usize, at: usize) -> bool {
    let at = signs.skip_blanks_back(at);
    let link = at.saturating_sub(2)..=at;
    link.clone().any(|place| {
        signs.before(place) == '的'
            && (place..at)
                .all(|at| matches!(signs.at(at), '有' | '共' | '达' | '约' | '占' | '仅' | '近' | '超'))
    }) && end <= at
}

/// Where 占 stands that governs what ends with 的 at a place.
pub(super) fn share_of(signs: &Signs, floor: usize, end: usize) -> Option<usize> {
    let back = (0..14)
        .filter_map(|back| end.checked_sub(back + 1))
        .take_while(|at| *at > floor && is_han(signs.at(*at)));
    let share = back.into_iter().find(|at| signs.at(*at) == '占')?;
    (share > floor && is_han(signs.before(share))).then_some(share)
}

/// Where a quotation begins that ends at a place and describes the noun behind: `“四不两直”检查`.
pub(super) fn quoted_before(signs: &Signs, floor: usize, at: usize) -> Option<usize> {
    let open = match signs.before(at) {
        '”' => '“',
        '」' => '「',
        _ => return None,
    };
    (floor.max(at.saturating_sub(14))..at - 1).rev().find(|from| signs.at(*from) == open).map(|from| from + 1)
}
